"""A remontée workbook as rows ready for a base, with what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from acse_desktop.errors import InvalidInput, UnreadableFile
from acse_desktop.fields import Base
from acse_desktop.fieldtypes import Day
from acse_desktop.services.importing.plan import Row
from acse_desktop.services.importing.report import AVERTISSEMENT, Anomalie, FileReport
from acse_desktop.services.reading.tables import Cell, Table
from acse_desktop.services.reading.values import read_amount
from acse_desktop.services.workbook.layout import README, SheetLayout, record_sheets, summed
from acse_desktop.services.workbook.reading import remontee_of
from acse_desktop.services.workbook.readme import HEADERS, ROWS
from acse_desktop.services.workbook.remontee import Edit, Remontee, SheetRecords
from acse_desktop.translation import _

PROFIL = "remontee"
MAIN_SHEET = "Actions"


@dataclass(frozen=True)
class Received:
    """A remontée that was read whole."""

    path: Path
    sha256: str
    territoire: str
    """Code of the département, or `R11` for the programmes of a region."""
    exercice: int
    exporte_le: date
    empreinte: str
    """Fingerprint of what the workbook holds now, whatever it says."""
    modifie: bool
    """Whether a cell was edited after export."""
    rows: Mapping[type[Base], list[Row]]
    """Records by table, `id` and `version` kept, sheet and row in the provenance columns."""
    refusees: int = 0
    """Rows that cannot be kept: without identifier, repeated, or under an unknown record."""
    anomalies: list[Anomalie] = field(default_factory=list)
    """Edited cells, unreadable cells, counts or sums that differ from Lisez-moi."""

    @property
    def key(self) -> tuple[str, int]:
        """What a remontée replaces: the earlier one of the same territory and exercice."""
        return self.territoire, self.exercice

    @property
    def lues(self) -> int:
        """How many rows the record sheets hold."""
        return self.refusees + sum(len(rows) for rows in self.rows.values())

    def sum_of(self, model: type[Base], name: str) -> Decimal:
        """The sum of an amount, in euros."""
        values = (row.get(name) for row in self.rows.get(model, ()))
        return sum((value for value in values if value is not None), Decimal("0.00"))

    def describe(self, report: FileReport) -> None:
        """Put in a report what the workbook is and what is wrong with it."""
        report.profil, report.feuille, report.ligne_entete = PROFIL, MAIN_SHEET, 1
        report.anomalies.extend(self.anomalies)


def received_of(path: Path, digest: str, tables: list[Table]) -> Received:
    """A remontée from its tables; `digest` is the SHA-256 of the file.

    Raises UnreadableFile when it is not one, FileTooRecent for a later layout.
    """
    remontee = remontee_of(path, tables)
    if remontee.exercice is None:
        raise UnreadableFile(
            _("« {name} » ne dit plus son exercice.").format(name=path.name),
            _("Demandez un nouvel envoi du classeur."),
        )
    return Received(
        path,
        digest,
        remontee.territoire,
        remontee.exercice,
        _day(remontee.etabli_le),
        remontee.empreinte_lue,
        remontee.edited,
        {sheet.model: _rows(sheet.name, remontee.records[sheet.model])
         for sheet in record_sheets()},
        remontee.refused,
        [*remontee.issues, *_edits(remontee.edits), *_gaps(remontee, tables)],
    )  # fmt: skip


def _day(text: str) -> date:
    """The day of the export; the earliest of all when the workbook no longer says it."""
    try:
        return Day().parse(text) or date.min
    except InvalidInput:
        return date.min


def _rows(sheet: str, records: SheetRecords) -> list[Row]:
    names = (*records.names, "provenance_feuille", "provenance_ligne")
    return [
        dict(zip(names, (*row, sheet, line), strict=True))
        for row, line in zip(records.rows, records.lines, strict=True)
    ]


def _edits(edits: list[Edit]) -> Iterator[Anomalie]:
    remedy = _("Demandez au territoire de corriger dans sa base, puis un nouvel envoi.")
    for edit in edits:
        for cell in edit.cellules or ("",):
            yield Anomalie(
                AVERTISSEMENT,
                "modifie_apres_export",
                edit.message,
                remedy,
                edit.feuille,
                edit.ligne,
                cell.rstrip("0123456789"),
            )


def _gaps(remontee: Remontee, tables: list[Table]) -> Iterator[Anomalie]:
    """Counts and sums of Lisez-moi that the rows read do not give back, to the cent."""
    stated = _stated(tables)
    for sheet in record_sheets():
        for label, found in _figures(sheet, remontee.records[sheet.model]):
            announced = stated.get((sheet.name, label))
            if announced is not None and announced != found:
                message = _(
                    "{label}\u00a0: Lisez-moi annonce {announced}, les lignes donnent {found}."
                )
                yield Anomalie(
                    AVERTISSEMENT,
                    "total_different",
                    message.format(label=label, announced=announced, found=found),
                    _("Vérifiez les lignes refusées ou modifiées de la feuille."),
                    sheet.name,
                )


def _figures(sheet: SheetLayout, records: SheetRecords) -> Iterator[tuple[str, Decimal]]:
    yield ROWS, Decimal(len(records.rows))
    for column in summed(sheet):
        if not column.derived:
            yield column.label, records.total(column.name)


def _stated(tables: list[Table]) -> dict[tuple[str, str], Decimal]:
    """The counts and sums of Lisez-moi, by sheet and label."""
    cover = next((table.rows for table in tables if table.sheet == README), [])
    at = next((n for n, row in enumerate(cover) if row and row[0] == HEADERS[0]), len(cover))
    lines = (row for row in cover[at + 1 :] if len(row) > 2)
    return {
        (str(row[0]), str(row[1])): value for row in lines if (value := _number(row[2])) is not None
    }


def _number(cell: Cell) -> Decimal | None:
    try:
        return read_amount(cell).value
    except InvalidInput:
        return None
