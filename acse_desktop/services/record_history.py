"""What was done to a record: who, when, which field, and the values before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from acse_desktop.fields import Field, fields_of
from acse_desktop.fieldtypes import Reference
from acse_desktop.models import Changement, Operation
from acse_desktop.services.records import CHILDREN, MODELS
from acse_desktop.store.changes import CREATION, LOT, SUPPRESSION, Change
from acse_desktop.translation import N_, _

MASKED = "••••"
"""Shown instead of bank and personal data: the journal is read over shoulders."""
OWN_NAMES = ("nom", "intitule", "numero", "financeur", "commune", "compte", "tranche_age")


@dataclass(frozen=True)
class HistoryLine:
    """One field changed by one operation, or a record added or removed."""

    quand: datetime
    """UTC, without zone."""
    agent: str
    operation: str
    champ: str
    avant: str
    apres: str


def of_action(session: Session, action_id: str, limit: int = 500) -> list[HistoryLine]:
    """What was done to an action and its parts, the removed ones included, latest first."""
    part = f'%"action_id":"{action_id}"%'
    parts = and_(
        Changement.table_nom.in_(CHILDREN),
        or_(Changement.avant.like(part), Changement.apres.like(part)),
    )
    ids = [action_id]
    for table in CHILDREN:
        model = MODELS[table]
        ids += session.scalars(select(model.id).where(model.action_id == action_id))
    return _listed(session, or_(Changement.enregistrement_id.in_(ids[:900]), parts), limit)


def of_records(session: Session, ids: Iterable[str], limit: int = 500) -> list[HistoryLine]:
    """What was done to some records, latest first."""
    return _listed(session, Changement.enregistrement_id.in_(list(ids)[:900]), limit)


def _listed(session: Session, condition: ColumnElement[bool], limit: int) -> list[HistoryLine]:
    found = session.execute(
        select(Operation, Changement)
        .join(Changement, Changement.operation_id == Operation.id)
        .where(condition)
        .order_by(Operation.rang.desc(), Changement.rang)
        .limit(limit)
    )
    return [line for done, change in found for line in _lines(session, done, change)]


def _lines(session: Session, done: Operation, row: Changement) -> Iterator[HistoryLine]:
    change = Change(
        row.nature, row.table_nom, row.enregistrement_id, row.avant, row.apres
    )  # fmt: skip
    head = (done.quand, done.agent, _name(session, done))
    if change.nature == LOT or change.table not in MODELS:
        return
    before, after = change.before(), change.after()
    if change.nature in (CREATION, SUPPRESSION):
        yield _whole(head, change, before or after)
        return
    for name, described in fields_of(MODELS[change.table]).items():
        if name in after:
            texts = (_text(session, described, row.get(name)) for row in (before, after))
            yield HistoryLine(*head, _(described.label), *texts)


def _whole(head: tuple[datetime, str, str], change: Change, values: dict[str, Any]) -> HistoryLine:
    model = MODELS[change.table]
    described = fields_of(model)
    called = next(
        (described[name].type.format(described[name].type.load(values[name]))
         for name in OWN_NAMES if name in described and values.get(name)),
        "",
    )  # fmt: skip
    added = change.nature == CREATION
    called = called or _("sans nom")
    return HistoryLine(*head, _(model.libelle), "" if added else called, called if added else "")


def _text(session: Session, described: Field, text: str | None) -> str:
    if not text:
        return ""
    if described.personal:
        return MASKED
    if isinstance(described.type, Reference):
        record = session.get(MODELS[described.type.target], text)
        return str(getattr(record, "nom", None) or getattr(record, "numero", None) or text)
    return described.type.format(described.type.load(text))


def _name(session: Session, done: Operation) -> str:
    name = _(done.nom)
    if done.annule_id is None:
        return name
    rank = session.scalar(
        select(func.count()).where(
            Operation.annule_id == done.annule_id, Operation.rang <= done.rang
        )
    )
    template = N_("Annulé\u00a0: {name}") if (rank or 0) % 2 else N_("Rétabli\u00a0: {name}")
    return _(template).format(name=name)
