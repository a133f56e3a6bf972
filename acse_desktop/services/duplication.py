"""Carrying an action or a whole dossier over to the next exercice (guide Acsé 2013, p. 22)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.fields import fields_of
from acse_desktop.models import Action, Dossier
from acse_desktop.passages import mapped
from acse_desktop.services.numbering import action_number, next_dossier_number
from acse_desktop.store.operations import operation
from acse_desktop.translation import N_

ACTION_STARTS_AFRESH = {
    "statut", "montant_propose", "montant_accorde", "montant_engage", "montant_paye",
    "comite_le", "decision", "decision_motif", "notifie_le", "acte_type", "acte_numero",
    "acte_le", "numero_gispro", "ej", "crf_attendu_le", "crf_recu_le", "montant_realise",
    "montant_a_reverser", "public_realise", "numero", "rang", "dossier_id",
    "crf_relance_le", "objectifs_atteints", "bilan_qualitatif", "explication_ecarts",
    "service_fait_le", "reversement_motif", "reversement_demande_le",
}  # fmt: skip
"""What belongs to one year and is not carried over."""
DOSSIER_KEPT = {"organisme_id", "objet_demande", "departement", "region", "service", "instructeur"}
CHILDREN = {
    "lignes": {"realise"},
    "financements": {
        "realise", "propose_specifique", "propose_commun", "accorde_specifique",
        "accorde_commun", "etat",
    },
    "publics": {"realise"},
    "lieux": set(),
    "indicateurs": {"realise"},
}  # fmt: skip
"""What hangs on an action and follows it, with the fields that do not."""


def _copied(record: Any, without: set[str]) -> Any:
    names = fields_of(type(record)).keys() - without
    return type(record)(**{name: getattr(record, name) for name in names})


def _next_year(day: date | None, years: int) -> date | None:
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _carry(session: Session, action: Action, dossier: Dossier, years: int) -> Action:
    rank = 1 + (
        session.scalar(select(func.max(Action.rang)).where(Action.dossier_id == dossier.id)) or 0
    )
    copy: Action = _copied(action, ACTION_STARTS_AFRESH)
    copy.dossier_id, copy.rang, copy.numero = dossier.id, rank, action_number(dossier.numero, rank)
    copy.statut, copy.type_demande = "RECU", "RENOUV" if years else action.type_demande
    copy.debut_le = _next_year(action.debut_le, years)
    copy.fin_le = _next_year(action.fin_le, years)
    if action.theme and dossier.exercice:
        named = mapped("theme", action.theme, dossier.exercice)
        copy.theme = named.code if named else action.theme
    copy.montant_anterieur = action.montant_accorde if years else action.montant_anterieur
    for relation, without in CHILDREN.items():
        children = [_copied(one, without | {"action_id"}) for one in getattr(action, relation)]
        setattr(copy, relation, children)
    session.add(copy)
    session.flush()
    return copy


def _dossier_for(session: Session, old: Dossier, exercice: int) -> Dossier:
    found = session.scalars(
        select(Dossier).where(
            Dossier.organisme_id == old.organisme_id, Dossier.exercice == exercice
        )
    ).first()
    if found is not None:
        return found
    new: Dossier = _copied(old, fields_of(Dossier).keys() - DOSSIER_KEPT)
    new.exercice, new.type_demande = exercice, "RENOUV"
    new.numero = next_dossier_number(session, exercice)
    session.add(new)
    session.flush()
    return new


def duplicate_action(
    session: Session, action_id: str, exercice: int | None = None, *, agent: str
) -> str:
    """Copy an action into the same organisme's dossier of another exercice (the same by default).

    Decisions, acts and payments stay behind; what was granted becomes « accordé l’année
    précédente ». Gives the identifier of the copy.
    """
    with operation(session, N_("Dupliquer une action"), agent=agent):
        action = session.get_one(Action, action_id)
        old = session.get_one(Dossier, action.dossier_id)
        target = _dossier_for(session, old, exercice or old.exercice or date.today().year)
        years = (target.exercice or 0) - (old.exercice or 0)
        return _carry(session, action, target, years).id


def duplicate_dossier(session: Session, dossier_id: str, exercice: int, *, agent: str) -> str:
    """Copy a dossier with all its actions to another exercice; gives the new dossier."""
    with operation(session, N_("Dupliquer un dossier"), agent=agent):
        old = session.get_one(Dossier, dossier_id)
        new = _dossier_for(session, old, exercice)
        for action in list(old.actions):
            _carry(session, action, new, exercice - (old.exercice or exercice))
        return new.id
