"""Which act a bearer's grants of the year call for: the threshold is per bearer, not per action.

Décret n° 2001-495, art. 1: a convention above 23 000 € a year to one private body. A later grant
may cross the threshold: the convention then takes the place of the arrêté.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from acse_desktop.models import Acte, ActeAction, Action, Dossier, Organisme
from acse_desktop.rules.decision import ACCORDS, threshold
from acse_desktop.rules.facts import DROIT_PUBLIC
from acse_desktop.services.acts.natures import ATTRIBUTIVE
from acse_desktop.translation import _
from acse_desktop.typography import amount_text


@dataclass(frozen=True)
class DueAct:
    """The act that is due, and why."""

    nature: str
    total: Decimal
    """Euros granted to the bearer in the exercice."""
    limit: Decimal | None
    """Euros above which a convention is due; None before the text existed."""
    private: bool
    replaces: str = ""
    """The arrêté that a convention takes the place of, or the convention that is amended."""
    reason: str = ""
    deposit: bool = False
    """Whether the bearer must deposit its accounts and conventions (art. 2)."""

    @property
    def needs_convention(self) -> bool:
        """Whether an arrêté alone is not enough."""
        return self.private and self.limit is not None and self.total > self.limit


def granted_in(session: Session, organisme_id: str, exercice: int) -> Decimal:
    """Euros granted to a bearer in an exercice, all its actions together."""
    total = session.scalar(
        select(func.sum(Action.montant_accorde))
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(
            Dossier.organisme_id == organisme_id,
            Dossier.exercice == exercice,
            or_(Action.decision.is_(None), Action.decision.in_(ACCORDS)),
        )
    )
    return total or Decimal(0)


def acts_of(session: Session, organisme_id: str, exercice: int) -> list[Acte]:
    """The attributive acts in force of a bearer, oldest first."""
    return list(
        session.scalars(
            select(Acte)
            .where(
                Acte.organisme_id == organisme_id,
                Acte.exercice == exercice,
                Acte.nature.in_(ATTRIBUTIVE),
                Acte.annule.is_not(True),
            )
            .order_by(Acte.etabli_le, Acte.numero)
        )
    )


def covered_actions(session: Session, acts: list[Acte]) -> set[str]:
    """The actions whose grant is already in one of these acts."""
    ids = [act.id for act in acts]
    found = session.scalars(select(ActeAction.action_id).where(ActeAction.acte_id.in_(ids)))
    return {one for one in found if one}


def act_due(session: Session, organisme_id: str, exercice: int) -> DueAct:
    """The attributive act that the grants of a bearer call for now."""
    organisme = session.get(Organisme, organisme_id)
    private = organisme is None or organisme.statut not in DROIT_PUBLIC
    total = granted_in(session, organisme_id, exercice)
    limit, deposit = (threshold(code, exercice) for code in ("SEUIL_CONVENTION", "SEUIL_DEPOT"))
    bare = DueAct("ARRETE", total, limit, private, deposit=bool(deposit and total > deposit))
    return _decided(bare, acts_of(session, organisme_id, exercice))


def _decided(bare: DueAct, acts: list[Acte]) -> DueAct:
    conventions = [act for act in acts if act.nature in ("CONVENTION", "CPO")]
    total = amount_text(bare.total, unit="€")
    limit = amount_text(bare.limit, unit="€")
    if conventions:
        reason = _("La convention {numero} est en vigueur\u00a0: un avenant la complète.")
        return _with(bare, "AVENANT", reason.format(numero=conventions[-1].numero),
                     conventions[-1].id)  # fmt: skip
    if not bare.needs_convention:
        if bare.private:
            reason = _("{total} dans l’année, pas plus de {limit}\u00a0: un arrêté suffit.")
        else:
            reason = _("Organisme de droit public\u00a0: un arrêté, quel que soit le montant.")
        return _with(bare, "ARRETE", reason.format(total=total, limit=limit))
    reason = _("{total} dans l’année, plus de {limit}\u00a0: une convention est due.")
    arretes = [act for act in acts if act.nature == "ARRETE"]
    return _with(bare, "CONVENTION", reason.format(total=total, limit=limit),
                 arretes[-1].id if arretes else "")  # fmt: skip


def _with(bare: DueAct, nature: str, reason: str, replaces: str = "") -> DueAct:
    return DueAct(nature, bare.total, bare.limit, bare.private, replaces, reason, bare.deposit)


@dataclass(frozen=True)
class Crossing:
    """A bearer whose arrêtés no longer suffice since a later grant."""

    organisme_id: str
    nom: str
    due: DueAct


def crossings(session: Session, exercice: int) -> list[Crossing]:
    """The bearers that have an arrêté, no convention, and grants above the threshold."""
    limit = threshold("SEUIL_CONVENTION", exercice)
    if limit is None:
        return []
    bearers = session.execute(
        select(Organisme.id, Organisme.nom)
        .where(Organisme.id.in_(select(Acte.organisme_id).where(
            Acte.exercice == exercice, Acte.nature == "ARRETE", Acte.annule.is_not(True))))
        .order_by(Organisme.nom)
    )  # fmt: skip
    found = [Crossing(one.id, one.nom or "", act_due(session, one.id, exercice))
             for one in bearers]  # fmt: skip
    return [one for one in found if one.due.nature == "CONVENTION"]
