"""The compte rendu financier, due six months after the exercice (loi 2000-321, art. 10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

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


def echeance(exercice: int) -> date:
    """The last day for the compte rendu of a civil exercice: 30 June of the next year."""
    return date(exercice + 1, 6, 30)


def last_due_year(today: date) -> int:
    """The last exercice whose compte rendu is overdue on a day."""
    return today.year - 1 if today > echeance(today.year - 1) else today.year - 2


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
