"""The coded lists: statuts, dispositifs, thèmes, comptes… each entry with version and validity.

One table ships with the program (`resources/nomenclatures.csv`); the list of the indicators is
drawn from their own (`acse_desktop.indicateurs`). A code is unique in its list:
where a list has versions, the version is part of the code (`2013-5`), since the State reuses
the same number for another meaning from one year to the next.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from acse_desktop.indicateurs import Indicator, all_indicators
from acse_desktop.resources import resource


@dataclass(frozen=True)
class Entry:
    """One line of a list."""

    liste: str
    version: str
    """Empty when the list has no versions."""
    code: str
    libelle: str
    parent: str
    """Code of the entry above, or empty."""
    valide_du: str
    """First year of use, or empty."""
    valide_au: str
    """Last year of use, or empty."""
    source: str

    def holds_in(self, year: int) -> bool:
        """Whether the entry is in use for an exercice."""
        after = not self.valide_du or int(self.valide_du) <= year
        return after and (not self.valide_au or year <= int(self.valide_au))


@cache
def all_entries() -> tuple[Entry, ...]:
    """Every entry of every list, in file order."""
    with resource("nomenclatures.csv").open(encoding="utf-8", newline="") as file:
        listed = tuple(Entry(**row) for row in csv.DictReader(file))
    return listed + tuple(_entry_of(one) for one in all_indicators() if not one.computed)


def _entry_of(one: Indicator) -> Entry:
    return Entry(
        "indicateur", "", one.code, one.libelle, one.dispositif, one.valide_du, one.valide_au,
        one.source,
    )  # fmt: skip


@cache
def entries(liste: str) -> tuple[Entry, ...]:
    """The entries of one list, in order."""
    return tuple(entry for entry in all_entries() if entry.liste == liste)


def entries_of_year(liste: str, year: int) -> tuple[Entry, ...]:
    """The entries of a list in use for an exercice."""
    return tuple(entry for entry in entries(liste) if entry.holds_in(year))


@cache
def _labels(liste: str) -> dict[str, str]:
    return {entry.code: entry.libelle for entry in entries(liste)}


def label_of(liste: str, code: str) -> str:
    """The label of a code; the code itself when the list does not know it."""
    return _labels(liste).get(code, code)


@cache
def lists() -> tuple[str, ...]:
    """The names of the lists."""
    return tuple(dict.fromkeys(entry.liste for entry in all_entries()))
