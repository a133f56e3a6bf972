"""The life of an action as data: from which statut to which, by what gesture, under what guards.

The table ships with the program (`resources/cycle.csv`). Real dossiers go back and forth, so
going back is a transition like any other; one that the table does not hold is warned of, not
refused. The statuts themselves are the list `statut` of the nomenclatures.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from acse_desktop.resources import resource


@dataclass(frozen=True)
class Transition:
    """One way from a statut to another."""

    de: str
    vers: str
    libelle: str
    """The gesture, a French verb: « Passer en instruction »."""
    decisions: tuple[str, ...]
    """The decisions that lead there, by code; empty when it is not a decision."""
    gardes: tuple[str, ...]
    """What an agent expects first, by name of guard (`rules.cycle`)."""
    motif: bool
    """Whether a reason is wanted."""
    retour: bool
    """Whether it goes back."""


@cache
def transitions() -> tuple[Transition, ...]:
    """Every transition, in the order they are offered."""
    with resource("cycle.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_transition(row) for row in csv.DictReader(file))


def _transition(row: dict[str, str]) -> Transition:
    return Transition(
        row["de"], row["vers"], row["libelle"], tuple(row["decision"].split()),
        tuple(row["gardes"].split()), row["motif"] == "oui", row["retour"] == "oui",
    )  # fmt: skip


@cache
def leaving(statut: str | None) -> tuple[Transition, ...]:
    """The transitions from a statut, going forward first."""
    found = [one for one in transitions() if one.de == statut]
    return tuple(sorted(found, key=lambda one: one.retour))


@cache
def transition(de: str | None, vers: str) -> Transition | None:
    """The transition between two statuts; None when the usual course has none."""
    return next((one for one in leaving(de) if one.vers == vers), None)


@cache
def guards(de: str | None, vers: str) -> tuple[str, ...]:
    """The guards of a move; those of every arrival when the usual course does not hold it."""
    known = transition(de, vers)
    if known is not None:
        return known.gardes
    arriving = [one for one in transitions() if one.vers == vers and not one.retour]
    return tuple(dict.fromkeys(name for one in arriving for name in one.gardes))


@cache
def statut_of(decision: str) -> str | None:
    """The statut that a decision leads to; None for a code that the table does not know."""
    return next((one.vers for one in transitions() if decision in one.decisions), None)


@cache
def decisions_of(statut: str) -> tuple[str, ...]:
    """The decisions that lead to a statut; none for a statut that no decision gives."""
    return next(
        (one.decisions for one in transitions() if one.vers == statut and one.decisions), ()
    )


@cache
def reason_wanted(de: str | None, vers: str) -> bool:
    """Whether a move is to be explained: an unusual one always is."""
    known = transition(de, vers)
    return known is None or known.motif
