"""The papers of the dossiers of a scope, for those where somebody began to write them down."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Dossier, Piece
from acse_desktop.rules.anomalie import Anomalie
from acse_desktop.rules.facts import SANS_SUITE
from acse_desktop.rules.pieces import completude
from acse_desktop.services.checking.scope import Scope
from acse_desktop.services.piece_facts import papers

CLOSED = SANS_SUITE | {"BILAN", "CLOS"}
"""States of an action for which nobody asks papers any more."""


def missing_papers(session: Session, scope: Scope) -> Iterator[Anomalie]:
    """What keeps dossiers from being complete.

    A dossier without any paper recorded tells nothing: a base whose papers are followed elsewhere
    is not flooded.
    """
    for found in papers(session, _followed(scope)).values():
        yield from completude(found.facts())


def _followed(scope: Scope) -> ColumnElement[bool]:
    recorded = select(Piece.dossier_id).where(Piece.dossier_id.is_not(None))
    under_way = select(Action.dossier_id).where(Action.statut.not_in(CLOSED))
    return _in_scope(scope) & Dossier.id.in_(recorded) & Dossier.id.in_(under_way)


def _in_scope(scope: Scope) -> ColumnElement[bool]:
    if scope.dossiers is None and scope.actions is not None:
        owners = select(Action.dossier_id).where(Action.id.in_(scope.actions))
        return Dossier.id.in_(owners)
    return scope.holds(Dossier)
