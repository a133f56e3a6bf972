"""When an action takes place: the civil year, or the school year by derogation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from acse_desktop.rules.anomalie import AVERTISSEMENT, ERREUR, INFORMATION, Anomalie, Rule
from acse_desktop.rules.facts import ActionFacts
from acse_desktop.translation import N_, _
from acse_desktop.typography import day_text

ANNUALITE = N_("Annualité\u00a0: du 1er janvier au 31 décembre, année scolaire par dérogation")

ORDRE = Rule(
    "DAT-ORDRE", ERREUR, N_("La fin suit le début"), N_("CERFA n° 12156*03, fiche 3.1"),
    N_("Corrigez l’une des deux dates."),
)  # fmt: skip
EXERCICE = Rule(
    "DAT-EXERCICE", AVERTISSEMENT, N_("L’action se déroule pendant l’exercice"), ANNUALITE,
    N_("Corrigez les dates, ou rattachez l’action au bon exercice."),
)  # fmt: skip
SCOLAIRE = Rule(
    "DAT-SCOLAIRE", INFORMATION, N_("L’année scolaire est une dérogation"), ANNUALITE,
    N_("Mentionnez la dérogation dans l’acte."),
)  # fmt: skip
RULES = (ORDRE, EXERCICE, SCOLAIRE)


def ordre(action: ActionFacts) -> Iterator[Anomalie]:
    """An action does not end before it begins."""
    start, end = action.debut_le, action.fin_le
    if start and end and end < start:
        yield ORDRE.on(
            action,
            "fin_le",
            _("L’action finit le {end}, avant de commencer le {start}.").format(
                end=day_text(end), start=day_text(start)
            ),
            day_text(end),
        )


def _school_year(start: date, end: date, year: int) -> bool:
    return date(year, 7, 1) <= start <= date(year, 12, 31) and end <= date(year + 1, 8, 31)


def exercice(action: ActionFacts) -> Iterator[Anomalie]:
    """Inside the civil year of the exercice, or over the school year that begins in it."""
    year = action.exercice
    start, end = action.debut_le or action.fin_le, action.fin_le or action.debut_le
    if year is None or not start or not end or end < start:
        return
    if start.year == year == end.year:
        return
    rule = SCOLAIRE if _school_year(start, end, year) else EXERCICE
    message = _("L’action va du {start} au {end} pour l’exercice {year}.").format(
        start=day_text(start), end=day_text(end), year=year
    )
    yield rule.on(action, "debut_le", message, f"{day_text(start)} – {day_text(end)}")


CHECKS = (ordre, exercice)
