"""The compte rendu financier, due six months after the exercice (loi 2000-321, art. 10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from acse_desktop.baremes import bareme
from acse_desktop.rules.anomalie import AVERTISSEMENT, Anomalie, Rule
from acse_desktop.rules.facts import ActionFacts
from acse_desktop.translation import N_, _
from acse_desktop.typography import day_text

LOI = N_("Loi n° 2000-321 du 12 avril 2000, art. 10\u202f; arrêté du 11 octobre 2006")

RETARD = Rule(
    "CRF-RETARD", AVERTISSEMENT, N_("Le compte rendu financier est reçu à l’échéance"), LOI,
    N_("Relancez le porteur, ou inscrivez la date de réception."),
)  # fmt: skip
NOUVELLE = Rule(
    "CRF-NOUVELLE", AVERTISSEMENT, N_("Pas de nouvelle subvention sans les comptes rendus dus"),
    LOI, N_("Obtenez le compte rendu avant de payer, ou donnez le motif de la dérogation."),
)  # fmt: skip
RULES = (RETARD, NOUVELLE)


CIVIL = 12
"""The month that ends the exercice of most organismes."""
LOI_DU = date(2000, 4, 13)


def echeance(exercice: int, cloture: int | None = None, fin_le: date | None = None) -> date:
    """The last day for the compte rendu: six months after the end of the exercice.

    30 June of the next year for a civil exercice, that of the grant even when the action goes on.
    `cloture` is the month that ends another one: the accounts are those of the exercice in which
    the action ends (`fin_le`, or the civil year of the grant).
    """
    month = cloture if cloture and 1 <= cloture <= CIVIL else CIVIL
    closing = _last_day(exercice, month)
    if month != CIVIL and (fin_le or date(exercice, 12, 31)) > closing:
        closing = _last_day(exercice + 1, month)
    months = int(bareme("CRF_MOIS", max(closing, LOI_DU)))
    return _last_day(closing.year, closing.month + months)


def _last_day(year: int, month: int) -> date:
    """The last day of a month, counted on from January of a year."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def retard(action: ActionFacts) -> Iterator[Anomalie]:
    """A granted action without compte rendu after its date."""
    if not action.accorde or action.crf_recu_le or action.exercice is None:
        return
    due = action.crf_attendu_le or echeance(action.exercice)
    if due < action.aujourd_hui:
        yield RETARD.on(
            action,
            "crf_recu_le",
            _("Le compte rendu attendu le {day} n’est pas reçu.").format(day=day_text(due)),
            day_text(due),
        )


def nouvelle(action: ActionFacts) -> Iterator[Anomalie]:
    """A grant to an organisme that still owes the compte rendu of an earlier year."""
    if not action.accorde or action.exercice is None:
        return
    owed = sorted({year for year in action.retards if year < action.exercice})
    if owed:
        years = ", ".join(str(year) for year in owed)
        message = _("Le porteur doit encore un compte rendu\u00a0: {years}.").format(years=years)
        yield NOUVELLE.on(action, "montant_accorde", message, years)


CHECKS = (retard, nouvelle)
