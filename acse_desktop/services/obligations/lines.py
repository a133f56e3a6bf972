"""What an obligation is: declared with its text, found in the data, told with its list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

DEPASSEE, PROCHE, A_VENIR = "depassee", "proche", "a_venir"
"""Past its day; within a month; later, or without a day that a text gives."""
SOON = timedelta(days=31)


@dataclass(frozen=True)
class Ligne:
    """One record that an obligation is about."""

    table: str
    """`action`, `organisme`, `contrat`, `poste` or `enveloppe`."""
    id: str
    objet: str
    """Number and title, or name."""
    porteur: str = ""
    le: date | None = None
    """The day by which, when there is one."""
    depuis: date | None = None
    """The day since which it waits."""
    montant: Decimal | None = None
    numero: str = ""
    """Number of the action, to find it in the lists."""
    exercice: int | None = None


Find = Callable[[Session, date], Sequence[Ligne]]


@dataclass(frozen=True)
class Obligation:
    """A duty, its text, and how the data tell whom it bears on."""

    code: str
    titre: str
    """A message of the catalogue."""
    source: str
    find: Find
    note: str = ""
    """What is not certain, or what the figures leave out."""
    mois: range = range(1, 13)
    """The months in which it is told."""
    place: str = "dossiers"
    """Place of the navigation that lists its records."""


@dataclass(frozen=True)
class Echeance:
    """An obligation on a day: how many, how much, by when."""

    code: str
    titre: str
    source: str
    note: str
    place: str
    gravite: str
    le: date | None
    """The earliest day by which; None when no text gives one."""
    montant: Decimal | None
    lignes: tuple[Ligne, ...]

    @property
    def nombre(self) -> int:
        """How many records it bears on."""
        return len(self.lignes)


def told(obligation: Obligation, lignes: Sequence[Ligne], day: date) -> Echeance:
    """An obligation with what was found, the most pressing lines first."""
    ordered = sorted(lignes, key=lambda one: (one.le or date.max, one.depuis or date.max))
    days = [one.le for one in lignes if one.le is not None]
    amounts = [one.montant for one in lignes if one.montant is not None]
    first = min(days, default=None)
    return Echeance(
        obligation.code, obligation.titre, obligation.source, obligation.note, obligation.place,
        severity(first, day), first, sum(amounts, Decimal(0)) if amounts else None, tuple(ordered),
    )  # fmt: skip


def severity(le: date | None, day: date) -> str:
    """How pressing a deadline is on a day."""
    if le is None or le > day + SOON:
        return A_VENIR
    return DEPASSEE if le < day else PROCHE
