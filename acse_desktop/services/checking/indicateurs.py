"""Checks the indicators of the actions of a scope: breakdowns and dispositif."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.indicateurs import indicators_of
from acse_desktop.models import Action, Indicateur
from acse_desktop.rules import indicateurs
from acse_desktop.rules.anomalie import Anomalie, RecordTarget
from acse_desktop.services.checking.scope import Scope


class Line(NamedTuple):
    """An indicator of an action as it is stored."""

    action: str
    dispositif: str | None
    code: str | None
    prevu: Decimal | None
    realise: Decimal | None


def check(session: Session, scope: Scope) -> Iterator[Anomalie]:
    """What the rules find on the indicators of each action."""
    lines = session.execute(
        select(Action.id, Action.dispositif, Indicateur.code, Indicateur.prevu, Indicateur.realise)
        .join(Indicateur, Indicateur.action_id == Action.id)
        .where(scope.holds(Indicateur))
        .order_by(Action.id)
    )
    for action, group in groupby(lines, itemgetter(0)):
        yield from _of_action(action, [Line(*row) for row in group])


def _of_action(action: str, lines: list[Line]) -> Iterator[Anomalie]:
    target, dispositif = RecordTarget("action", action), lines[0].dispositif
    declared = indicators_of(dispositif)
    yield from indicateurs.inconnus(target, dispositif, [one.code for one in lines if one.code])
    for values in (
        {one.code: one.prevu for one in lines if one.code},
        {one.code: one.realise for one in lines if one.code},
    ):
        yield from indicateurs.sommes(target, declared, values)
        yield from indicateurs.plafonds(target, declared, values)
