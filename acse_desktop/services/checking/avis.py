"""Reads the opinions that are awaited on the actions of a scope, in one query."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Avis
from acse_desktop.rules import avis
from acse_desktop.rules.anomalie import Anomalie
from acse_desktop.rules.avis import AwaitedFacts
from acse_desktop.services.checking.scope import Scope


def check(session: Session, scope: Scope, today: date) -> Iterator[Anomalie]:
    """What is late among the opinions asked for."""
    query = (
        select(Action.id, Action.numero, Action.statut, Avis.auteur, Avis.attendu_le)
        .join(Avis, Avis.action_id == Action.id)
        .where(scope.holds(Avis), Avis.sens.is_(None), Action.statut.in_(avis.OPEN))
        .order_by(Avis.id)
    )
    for identifier, numero, statut, auteur, due in session.execute(query):
        facts = AwaitedFacts(identifier, numero or "", statut, auteur, due, today)
        yield from avis.retard(facts)
