"""From votes to decisions: a sitting closes, a scenario fills a sitting or the proposals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Passage, Proposition, Seance
from acse_desktop.services import lifecycle
from acse_desktop.services.committee.scenarios import propositions_of, scenario_of
from acse_desktop.services.committee.sittings import (
    CLOSE,
    add_actions,
    open_sitting,
    passages_of,
)
from acse_desktop.services.committee.votes import GRANTING, set_votes
from acse_desktop.store.operations import operation
from acse_desktop.translation import N_

Vote = tuple[str, Decimal | None, str]
"""Decision, amount voted and reason."""


@dataclass(frozen=True)
class Applied:
    """What closing a sitting did."""

    decided: int
    left: int
    """Actions without a decision: they stay before the committee."""


def apply_decisions(session: Session, seance_id: str, *, agent: str) -> Applied:
    """Make every vote of a sitting the decision of its action, and close it: one operation."""
    with operation(session, N_("Clore la séance et appliquer ses décisions"), agent=agent):
        seance = open_sitting(session, seance_id)
        passages = passages_of(session, seance_id)
        for (decision, montant, motif), ids in _votes(session, seance, passages).items():
            lifecycle.decide(
                session, ids, decision, montant=montant, motif=motif,
                comite_le=seance.tenue_le, agent=agent,
            )  # fmt: skip
        seance.etat = CLOSE
    decided = sum(one.decision is not None for one in passages)
    return Applied(decided, len(passages) - decided)


def _votes(session: Session, seance: Seance, passages: Sequence[Passage]) -> dict[Vote, list[str]]:
    """The actions by what was voted on them; those without a decision, or that have it already
    from this very sitting, are left out."""
    query = select(Action).join(Passage, Passage.action_id == Action.id)
    actions = {one.id: one for one in session.scalars(query.where(Passage.seance_id == seance.id))}
    found: dict[Vote, list[str]] = defaultdict(list)
    for one in passages:
        action = actions[one.action_id or ""]
        if one.decision and not _is_taken(one, action, seance):
            found[one.decision, one.montant, one.motif or ""].append(action.id)
    return found


def _is_taken(passage: Passage, action: Action, seance: Seance) -> bool:
    granted = passage.montant if passage.decision in GRANTING else None
    voted = (passage.decision, granted, passage.motif or "", seance.tenue_le)
    return voted == (
        action.decision, action.montant_accorde, action.decision_motif or "", action.comite_le,
    )  # fmt: skip


def apply_to_sitting(session: Session, scenario_id: str, seance_id: str, *, agent: str) -> int:
    """Fill the votes of a sitting with the amounts of a scenario; gives how many were filled.

    Actions that the scenario retains and the order of the day lacks are added to it. One that it
    does not retain is left to be decided.
    """
    with operation(session, N_("Appliquer le scénario à la séance"), agent=agent):
        lines = propositions_of(session, scenario_id)
        retained = [action_id for action_id, line in lines.items() if line.montant]
        add_actions(session, seance_id, retained, agent=agent)
        session.flush()
        changes = {
            passage.id: _vote(lines[passage.action_id or ""])
            for passage in passages_of(session, seance_id)
            if passage.action_id in retained
        }
        set_votes(session, seance_id, changes, agent=agent)
    return len(changes)


def _vote(line: Proposition) -> dict[str, Any]:
    found = {"montant": line.montant, "decision": line.decision, "motif": line.motif}
    return {name: value for name, value in found.items() if value is not None}


def apply_to_proposed(session: Session, scenario_id: str, *, agent: str) -> int:
    """Write the amounts of a scenario as the amounts proposed of its actions; gives how many."""
    with operation(session, N_("Reprendre le scénario comme montants proposés"), agent=agent):
        scenario_of(session, scenario_id)
        lines = propositions_of(session, scenario_id)
        actions = session.scalars(select(Action).where(Action.id.in_(lines))).all()
        for action in actions:
            action.montant_propose = lines[action.id].montant
    return len(actions)
