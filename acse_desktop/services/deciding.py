"""What a decision writes on an action: its amount, its committee, its reason, its statut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop import cycle
from acse_desktop.models import Action, Dossier, Organisme, Passage, Seance
from acse_desktop.rules.cycle import StepFacts
from acse_desktop.rules.decision import ACCORDS
from acse_desktop.services.comptes_rendus.echeances import computed_due
from acse_desktop.services.steps import keep_steps
from acse_desktop.services.today import current_day
from acse_desktop.store.rows import chunks

OF_COMMITTEE = frozenset({*ACCORDS, "REFUS", "AJOURNEMENT", "REPORT"})
"""The decisions that a committee takes; the others are of the service or of the bearer."""


@dataclass(frozen=True)
class Decision:
    """A decision to be written on actions."""

    code: str
    """Of the list `decision`."""
    montant: Decimal | None = None
    """Euros granted to each action; None leaves it to what was proposed or asked."""
    comite_le: date | None = None
    """Day of the committee; None for that of the sitting, else the day of the decision."""

    @property
    def statut(self) -> str:
        """The statut it leads to; empty for a code that is not in the list."""
        return cycle.statut_of(self.code) or ""

    @property
    def grants(self) -> bool:
        """Whether it gives money."""
        return self.code in ACCORDS


def granted(record: StepFacts | Action, decision: Decision) -> Decimal | None:
    """The amount an action is granted: the one given, else typed, proposed, and asked last.

    A partial agreement is never the amount asked by default. None for what is not an agreement.
    """
    if not decision.grants:
        return None
    if decision.montant is not None:
        return decision.montant
    asked = record.montant_demande if decision.code == "ACCORD" else None
    return record.montant_accorde or record.montant_propose or asked


def as_decided(facts: StepFacts, decision: Decision) -> StepFacts:
    """The facts of an action as a decision would make them."""
    return replace(
        facts,
        decision=decision.code,
        montant_accorde=granted(facts, decision),
        comite_le=decision.comite_le or facts.comite_le,
    )


def decide_all(
    session: Session,
    actions: Sequence[Action],
    decision: Decision,
    *,
    motif: str,
    agent: str,
    tell: Callable[[int], None],
) -> None:
    """Write a decision on actions, inside the operation under way; `tell` is told the rank."""
    day = current_day(session)
    sittings = _sittings(session, actions) if decision.code in OF_COMMITTEE else {}
    moved = [(action, action.statut) for action in actions]
    for rank, action in enumerate(actions):
        tell(rank)
        if decision.code in OF_COMMITTEE:
            action.comite_le = decision.comite_le or sittings.get(action.id) or _kept(action, day)
        action.montant_accorde = granted(action, decision)
        action.decision, action.statut = decision.code, decision.statut
        action.decision_motif = motif or None
    keep_steps(session, moved, agent=agent, motif=motif, day=day)
    session.flush()
    _set_due(session, actions)


def _kept(action: Action, day: date) -> date:
    """The date typed for the first decision; a later one was taken on its own day."""
    return action.comite_le if action.comite_le and action.decision is None else day


def _sittings(session: Session, actions: Sequence[Action]) -> dict[str, date]:
    """The day of the last sitting that has each action on its order of the day."""
    found: dict[str, date] = {}
    for some in chunks([one.id for one in actions]):
        query = (
            select(Passage.action_id, func.max(Seance.tenue_le))
            .join(Seance, Passage.seance_id == Seance.id)
            .where(Passage.action_id.in_(some), Seance.tenue_le.is_not(None))
            .group_by(Passage.action_id)
        )
        found.update({one: day for one, day in session.execute(query) if one and day})
    return found


def _set_due(session: Session, actions: Sequence[Action]) -> None:
    """The date of the compte rendu of what is granted; none is awaited of the others.

    A date typed by the agent stays (as `echeances.propose` does for one action).
    """
    wanted: dict[str, Any] = {}
    asked = [one for one in actions if bool(one.montant_accorde) != bool(one.crf_attendu_le)]
    for some in chunks([one.id for one in asked]):
        query = (
            select(Action.id, computed_due())
            .join(Dossier, Action.dossier_id == Dossier.id)
            .join(Organisme, Dossier.organisme_id == Organisme.id, isouter=True)
            .where(Action.id.in_(some))
        )
        wanted.update({row[0]: row[1] for row in session.execute(query)})
    for action in asked:
        due = date.fromisoformat(wanted[action.id]) if wanted.get(action.id) else None
        if action.montant_accorde:
            action.crf_attendu_le = due
        elif action.crf_attendu_le == due:
            action.crf_attendu_le = None
