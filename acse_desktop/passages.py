"""From one version of a list to another: the State changes its themes every year.

The same number means another thing two years apart, so a code carries its version; what a code
becomes is data (`resources/passages.csv`), and is marked when it is only the nearest.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from acse_desktop.nomenclatures import Entry, entries
from acse_desktop.resources import resource


@dataclass(frozen=True)
class Passage:
    """What a code becomes in the version that follows."""

    liste: str
    de: str
    vers: str
    exact: bool
    """False when a part of what it covered went elsewhere."""
    source: str


@dataclass(frozen=True)
class Mapped:
    """A code as another exercice says it."""

    code: str
    exact: bool


@cache
def passages() -> tuple[Passage, ...]:
    """Every line of the table."""
    with resource("passages.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Passage(row["liste"], row["de"], row["vers"], row["exact"] == "oui", row["source"])
            for row in csv.DictReader(file)
        )


def _steps(liste: str, code: str, forward: bool) -> Iterator[Passage]:
    """The ways out of a code; going back, the exact one first."""
    found = [
        one for one in passages()
        if one.liste == liste and code == (one.de if forward else one.vers)
    ]  # fmt: skip
    yield from sorted(found, key=lambda one: not one.exact)


@cache
def _entry(liste: str, code: str) -> Entry | None:
    return next((one for one in entries(liste) if one.code == code), None)


@cache
def mapped(liste: str, code: str, exercice: int) -> Mapped | None:
    """What a code is called in an exercice; itself when it is in use then.

    None when no passage leads there: the code is unknown, or had no equivalent.
    """
    entry = _entry(liste, code)
    exact = True
    while entry is not None and not entry.holds_in(exercice):
        forward = bool(entry.valide_au) and int(entry.valide_au) < exercice
        step = next(_steps(liste, entry.code, forward), None)
        if step is None:
            return None
        exact = exact and step.exact
        entry = _entry(liste, step.vers if forward else step.de)
    return Mapped(entry.code, exact) if entry is not None else None
