"""Legal commitments of Chorus (EJ): one may cover several actions, one action may have several."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.errors import InvalidInput
from acse_desktop.models import Action, Engagement, EngagementAction
from acse_desktop.services import records
from acse_desktop.services.importing.cells import EJ_LENGTH
from acse_desktop.store.operations import operation
from acse_desktop.translation import N_, _


@dataclass(frozen=True)
class Link:
    """A commitment as an action sees it."""

    id: str
    """Of the link between commitment and action."""
    engagement_id: str
    ej: str
    montant: Decimal | None
    """Engaged for this action, in euros."""
    others: tuple[str, ...] = ()
    """Numbers of the other actions that the commitment covers."""


def ej_number(text: str | None) -> str:
    """A commitment number with the zeros that a spreadsheet took away; as it is otherwise."""
    digits = "".join((text or "").split())
    return digits.zfill(EJ_LENGTH) if digits.isdecimal() else digits


def links_of(session: Session, action_id: str) -> list[Link]:
    """The commitments of an action, in the order they were added."""
    query = (
        select(EngagementAction, Engagement)
        .join(Engagement, EngagementAction.engagement_id == Engagement.id)
        .where(EngagementAction.action_id == action_id)
        .order_by(Engagement.ej)
    )
    return [
        Link(link.id, one.id, one.ej or "", link.montant, _others(session, one.id, action_id))
        for link, one in session.execute(query)
    ]


def _others(session: Session, engagement_id: str, action_id: str) -> tuple[str, ...]:
    query = (
        select(Action.numero)
        .join(EngagementAction, EngagementAction.action_id == Action.id)
        .where(EngagementAction.engagement_id == engagement_id, Action.id != action_id)
        .order_by(Action.numero)
    )
    return tuple(one or "" for one in session.scalars(query))


def engagement_of(session: Session, ej: str) -> Engagement | None:
    """The commitment of a number, if the base knows it."""
    query = select(Engagement).where(Engagement.ej == ej_number(ej)).order_by(Engagement.id)
    return session.scalars(query).first()


def link(
    session: Session, action_id: str, ej: str, montant: Decimal | None, *, agent: str
) -> str:  # fmt: skip
    """Say that a commitment covers an action, for an amount when it is known; one operation.

    The commitment is made if the base does not know it; a link that exists takes the amount.
    The amount engaged of the action becomes the sum of its links. Gives the identifier of the
    link. Raises InvalidInput without a number.
    """
    number = ej_number(ej)
    if not number:
        raise InvalidInput(_("Le numéro d’EJ manque."), _("Indiquez les dix chiffres de Chorus."))
    with operation(session, N_("Lier un engagement"), agent=agent):
        engagement = engagement_of(session, number)
        identifier = engagement.id if engagement else _created(session, action_id, number, agent)
        found = _link_of(session, identifier, action_id)
        if found is not None:
            if montant is not None:
                records.update(
                    session, "engagement_action", found, {"montant": montant}, agent=agent
                )
            return found
        _first_number(session, action_id, number)
        values = {"engagement_id": identifier, "action_id": action_id, "montant": montant}
        return records.create(session, "engagement_action", values, agent=agent)


def _created(session: Session, action_id: str, number: str, agent: str) -> str:
    bearer = records.organisme_of(session, action_id)
    action = session.get_one(Action, action_id)
    values = {
        "ej": number,
        "organisme_id": bearer.id if bearer else None,
        "exercice": action.dossier.exercice if action.dossier else None,
    }
    return records.create(session, "engagement", values, agent=agent)


def _link_of(session: Session, engagement_id: str, action_id: str) -> str | None:
    query = select(EngagementAction.id).where(
        EngagementAction.engagement_id == engagement_id, EngagementAction.action_id == action_id
    )
    return session.scalars(query).first()


def _first_number(session: Session, action_id: str, number: str) -> None:
    """The action carries its first commitment number, the one its workbook shows."""
    action = session.get_one(Action, action_id)
    if not action.ej:
        action.ej = number
        session.flush()
