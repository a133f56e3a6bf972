"""Plans de contrôle: what may be drawn in a base, the draw shown before, and its controls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from acse_desktop.errors import InvalidInput
from acse_desktop.models import Action, Controle, Dossier, Organisme, PlanControle
from acse_desktop.rules.facts import SANS_SUITE
from acse_desktop.services import records
from acse_desktop.services.comptes_rendus.echeances import due
from acse_desktop.services.controls.drawing import Candidate, Draw, Rate, draw
from acse_desktop.services.controls.fiche import add_control
from acse_desktop.services.recurrence import porteurs_recurrents
from acse_desktop.services.today import current_day
from acse_desktop.store.operations import operation
from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import count_text, squeezed

ZERO = Decimal(0)
SUR_PLACE = "SUR_PLACE"


@dataclass(frozen=True)
class Plan:
    """What an agent asks of a draw."""

    exercice: int
    nom: str
    rate: Rate
    dispositif: str | None = None
    """One dispositif, or all of them."""
    prevu_le: date | None = None
    """The day by which the controls are to be done."""


@dataclass(frozen=True)
class Preview:
    """A draw before anything is written."""

    draw: Draw
    planned: frozenset[str]
    """Actions of the draw that already have a control for the exercice: it is not doubled."""


def candidates(
    session: Session, exercice: int, dispositif: str | None, on: date
) -> list[Candidate]:
    """The supported actions of an exercice, with what makes the risk of their organismes."""
    query = (
        select(
            Action.id, Action.numero, Action.intitule, Organisme.nom, Action.dispositif,
            Action.montant_accorde, Organisme.id,
        )
        .join(Dossier, Action.dossier_id == Dossier.id)
        .outerjoin(Organisme, Dossier.organisme_id == Organisme.id)
        .where(Dossier.exercice == exercice, Action.montant_accorde > ZERO)
        .where(func.coalesce(Action.statut, "").not_in(SANS_SUITE))
    )  # fmt: skip
    if dispositif:
        query = query.where(Action.dispositif == dispositif)
    years = {one.organisme_id: one.annees for one in porteurs_recurrents(session, exercice)}
    late = _late(session, on)
    return [
        Candidate(
            identifier, numero or "", intitule or "", name or "", code or "", granted or ZERO,
            years.get(bearer, 0), bearer in late,
        )
        for identifier, numero, intitule, name, code, granted, bearer in session.execute(query)
    ]  # fmt: skip


def _late(session: Session, on: date) -> set[str]:
    """The organismes that owed a compte rendu on a day."""
    query = (
        select(Dossier.organisme_id)
        .join(Action, Action.dossier_id == Dossier.id)
        .outerjoin(Organisme, Dossier.organisme_id == Organisme.id)
        .where(Action.montant_accorde > ZERO, due() < on)
        .where(or_(Action.crf_recu_le.is_(None), Action.crf_recu_le > on))
    )
    return {bearer for bearer in session.scalars(query) if bearer}


def preview(session: Session, plan: Plan, on: date | None = None) -> Preview:
    """The draw of a plan, nothing written. Raises InvalidInput for a share beyond 0 to 100."""
    if not ZERO <= plan.rate.taux <= 100:
        raise InvalidInput(
            _("La part à tirer est comprise entre 0 et 100\u00a0%."), _("Corrigez la part.")
        )
    day = on or current_day(session)
    found = draw(candidates(session, plan.exercice, plan.dispositif, day), plan.rate)
    query = select(Controle.action_id).where(
        Controle.exercice == plan.exercice, Controle.action_id.in_(found.ids)
    )
    return Preview(found, frozenset(one for one in session.scalars(query) if one))


def draw_plan(session: Session, plan: Plan, *, agent: str) -> str:
    """Write a plan and a control on site for each action drawn, as one operation; gives the plan.

    Raises InvalidInput for a plan without name, or a draw that gives nothing to control.
    """
    if not squeezed(plan.nom):
        raise InvalidInput(_("Le plan n’a pas de nom."), _("Donnez-lui un nom."))
    day = current_day(session)
    shown = preview(session, plan, day)
    fresh = [one for one in shown.draw.drawn if one.candidate.action_id not in shown.planned]
    if not fresh:
        raise InvalidInput(
            _("Le tirage ne donne aucun contrôle de plus."), _("Augmentez la part à tirer.")
        )
    with operation(session, N_("Tirer un plan de contrôle"), agent=agent):
        identifier = records.create(
            session, "plan_controle", _values(plan, shown, day, agent), agent=agent
        )
        for one in fresh:
            values = {
                "exercice": plan.exercice, "plan_id": identifier, "nature": SUR_PLACE,
                "action_id": one.candidate.action_id, "prevu_le": plan.prevu_le,
            }  # fmt: skip
            add_control(session, values, agent=agent)
    return identifier


def _values(plan: Plan, shown: Preview, day: date, agent: str) -> dict[str, Any]:
    return {
        "exercice": plan.exercice, "nom": squeezed(plan.nom), "graine": plan.rate.graine,
        "taux": plan.rate.taux, "seuil": plan.rate.seuil, "dispositif": plan.dispositif,
        "ponderation": plan.rate.ponderation, "tire_le": day, "agent": agent,
        "commentaire": told(shown.draw),
    }  # fmt: skip


def told(found: Draw) -> str:
    """A draw in one sentence."""
    office = sum(one.office for one in found.drawn)
    drawn, whole = len(found.drawn) - office, sum(one.actions for one in found.parts)
    text = ngettext(
        "{n} action à contrôler sur {whole}\u00a0: {office} d’office, {drawn} par tirage.",
        "{n} actions à contrôler sur {whole}\u00a0: {office} d’office, {drawn} par tirage.",
        len(found.drawn),
    )
    return text.format(
        n=count_text(len(found.drawn)), whole=count_text(whole), office=count_text(office),
        drawn=count_text(drawn),
    )  # fmt: skip


@dataclass(frozen=True)
class Again:
    """A plan drawn a second time from its own seed."""

    plan: Plan
    draw: Draw
    missing: frozenset[str]
    """Actions that its controls are about and that the draw does not give any more."""
    new: frozenset[str]
    """Actions that the draw gives today and that no control of the exercice is about."""

    @property
    def same(self) -> bool:
        """Whether the draw is the one that was written: the base has not changed."""
        return not self.missing and not self.new


def draw_again(session: Session, plan_id: str) -> Again:
    """Draw a plan again, as on the day it was drawn; Conflict when it is no more."""
    values = records.read(session, "plan_controle", plan_id).values
    rate = Rate(
        values["graine"] or 0, values["taux"] or ZERO, values["seuil"], bool(values["ponderation"])
    )
    plan = Plan(values["exercice"] or 0, values["nom"] or "", rate, values["dispositif"])
    shown = preview(session, plan, values["tire_le"])
    held = session.scalars(select(Controle.action_id).where(Controle.plan_id == plan_id))
    kept = frozenset(one for one in held if one)
    return Again(plan, shown.draw, kept - shown.draw.ids, shown.draw.ids - shown.planned)


def plans(session: Session, exercice: int) -> dict[str, str]:
    """The plans of an exercice: name by identifier, the latest first."""
    query = (
        select(PlanControle.id, PlanControle.nom)
        .where(PlanControle.exercice == exercice)
        .order_by(PlanControle.tire_le.desc(), PlanControle.nom)
    )
    return {identifier: name or "" for identifier, name in session.execute(query)}
