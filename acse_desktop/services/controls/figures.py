"""How many controls, evaluations and trainings are planned and done, by dispositif."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Controle
from acse_desktop.services.controls.fiche import QUESTIONED

ZERO = Decimal(0)


@dataclass(frozen=True)
class Tally:
    """The controls of a dispositif, or of an exercice."""

    dispositif: str
    prevus: int = 0
    """Controls, done or not; evaluations and trainings are counted apart."""
    faits: int = 0
    controle: Decimal = ZERO
    """Granted to the actions controlled, in euros."""
    evaluations: int = 0
    formations: int = 0
    participants: int = 0
    cout: Decimal = ZERO
    """Cost of evaluations and trainings, in euros."""
    en_retard: int = 0
    """Controls whose day is past, and follow-ups that did not come."""


def tallies(session: Session, exercice: int, on: date) -> list[Tally]:
    """The controls of an exercice by dispositif, those of no dispositif last."""
    query = (
        select(Controle, Action.montant_accorde)
        .outerjoin(Action, Controle.action_id == Action.id)
        .where(Controle.exercice == exercice)
    )
    groups: dict[str, list[tuple[Controle, Decimal]]] = defaultdict(list)
    for one, granted in session.execute(query):
        groups[one.dispositif or ""].append((one, granted or ZERO))
    return [
        _tally(code, groups[code], on) for code in sorted(groups, key=lambda one: (not one, one))
    ]


def whole(found: list[Tally]) -> Tally:
    """The sum of all of them."""
    return Tally(
        "", sum(one.prevus for one in found), sum(one.faits for one in found),
        sum((one.controle for one in found), ZERO), sum(one.evaluations for one in found),
        sum(one.formations for one in found), sum(one.participants for one in found),
        sum((one.cout for one in found), ZERO), sum(one.en_retard for one in found),
    )  # fmt: skip


def _tally(code: str, rows: list[tuple[Controle, Decimal]], on: date) -> Tally:
    controls = [row for row in rows if row[0].nature in QUESTIONED]
    done = [row for row in controls if row[0].fait_le is not None]
    # An action that was controlled twice was granted its money once.
    granted = {one.action_id: amount for one, amount in done}
    others = [one for one, _amount in rows]
    return Tally(
        code, len(controls), len(done), sum(granted.values(), ZERO),
        sum(one.nature == "EVALUATION" for one in others),
        sum(one.nature == "FORMATION" for one in others),
        sum(one.participants or 0 for one in others),
        sum((one.cout or ZERO for one in others), ZERO), sum(_is_late(one, on) for one in others),
    )  # fmt: skip


def _is_late(one: Controle, on: date) -> bool:
    if one.fait_le is None:
        return one.prevu_le is not None and one.prevu_le < on
    due = one.suite_attendue_le
    return due is not None and due < on and one.suite_faite_le is None
