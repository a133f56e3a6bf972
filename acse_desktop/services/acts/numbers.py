"""The numbers of acts: `2012-ARR-0012`, in order by exercice and kind."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.models import Acte
from acse_desktop.services.acts.natures import Nature


class Numbers:
    """Gives the numbers after the last ones of the register; one is used up once taken."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._last: dict[str, int] = {}

    def next(self, exercice: int, nature: Nature) -> str:
        """The number that the next document would have."""
        start = f"{exercice}-{nature.abbreviation}-"
        if start not in self._last:
            self._last[start] = self._last_kept(start)
        return f"{start}{self._last[start] + 1:04d}"

    def take(self, numero: str) -> None:
        """The number is used."""
        start, _dash, rank = numero.rpartition("-")
        self._last[f"{start}-"] = int(rank)

    def _last_kept(self, start: str) -> int:
        last = self._session.scalar(
            select(func.max(Acte.numero)).where(Acte.numero.like(f"{start}____"))
        )
        rank = (last or "").removeprefix(start)
        return int(rank) if rank.isdigit() else 0
