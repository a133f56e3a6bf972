"""Reads the facts of actions: one query for the rows, one for the sums of each of their parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from acse_desktop.models import (
    Action,
    Dossier,
    Financement,
    Lieu,
    LigneBudget,
    Organisme,
    Public,
    Versement,
)
from acse_desktop.rules.facts import (
    ZERO,
    ActionFacts,
    BudgetFacts,
    FundingFacts,
    PlaceFacts,
    YearFacts,
)
from acse_desktop.services.checking.scope import Scope
from acse_desktop.services.comptes_rendus.echeances import due

Query = Select[*tuple[Any, ...]]
COLUMNS = (
    "numero", "intitule", "statut", "debut_le", "fin_le", "dispositif", "theme", "contrat_id",
    "public_prevu", "public_quartiers", "montant_demande", "montant_accorde", "montant_paye",
    "decision", "acte_type", "crf_attendu_le", "crf_recu_le",
)  # fmt: skip


def _sum_where(column: Any, *conditions: ColumnElement[bool]) -> Any:
    return func.sum(case((and_(*conditions), column)))


def _budgets(scope: Scope) -> Query:
    compte, prevu = LigneBudget.compte, LigneBudget.prevu
    classe = func.substr(compte, 1, 2)
    charge = or_(classe.between("60", "69"), compte.like("IND%"), compte == "EXC")
    produit = or_(classe.between("70", "79"), compte.in_(("RP", "INS")))
    return (
        select(
            LigneBudget.action_id,
            func.count(),
            _sum_where(prevu, charge),
            _sum_where(prevu, produit, classe != "74"),
            _sum_where(prevu, classe == "86"),
            _sum_where(prevu, classe == "87"),
            _sum_where(prevu, classe == "74"),
        )
        .where(scope.holds(LigneBudget))
        .group_by(LigneBudget.action_id)
    )


def _fundings(scope: Scope) -> Query:
    specific, common = Financement.demande_specifique, Financement.demande_commun
    flagged = Financement.acse.is_(True)
    return (
        select(
            Financement.action_id,
            func.count(),
            func.sum(specific),
            func.sum(common),
            func.sum(case((flagged, 1))),
            _sum_where(specific, flagged),
            _sum_where(common, flagged),
        )
        .where(scope.holds(Financement))
        .group_by(Financement.action_id)
    )


def _places(scope: Scope) -> Query:
    columns = (func.count(), func.sum(Lieu.part), func.count(Lieu.contrat_id))
    return select(Lieu.action_id, *columns).where(scope.holds(Lieu)).group_by(Lieu.action_id)


def _payments(scope: Scope) -> Query:
    repaid = Versement.nature == "REVERSEMENT"
    return (
        select(
            Versement.action_id,
            _sum_where(Versement.montant, or_(~repaid, Versement.nature.is_(None))),
            _sum_where(func.abs(Versement.montant, type_=Versement.montant.type), repaid),
        )
        .where(scope.holds(Versement))
        .group_by(Versement.action_id)
    )


def _publics(scope: Scope) -> Query:
    total = func.sum(Public.prevu)
    return select(Public.action_id, total).where(scope.holds(Public)).group_by(Public.action_id)


def _funding(count: int, *sums: Any) -> FundingFacts:
    specific, common, flagged, acse_specific, acse_common = sums
    acse = (acse_specific or ZERO) + (acse_common or ZERO) if flagged else None
    return FundingFacts(count, (specific or ZERO) + (common or ZERO), acse)


def _by_action(session: Session, query: Query) -> dict[str, tuple[Any, ...]]:
    return {row[0]: tuple(row[1:]) for row in session.execute(query)}


def years(session: Session, scope: Scope) -> dict[tuple[str, int], YearFacts]:
    """What each organisme of the scope got, by exercice, all its actions together."""
    bearers = select(Dossier.organisme_id).join(Action).where(scope.holds(Action))
    total = func.sum(Action.montant_accorde)
    query: Query = (
        select(Organisme.id, Organisme.nom, Dossier.exercice, total)
        .join(Dossier, Dossier.organisme_id == Organisme.id)
        .join(Action, Action.dossier_id == Dossier.id)
        .where(Organisme.id.in_(bearers), Dossier.exercice.is_not(None))
        .group_by(Organisme.id, Organisme.nom, Dossier.exercice)
    )
    return {
        (bearer, year): YearFacts(bearer, name or "", year, granted or ZERO)
        for bearer, name, year, granted in session.execute(query)
    }


def overdue(session: Session, today: date) -> dict[str, tuple[int, ...]]:
    """Exercices whose compte rendu each organisme still owes on a day."""
    query: Query = (
        select(Dossier.organisme_id, Dossier.exercice)
        .join(Action, Action.dossier_id == Dossier.id)
        .join(Organisme, Dossier.organisme_id == Organisme.id)
        .where(Action.montant_accorde > ZERO, Action.crf_recu_le.is_(None), due() < today)
        .distinct()
    )
    owed: dict[str, list[int]] = defaultdict(list)
    for bearer, year in session.execute(query):
        owed[bearer].append(year)
    return {bearer: tuple(years) for bearer, years in owed.items()}


class Parts:
    """The sums of the parts of the actions of a scope, by action."""

    def __init__(self, session: Session, scope: Scope) -> None:
        self._budgets = _by_action(session, _budgets(scope))
        self._fundings = _by_action(session, _fundings(scope))
        self._places = _by_action(session, _places(scope))
        self._payments = _by_action(session, _payments(scope))
        self._publics = _by_action(session, _publics(scope))

    def of(self, action_id: str) -> dict[str, Any]:
        """The sums of one action, as arguments of its facts."""
        count, *sums = self._budgets.get(action_id, (0,))
        found: dict[str, Any] = {"budget": BudgetFacts(count, *(s or ZERO for s in sums))}
        if funding := self._fundings.get(action_id):
            found["financement"] = _funding(*funding)
        if place := self._places.get(action_id):
            found["territoire"] = PlaceFacts(*place)
        if payment := self._payments.get(action_id):
            found["verse"] = _net(*payment)
        found["public_detail"] = self._publics.get(action_id, (None,))[0]
        return found


def _net(paid: Decimal | None, repaid: Decimal | None) -> Decimal:
    return (paid or ZERO) - (repaid or ZERO)


def actions(session: Session, scope: Scope, today: date) -> Iterator[ActionFacts]:
    """The facts of each action of a scope."""
    parts, totals, owed = Parts(session, scope), years(session, scope), overdue(session, today)
    query = (
        select(
            Action.id, Dossier.exercice, Dossier.organisme_id, Organisme.statut,
            *(due() if name == "crf_attendu_le" else Action.__table__.c[name] for name in COLUMNS),
        )
        .join(Dossier, Action.dossier_id == Dossier.id, isouter=True)
        .join(Organisme, Dossier.organisme_id == Organisme.id, isouter=True)
        .where(scope.holds(Action))
    )  # fmt: skip
    for identifier, year, bearer, bearer_status, *values in session.execute(query):
        granted = totals.get((bearer, year))
        yield ActionFacts(
            id=identifier, exercice=year, organisme_id=bearer, organisme_statut=bearer_status,
            accorde_annee=granted.accorde if granted else ZERO,
            retards=owed.get(bearer, ()), aujourd_hui=today,
            **dict(zip(COLUMNS, values, strict=True)), **parts.of(identifier),
        )  # fmt: skip
