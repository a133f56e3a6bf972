"""Checks the fields of every record of a scope, by the dictionary.

A value is checked once, however many rows carry it: that is what keeps a whole base fast.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import Session

from acse_desktop.fields import Base, Field, fields_of
from acse_desktop.fieldtypes import Code, FieldType, LongText, Reference, Text
from acse_desktop.fieldtypes.texts import EXCEL_LIMIT
from acse_desktop.models import EDITABLE, Action, Reserve
from acse_desktop.rules.anomalie import Anomalie, RecordTarget
from acse_desktop.rules.champs import ELSEWHERE, faulty, missing, rule_of
from acse_desktop.rules.facts import SANS_SUITE
from acse_desktop.services.checking.scope import Scope

MODELS = tuple(model for model in EDITABLE if model is not Reserve)
LENGTH_ONLY = (Text, LongText, Code, Reference)
"""Types of which only the length is checked: the base does it without reading the texts."""
TEXTS = ("text", "long", "code", "choice", "reference")
"""Kinds whose empty text means that nothing was given."""
CHUNK = 400
"""Values in one condition: SQLite bounds the parameters of a statement."""


def _suspects(model: type[Base], described: Field, scope: Scope) -> Select[Any]:
    column = model.__table__.c[described.name]
    query = select(column).where(scope.holds(model), column.is_not(None)).distinct()
    if type(described.type) in LENGTH_ONLY:
        return query.where(func.length(column) > EXCEL_LIMIT)
    return query


def _wrong_values(session: Session, query: Select[Any], type_: FieldType[Any]) -> list[Any]:
    return [value for (value,) in session.execute(query) if type_.check(value)]


def _faulty_rows(
    session: Session, model: type[Base], described: Field, scope: Scope
) -> Iterator[Anomalie]:
    column = model.__table__.c[described.name]
    wrong = _wrong_values(session, _suspects(model, described, scope), described.type)
    for start in range(0, len(wrong), CHUNK):
        query = select(model.__table__.c.id, column).where(
            scope.holds(model), column.in_(wrong[start : start + CHUNK])
        )
        for identifier, value in session.execute(query):
            found = faulty(RecordTarget(model.__tablename__, identifier), described, value)
            if found is not None:
                yield found


def faults(session: Session, scope: Scope) -> Iterator[Anomalie]:
    """Every stored value that its field would refuse from an agent."""
    for model in MODELS:
        for described in fields_of(model).values():
            if rule_of(described) is not None:
                yield from _faulty_rows(session, model, described, scope)


def _expected(model: type[Base]) -> ColumnElement[bool]:
    # A request that got nothing is not asked to be complete any more.
    if model is not Action:
        return true()
    return or_(Action.statut.is_(None), Action.statut.not_in(SANS_SUITE))


def _empty(model: type[Base], described: Field) -> ColumnElement[bool]:
    column = model.__table__.c[described.name]
    return or_(column.is_(None), column == "") if described.type.kind in TEXTS else column.is_(None)


def gaps(session: Session, scope: Scope) -> Iterator[Anomalie]:
    """Every field of the remontée that is empty."""
    for model in MODELS:
        for name, described in fields_of(model).items():
            if not described.required or (model.__tablename__, name) in ELSEWHERE:
                continue
            conditions = (scope.holds(model), _expected(model), _empty(model, described))
            for (identifier,) in session.execute(select(model.__table__.c.id).where(*conditions)):
                yield missing(RecordTarget(model.__tablename__, identifier), described)
