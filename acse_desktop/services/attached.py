"""What a payment or a commitment drags along: its twin, its Chorus rows, the actions to bring
up to date. Called by `records`, inside its operations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from acse_desktop.models import (
    Action,
    Compensation,
    Dossier,
    Engagement,
    EngagementAction,
    LigneChorus,
    Rapprochement,
    Versement,
)
from acse_desktop.services.paid import signed

A_RAPPROCHER, RAPPROCHEE, ECARTEE = "A_RAPPROCHER", "RAPPROCHEE", "ECARTEE"
ZERO = Decimal(0)


@dataclass
class Attached:
    """What follows a record that is about to be removed."""

    actions: set[str] = field(default_factory=set)
    """Actions whose derived amounts change."""
    lignes: set[str] = field(default_factory=set)
    """Chorus rows that lose a payment."""
    twins: list[Versement] = field(default_factory=list)
    """The other halves of the compensations: half of a netting means nothing."""
    unlinked: set[str] = field(default_factory=set)
    """Actions that lose a commitment."""


def attached_to(session: Session, record: Any) -> Attached:
    """What must follow the removal of a record, read before it."""
    found = Attached()
    if action_id := getattr(record, "action_id", None):
        found.actions.add(action_id)
    payments = _payments_under(record)
    if payments is not None:
        _follow_payments(session, payments, found)
    if isinstance(record, EngagementAction):
        found.unlinked = {record.action_id} if record.action_id else set()
    elif isinstance(record, Engagement):
        links = select(EngagementAction.action_id).where(
            EngagementAction.engagement_id == record.id
        )
        found.unlinked = {one for one in session.scalars(links) if one}
    found.actions |= found.unlinked
    return found


def _payments_under(record: Any) -> Select[Any] | None:
    """The identifiers of the payments that go with a record."""
    query = select(Versement.id)
    if isinstance(record, Versement):
        return query.where(Versement.id == record.id)
    if isinstance(record, Action):
        return query.where(Versement.action_id == record.id)
    if isinstance(record, Dossier):
        return query.join(Action).where(Action.dossier_id == record.id)
    return None


def _follow_payments(session: Session, payments: Select[Any], found: Attached) -> None:
    ids = set(session.scalars(payments))
    rows = select(Rapprochement.ligne_chorus_id).where(Rapprochement.versement_id.in_(ids))
    ties = select(Compensation.versement_id, Compensation.reversement_id).where(
        or_(Compensation.versement_id.in_(ids), Compensation.reversement_id.in_(ids))
    )
    others = {one for pair in session.execute(ties) for one in pair if one} - ids
    found.twins = list(session.scalars(select(Versement).where(Versement.id.in_(others))))
    found.actions |= {one.action_id for one in found.twins if one.action_id}
    found.lignes = {one for one in session.scalars(rows) if one}


def twin_of(session: Session, versement: Versement) -> Versement | None:
    """The other half of a compensation; None for any other payment."""
    own = versement.id
    tie = session.scalars(
        select(Compensation).where(
            or_(Compensation.versement_id == own, Compensation.reversement_id == own)
        )
    ).first()
    if tie is None:
        return None
    other = tie.reversement_id if tie.versement_id == own else tie.versement_id
    return session.get(Versement, other) if other else None


def mirrored(session: Session, versement: Versement) -> Versement | None:
    """The twin of a payment, brought to the same amount and day: netting moves no money."""
    twin = twin_of(session, versement)
    if twin is not None:
        twin.montant, twin.verse_le = versement.montant, versement.verse_le
        session.flush()
    return twin


def rows_of(session: Session, versement_id: str) -> set[str]:
    """The Chorus rows that a payment accounts for."""
    query = select(Rapprochement.ligne_chorus_id)
    found = session.scalars(query.where(Rapprochement.versement_id == versement_id))
    return {one for one in found if one}


def reconciled(session: Session, ligne_id: str) -> Decimal:
    """What the payments of a Chorus row amount to, in euros, repayments negative."""
    query = (
        select(Versement.nature, Versement.montant)
        .join(Rapprochement, Rapprochement.versement_id == Versement.id)
        .where(Rapprochement.ligne_chorus_id == ligne_id)
    )
    return sum((signed(*row) for row in session.execute(query)), ZERO)


def reconciled_sums(session: Session) -> dict[str, Decimal]:
    """The same for every Chorus row that has a payment, at once."""
    query = select(Rapprochement.ligne_chorus_id, Versement.nature, Versement.montant).join(
        Versement, Rapprochement.versement_id == Versement.id
    )
    found: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for ligne, nature, montant in session.execute(query):
        found[ligne or ""] += signed(nature, montant)
    return found


def refresh_rows(session: Session, lignes: Iterable[str]) -> None:
    """Say of each row whether its payments account for all of it; a row set aside stays so."""
    for identifier in lignes:
        ligne = session.get(LigneChorus, identifier)
        if ligne is None or ligne.etat == ECARTEE:
            continue
        whole = reconciled(session, identifier) == (ligne.montant or ZERO)
        ligne.etat = RAPPROCHEE if whole else A_RAPPROCHER
        if not whole:
            ligne.agent = ligne.rapproche_le = None
    session.flush()


def engaged(session: Session, action_id: str) -> Decimal | None:
    """What the commitments of an action amount to; None when none says its amount."""
    query = select(func.sum(EngagementAction.montant))
    return session.scalar(query.where(EngagementAction.action_id == action_id))


def is_linked(session: Session, action_id: str) -> bool:
    """Whether a commitment covers an action."""
    query = select(func.count()).where(EngagementAction.action_id == action_id)
    return bool(session.scalar(query))
