"""The journal of operations as the window lists it, and the exercices that a base holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.models import Changement, Dossier, Operation
from acse_desktop.translation import N_, _

STATES = {
    "faite": N_("Faite"),
    "annulee": N_("Annulée"),
    "abandonnee": N_("Annulée"),
}
LIMIT = 500


@dataclass(frozen=True)
class Entry:
    """One operation of the journal."""

    quand: datetime
    """In the local time of the computer."""
    agent: str
    nom: str
    """What was done, in the language in use."""
    etat: str
    """Empty for what undid or redid another operation."""
    changements: int
    """How many records it touched, an import counting as one by table."""


def entries(session: Session, limit: int = LIMIT) -> list[Entry]:
    """The latest operations first."""
    counted = (
        select(func.count(Changement.id))
        .where(Changement.operation_id == Operation.id)
        .scalar_subquery()
    )
    query = select(Operation, counted).order_by(Operation.rang.desc()).limit(limit)
    return [_entry(operation, count) for operation, count in session.execute(query)]


def _entry(operation: Operation, count: int) -> Entry:
    moment = operation.quand.replace(tzinfo=UTC).astimezone()
    name, state = _(operation.nom), _(STATES.get(operation.etat, operation.etat))
    if operation.annule_id is not None:
        name, state = _("Retour sur «\u00a0{nom}\u00a0»").format(nom=name), ""
    return Entry(moment, operation.agent, name, state, count)


def exercices(session: Session) -> list[int]:
    """The exercices that have dossiers, the latest first."""
    query = select(Dossier.exercice).where(Dossier.exercice.is_not(None)).distinct()
    return sorted((year for year in session.scalars(query) if year), reverse=True)


def first_action_of(session: Session, dossier_id: str) -> str | None:
    """The action that a dossier is opened on; None when it has none."""
    found = session.get(Dossier, dossier_id)
    actions = sorted(found.actions, key=lambda one: one.rang or 0) if found else []
    return actions[0].id if actions else None
