"""The numbers that the program gives: `93-2012-0041` to a dossier, `…-02` to its second action.

The territory comes first, so that numbers stay unique once a region has consolidated.
"""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.models import BaseInfo, Dossier


def territory_of(infos: dict[str, str]) -> str:
    """How numbers name a territory: `93`, `R11` for a region's own programmes, or nothing."""
    region = infos.get("region")
    return infos.get("departement") or (f"R{region}" if region else "")


def prefix(territory: str, exercice: int) -> str:
    """What the numbers of a territory and exercice begin with."""
    return f"{territory}-{exercice}-" if territory else f"{exercice}-"


def dossier_number(territory: str, exercice: int, rank: int) -> str:
    """The number of the dossier of a rank in its exercice."""
    return f"{prefix(territory, exercice)}{rank:04d}"


def action_number(dossier: str | None, rank: int) -> str:
    """The number of the action of a rank in its dossier."""
    return f"{dossier or ''}-{rank:02d}"


def next_dossier_number(session: Session, exercice: int) -> str:
    """The number after the last one that the base gave for the exercice."""
    infos = {fact.cle: fact.valeur for fact in session.scalars(select(BaseInfo))}
    territory = territory_of(infos)
    start = prefix(territory, exercice)
    last = session.scalar(
        select(func.max(Dossier.numero)).where(
            Dossier.exercice == exercice, Dossier.numero.like(f"{start}____")
        )
    )
    rank = (last or "").removeprefix(start)
    return dossier_number(territory, exercice, 1 + (int(rank) if rank.isdigit() else 0))
