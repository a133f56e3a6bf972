"""The acts signed for an exercice: those of the register, and those that actions tell of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.models import Acte, ActeAction, Action, Dossier, Organisme
from acse_desktop.nomenclatures import entries, label_of
from acse_desktop.rules.facts import SANS_SUITE
from acse_desktop.services.publishing.documents import ZERO, Table
from acse_desktop.services.rapport_annuel.credits import percent, total
from acse_desktop.translation import _
from acse_desktop.typography import day_text

NATURES = tuple(entry.code for entry in entries("type_acte"))
CONVENTIONS = ("CONVENTION", "CPO", "AVENANT")
"""Those that are reported one by one; arrêtés are counted."""


@dataclass(frozen=True)
class Signed:
    """An act that was signed, and what its actions were paid."""

    nature: str
    numero: str
    organisme: str
    signe_le: date
    fin_le: date | None
    montant: Decimal
    paye: Decimal


def signed(session: Session, exercice: int) -> list[Signed]:
    """The acts of an exercice that are signed and not cancelled, by day."""
    found = [*_registered(session, exercice), *_told(session, exercice)]
    return sorted(found, key=lambda one: (one.signe_le, one.numero))


def _registered(session: Session, exercice: int) -> Iterator[Signed]:
    paid = (
        select(func.sum(Action.montant_paye))
        .where(Action.id.in_(select(ActeAction.action_id).where(ActeAction.acte_id == Acte.id)))
        .correlate(Acte)
        .scalar_subquery()
    )
    found = session.execute(
        select(Acte, Organisme.nom, paid)
        .outerjoin(Organisme, Acte.organisme_id == Organisme.id)
        .where(
            Acte.exercice == exercice, Acte.nature.in_(NATURES), Acte.signe_le.is_not(None),
            Acte.annule.is_not(True),
        )
    )  # fmt: skip
    for one, bearer, amount in found:
        yield Signed(one.nature or "", one.numero or "", bearer or "", one.signe_le or date.max,
                     one.fin_le, one.montant or ZERO, amount or ZERO)  # fmt: skip


def _told(session: Session, exercice: int) -> Iterator[Signed]:
    """Acts made before the register: actions with the same number are one act."""
    registered = select(ActeAction.action_id).join(Acte, ActeAction.acte_id == Acte.id).where(
        Acte.nature.in_(NATURES), Acte.annule.is_not(True)
    )  # fmt: skip
    number = func.coalesce(Action.acte_numero, Action.id)
    found = session.execute(
        select(
            Action.acte_type, func.min(Action.acte_numero), func.min(Organisme.nom),
            func.min(Action.acte_le), func.max(Action.fin_le), func.sum(Action.montant_accorde),
            func.sum(Action.montant_paye),
        )
        .join(Dossier, Action.dossier_id == Dossier.id)
        .outerjoin(Organisme, Dossier.organisme_id == Organisme.id)
        .where(
            Dossier.exercice == exercice, Action.acte_type.in_(NATURES),
            Action.acte_le.is_not(None), Action.id.not_in(registered),
            func.coalesce(Action.statut, "").not_in(SANS_SUITE),
        )
        .group_by(Action.acte_type, Dossier.organisme_id, number)
    )  # fmt: skip
    for nature, numero, bearer, day, end, amount, paid in found:
        yield Signed(nature or "", numero or "", bearer or "", day or date.max, end, amount or ZERO,
                     paid or ZERO)  # fmt: skip


def by_nature(found: list[Signed]) -> Table:
    """How many of each kind, and for how much."""
    rows = []
    for nature in NATURES:
        own = [one for one in found if one.nature == nature]
        if own:
            amount = sum((one.montant for one in own), ZERO)
            paid = sum((one.paye for one in own), ZERO)
            name = label_of("type_acte", nature)
            rows.append((name, len(own), amount, paid, percent(paid, amount)))
    header = (_("Acte"), _("Signés"), _("Montant"), _("Payé"), _("Part payée (%)"))
    # What was paid for an action counts for its arrêté and for the avenant to it: no sum of it.
    last = (total(rows, frozenset({3, 4})),) if rows else ()
    return Table(_("Conventions et arrêtés signés"), header, (*rows, *last), totalled=bool(rows))


def progress(found: list[Signed]) -> Table:
    """Each convention: how far its payment is."""
    rows = tuple(
        (one.numero, label_of("type_acte", one.nature), one.organisme, day_text(one.signe_le),
         day_text(one.fin_le), one.montant, one.paye, percent(one.paye, one.montant))
        for one in found
        if one.nature in CONVENTIONS
    )  # fmt: skip
    header = (_("N°"), _("Acte"), _("Organisme"), _("Signé le"), _("Échéance"), _("Montant"),
              _("Payé"), _("Part payée (%)"))  # fmt: skip
    return Table(_("État d’avancement des conventions"), header, rows, totalled=False)
