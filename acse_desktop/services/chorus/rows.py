"""The rows of the extractions as the window lists them, and what they amount to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Dossier, LigneChorus, Organisme, Rapprochement, Versement
from acse_desktop.services.attached import A_RAPPROCHER, ECARTEE, RAPPROCHEE, reconciled
from acse_desktop.typography import folded

ZERO = Decimal(0)
LISTED = 500
"""Rows given at once: the counts and the sums bear on all of them."""


@dataclass(frozen=True)
class ChorusRow:
    """A row of an extraction."""

    id: str
    ej: str
    dp: str
    siret: str
    fournisseur: str
    exercice: int | None
    montant: Decimal
    reste: Decimal
    """Left to reconcile, in euros."""
    paye_le: date | None
    etat: str
    motif: str


@dataclass(frozen=True)
class Tied:
    """A payment that a row accounts for."""

    versement_id: str
    action_id: str
    numero: str
    organisme: str
    nature: str
    montant: Decimal


@dataclass(frozen=True)
class Tally:
    """How many rows are in a state, and their sum in euros."""

    lignes: int = 0
    montant: Decimal = ZERO


def tallies(session: Session, exercice: int | None = None) -> dict[str, Tally]:
    """The count and sum of the rows of each state, those without any row included."""
    query = select(LigneChorus.etat, func.count(), func.sum(LigneChorus.montant))
    if exercice is not None:
        query = query.where(LigneChorus.exercice == exercice)
    found = {
        etat: Tally(count, total or ZERO)
        for etat, count, total in session.execute(query.group_by(LigneChorus.etat))
    }
    return {etat: found.get(etat, Tally()) for etat in (A_RAPPROCHER, RAPPROCHEE, ECARTEE)}


def rows(
    session: Session, etat: str, exercice: int | None = None, words: str = "", limit: int = LISTED
) -> list[ChorusRow]:
    """The rows of a state, by day of payment; `words` are looked for in EJ, DP, SIRET and name."""
    query = select(LigneChorus).where(LigneChorus.etat == etat)
    if exercice is not None:
        query = query.where(LigneChorus.exercice == exercice)
    searched: Any = func.coalesce(LigneChorus.ej, "")
    for extra in (LigneChorus.dp, LigneChorus.siret, LigneChorus.fournisseur):
        searched = searched + " " + func.coalesce(extra, "")
    for word in folded(words).split():
        query = query.where(func.plie(searched).contains(word, autoescape=True))
    ordered = query.order_by(LigneChorus.paye_le, LigneChorus.dp, LigneChorus.id).limit(limit)
    return [_row(session, one) for one in session.scalars(ordered)]


def _row(session: Session, ligne: LigneChorus) -> ChorusRow:
    montant = ligne.montant or ZERO
    rest = ZERO if ligne.etat == RAPPROCHEE else montant - reconciled(session, ligne.id)
    return ChorusRow(
        ligne.id, ligne.ej or "", ligne.dp or "", ligne.siret or "", ligne.fournisseur or "",
        ligne.exercice, montant, rest, ligne.paye_le, ligne.etat or "", ligne.motif or "",
    )  # fmt: skip


def tied(session: Session, ligne_id: str) -> list[Tied]:
    """The payments that a row accounts for, with their action."""
    query = (
        select(
            Versement.id, Action.id, Action.numero, Organisme.nom, Versement.nature,
            Versement.montant,
        )
        .join(Rapprochement, Rapprochement.versement_id == Versement.id)
        .join(Action, Versement.action_id == Action.id)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .outerjoin(Organisme, Dossier.organisme_id == Organisme.id)
        .where(Rapprochement.ligne_chorus_id == ligne_id)
        .order_by(Action.numero)
    )  # fmt: skip
    return [
        Tied(one, action, numero or "", nom or "", nature or "", montant or ZERO)
        for one, action, numero, nom, nature, montant in session.execute(query)
    ]
