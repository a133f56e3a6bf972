"""« Tableau de bord par site »: the credits of a contract year after year, and of its quarters.

The Cour des comptes asked préfets to keep one (2012), in euros and in euros per inhabitant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Contrat, Dossier, Lieu, Quartier
from acse_desktop.rules.facts import SANS_SUITE

ZERO, CENT = Decimal(0), Decimal("0.01")
EGAL = "EGAL"
HORS_QUARTIER = ""
"""Key of what is granted outside the quarters of the contract."""


@dataclass(frozen=True)
class Year:
    """An exercice of a contract."""

    exercice: int
    actions: int
    organismes: int
    demande: Decimal
    accorde: Decimal
    paye: Decimal
    par_habitant: Decimal | None
    """Granted, in euros per inhabitant of the quarters; None when they are not counted."""


@dataclass(frozen=True)
class Quarter:
    """A quarter, with the part of the grants that its places were given."""

    id: str
    nom: str
    priorite: str | None
    population: int | None
    actions: int
    accorde: Decimal
    part: Decimal | None
    """Of what the contract was granted, in per cent."""
    par_habitant: Decimal | None


@dataclass(frozen=True)
class Site:
    """A contract in figures."""

    contrat_id: str
    nom: str
    population: int | None
    years: tuple[Year, ...]
    quarters: tuple[Quarter, ...]
    """Those of the exercice asked for; the last one is what lies outside of any."""


def per_head(amount: Decimal, population: int | None) -> Decimal | None:
    """Euros per inhabitant, to the cent; None when nobody was counted."""
    return (amount / population).quantize(CENT, ROUND_HALF_UP) if population else None


def site(session: Session, contrat_id: str, exercice: int) -> Site:
    """A contract over the years, and its quarters in an exercice."""
    contrat = session.get_one(Contrat, contrat_id)
    population = contrat.population or _inhabitants(session, contrat_id)
    years = tuple(_years(session, contrat_id, population))
    return Site(
        contrat_id, contrat.nom or contrat.code or "", population, years,
        tuple(_quarters(session, contrat_id, exercice)),
    )  # fmt: skip


def _inhabitants(session: Session, contrat_id: str) -> int | None:
    total = session.scalar(
        select(func.sum(Quartier.population)).where(Quartier.contrat_id == contrat_id)
    )
    return total or None


def _years(session: Session, contrat_id: str, population: int | None) -> Iterable[Year]:
    granted = func.sum(Action.montant_accorde).filter(
        func.coalesce(Action.statut, "").not_in(SANS_SUITE)
    )
    found = session.execute(
        select(
            Dossier.exercice, func.count(), func.count(func.distinct(Dossier.organisme_id)),
            func.sum(Action.montant_demande), granted, func.sum(Action.montant_paye),
        )
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(Action.contrat_id == contrat_id, Dossier.exercice.is_not(None))
        .group_by(Dossier.exercice)
        .order_by(Dossier.exercice)
    )  # fmt: skip
    for exercice, actions, bearers, asked, total, paid in found:
        accorde = total or ZERO
        yield Year(exercice or 0, actions, bearers, asked or ZERO, accorde, paid or ZERO,
                   per_head(accorde, population))  # fmt: skip


def shares(
    session: Session, contrat_id: str | None, exercice: int
) -> list[tuple[str, str, Decimal]]:
    """How the grant of each action is shared between the quarters of its places.

    By the shares that were typed; equally when none was, or when the action says so. What the
    shares leave, to the cent, goes to the first place, so that the parts of an action make its
    grant. Gives the action, the quarter (empty outside of any) and euros.
    """
    query = (
        select(
            Action.id, Action.montant_accorde, Action.regle_partage, Lieu.quartier_id, Lieu.part
        )
        .join(Dossier, Action.dossier_id == Dossier.id)
        .outerjoin(Lieu, Lieu.action_id == Action.id)
        .where(
            Dossier.exercice == exercice, Action.montant_accorde > ZERO,
            func.coalesce(Action.statut, "").not_in(SANS_SUITE),
        )
        .order_by(Action.id, Lieu.id)
    )  # fmt: skip
    if contrat_id is not None:
        query = query.where(Action.contrat_id == contrat_id)
    places: dict[str, list[tuple[str, Decimal | None]]] = defaultdict(list)
    granted: dict[str, Decimal] = {}
    for action, amount, rule, quarter, part in session.execute(query):
        granted[action] = amount or ZERO
        places[action].append((quarter or HORS_QUARTIER, None if rule == EGAL else part))
    return [
        (action, quarter, amount)
        for action, found in places.items()
        for quarter, amount in split(granted[action], found)
    ]


def split(
    amount: Decimal, places: list[tuple[str, Decimal | None]]
) -> list[tuple[str, Decimal]]:  # fmt: skip
    """The amount of an action among its places; the parts make the amount, to the cent."""
    typed = [part or ZERO for _quarter, part in places]
    whole = sum(typed, ZERO)
    weights = (
        [part / whole for part in typed] if whole else [Decimal(1) / len(places)] * len(places)
    )
    parts = [(amount * weight).quantize(CENT, ROUND_HALF_UP) for weight in weights]
    parts[0] += amount - sum(parts, ZERO)
    return [(quarter, part) for (quarter, _typed), part in zip(places, parts, strict=True)]


def _quarters(session: Session, contrat_id: str, exercice: int) -> Iterable[Quarter]:
    found = shares(session, contrat_id, exercice)
    whole = sum((amount for _action, _quarter, amount in found), ZERO)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    actions: dict[str, set[str]] = defaultdict(set)
    for action, quarter, amount in found:
        sums[quarter] += amount
        actions[quarter].add(action)
    known = session.scalars(
        select(Quartier).where(Quartier.contrat_id == contrat_id).order_by(Quartier.nom)
    ).all()
    for one in known:
        amount = sums.pop(one.id, ZERO)
        yield Quarter(one.id, one.nom or "", one.priorite, one.population,
                      len(actions.pop(one.id, set())), amount, _percent(amount, whole),
                      per_head(amount, one.population))  # fmt: skip
    rest = sum(sums.values(), ZERO)
    outside = {action for several in actions.values() for action in several}
    if rest:
        yield Quarter(
            HORS_QUARTIER, "", None, None, len(outside), rest, _percent(rest, whole), None
        )


def _percent(part: Decimal, whole: Decimal) -> Decimal | None:
    return (part * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else None
