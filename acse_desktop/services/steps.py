"""The dated step that every change of statut leaves, whoever writes it.

An import of new actions leaves none: their past is not known. Whatever changes the statut of
an action that is there does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Evenement
from acse_desktop.services.today import current_day
from acse_desktop.store.rows import chunks


def statut_before(record: Any) -> str | None:
    """The statut of a record about to be written; None when it has none."""
    return record.statut if isinstance(record, Action) else None


def keep_step(
    session: Session, record: Any, before: str | None, *, agent: str, motif: str = ""
) -> None:
    """Keep the step when the statut of an action changed, inside the operation under way."""
    if isinstance(record, Action):
        keep_steps(session, [(record, before)], agent=agent, motif=motif)


def keep_steps(
    session: Session,
    moved: Sequence[tuple[Action, str | None]],
    *,
    agent: str,
    motif: str = "",
    day: date | None = None,
) -> None:
    """Keep the step of each action that left the statut it is given with; `day` is that of today.

    Called inside the operation under way.
    """
    changed = [(action, before) for action, before in moved if action.statut != before]
    if not changed:
        return
    when = day or current_day(session)
    ranks = _last_ranks(session, [action.id for action, _before in changed])
    for action, before in changed:
        session.add(
            Evenement(
                action_id=action.id, rang=ranks.get(action.id, 0) + 1, passe_le=when,
                statut_avant=before, statut_apres=action.statut, motif=motif or None, agent=agent,
            )
        )  # fmt: skip


def _last_ranks(session: Session, ids: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in chunks(ids):
        query = (
            select(Evenement.action_id, func.max(Evenement.rang))
            .where(Evenement.action_id.in_(some))
            .group_by(Evenement.action_id)
        )
        found.update({one: rank or 0 for one, rank in session.execute(query) if one})
    return found
