"""What the committee votes on an action: an amount, a decision, a reason, and how they agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.errors import InvalidInput
from acse_desktop.fields import fields_of
from acse_desktop.models import Action, Passage
from acse_desktop.rules.decision import ACCORDS
from acse_desktop.services.committee.sittings import OUVERTE, open_sitting
from acse_desktop.services.gestures import Cell, RefusedCells
from acse_desktop.store.operations import operation
from acse_desktop.translation import N_, _
from acse_desktop.typography import folded

GRANTING = tuple(sorted(ACCORDS))
WORDS = {
    "accorde": "ACCORD", "favorable": "ACCORD", "accorde partiellement": "PARTIEL",
    "refuse": "REFUS", "defavorable": "REFUS", "rejete": "REFUS", "ajourne": "AJOURNEMENT",
    "reporte": "REPORT", "sans suite": "SANS_SUITE", "classe sans suite": "SANS_SUITE",
    "retire": "RETRAIT", "retrait": "RETRAIT",
}  # fmt: skip
"""What agents write in their own tables, folded, besides the labels of the list."""
UNDECIDED = ("a decider", "a examiner", "en attente")


def read_decision(text: str) -> str | None:
    """The code of a decision written in words; None when it is left open.

    Raises InvalidInput for a word that means no decision.
    """
    word = folded(text)
    if word in UNDECIDED:
        return None
    return WORDS.get(word) or fields_of(Passage)["decision"].type.parse(text)


def _read_amount(text: str) -> Decimal | None:
    amount: Decimal | None = fields_of(Passage)["montant"].type.parse(text)
    if amount is not None and amount < 0:
        raise InvalidInput(
            _("Un montant voté n’est pas négatif."), _("Écrivez 0 pour ne rien accorder.")
        )
    return amount


READERS: dict[str, Callable[[str], Any]] = {
    "montant": _read_amount,
    "decision": read_decision,
    "motif": lambda text: fields_of(Passage)["motif"].type.parse(text),
}
"""How what is typed in each column of the committee's table is read."""


def agreed(
    before: Mapping[str, Any], changes: Mapping[str, Any], asked: Decimal | None,
    proposed: Decimal | None,
) -> dict[str, Any]:  # fmt: skip
    """The changes typed on a vote, with what follows from them.

    An amount makes an agreement, full or partial as it meets what is asked; 0 leaves the
    decision to be said. A decision that grants nothing sets the amount to 0, one that grants
    takes what is proposed when no amount was voted.
    """
    vote = {**before, **changes}
    if "decision" in changes and "montant" not in changes:
        vote["montant"] = _amount_of(vote, before, asked, proposed)
    if "montant" in changes and "decision" not in changes:
        granted = bool(vote["montant"])
        vote["decision"] = "ACCORD" if granted else _not_granting(vote["decision"])
    if vote["decision"] in GRANTING and vote["montant"] and asked is not None:
        vote["decision"] = "ACCORD" if vote["montant"] >= asked else "PARTIEL"
    return {name: value for name, value in vote.items() if value != before.get(name)}


def _not_granting(decision: str | None) -> str | None:
    return None if decision in GRANTING else decision


def _amount_of(
    vote: Mapping[str, Any], before: Mapping[str, Any], asked: Decimal | None,
    proposed: Decimal | None,
) -> Decimal | None:  # fmt: skip
    if vote["decision"] in GRANTING:
        return before["montant"] or (asked if proposed is None else proposed)
    return None if vote["decision"] is None else Decimal(0)


def write_votes(
    session: Session, seance_id: str, cells: Iterable[Cell], *, agent: str, name: str = ""
) -> int:
    """Write votes typed or pasted (passage, column, text) as one operation; gives how many cells.

    Raises RefusedCells, and writes nothing, when a text cannot be read; Conflict when the sitting
    is closed.
    """
    changes, faults, count = _read(cells)
    if faults:
        names = _names(session, {one[0] for one in faults})
        raise RefusedCells([f"{names.get(row, row)}, {label}. {why}" for row, label, why in faults])
    set_votes(session, seance_id, changes, agent=agent, name=name)
    return count


def _read(
    cells: Iterable[Cell],
) -> tuple[dict[str, dict[str, Any]], list[tuple[str, str, InvalidInput]], int]:
    changes: dict[str, dict[str, Any]] = defaultdict(dict)
    faults, count = [], 0
    for passage, key, text in cells:
        try:
            changes[passage][key] = READERS[key](text)
            count += 1
        except InvalidInput as fault:
            faults.append((passage, _(fields_of(Passage)[key].label), fault))
    return changes, faults, count


def _names(session: Session, ids: Iterable[str]) -> dict[str, str]:
    query = select(Passage.id, Action.numero).join(Action, Passage.action_id == Action.id)
    return {one: number or "" for one, number in session.execute(query.where(Passage.id.in_(ids)))}


def set_votes(
    session: Session,
    seance_id: str,
    changes: Mapping[str, Mapping[str, Any]],
    *,
    agent: str,
    name: str = "",
) -> None:
    """Write the votes of some passages, by field, with what follows from each."""
    with operation(session, name or N_("Saisir les votes du comité"), agent=agent):
        open_sitting(session, seance_id).etat = OUVERTE  # the committee sits once it votes
        query = select(Passage, Action).join(Action, Passage.action_id == Action.id)
        for passage, action in session.execute(query.where(Passage.seance_id == seance_id)):
            if passage.id in changes:
                _set(passage, action, changes[passage.id])


def _set(passage: Passage, action: Action, changes: Mapping[str, Any]) -> None:
    before = {name: getattr(passage, name) for name in READERS}
    followed = agreed(before, changes, action.montant_demande, action.montant_propose)
    for name, value in followed.items():
        setattr(passage, name, value)
