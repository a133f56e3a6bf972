"""Files already consolidated, byte for byte: recognised before anything is parsed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

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
    again = {path: known[digest] for path, digest in digests.items() if digest in known}
    if not again:
        return []
    sums, lines = sums_by_source(session), _records_by_source(session)
    return [
        Unchanged(path, source.territoire or "", source.exercice or 0, source.empreinte or "",
                  lines[source.id], *sums.get(source.id, (0, Decimal("0.00"))))
        for path, source in again.items()
    ]  # fmt: skip


def _records_by_source(session: Session) -> Counter[str]:
    found: Counter[str] = Counter()
    for model in PARENTS_FIRST:
        source = table_of(model.__tablename__).c.provenance_id
        query = select(source, func.count()).where(source.isnot(None)).group_by(source)
        found.update({name: count for name, count in session.execute(query)})
    return found
