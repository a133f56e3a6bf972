"""Reading a remontée: every cell typed by its column, every edit after export found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from acse_desktop.fields import fields_of
from acse_desktop.fieldtypes import Amount, Text
from acse_desktop.progress import Progress
from acse_desktop.services.importing.report import (
    AVERTISSEMENT,
    ERREUR,
    INFORMATION,
    Anomalie,
)
from acse_desktop.services.reading.tables import Cell, Table, read_tables
from acse_desktop.services.workbook import readme
from acse_desktop.services.workbook.columnreaders import ReadColumn, read_column
from acse_desktop.services.workbook.edits import compare, missing_rows
from acse_desktop.services.workbook.fingerprint import SheetDigest, fingerprint
from acse_desktop.services.workbook.frontpage import FrontPage, front_page
from acse_desktop.services.workbook.layout import (
    CONTROL,
    Column,
    SheetLayout,
    header_key,
    record_sheets,
)
from acse_desktop.services.workbook.references import keep_sound_rows
from acse_desktop.services.workbook.remontee import Edit, Remontee, SheetRecords
from acse_desktop.services.workbook.skeleton import CONTROL_COLUMN
from acse_desktop.translation import _


def read_remontee(path: Path, progress: Progress | None = None) -> Remontee:
    """The content of a remontée, read in the child process.

    Raises UnreadableFile, FileTooRecent for a later layout (both versions named), and Cancelled.
    """
    return remontee_of(path, read_tables(path, progress))


def edited_cells(path: Path, progress: Progress | None = None) -> list[Edit]:
    """The rows and cells of a workbook that changed after export."""
    return read_remontee(path, progress).edits


def remontee_of(path: Path, tables: list[Table]) -> Remontee:
    """The content of a remontée from its tables (see `read_many`)."""
    page = front_page(path, tables)
    remontee = Remontee(
        path,
        page.text(readme.TERRITORY),
        page.number(readme.EXERCICE),
        page.number(readme.LAYOUT) or 0,
        page.text(readme.PROGRAM),
        page.text(readme.AGENT),
        page.text(readme.DATE),
        page.text(readme.FINGERPRINT),
    )
    by_name = {table.sheet: table for table in tables}
    digests = []
    for sheet in record_sheets():
        table = by_name.get(sheet.name)
        if table is None and page.names and sheet.name not in page.names:
            remontee.records[sheet.model] = SheetRecords(())
            continue  # an earlier program did not write this sheet
        if table is None:
            remontee.issues.append(_missing_sheet(sheet.name))
        content = _Content(sheet, table or Table(sheet.name, []), page)
        remontee.records[sheet.model] = content.records()
        remontee.issues += content.issues
        remontee.edits += content.edits()
        digests.append(content.digest.hexdigest())
    remontee.empreinte_lue = fingerprint(digests)
    keep_sound_rows(remontee)
    return remontee


def _missing_sheet(name: str) -> Anomalie:
    message = _("La feuille « {name} » manque.").format(name=name)
    remedy = _("Demandez un nouvel envoi du classeur.")
    return Anomalie(ERREUR, "FEUILLE_ABSENTE", message, remedy, feuille=name)


@dataclass
class _Content:
    """A record sheet: cells by column, then typed."""

    sheet: SheetLayout
    table: Table
    page: FrontPage
    issues: list[Anomalie] = field(default_factory=list)

    def __post_init__(self) -> None:
        headers = self.table.rows[0] if self.table.rows else []
        self.width = len(headers)
        self.places = self._places(headers)
        filled = self._filled_rows()
        self.lines = [line for line, row in filled]
        self.cells = _by_column([row for _line, row in filled], self.width)
        self.typed = {column.name: self._typed(column) for column in self.sheet.columns}
        order = tuple(self.page.names.get(self.sheet.name, {}).values())
        self.order = order or tuple(self.typed)
        self.digest = SheetDigest(self.sheet.name, self.order)
        texts = [self._texts(name) for name in self.order]
        self.row_digests = self.digest.row_digests(texts)
        self.digest.add_rows(self.row_digests)

    def _filled_rows(self) -> list[tuple[int, list[Cell]]]:
        """The rows that hold something of ours; a note in a foreign column is not a record."""
        numbered = enumerate(self.table.rows[1:], 2)
        filled = [(line, row) for line, row in numbered if row.count(None) < len(row)]
        if len(self.places) == self.width:
            return filled
        ours = set(self.places.values())
        return [
            (line, row)
            for line, row in filled
            if any(cell is not None and place in ours for place, cell in enumerate(row))
        ]

    def _places(self, headers: Sequence[Cell]) -> dict[str, int]:
        """Where each known column is, by machine name."""
        labels = {header_key(column.label): column.name for column in self._known()}
        labels |= self.page.names.get(self.sheet.name, {})
        places: dict[str, int] = {}
        for place, header in enumerate(headers):
            name = labels.get(header_key(header))
            if name is None and header is not None:
                self._note_header(INFORMATION, "COLONNE_INCONNUE", str(header), place)
            elif name is not None:
                places.setdefault(name, place)
        for column in self.sheet.columns if headers else ():
            if column.name not in places:
                gravity = ERREUR if column.name == "id" else AVERTISSEMENT
                self._note_header(gravity, "COLONNE_ABSENTE", column.label)
        return places

    def _known(self) -> tuple[Column, ...]:
        return (*self.sheet.columns, CONTROL_COLUMN)

    def _note_header(self, gravity: str, code: str, label: str, place: int | None = None) -> None:
        message = (
            _("La colonne « {label} » manque.")
            if code == "COLONNE_ABSENTE"
            else _(
                "La colonne « {label} » n’est pas du classeur de remontée\u00a0: elle est ignorée."
            )
        )
        letter = "" if place is None else get_column_letter(place + 1)
        self.issues.append(
            Anomalie(gravity, code, message.format(label=label), "", self.sheet.name, 1, letter)
        )

    def column_cells(self, name: str) -> Sequence[Cell]:
        """The cells of a column; empty ones when the sheet lacks it."""
        place = self.places.get(name)
        return self.cells[place] if place is not None else [None] * len(self.lines)

    def _texts(self, name: str) -> list[str]:
        """The canonical texts of a column; one that a later program added is read as text."""
        if name in self.typed:
            return self.typed[name].texts
        return read_column(Text(), self.column_cells(name)).texts

    def _typed(self, column: Column) -> ReadColumn:
        cells = self.column_cells(column.name)
        read = read_column(column.type, cells)
        for rank, problem in read.problems.items() if not column.derived else ():
            self._note_cell(column, rank, cells[rank], read.values[rank], problem)
        return read

    def _note_cell(self, column: Column, rank: int, cell: Cell, value: Any, problem: str) -> None:
        described = fields_of(self.sheet.model).get(column.name)
        vital = isinstance(column.type, Amount) or bool(described and described.required)
        self.issues.append(
            Anomalie(
                ERREUR if value is None and vital else AVERTISSEMENT,
                "VALEUR_ILLISIBLE" if value is None else "VALEUR_A_VERIFIER",
                _("{label}\u00a0: {problem}").format(label=column.label, problem=problem),
                _("Corrigez la cellule, ou demandez un nouvel envoi."),
                self.sheet.name,
                self.lines[rank],
                get_column_letter(self.places[column.name] + 1),
                str(cell),
            )
        )

    def records(self) -> SheetRecords:
        """The records, columns that are only there for the reader left out."""
        names = tuple(column.name for column in self.sheet.stored)
        rows = list(zip(*(self.typed[name].values for name in names), strict=True))
        return SheetRecords(names, rows, list(self.lines), len(rows))

    def edits(self) -> list[Edit]:
        """What changed in the sheet after export."""
        controls = [str(cell or "") for cell in self.column_cells(CONTROL)]
        found = compare(self, controls)
        stated = self.page.digests.get(self.sheet.name, "")
        if not found and stated != self.digest.hexdigest():
            found.append(missing_rows(self.sheet.name, self.page.rows, len(self.lines)))
        return found


def _by_column(rows: list[list[Cell]], width: int) -> list[Sequence[Cell]]:
    if not rows:
        return [()] * width
    columns: list[Sequence[Cell]] = [*zip_longest(*rows)]
    missing: Sequence[Cell] = [None] * len(rows)
    return columns[:width] + [missing] * (width - len(columns))
