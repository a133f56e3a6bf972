"""Reading a sheet that came back: columns moved or renamed, rows moved, added or removed.

The hidden names of the columns and the hidden identifiers of the rows are followed first; the
visible headers and numbers stand in for them where they are gone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from acse_desktop.errors import UnreadableFile
from acse_desktop.services.reading.refusals import refused
from acse_desktop.services.reading.tables import Cell, Table, read_tables
from acse_desktop.services.round_sheet.layout import (
    HIDDEN_SHEET,
    IDENTIFIER,
    LISTS_SHEET,
    MARK,
    VERSION,
    Layout,
)
from acse_desktop.services.round_sheet.review import INFORMATION, Trouble
from acse_desktop.translation import _
from acse_desktop.typography import folded


@dataclass(frozen=True)
class Sent:
    """A row as it was sent: canonical texts by field."""

    id: str
    named: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """A row that came back."""

    line: int
    """Its number in the sheet, from 1."""
    identifier: str
    named: str
    cells: Mapping[str, Cell]
    """The cells to compare, by field."""
    filled: bool
    """Whether any of its cells holds something."""


@dataclass
class Returned:
    """A sheet that came back, not compared yet."""

    file: str
    sheet: str
    scope: dict[str, str]
    sent: dict[str, Sent]
    rows: list[Row] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    """Place of each column from 0, by name."""
    troubles: list[Trouble] = field(default_factory=list)


def read_sheet(path: Path, layout: Layout) -> Returned:
    """A sheet of a kind. Raises UnreadableFile for anything else."""
    tables = read_tables(path)
    hidden = next((table for table in tables if table.sheet == HIDDEN_SHEET), None)
    if hidden is None:
        raise _not_ours(path)
    returned = _base_of(path, layout, hidden)
    sheet, header, marked = _located(path, layout, tables)
    returned.sheet = sheet.sheet
    _read_columns(returned, layout, sheet, header, marked)
    _read_rows(returned, layout, sheet, header + 1)
    return returned


def _not_ours(path: Path) -> UnreadableFile:
    return refused(
        path,
        _("n’est pas une fiche envoyée par ce programme, ou a perdu ses repères cachés."),
        _(
            "Demandez le fichier envoyé, complété et enregistré, et non une copie de sa feuille"
            " dans un autre classeur."
        ),
    )


def _base_of(path: Path, layout: Layout, hidden: Table) -> Returned:
    """What was sent, as the hidden sheet keeps it."""
    rows = [[_text(cell) for cell in row] for row in hidden.rows]
    start = next((rank for rank, row in enumerate(rows) if row[:1] == [IDENTIFIER]), None)
    facts = {row[0]: row[1] for row in rows[:start] if len(row) == 2}
    if facts.get("fiche") != layout.key or start is None:
        raise _not_ours(path)
    if facts.get("version") != VERSION:
        raise refused(
            path,
            _("vient d’une autre version du programme."),
            _("Envoyez de nouveau la fiche avec cette version."),
        )
    scope = {row[1]: row[2] for row in rows[:start] if len(row) == 3 and row[0] == "portee"}
    names = rows[start][3:]
    sent = {}
    for row in rows[start + 1 :]:
        filled = row + [""] * (3 + len(names) - len(row))
        sent[filled[0]] = Sent(filled[0], filled[2], dict(zip(names, filled[3:], strict=False)))
    return Returned(path.name, "", scope, sent)


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _located(path: Path, layout: Layout, tables: Sequence[Table]) -> tuple[Table, int, bool]:
    """The sheet, the row of its headers from 0, and whether the hidden names were found."""
    seen = [table for table in tables if table.sheet not in (HIDDEN_SHEET, LISTS_SHEET)]
    for table in seen:
        for rank, row in enumerate(table.rows):
            if sum(_text(cell).startswith(MARK) for cell in row) > 1:
                return table, rank + 1, True
    labels = {folded(column.label) for column in layout.columns}
    for table in seen:
        for rank, row in enumerate(table.rows):
            if len(labels & {folded(_text(cell)) for cell in row}) > len(labels) // 2:
                return table, rank, False
    raise _not_ours(path)


def _read_columns(
    returned: Returned, layout: Layout, table: Table, header: int, marked: bool
) -> None:
    headers = [_text(cell) for cell in table.rows[header]] if header < len(table.rows) else []
    marks = [_text(cell) for cell in table.rows[header - 1]] if marked else []
    for name in (IDENTIFIER, *(column.name for column in layout.columns)):
        if MARK + name in marks:
            returned.columns[name] = marks.index(MARK + name)
    for column in layout.columns:
        wanted = folded(column.label)
        alike = [place for place, label in enumerate(headers) if folded(label) == wanted]
        if column.name not in returned.columns and alike:
            returned.columns[column.name] = alike[0]
        elif column.name in returned.columns and not alike:
            _tell_renamed(returned, headers, column.name, column.label)
        if column.editable and column.name not in returned.columns:
            _tell_missing(returned, column.label)


def _tell_renamed(returned: Returned, headers: list[str], name: str, label: str) -> None:
    place = returned.columns[name]
    found = headers[place] if place < len(headers) else ""
    message = _("La colonne « {label} » s’appelle maintenant « {found} »\u00a0: elle est lue.")
    returned.troubles.append(
        Trouble(
            "colonne_renommee", INFORMATION, returned.sheet, found,
            message.format(label=_(label), found=found), "",
        )
    )  # fmt: skip


def _tell_missing(returned: Returned, label: str) -> None:
    message = _("La colonne « {label} » a été supprimée.").format(label=_(label))
    returned.troubles.append(
        Trouble(
            "colonne_supprimee", INFORMATION, returned.sheet, "", message,
            _("Ce que la base contient pour elle est gardé."),
        )
    )  # fmt: skip


def _read_rows(returned: Returned, layout: Layout, table: Table, start: int) -> None:
    editable = [column.name for column in layout.editable if column.name in returned.columns]
    for rank, row in enumerate(table.rows[start:], start):
        cells = {name: _cell(row, returned.columns[name]) for name in editable}
        identifier, named = (
            _text(_cell(row, returned.columns.get(name, -1))).strip()
            for name in (IDENTIFIER, layout.named)
        )
        filled = any(cell not in (None, "") for cell in row)
        returned.rows.append(Row(rank + 1, identifier, named, cells, filled))


def _cell(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if 0 <= place < len(row) else None
