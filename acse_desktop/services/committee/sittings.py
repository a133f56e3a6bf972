"""The sittings of the committee and their order of the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.errors import Conflict
from acse_desktop.models import Passage, Seance
from acse_desktop.services import listing
from acse_desktop.services.listing_types import Query
from acse_desktop.services.records import create
from acse_desktop.store.operations import operation
from acse_desktop.translation import N_, _

PREPAREE, OUVERTE, CLOSE = "PREPAREE", "OUVERTE", "CLOSE"


def create_sitting(session: Session, values: Mapping[str, Any], *, agent: str) -> str:
    """Prepare a sitting (exercice, date, title…); gives its identifier."""
    values = {"etat": PREPAREE, **values}
    return create(session, "seance", values, agent=agent, name=N_("Préparer une séance du comité"))


def sitting_of(session: Session, seance_id: str) -> Seance:
    """A sitting as the base has it; Conflict when it is no more."""
    found = session.get(Seance, seance_id, populate_existing=True)
    if found is None:
        raise Conflict(
            _("Cette séance a été supprimée entre-temps."), _("Revenez à la liste des séances.")
        )
    return found


def open_sitting(session: Session, seance_id: str) -> Seance:
    """A sitting that can be changed; Conflict when it is closed."""
    found = sitting_of(session, seance_id)
    if found.etat == CLOSE:
        raise Conflict(
            _("La séance est close\u00a0: rien n’a été modifié."),
            _("Rouvrez-la pour la corriger."),
        )
    return found


def passages_of(session: Session, seance_id: str) -> list[Passage]:
    """The order of the day, in its order."""
    query = select(Passage).where(Passage.seance_id == seance_id)
    return list(session.scalars(query.order_by(Passage.rang, Passage.id)))


def add_actions(session: Session, seance_id: str, action_ids: Iterable[str], *, agent: str) -> int:
    """Put actions at the end of the order of the day, those it lacks; gives how many."""
    with operation(session, N_("Compléter l’ordre du jour"), agent=agent):
        open_sitting(session, seance_id)
        present = passages_of(session, seance_id)
        known = {one.action_id for one in present}
        last = max((one.rang or 0 for one in present), default=0)
        fresh = [one for one in dict.fromkeys(action_ids) if one not in known]
        for rank, action_id in enumerate(fresh, last + 1):
            session.add(Passage(seance_id=seance_id, action_id=action_id, rang=rank))
    return len(fresh)


def add_found(session: Session, seance_id: str, query: Query, *, agent: str) -> int:
    """Put on the order of the day every action that a query of the list of dossiers finds."""
    exercice = sitting_of(session, seance_id).exercice
    count = listing.summary(session, "actions", query, exercice).count
    rows = listing.page(session, "actions", query, exercice, 0, count).rows
    return add_actions(session, seance_id, [row[0] for row in rows], agent=agent)


def remove_passages(session: Session, seance_id: str, ids: Sequence[str], *, agent: str) -> int:
    """Take actions off the order of the day, with what was voted on them; gives how many."""
    with operation(session, N_("Retirer de l’ordre du jour"), agent=agent):
        open_sitting(session, seance_id)
        leaving = [one for one in passages_of(session, seance_id) if one.id in ids]
        for one in leaving:
            session.delete(one)
        session.flush()
        _number(passages_of(session, seance_id))
    return len(leaving)


def move_passages(
    session: Session, seance_id: str, ids: Sequence[str], step: int, *, agent: str
) -> None:
    """Move actions up (negative) or down the order of the day, together, by some places."""
    with operation(session, N_("Réordonner l’ordre du jour"), agent=agent):
        open_sitting(session, seance_id)
        order = passages_of(session, seance_id)
        moved = [one for one in order if one.id in ids]
        others = [one for one in order if one.id not in ids]
        if moved:
            place = max(0, min(order.index(moved[0]) + step, len(others)))
            _number([*others[:place], *moved, *others[place:]])


def sort_passages(session: Session, seance_id: str, ids: Sequence[str], *, agent: str) -> None:
    """Give the order of the day the order of these identifiers; those not named come last."""
    with operation(session, N_("Réordonner l’ordre du jour"), agent=agent):
        open_sitting(session, seance_id)
        wanted = {identifier: rank for rank, identifier in enumerate(ids)}
        order = passages_of(session, seance_id)
        _number(sorted(order, key=lambda one: wanted.get(one.id, len(ids))))


def _number(passages: Iterable[Passage]) -> None:
    for rank, passage in enumerate(passages, 1):
        passage.rang = rank


def reopen(session: Session, seance_id: str, *, agent: str) -> None:
    """Correct a sitting that was closed; its decisions stay on the actions until it closes."""
    with operation(session, N_("Rouvrir la séance"), agent=agent):
        sitting_of(session, seance_id).etat = OUVERTE
