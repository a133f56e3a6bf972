"""Files already consolidated, byte for byte: recognised before anything is parsed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.models import Provenance
from acse_desktop.services.consolidation.choosing import Key, known_remontees
from acse_desktop.services.consolidation.report import TerritoryState
from acse_desktop.services.consolidation.standing import sums_by_source
from acse_desktop.services.importing.received import MAIN_SHEET, PROFIL
from acse_desktop.services.importing.report import FileReport
from acse_desktop.services.importing.writing import PARENTS_FIRST
from acse_desktop.store.rows import table_of


@dataclass(frozen=True)
class Unchanged:
    """A file that the base holds already, with what the base holds of it."""

    path: Path
    territoire: str
    exercice: int
    empreinte: str
    lignes: int
    """Records that came from it."""
    actions: int
    montant_accorde: Decimal

    @property
    def key(self) -> Key:
        """Territory and exercice."""
        return self.territoire, self.exercice

    def state(self, etat: str) -> TerritoryState:
        """Its line in the report."""
        return TerritoryState(
            self.territoire, etat, self.path.name, self.empreinte,
            self.actions, self.montant_accorde, self.exercice,
        )  # fmt: skip

    def file_report(self) -> FileReport:
        """The file as a reading would have told it."""
        return FileReport(
            self.path.name, PROFIL, MAIN_SHEET, 1,
            lignes_lues=self.lignes, montant_total=self.montant_accorde,
        )  # fmt: skip


def unchanged_files(session: Session, digests: dict[Path, str]) -> list[Unchanged]:
    """Those of some files, given with their SHA-256, that are in the base as they are."""
    known = {source.sha256: source for source in known_remontees(session).values()}
    sums = sums_by_source(session) if known else {}
    found = []
    for path, digest in digests.items():
        if source := known.get(digest):
            count, total = sums.get(source.id, (0, Decimal("0.00")))
            lines = _records_of(session, source)
            found.append(
                Unchanged(path, source.territoire or "", source.exercice or 0,
                          source.empreinte or "", lines, count, total)
            )  # fmt: skip
    return found


def _records_of(session: Session, source: Provenance) -> int:
    tables = (table_of(model.__tablename__) for model in PARENTS_FIRST)
    counts = (
        session.scalar(select(func.count()).where(table.c.provenance_id == source.id))
        for table in tables
    )
    return sum(count or 0 for count in counts)
