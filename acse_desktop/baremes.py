"""The thresholds, rates and caps of the texts, each with the dates it holds and its source.

One table ships with the program (`resources/baremes.csv`). A value never changes: a new text
adds a line. What a source does not say and the line assumes is written in its source.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from acse_desktop.errors import UserError
from acse_desktop.resources import resource
from acse_desktop.translation import _
from acse_desktop.typography import day_text


class NoBareme(UserError, LookupError):
    """No value is known for a code at a date."""


@dataclass(frozen=True)
class Bareme:
    """One value, for a time and a condition."""

    code: str
    valide_du: date
    valide_au: date | None
    """Last day, or None while it holds."""
    condition: str
    """Code of the case it is for, or empty: `AVANT_2013`, `ZSP_MAX`…"""
    valeur: Decimal
    unite: str
    """`EUR`, `%`, `MOIS`, or what is counted."""
    source: str

    def holds_on(self, day: date) -> bool:
        """Whether the value is in force on a day."""
        return self.valide_du <= day and (self.valide_au is None or day <= self.valide_au)


def _read(row: dict[str, str]) -> Bareme:
    last = row["valide_au"]
    return Bareme(
        row["code"],
        date.fromisoformat(row["valide_du"]),
        date.fromisoformat(last) if last else None,
        row["condition"],
        Decimal(row["valeur"]),
        row["unite"],
        row["source"],
    )


@cache
def all_baremes() -> tuple[Bareme, ...]:
    """Every value, in file order."""
    with resource("baremes.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_read(row) for row in csv.DictReader(file))


@cache
def baremes(code: str) -> tuple[Bareme, ...]:
    """The values of a code through time, every condition."""
    return tuple(one for one in all_baremes() if one.code == code)


@cache
def bareme_line(code: str, on: date, condition: str = "") -> Bareme:
    """The value in force on a day, with its source; NoBareme when none is known."""
    for one in baremes(code):
        if one.condition == condition and one.holds_on(on):
            return one
    raise NoBareme(
        _("Aucun taux « {code} » n’est connu au {day}.").format(code=code, day=day_text(on)),
        _("Vérifiez la date."),
    )


def bareme(code: str, on: date, condition: str = "") -> Decimal:
    """The value in force on a day; NoBareme (a LookupError) when none is known."""
    return bareme_line(code, on, condition).valeur
