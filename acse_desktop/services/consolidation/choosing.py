"""Which remontées of a call are taken, and what the base already knows of their territories."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import Provenance
from acse_desktop.services.importing.received import Received

Key = tuple[str, int]
"""Territory and exercice."""


def latest(received: Sequence[Received]) -> tuple[list[Received], list[Received]]:
    """The latest remontée of each territory and exercice, and those that it makes useless.

    Exported the same day, the last one given wins.
    """
    chosen: dict[Key, Received] = {}
    doubles = []
    for one in received:
        other = chosen.get(one.key)
        if other is not None and other.exporte_le > one.exporte_le:
            doubles.append(one)
            continue
        if other is not None:
            doubles.append(other)
        chosen[one.key] = one
    return list(chosen.values()), doubles


def not_older(
    received: Sequence[Received], known: dict[Key, Provenance]
) -> tuple[list[Received], list[Received]]:
    """Those that may take the place of what the base holds, and those exported before it."""
    kept: list[Received] = []
    late: list[Received] = []
    for one in received:
        source = known.get(one.key)
        day = source.exporte_le.date() if source and source.exporte_le else None
        (late if day is not None and one.exporte_le < day else kept).append(one)
    return kept, late


def known_remontees(session: Session) -> dict[Key, Provenance]:
    """The remontées that the base holds, by territory and exercice."""
    query = select(Provenance).where(Provenance.nature == "remontee")
    return {
        (source.territoire or "", source.exercice or 0): source for source in session.scalars(query)
    }
