"""One control: its fiche with its questions, what was found, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.errors import InvalidInput
from acse_desktop.models import Action, Controle, Dossier, Organisme, PlanControle
from acse_desktop.nomenclatures import entries
from acse_desktop.services import records
from acse_desktop.services.comptes_rendus import gestes
from acse_desktop.services.records import Card
from acse_desktop.store.operations import operation
from acse_desktop.translation import N_, _

QUESTIONED = ("SUR_PLACE", "SUR_PIECES")
"""The natures that have a fiche de contrôle with its questions."""
REVERSEMENT, AUCUNE = "REVERSEMENT", "AUCUNE"


@dataclass(frozen=True)
class ControlSheet:
    """A control with all that its page shows."""

    controle: Card
    points: list[Card]
    action: Card | None
    organisme: str
    plan: str
    """Name of the plan that drew it, or empty."""
    actions: dict[str, str]
    """The action it is about, or those it may be about: number and title by identifier."""

    def cards(self) -> list[Card]:
        """Every record of the sheet."""
        return [self.controle, *self.points]


def control_sheet(session: Session, identifier: str) -> ControlSheet:
    """What the page of a control shows; Conflict when it is no more."""
    card = records.read(session, "controle", identifier)
    action_id, plan_id = card.values["action_id"], card.values["plan_id"]
    action = records.read(session, "action", action_id) if action_id else None
    bearer = records.organisme_of(session, action_id) if action_id else None
    plan = session.get(PlanControle, plan_id) if plan_id else None
    shown = (action.values["numero"], action.values["intitule"]) if action else ()
    return ControlSheet(
        card, records.children(session, "point_controle", "controle", identifier), action,
        (bearer.values["nom"] or "") if bearer else "", (plan.nom or "") if plan else "",
        {action.id: " – ".join(part for part in shown if part)}
        if action
        else bearers(session, card.values["exercice"] or 0),
    )  # fmt: skip


def next_number(session: Session, exercice: int) -> str:
    """The next number of a fiche: « CTL-2012-007 »."""
    start = f"CTL-{exercice}-"
    numbers = session.scalars(select(Controle.numero).where(Controle.numero.startswith(start)))
    ranks = [int(rank) for one in numbers if (rank := (one or "")[len(start) :]).isdigit()]
    return f"{start}{1 + max(ranks, default=0):03}"


def add_control(session: Session, values: Mapping[str, Any], *, agent: str) -> str:
    """Add a control, an evaluation or a training; gives its identifier.

    Its dispositif follows from its action; a control has the questions of the fiche at once.
    """
    exercice, nature = values["exercice"], values["nature"]
    known = dict(values)
    if action_id := known.get("action_id"):
        known["dispositif"] = records.read(session, "action", action_id).values["dispositif"]
    known.setdefault("numero", next_number(session, exercice))
    with operation(session, N_("Programmer un contrôle"), agent=agent):
        identifier = records.create(session, "controle", known, agent=agent)
        if nature in QUESTIONED:
            add_points(session, identifier, agent=agent)
    return identifier


def add_points(session: Session, identifier: str, *, agent: str) -> int:
    """Add the questions of the fiche that a control does not have yet; gives how many."""
    held = {
        card.values["question"]
        for card in records.children(session, "point_controle", "controle", identifier)
    }
    wanted = [one.code for one in entries("point_controle") if one.code not in held]
    with operation(session, N_("Ajouter les points de contrôle"), agent=agent):
        for code in wanted:
            values = {"controle_id": identifier, "question": code}
            records.create(session, "point_controle", values, agent=agent)
    return len(wanted)


def schedule(session: Session, action_id: str, *, agent: str) -> str:
    """Schedule a control of an action on site, for the exercice of its dossier; gives it."""
    exercice = session.scalar(
        select(Dossier.exercice)
        .join(Action, Action.dossier_id == Dossier.id)
        .where(Action.id == action_id)
    )
    values = {"exercice": exercice, "action_id": action_id, "nature": QUESTIONED[0]}
    return add_control(session, values, agent=agent)


def controls_of(session: Session, action_id: str) -> list[Card]:
    """The controls of an action, in the order they were added."""
    return records.children(session, "controle", "action", action_id)


def decide_repayment(
    session: Session, identifier: str, amount: Decimal, *, agent: str, on: date
) -> None:
    """Decide the repayment that a control asks for, in euros, with its findings as the reason.

    Raises InvalidInput for a control of no action, without findings, or for a wrong amount.
    """
    card = records.read(session, "controle", identifier)
    action_id = card.values["action_id"]
    if not action_id:
        raise InvalidInput(
            _("Ce contrôle ne porte pas sur une action."), _("Choisissez d’abord l’action.")
        )
    found = card.values["suite_detail"] or card.values["constats"] or ""
    if not found.strip():
        raise InvalidInput(
            _("Les constats sont vides."),
            _("Écrivez ce qui a été vu\u00a0: la décision de reversement est motivée."),
        )
    reason = _("Contrôle {numero}\u00a0: {constats}").format(
        numero=card.values["numero"] or "", constats=found
    )
    with operation(session, N_("Décider un reversement"), agent=agent):
        gestes.decide(session, action_id, amount, reason, agent=agent)
        changes = {"suite": REVERSEMENT, "fait_le": card.values["fait_le"] or on}
        records.update(session, "controle", identifier, changes, agent=agent)


def bearers(session: Session, exercice: int) -> dict[str, str]:
    """The actions of an exercice that were granted something: words by identifier."""
    query = (
        select(Action.id, Action.numero, Action.intitule, Organisme.nom)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .outerjoin(Organisme, Dossier.organisme_id == Organisme.id)
        .where(Dossier.exercice == exercice, func.coalesce(Action.montant_accorde, 0) > 0)
        .order_by(Action.numero)
    )
    return {
        identifier: " – ".join(str(part) for part in parts if part)
        for identifier, *parts in session.execute(query)
    }
