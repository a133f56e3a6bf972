"""The « À compléter » list: what is left to do before the remontée."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from acse_desktop.rules.anomalie import INFORMATION, Anomalie
from acse_desktop.services.checking.running import check_base


@dataclass(frozen=True)
class Completion:
    """One page of the list."""

    total: int
    anomalies: tuple[Anomalie, ...]


def to_complete(
    session: Session, exercice: int | None, offset: int = 0, limit: int = 200
) -> Completion:
    """Errors and warnings that nobody gave a reason for, the most serious first."""
    open_ones = [
        one
        for one in check_base(session, exercice)
        if one.gravite != INFORMATION and one.reserve is None
    ]
    return Completion(len(open_ones), tuple(open_ones[offset : offset + limit]))
