"""What the State paid: within what was engaged, after the notification, on the right commitment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from acse_desktop.rules.anomalie import AVERTISSEMENT, Anomalie, Rule
from acse_desktop.rules.comptes_rendus import LOI
from acse_desktop.translation import N_, _
from acse_desktop.typography import amount_text, day_text

ZERO = Decimal(0)
SUIVI = N_("Suivi des montants\u00a0: demandé, proposé, accordé, engagé, payé")
CHORUS = N_("Chorus\u00a0: un engagement juridique (EJ) précède la demande de paiement (DP)")
NATURES = N_("Sénat, rapport r07-071, p. 150\u00a0: avances, acomptes et soldes")
_EJ = re.compile(r"\d{10}")

ENGAGE = Rule(
    "PAI-ENGAGE", AVERTISSEMENT, N_("Le montant payé ne dépasse pas le montant engagé"), CHORUS,
    N_("Vérifiez le montant engagé, ou liez l’autre engagement de l’action."),
)  # fmt: skip
NOTIFIE = Rule(
    "PAI-NOTIFIE", AVERTISSEMENT, N_("Un paiement suit la notification"), SUIVI,
    N_("Vérifiez la date du versement et celle de la notification."),
)  # fmt: skip
SOLDE = Rule(
    "PAI-SOLDE", AVERTISSEMENT, N_("Le solde est le dernier paiement, et le seul solde"), NATURES,
    N_("Corrigez la nature ou la date des versements."),
)  # fmt: skip
PARTAGE = Rule(
    "PAI-EJ-PARTAGE", AVERTISSEMENT, N_("Un engagement juridique est celui d’un seul organisme"),
    CHORUS, N_("Vérifiez les numéros d’EJ dans Chorus."),
)  # fmt: skip
FORME = Rule(
    "PAI-EJ-FORME", AVERTISSEMENT, N_("Un numéro d’EJ a dix chiffres"), CHORUS,
    N_("Reprenez le numéro dans Chorus, zéros de tête compris."),
)  # fmt: skip
CRF = Rule(
    "PAI-CRF", AVERTISSEMENT, N_("Pas de paiement tant qu’un compte rendu antérieur est dû"), LOI,
    N_("Obtenez le compte rendu, ou donnez le motif du paiement."),
)  # fmt: skip
RULES = (ENGAGE, NOTIFIE, SOLDE, PARTAGE, FORME, CRF)


@dataclass(frozen=True)
class Paid:
    """A payment: what it is called, and when it was made."""

    nature: str
    le: date | None


@dataclass(frozen=True)
class PaymentFacts:
    """An action with its payments and its commitments."""

    table: ClassVar[str] = "action"
    id: str
    objet: str
    accorde: Decimal = ZERO
    engage: Decimal | None = None
    paye: Decimal = ZERO
    notifie_le: date | None = None
    versements: tuple[Paid, ...] = ()
    """In order of date, repayments left out."""
    ejs: tuple[str, ...] = ()
    """Commitments written on the action or linked to it."""
    ailleurs: tuple[tuple[str, str], ...] = ()
    """Commitments of it that another organisme has too: number, name of the organisme."""
    dus: tuple[tuple[int, date], ...] = ()
    """Comptes rendus of earlier exercices that are overdue: exercice, date due."""


def engagee(action: PaymentFacts) -> Iterator[Anomalie]:
    """Paid against engaged, as long as it stays within the grant: beyond, another rule tells."""
    if action.engage is not None and action.engage < action.paye <= action.accorde:
        paid, engaged = (amount_text(one, unit="€") for one in (action.paye, action.engage))
        message = _("{paid} sont payés pour {engaged} engagés.")
        yield ENGAGE.on(
            action, "montant_engage", message.format(paid=paid, engaged=engaged), engaged
        )


def notifiee(action: PaymentFacts) -> Iterator[Anomalie]:
    """The first payment against the notification."""
    days = [one.le for one in action.versements if one.le is not None]
    if action.notifie_le is not None and days and min(days) < action.notifie_le:
        message = _("Un versement du {paid} précède la notification du {notified}.").format(
            paid=day_text(min(days)), notified=day_text(action.notifie_le)
        )
        yield NOTIFIE.on(action, "notifie_le", message, day_text(action.notifie_le))


def soldee(action: PaymentFacts) -> Iterator[Anomalie]:
    """Two soldes, or a payment after the solde."""
    ends = [one for one in action.versements if one.nature == "SOLDE"]
    if len(ends) > 1:
        yield SOLDE.on(action, "montant_paye", _("Le solde est versé deux fois."))
        return
    days = [one.le for one in action.versements if one.nature in ("AVANCE", "ACOMPTE") and one.le]
    if ends and ends[0].le is not None and any(day > ends[0].le for day in days):
        message = _("Un versement suit le solde du {day}.").format(day=day_text(ends[0].le))
        yield SOLDE.on(action, "montant_paye", message)


def engagement(action: PaymentFacts) -> Iterator[Anomalie]:
    """The form of the commitment numbers, and who else has them."""
    for ej in action.ejs:
        if not _EJ.fullmatch(ej):
            message = _("« {ej} » n’a pas dix chiffres.").format(ej=ej)
            yield FORME.on(action, "ej", message, ej)
    for ej, other in action.ailleurs:
        message = _("L’EJ {ej} est aussi celui de {other}.").format(ej=ej, other=other)
        yield PARTAGE.on(action, "ej", message, ej)


def compte_rendu(action: PaymentFacts) -> Iterator[Anomalie]:
    """A payment made while the compte rendu of an earlier grant was overdue."""
    last = max((one.le for one in action.versements if one.le is not None), default=None)
    owed = sorted({year for year, due in action.dus if last is not None and last > due})
    if owed and last is not None:
        years = ", ".join(str(year) for year in owed)
        message = _("Versement du {day} alors qu’un compte rendu est dû\u00a0: {years}.")
        yield CRF.on(action, "montant_paye", message.format(day=day_text(last), years=years), years)


CHECKS = (engagee, notifiee, soldee, engagement, compte_rendu)
