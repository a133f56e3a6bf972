"""Reads what the rules of the payments look at: a few queries, whatever the number of actions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import func, select, true, union
from sqlalchemy.orm import Session

from acse_desktop.models import (
    Action,
    Dossier,
    Engagement,
    EngagementAction,
    Organisme,
    Versement,
)
from acse_desktop.rules import paiements
from acse_desktop.rules.anomalie import Anomalie
from acse_desktop.rules.paiements import ZERO, Paid, PaymentFacts
from acse_desktop.services.checking.scope import Scope
from acse_desktop.services.comptes_rendus.echeances import due
from acse_desktop.services.paid import REVERSEMENT


def check(session: Session, scope: Scope, today: date) -> Iterator[Anomalie]:
    """What the rules of the payments find on the actions of a scope."""
    for facts in payment_facts(session, scope, today):
        for rule in paiements.CHECKS:
            yield from rule(facts)


def payment_facts(session: Session, scope: Scope, today: date) -> Iterator[PaymentFacts]:
    """The actions of a scope that were paid or that a commitment covers."""
    if scope.actions is None:
        return
    paid, linked = _payments(session, scope), _commitments(session, scope)
    owed = _owed(session, scope, today)
    shared = _shared(session, None if scope.whole else _written(session, scope, linked))
    query = (
        select(
            Action.id, Action.numero, Action.intitule, Action.ej, Action.montant_accorde,
            Action.montant_engage, Action.montant_paye, Action.notifie_le, Dossier.exercice,
            Dossier.organisme_id,
        )
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(scope.holds(Action))
    )  # fmt: skip
    for row in session.execute(query):
        ejs = tuple(dict.fromkeys(filter(None, (row.ej, *linked[row.id]))))
        if not ejs and row.id not in paid:
            continue
        yield PaymentFacts(
            row.id, " – ".join(part for part in (row.numero, row.intitule) if part),
            row.montant_accorde or ZERO, row.montant_engage, row.montant_paye or ZERO,
            row.notifie_le, tuple(paid.get(row.id, ())), ejs,
            tuple(_elsewhere(shared, ejs, row.organisme_id)),
            tuple(one for one in owed[row.organisme_id] if one[0] < (row.exercice or 0)),
        )  # fmt: skip


def _payments(session: Session, scope: Scope) -> dict[str, list[Paid]]:
    query = (
        select(Versement.action_id, Versement.nature, Versement.verse_le)
        .where(scope.holds(Versement), Versement.nature != REVERSEMENT)
        .order_by(Versement.verse_le, Versement.id)
    )
    found: dict[str, list[Paid]] = {}
    for action_id, nature, day in session.execute(query):
        if action_id and nature:
            found.setdefault(action_id, []).append(Paid(nature, day))
    return found


def _commitments(session: Session, scope: Scope) -> dict[str, list[str]]:
    query = (
        select(EngagementAction.action_id, Engagement.ej)
        .join(Engagement, EngagementAction.engagement_id == Engagement.id)
        .where(scope.holds(EngagementAction))
        .order_by(Engagement.ej)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for action_id, ej in session.execute(query):
        if action_id and ej:
            found[action_id].append(ej)
    return found


def _written(session: Session, scope: Scope, linked: dict[str, list[str]]) -> set[str]:
    """The commitments of the actions of a scope."""
    own = session.scalars(select(Action.ej).where(scope.holds(Action), Action.ej.is_not(None)))
    return {one for one in own if one} | {ej for ejs in linked.values() for ej in ejs}


def _shared(session: Session, wanted: set[str] | None) -> dict[str, dict[str, str]]:
    """The commitments of several organismes: name of each, by commitment and identifier.

    `wanted` bounds the commitments that are looked at; None looks at all of them.
    """
    if wanted is not None and not wanted:
        return {}
    among = true() if wanted is None else Action.ej.in_(wanted)
    written = select(Action.ej.label("ej"), Dossier.organisme_id.label("organisme")).join(
        Dossier, Action.dossier_id == Dossier.id
    )
    linked = (
        select(Engagement.ej, Dossier.organisme_id)
        .join(EngagementAction, EngagementAction.engagement_id == Engagement.id)
        .join(Action, EngagementAction.action_id == Action.id)
        .join(Dossier, Action.dossier_id == Dossier.id)
    )
    # Each pair once: the union has no doubles.
    if wanted is not None:
        linked = linked.where(Engagement.ej.in_(wanted))
    pairs = union(written.where(Action.ej.is_not(None), among), linked).subquery()
    repeated = select(pairs.c.ej).group_by(pairs.c.ej).having(func.count() > 1)
    query: Any = (
        select(pairs.c.ej, pairs.c.organisme, Organisme.nom)
        .join(Organisme, pairs.c.organisme == Organisme.id)
        .where(pairs.c.ej.in_(repeated))
    )
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for ej, organisme, nom in session.execute(query):
        found[ej][organisme] = nom or ""
    return found


def _elsewhere(
    shared: dict[str, dict[str, str]], ejs: tuple[str, ...], organisme: str | None
) -> Iterator[tuple[str, str]]:
    for ej in ejs:
        others = [nom for one, nom in shared.get(ej, {}).items() if one != organisme]
        if others:
            yield ej, min(others)


def _owed(session: Session, scope: Scope, today: date) -> dict[str | None, list[tuple[int, date]]]:
    """The overdue comptes rendus of each organisme: exercice, date due."""
    bearers = select(Dossier.organisme_id).join(Action).where(scope.holds(Action))
    query = (
        select(Dossier.organisme_id, Dossier.exercice, due())
        .join(Action, Action.dossier_id == Dossier.id)
        .join(Organisme, Dossier.organisme_id == Organisme.id)
        .where(Action.montant_accorde > ZERO, Action.crf_recu_le.is_(None), due() < today)
        .where(true() if scope.whole else Dossier.organisme_id.in_(bearers))
        .distinct()
    )
    owed: dict[str | None, list[tuple[int, date]]] = defaultdict(list)
    for organisme, exercice, day in session.execute(query):
        owed[organisme].append((exercice or 0, day))
    return owed
