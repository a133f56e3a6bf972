"""Reads what the dashboards add up: the actions of an exercice, by all that blocks group by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Contrat, Dossier, Enveloppe, Public, Versement
from acse_desktop.rules.facts import SANS_SUITE
from acse_desktop.services.dashboard.shapes import ZERO

PAID_BACK = "REVERSEMENT"


@dataclass(frozen=True)
class Group:
    """Actions that share dispositif, theme, contract, statut and département."""

    dispositif: str | None
    theme: str | None
    contrat: str | None
    statut: str | None
    departement: str | None
    count: int
    demande: Decimal
    accorde: Decimal
    paye: Decimal


@dataclass(frozen=True)
class Scope:
    """Which actions a dashboard is about."""

    exercice: int
    dispositif: str | None = None
    contrat_id: str | None = None

    def holds(self) -> ColumnElement[bool]:
        """The condition on actions joined to their dossiers."""
        conditions = [Dossier.exercice == self.exercice]
        if self.dispositif:
            conditions.append(Action.dispositif == self.dispositif)
        if self.contrat_id:
            conditions.append(Action.contrat_id == self.contrat_id)
        return and_(*conditions)

    def credits(self) -> ColumnElement[bool]:
        """The condition on envelopes."""
        of_year = Enveloppe.exercice == self.exercice
        return of_year & (Enveloppe.dispositif == self.dispositif if self.dispositif else true())


def groups(session: Session, scope: Scope) -> list[Group]:
    """The actions of the scope, counted and summed."""
    keys = (Action.dispositif, Action.theme, Contrat.nom, Action.statut, Dossier.departement)
    sums = (
        func.count(), func.sum(Action.montant_demande), func.sum(Action.montant_accorde),
        func.sum(Action.montant_paye),
    )  # fmt: skip
    found = session.execute(
        select(*keys, *sums)
        .select_from(Action)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .outerjoin(Contrat, Action.contrat_id == Contrat.id)
        .where(scope.holds())
        .group_by(*keys)
    )
    return [
        Group(*row[:5], row[5], *(amount or ZERO for amount in row[6:])) for row in found
    ]  # fmt: skip


def summed(
    groups: Iterable[Group], key: Callable[[Group], str | None]
) -> dict[str | None, tuple[int, Decimal, Decimal, Decimal]]:
    """Count, asked, granted and paid by a key; what went nowhere counts as asked only."""
    found: dict[str | None, tuple[int, Decimal, Decimal, Decimal]] = defaultdict(
        lambda: (0, ZERO, ZERO, ZERO)
    )
    for one in groups:
        count, demande, accorde, paye = found[key(one)]
        granted = ZERO if one.statut in SANS_SUITE else one.accorde
        found[key(one)] = (count + one.count, demande + one.demande, accorde + granted,
                           paye + one.paye)  # fmt: skip
    return dict(found)


def credits_by(session: Session, scope: Scope, column: Any) -> dict[str | None, Decimal]:
    """Notified and transferred credits by theme, dispositif or département."""
    found = session.execute(
        select(column, func.sum(Enveloppe.notifie), func.sum(Enveloppe.transferts))
        .where(scope.credits())
        .group_by(column)
    )
    return {key: (notified or ZERO) + (moved or ZERO) for key, notified, moved in found}


def monthly(session: Session, scope: Scope) -> list[Decimal]:
    """What was granted in each month of the exercice, by the day of the decision.

    A decision taken before January counts in January; one taken later, in December.
    """
    decided = func.coalesce(Action.comite_le, Action.notifie_le, Action.acte_le)
    found = session.execute(
        select(decided, func.sum(Action.montant_accorde))
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(scope.holds(), Action.montant_accorde > ZERO,
               func.coalesce(Action.statut, "").not_in(SANS_SUITE))
        .group_by(decided)
    )  # fmt: skip
    months = [ZERO] * 12
    for day, amount in found:
        if isinstance(day, str):
            day = date.fromisoformat(day)
        months[_month(day, scope.exercice)] += amount or ZERO
    return months


def _month(day: date | None, exercice: int) -> int:
    if day is None or day.year > exercice:
        return 11
    return 0 if day.year < exercice else day.month - 1


def beneficiaries(session: Session, scope: Scope) -> list[tuple[str, str, int]]:
    """Persons reached by age band and sex, foreseen where the result is not known yet."""
    count = func.sum(func.coalesce(Public.realise, Public.prevu))
    found = session.execute(
        select(Public.tranche_age, Public.sexe, count)
        .join(Action, Public.action_id == Action.id)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(scope.holds(), Action.montant_accorde > ZERO)
        .group_by(Public.tranche_age, Public.sexe)
    )
    return [(age or "NP", sexe or "NP", total or 0) for age, sexe, total in found]


def reports(session: Session, scope: Scope) -> tuple[int, int]:
    """Comptes rendus received, and supported actions that owe one."""
    received = func.count(Action.crf_recu_le)
    row = session.execute(
        select(received, func.count())
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(scope.holds(), Action.montant_accorde > ZERO)
    ).one()
    return row[0], row[1]


def paid_back(session: Session, scope: Scope) -> Decimal:
    """What came back from the actions of the scope."""
    total = session.scalar(
        select(func.sum(Versement.montant))
        .join(Action, Versement.action_id == Action.id)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .where(scope.holds(), Versement.nature == PAID_BACK)
    )
    return total or ZERO
