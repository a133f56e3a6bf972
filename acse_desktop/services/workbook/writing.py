"""Writing the remontée of an exercice: one workbook, streamed, checked, then put in place."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter
from sqlalchemy.orm import Session

from acse_desktop.errors import Conflict
from acse_desktop.fieldtypes import Choice, Text
from acse_desktop.progress import Progress
from acse_desktop.services.atomic import written_aside
from acse_desktop.services.collecting import without_collector
from acse_desktop.services.importing.report import AVERTISSEMENT, INFORMATION, Anomalie
from acse_desktop.services.workbook.celltexts import CUT, SEPARATOR
from acse_desktop.services.workbook.columnwriters import ColumnWriter, writer_for
from acse_desktop.services.workbook.figures import (
    ExportSummary,
    OpenAnomaly,
    Sending,
    SheetFigures,
    file_name,
    territory_of,
)
from acse_desktop.services.workbook.fingerprint import SheetDigest, fingerprint
from acse_desktop.services.workbook.layout import (
    ANOMALIES,
    SheetLayout,
    record_sheets,
    summed,
)
from acse_desktop.services.workbook.package import Package, check_written, new_archive
from acse_desktop.services.workbook.readme import Told, formula_results
from acse_desktop.services.workbook.skeleton import ANOMALY_COLUMNS, Streamed, build
from acse_desktop.services.workbook.sources import count_and_sums, rows_query
from acse_desktop.translation import _

BATCH = 1_000
_REPEATED_WIDTH = 136
"""Texts of columns no wider than that come back often enough to be shared."""


def export_workbook(
    session: Session,
    exercice: int,
    target: Path,
    progress: Progress | None = None,
    sending: Sending | None = None,
) -> ExportSummary:
    """Write the remontée of an exercice at `target`, which keeps its old content on any failure.

    Raises CannotWrite (no room, no right, open in Excel), Cancelled, and Conflict when another
    agent changes the base meanwhile.
    """
    export = _Export(session, exercice, sending or Sending(), progress or Progress())
    with written_aside(target) as temporary, without_collector():
        digest = export.write(temporary)
        check_written(temporary, export.expected_rows())
    return ExportSummary(
        target, exercice, export.told.territoire, digest, export.figures, export.notes
    )


def remontee_name(session: Session, exercice: int, on: date) -> str:
    """The name that the remontée of a base has for an exercice and a day."""
    return file_name(territory_of(session), exercice, on)


def measured(session: Session, exercice: int) -> dict[str, SheetFigures]:
    """Every record sheet in figures: rows and sums in euros."""
    figures = {}
    for sheet in record_sheets():
        rows, cents = count_and_sums(session, sheet, exercice)
        names = [column.name for column in summed(sheet)]
        euros = [Decimal(total).scaleb(-2) for total in cents]
        figures[sheet.name] = SheetFigures(rows, dict(zip(names, euros, strict=True)))
    return figures


class _Export:
    def __init__(
        self, session: Session, exercice: int, sending: Sending, progress: Progress
    ) -> None:
        self._session = session
        self._sending = sending
        self._progress = progress
        self.told = Told(territory_of(session), exercice)
        self.figures = measured(session, exercice)
        self.notes: list[Anomalie] = []
        self._done = 0
        self._total = sum(self.expected_rows().values())

    def expected_rows(self) -> dict[str, int]:
        """How many rows each streamed sheet must have."""
        rows = {name: figures.rows for name, figures in self.figures.items()}
        return {**rows, ANOMALIES: len(self._sending.anomalies)}

    def write(self, path: Path) -> str:
        """Write the workbook; its fingerprint."""
        self._step()
        skeleton = build(self.told, self.figures, self._sending)
        replaced = {}
        with new_archive(path) as archive:
            package = Package(skeleton, archive, self._sending.on)
            for sheet in record_sheets():
                streamed = skeleton.streamed[sheet.name]
                digest = self._write_records(package, sheet, streamed)
                replaced[Told.sheet_digest(sheet.name)] = digest
            self._write_anomalies(package, skeleton.streamed[ANOMALIES])
            whole = fingerprint(replaced.values())
            replaced[self.told.empreinte] = whole
            package.finish(replaced, formula_results(self.figures))
        return whole

    def _step(self) -> None:
        self._progress.step(self._done, self._total, _("Écriture du classeur"))

    def _write_records(self, package: Package, sheet: SheetLayout, streamed: Streamed) -> str:
        digest = SheetDigest(sheet.name, [column.name for column in sheet.columns])
        expected = self.figures[sheet.name].rows
        batches = self._batches(sheet)
        rows = SheetRows(package, streamed, self.notes)
        package.stream(sheet.name, expected, (rows.xml(batch, digest) for batch in batches))
        if digest.count != expected:
            raise Conflict(
                _("La base a changé pendant l’écriture du classeur."),
                _("Rien n’a été remplacé\u202f; recommencez l’export."),
            )
        return digest.hexdigest()

    def _batches(self, sheet: SheetLayout) -> Iterator[Sequence[Sequence[Any]]]:
        query = rows_query(sheet, self.told.exercice).execution_options(yield_per=BATCH)
        for batch in self._session.execute(query).partitions():
            yield batch
            self._done += len(batch)
            self._step()

    def _write_anomalies(self, package: Package, streamed: Streamed) -> None:
        names = [column.name for column in ANOMALY_COLUMNS]
        rows = SheetRows(package, streamed, self.notes)
        lines = [_texts(anomaly, names) for anomaly in self._sending.anomalies]
        chunks = [rows.xml(lines)] if lines else []
        package.stream(ANOMALIES, len(lines), chunks)


def _texts(anomaly: OpenAnomaly, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(getattr(anomaly, name) for name in names)


class SheetRows:
    """The rows of a sheet as XML, batch after batch."""

    def __init__(self, package: Package, streamed: Streamed, notes: list[Anomalie]) -> None:
        self._streamed = streamed
        self._notes = notes
        self._writers = _writers(package, streamed)
        self._next_row = 2

    def xml(self, batch: Sequence[Sequence[Any]], digest: SheetDigest | None = None) -> str:
        """The XML of a batch; with a digest, its control column too."""
        raw = zip(*batch, strict=True)
        writers = self._writers
        texts = [writer.canonical(values) for writer, values in zip(writers, raw, strict=False)]
        self._note_losses(texts)
        if digest is not None:
            texts.append(digest.add(texts))
        first = self._next_row
        self._next_row += len(batch)
        cells = [writer.cells(column) for writer, column in zip(writers, texts, strict=True)]
        return "".join(
            f'<row r="{SEPARATOR}">{"".join(content)}</row>'.replace(SEPARATOR, str(row))
            for row, content in enumerate(zip(*cells, strict=True), first)
        )

    def _note_losses(self, texts: list[list[str]]) -> None:
        for rank, writer in enumerate(self._writers):
            for line, kind in writer.losses:
                column = self._streamed.columns[rank]
                self._notes.append(
                    Anomalie(
                        AVERTISSEMENT if kind == CUT else INFORMATION,
                        "TEXTE_COUPE" if kind == CUT else "CARACTERES_RETIRES",
                        _loss_message(kind, column.label),
                        _("Raccourcissez le texte dans le dossier.") if kind == CUT else "",
                        self._streamed.name,
                        self._next_row + line,
                        get_column_letter(rank + 1),
                        f"{texts[rank][line][:60]}…",
                    )
                )


def _loss_message(kind: str, label: str) -> str:
    if kind == CUT:
        return _(
            "« {label} » dépasse les 32 767 caractères d’une cellule\u00a0:"
            " la fin n’est pas dans le classeur."
        ).format(label=label)
    return _("« {label} » contenait des caractères illisibles, retirés du classeur.").format(
        label=label
    )


def _writers(package: Package, streamed: Streamed) -> list[ColumnWriter]:
    writers = []
    for rank, (column, style) in enumerate(zip(streamed.columns, streamed.styles, strict=True), 1):
        # Interned once here: the letter is repeated in every cell of the column.
        place = (sys.intern(get_column_letter(rank)), style)
        writers.append(writer_for(column.type, place, package.strings, _repeats(column)))
    return writers


def _repeats(column: Any) -> bool:
    """Whether a text column repeats its values: readable columns, names of places and services."""
    if isinstance(column.type, Choice):
        return True
    narrow = isinstance(column.type, Text) and column.type.width <= _REPEATED_WIDTH
    return bool(column.target) or (narrow and column.name not in ("id", "controle"))
