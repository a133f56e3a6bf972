"""Organismes and actions funded year after year: « subventions de survie » (Sénat r07-071, p. 151).

How many years, for how much, and what the grant weighs in the budget of the organisme.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Dossier, Organisme
from acse_desktop.services.budget import share
from acse_desktop.typography import folded

ZERO = Decimal(0)


@dataclass(frozen=True)
class Porteur:
    """What an organisme got, up to an exercice."""

    organisme_id: str
    nom: str
    annees: int
    """Exercices in a row, this one included, with a grant."""
    depuis: int
    """The first of them."""
    accorde: Decimal
    """Granted for the exercice, in euros."""
    total: Decimal
    """Granted over the exercices in a row."""
    budget: Decimal | None
    """Yearly budget that the organisme declares."""
    part: Decimal | None
    """The grant in % of that budget."""
    part_cout: Decimal | None
    """The grant in % of the cost of the actions it is for."""
    actions: tuple[tuple[str, int], ...]
    """Actions of the exercice carried on under the same title, and for how many exercices."""


@dataclass(frozen=True)
class _Octroi:
    """One grant."""

    exercice: int
    intitule: str
    accorde: Decimal
    cout: Decimal


def porteurs_recurrents(session: Session, exercice: int, annees: int = 3) -> list[Porteur]:
    """The organismes funded for at least `annees` exercices in a row, the most funded first."""
    grants: dict[tuple[str, str, Decimal | None], list[_Octroi]] = defaultdict(list)
    query = (
        select(
            Organisme.id, Organisme.nom, Organisme.budget_annuel, Dossier.exercice,
            Action.intitule, Action.montant_accorde, Action.cout_total,
        )
        .join(Dossier, Dossier.organisme_id == Organisme.id)
        .join(Action, Action.dossier_id == Dossier.id)
        .where(Action.montant_accorde > ZERO, Dossier.exercice <= exercice)
    )  # fmt: skip
    for bearer, name, budget, year, title, granted, cost in session.execute(query):
        one = _Octroi(year or 0, title or "", granted or ZERO, cost or ZERO)
        grants[bearer, name or "", budget].append(one)
    found = [_porteur(*key, octrois, exercice) for key, octrois in grants.items()]
    kept = [one for one in found if one.annees >= annees]
    return sorted(kept, key=lambda one: (-one.annees, -one.accorde, one.nom))


def suite(years: Iterable[int], exercice: int) -> int:
    """How many exercices in a row end with this one."""
    known, count = set(years), 0
    while exercice - count in known:
        count += 1
    return count


def _porteur(
    bearer: str, nom: str, budget: Decimal | None, octrois: list[_Octroi], exercice: int
) -> Porteur:
    length = suite((one.exercice for one in octrois), exercice)
    first = exercice - length + 1
    granted = sum((one.accorde for one in octrois if one.exercice == exercice), ZERO)
    total = sum((one.accorde for one in octrois if one.exercice >= first), ZERO)
    costed = [one for one in octrois if one.exercice == exercice and one.cout]
    spent = sum((one.cout for one in costed), ZERO)
    helped = sum((one.accorde for one in costed), ZERO)
    return Porteur(
        bearer, nom, length, first, granted, total, budget,
        share(granted, budget or ZERO), share(helped, spent), _continued(octrois, exercice),
    )  # fmt: skip


def _continued(octrois: list[_Octroi], exercice: int) -> tuple[tuple[str, int], ...]:
    years: dict[str, list[int]] = defaultdict(list)
    for one in octrois:
        years[folded(one.intitule)].append(one.exercice)
    present = {one.intitule for one in octrois if one.exercice == exercice and one.intitule}
    counted = ((title, suite(years[folded(title)], exercice)) for title in present)
    return tuple(sorted(counted, key=lambda one: (-one[1], one[0])))
