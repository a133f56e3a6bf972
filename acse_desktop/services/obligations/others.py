"""Obligations read on organismes, posts, contracts and envelopes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, null, or_, select, type_coerce
from sqlalchemy.orm import Session, aliased

from acse_desktop.baremes import bareme
from acse_desktop.fieldtypes import Amount
from acse_desktop.models import (
    Acte,
    Action,
    Contrat,
    ConventionPoste,
    Dossier,
    Enveloppe,
    Organisme,
    Poste,
    Vacance,
)
from acse_desktop.rules.facts import DROIT_PUBLIC
from acse_desktop.services.consumption import consumption
from acse_desktop.services.obligations.actions import later
from acse_desktop.services.obligations.lines import Ligne

SIGNED = ("CONVENTION", "CPO")
AHEAD_MONTHS = 6
RETURNED = (9, 15)
"""15 September: the day of 1999 for the credits that will not be used."""


def _totals(session: Session, exercice: int, above: Decimal) -> list[tuple[str, str, Decimal]]:
    """The private bodies granted more than an amount for an exercice."""
    total = func.sum(Action.montant_accorde)
    found = session.execute(
        select(Organisme.id, Organisme.nom, total)
        .join(Dossier, Dossier.organisme_id == Organisme.id)
        .join(Action, Action.dossier_id == Dossier.id)
        .where(
            Dossier.exercice == exercice,
            or_(Organisme.statut.is_(None), Organisme.statut.not_in(DROIT_PUBLIC)),
        )
        .group_by(Organisme.id, Organisme.nom)
        .having(total > above)
        .order_by(Organisme.nom)
    )
    return [(bearer, name or "", amount or Decimal(0)) for bearer, name, amount in found]


def unsigned_conventions(session: Session, day: date) -> list[Ligne]:
    """Private bodies above the threshold for the year or the one before, without convention."""
    lines = []
    for exercice in (day.year - 1, day.year):
        signed = _signed(session, exercice)
        above = bareme("SEUIL_CONVENTION", day)
        lines += [
            Ligne("organisme", bearer, name, exercice=exercice, montant=amount)
            for bearer, name, amount in _totals(session, exercice, above)
            if bearer not in signed
        ]
    return lines


def _signed(session: Session, exercice: int) -> set[str]:
    """Who has a signed convention for an exercice, in the register or on the action."""
    acts = session.scalars(
        select(Acte.organisme_id).where(
            Acte.exercice == exercice, Acte.nature.in_(SIGNED), Acte.signe_le.is_not(None),
            Acte.annule.is_not(True),
        )
    )  # fmt: skip
    actions = session.scalars(
        select(Dossier.organisme_id)
        .join(Action, Action.dossier_id == Dossier.id)
        .where(
            Dossier.exercice == exercice, Action.acte_type.in_(SIGNED),
            Action.acte_le.is_not(None),
        )
    )  # fmt: skip
    return {one for one in (*acts, *actions) if one}


def deposits(session: Session, day: date) -> list[Ligne]:
    """Private bodies that got more than the deposit threshold for the exercice before."""
    exercice = day.year - 1
    return [
        Ligne("organisme", bearer, name, exercice=exercice, montant=amount)
        for bearer, name, amount in _totals(session, exercice, bareme("SEUIL_DEPOT", day))
    ]


def ending_posts(session: Session, day: date) -> list[Ligne]:
    """Conventions of adultes-relais that end within six months, with none after them."""
    after = aliased(ConventionPoste)
    renewed = (
        select(after.id)
        .where(after.poste_id == ConventionPoste.poste_id, after.fin_le > ConventionPoste.fin_le)
        .exists()
    )
    return _posts(
        session,
        select(Poste.id, Poste.numero, Organisme.nom, ConventionPoste.fin_le)
        .join(ConventionPoste, ConventionPoste.poste_id == Poste.id)
        .where(
            Poste.supprime_le.is_(None), ConventionPoste.rompue_le.is_(None), ~renewed,
            ConventionPoste.fin_le.between(day, later(day, AHEAD_MONTHS)),
        ),
    )  # fmt: skip


def lost_posts(session: Session, day: date) -> list[Ligne]:
    """Posts that nobody would hold at 31 December: cancelled, and not usable the next year."""
    last = date(day.year, 12, 31)
    held = (
        select(ConventionPoste.id)
        .where(
            ConventionPoste.poste_id == Poste.id, ConventionPoste.debut_le <= last,
            ConventionPoste.fin_le >= last, ConventionPoste.rompue_le.is_(None),
        )
        .exists()
    )  # fmt: skip
    vacant = (
        select(Vacance.id)
        .where(Vacance.poste_id == Poste.id, Vacance.debut_le <= last,
               or_(Vacance.fin_le.is_(None), Vacance.fin_le >= last))
        .exists()
    )  # fmt: skip
    found = _posts(
        session,
        select(Poste.id, Poste.numero, Organisme.nom, null())
        .where(Poste.supprime_le.is_(None), or_(~held, vacant)),
    )  # fmt: skip
    return [Ligne(one.table, one.id, one.objet, one.porteur, last) for one in found]


def _posts(session: Session, query: Any) -> list[Ligne]:
    joined = query.join(Organisme, Poste.organisme_id == Organisme.id, isouter=True)
    return [
        Ligne("poste", identifier, numero or "", bearer or "", last)
        for identifier, numero, bearer, last in session.execute(joined.order_by(Poste.numero))
    ]


def ending_contracts(session: Session, day: date) -> list[Ligne]:
    """Contracts that end within six months."""
    found = session.execute(
        select(Contrat.id, Contrat.nom, Contrat.code, Contrat.fin_le)
        .where(Contrat.fin_le.between(day, later(day, AHEAD_MONTHS)))
        .order_by(Contrat.code)
    )
    return [Ligne("contrat", one, name or code or "", le=last) for one, name, code, last in found]


def unused_credits(session: Session, day: date) -> list[Ligne]:
    """Envelopes of the year with credits left to grant."""
    left = type_coerce(consumption(day.year)["reste"], Amount().column())
    found = session.execute(
        select(Enveloppe.id, Enveloppe.dispositif, Enveloppe.theme, left)
        .where(Enveloppe.exercice == day.year)
        .order_by(Enveloppe.dispositif, Enveloppe.theme)
    )
    return [
        Ligne(
            "enveloppe", one, " – ".join(part for part in (dispositif, theme) if part),
            le=date(day.year, *RETURNED), montant=amount, exercice=day.year,
        )
        for one, dispositif, theme, amount in found
        if amount and amount > 0
    ]  # fmt: skip
