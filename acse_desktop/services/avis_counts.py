"""The opinions on each action, told by SQL: columns of the list of the dossiers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, case, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute

from acse_desktop.models import Action, Avis
from acse_desktop.translation import N_, _

WORDS = {
    "FAVORABLE": (N_("favorable"), N_("favorables")),
    "RESERVE": (N_("réservé"), N_("réservés")),
    "DEFAVORABLE": (N_("défavorable"), N_("défavorables")),
}
"""How one opinion, and several, are told; in the order that they are told."""


def opinions_in_words() -> ColumnElement[Any]:
    """« 2 favorables, 1 réservé »; empty when nobody gave an opinion on an action."""
    pieces: Any = ""
    for sens in WORDS:
        pieces = pieces + _counted(sens)
    return _of_action(func.nullif(func.substr(pieces, 3), ""))


def missing_opinions() -> ColumnElement[Any]:
    """How many opinions were asked for on an action and not given; empty when none is missing."""
    waited = case((_unanswered(Avis.sens), 1))
    return _of_action(func.nullif(func.count(waited), 0))


def _of_action(expression: Any) -> ColumnElement[Any]:
    found: ColumnElement[Any] = (
        select(expression).where(Avis.action_id == Action.id).correlate(Action).scalar_subquery()
    )
    return found


def _unanswered(sens: InstrumentedAttribute[str | None]) -> ColumnElement[bool]:
    return sens.is_(None)


def _counted(sens: str) -> ColumnElement[str]:
    """« , 2 favorables » when there are some."""
    count = func.count(case((Avis.sens == sens, 1)))
    one, several = (_spoken(sens, rank) for rank in (0, 1))
    return case(
        (count == 1, ", 1 " + one),
        (count > 1, ", " + cast(count, String) + " " + several),
        else_="",
    )


def _spoken(sens: str, rank: int) -> ColumnElement[str]:
    """A word in the language of the moment the query is run, not of the import."""
    word: Callable[[], str] = lambda: _(WORDS[sens][rank])  # noqa: E731
    return bindparam(f"avis_{sens.lower()}_{rank}", callable_=word, type_=String)
