"""Reads the controls of a scope, and runs their rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Controle, PointControle
from acse_desktop.rules import controles
from acse_desktop.rules.anomalie import Anomalie
from acse_desktop.services.checking.scope import Scope
from acse_desktop.services.today import current_day

ECARTS = ("NON", "PARTIEL")


def check(session: Session, scope: Scope, today: date) -> Iterator[Anomalie]:
    """What the rules find on the controls of the scope."""
    yield from _found(session, _within(scope), today)


def check_control(session: Session, identifier: str) -> list[Anomalie]:
    """What the rules find on one control."""
    return list(_found(session, Controle.id == identifier, current_day(session)))


def _found(session: Session, wanted: ColumnElement[bool], today: date) -> Iterator[Anomalie]:
    gaps = (
        select(func.count())
        .where(PointControle.controle_id == Controle.id, PointControle.reponse.in_(ECARTS))
        .correlate(Controle)
        .scalar_subquery()
    )
    query = (
        select(
            Controle.id, Controle.numero, Controle.prevu_le, Controle.fait_le, Controle.suite,
            Controle.suite_attendue_le, Controle.suite_faite_le, Action.montant_a_reverser,
            gaps, Controle.constats,
        )
        .outerjoin(Action, Controle.action_id == Action.id)
        .where(wanted)
        .order_by(Controle.numero, Controle.id)
    )  # fmt: skip
    for row in session.execute(query):
        facts = _facts(row, today)
        for rule in controles.CHECKS:
            yield from rule(facts)


def _within(scope: Scope) -> ColumnElement[bool]:
    if not scope.whole:
        return scope.holds(Controle)
    return true() if scope.exercice is None else Controle.exercice == scope.exercice


def _facts(row: Any, today: date) -> controles.ControlFacts:
    identifier, number, *rest = row
    planned, done, asked, due, answered, decided, gaps, words = rest
    return controles.ControlFacts(
        identifier, number or "", planned, done, asked, due, answered, decided is not None,
        gaps, bool((words or "").strip()), today,
    )  # fmt: skip
