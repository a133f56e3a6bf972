"""The consolidated workbook: the sheets of the remontées, territory first, and a Synthèse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from sqlalchemy.orm import Session

from acse_desktop.errors import Conflict
from acse_desktop.progress import Progress
from acse_desktop.services.atomic import written_aside
from acse_desktop.services.consolidation.cover import fill_cover, fill_synthese
from acse_desktop.services.consolidation.queries import (
    ORIGIN,
    origin_query,
    summary,
    with_origin,
)
from acse_desktop.services.consolidation.report import ConsolidationReport
from acse_desktop.services.importing.report import Anomalie
from acse_desktop.services.workbook.figures import Sending, SheetFigures
from acse_desktop.services.workbook.layout import (
    ANOMALIES,
    NOMENCLATURES,
    README,
    SheetLayout,
    record_sheets,
    sheet_names,
)
from acse_desktop.services.workbook.nomenclaturesheet import fill_nomenclatures
from acse_desktop.services.workbook.package import (
    Package,
    check_written,
    new_archive,
    part_of,
    with_results,
)
from acse_desktop.services.workbook.skeleton import (
    ANOMALY_COLUMNS,
    PROGRAM,
    Skeleton,
    prepare,
)
from acse_desktop.services.workbook.writing import BATCH, SheetRows, measured
from acse_desktop.translation import _

SYNTHESE = "Synthèse"


def write_consolidated(
    session: Session,
    exercice: int,
    target: Path,
    report: ConsolidationReport,
    progress: Progress,
) -> list[Anomalie]:
    """Write the whole of a regional base for an exercice; what no cell could hold is returned.

    Raises CannotWrite or Cancelled; the old file is then intact.
    """
    writing = _Consolidated(session, exercice, report, progress)
    with written_aside(target) as temporary:
        writing.write(temporary)
        check_written(temporary, writing.expected())
    return writing.notes


class _Consolidated:
    def __init__(
        self, session: Session, exercice: int, report: ConsolidationReport, progress: Progress
    ) -> None:
        self.session = session
        self.exercice = exercice
        self.report = report
        self.progress = progress
        self.figures: dict[str, SheetFigures] = measured(session, exercice)
        self.notes: list[Anomalie] = []
        self.results: dict[str, list[str]] = {}

    def expected(self) -> dict[str, int]:
        """How many rows each streamed sheet must have."""
        rows = {name: figures.rows for name, figures in self.figures.items()}
        return {**rows, ANOMALIES: len(self.report.anomalies)}

    def write(self, path: Path) -> None:
        """Write the workbook, sheet after sheet."""
        skeleton = self._skeleton()
        with new_archive(path) as archive:
            package = _WithSummary(skeleton, archive, Sending().on, self.results)
            for sheet in record_sheets():
                rows = SheetRows(package, skeleton.streamed[sheet.name], self.notes)
                chunks = (rows.xml(batch) for batch in self._batches(sheet))
                package.stream(sheet.name, self.figures[sheet.name].rows, chunks)
            self._write_anomalies(package, skeleton)
            package.finish({}, [])

    def _batches(self, sheet: SheetLayout) -> Iterator[Sequence[Sequence[Any]]]:
        query = origin_query(sheet, self.exercice).execution_options(yield_per=BATCH)
        count = 0
        for batch in self.session.execute(query).partitions():
            self.progress.step(count, self.figures[sheet.name].rows, _("Écriture du classeur"))
            yield with_origin(batch)
            count += len(batch)
        if count != self.figures[sheet.name].rows:
            raise Conflict(
                _("La base a changé pendant l’écriture du classeur."),
                _("Rien n’a été remplacé\u202f; recommencez."),
            )

    def _write_anomalies(self, package: Package, skeleton: Skeleton) -> None:
        rows = SheetRows(package, skeleton.streamed[ANOMALIES], self.notes)
        lines = [
            (a.gravite, a.code, a.feuille, "", "", a.colonne, a.valeur, a.message, a.remede, "")
            for a in self.report.anomalies
        ]
        package.stream(ANOMALIES, len(lines), [rows.xml(lines)] if lines else [])

    def _skeleton(self) -> Skeleton:
        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
        sheets = {name: workbook.create_sheet(name) for name in (*sheet_names(), SYNTHESE)}
        ranges = fill_nomenclatures(sheets[NOMENCLATURES], self.exercice)
        streamed = {
            sheet.name: prepare(
                sheets[sheet.name],
                (*ORIGIN, *sheet.columns),
                self.figures[sheet.name].rows,
                ranges,
            )
            for sheet in record_sheets()
        }
        count = len(self.report.anomalies)
        streamed[ANOMALIES] = prepare(sheets[ANOMALIES], ANOMALY_COLUMNS, count, {})
        self._fill(sheets[README], sheets[SYNTHESE])
        workbook.properties.creator = workbook.properties.lastModifiedBy = PROGRAM
        content = BytesIO()
        workbook.save(content)
        return Skeleton(content, streamed)

    def _fill(self, cover: Any, synthese: Any) -> None:
        results = fill_cover(cover, self.exercice, self.report, self.figures)
        self.results[part_of(README)] = results
        lines = summary(self.session, self.exercice)
        last = self.figures["Actions"].rows + 1
        part = f"xl/worksheets/sheet{len(sheet_names()) + 1}.xml"
        self.results[part] = fill_synthese(synthese, lines, last)


class _WithSummary(Package):
    """A package whose formulas, on two sheets, carry their results."""

    def __init__(
        self, skeleton: Skeleton, archive: Any, on: date, results: dict[str, list[str]]
    ) -> None:
        super().__init__(skeleton, archive, on)
        self._results = results

    def _settled(self, part: str, replaced: dict[str, str], results: list[str]) -> str:
        if part in self._results:
            return with_results(self._read(part), self._results[part])
        return super()._settled(part, replaced, results)
