"""Writing the small grids of an action: beneficiaries, places, funders."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import Lieu, Public
from acse_desktop.services import reference
from acse_desktop.store.operations import operation
from acse_desktop.translation import N_

CENT = Decimal("0.01")


def set_publics(
    session: Session,
    action_id: str,
    numbers: Mapping[tuple[str, str], int | None],
    *,
    agent: str,
) -> None:
    """Write how many persons, by age band and `sex.stage` (`F.prevu`); one operation.

    A cell of the grid left without any number is removed.
    """
    with operation(session, N_("Modifier les publics"), agent=agent):
        for (band, column), value in numbers.items():
            sex, stage = column.split(".")
            _set_public(session, (action_id, band, sex), stage, value)


def _set_public(
    session: Session, cell: tuple[str, str, str], stage: str, value: int | None
) -> None:
    action_id, band, sex = cell
    found = session.scalars(
        select(Public).where(
            Public.action_id == action_id, Public.tranche_age == band, Public.sexe == sex
        )
    ).first()
    record = found or Public(action_id=action_id, tranche_age=band, sexe=sex)
    setattr(record, stage, value)
    session.add(record)
    session.flush()
    if record.prevu is None and record.realise is None:
        session.delete(record)


def equal_parts(session: Session, action_id: str, *, agent: str) -> None:
    """Give every place of an action the same share; the first ones take the odd hundredths."""
    with operation(session, N_("Répartir à parts égales"), agent=agent):
        places = session.scalars(
            select(Lieu).where(Lieu.action_id == action_id).order_by(Lieu.id)
        ).all()
        for place, part in zip(places, shares(len(places)), strict=True):
            place.part = part


def shares(count: int) -> list[Decimal]:
    """100 % in as many equal parts, exact to the hundredth."""
    if not count:
        return []
    part = (Decimal(100) / count).quantize(CENT, ROUND_DOWN)
    odd = int((Decimal(100) - part * count) / CENT)
    return [part + CENT if rank < odd else part for rank in range(count)]


def commune_fields(code: str | None) -> dict[str, Any]:
    """The code and the name of a commune chosen in the list."""
    found = reference.commune(code) if code else None
    return {"code_insee": code, "commune": found.nom if found else None}
