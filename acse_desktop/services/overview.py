"""What the panel beside a table says of one record, as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Contrat, Dossier, Financement, Organisme, Quartier
from acse_desktop.nomenclatures import label_of
from acse_desktop.rules import describe
from acse_desktop.rules.anomalie import INFORMATION, Anomalie
from acse_desktop.services import avis, budget, records
from acse_desktop.services.checking import check_action, check_base
from acse_desktop.translation import _

ZERO = Decimal(0)


@dataclass(frozen=True)
class Share:
    """One line of a funding plan."""

    label: str
    amount: Decimal
    """Euros asked for, specific credits and droit commun together."""
    share: Decimal
    """In % of all the produits."""
    acse: bool = False


@dataclass(frozen=True)
class ActionOverview:
    """An action at a glance."""

    id: str
    numero: str
    intitule: str
    statut: str
    organisme_id: str
    organisme: str
    place: str
    """Commune of the organisme, then the contract."""
    demande: Decimal | None
    propose: Decimal | None
    accorde: Decimal | None
    anterieur: Decimal | None
    exercice: int | None
    comite_le: date | None
    anomalies: tuple[Anomalie, ...]
    """Errors and warnings that nobody gave a reason for."""
    plan: tuple[Share, ...]
    balance: budget.Balance
    avis: tuple[avis.Opinion, ...] = ()
    """In the order of the authors, the confidential ones too."""


@dataclass(frozen=True)
class Line:
    """A quarter or a signatory in the panel of a contract."""

    title: str
    detail: str


@dataclass(frozen=True)
class ContratOverview:
    """A contract at a glance."""

    id: str
    code: str
    nom: str
    nature: str
    signe_le: date | None
    fin_le: date | None
    population: int | None
    quartiers: tuple[Line, ...]
    signataires: tuple[Line, ...]
    granted: tuple[int, Decimal]
    """Actions of the exercice, and what they were granted in euros."""


def action_overview(session: Session, action_id: str, today: date | None = None) -> ActionOverview:
    """What the panel of an action shows; Conflict when the action is no more."""
    records.read(session, "action", action_id)
    action = session.get_one(Action, action_id)
    dossier = action.dossier or Dossier()
    organisme = dossier.organisme or Organisme()
    balance = budget.balance_of(action.lignes, action.financements)
    return ActionOverview(
        action.id, action.numero or "", action.intitule or "", action.statut or "",
        organisme.id or "", organisme.nom or "",
        _joined(organisme.commune, action.contrat.nom if action.contrat else None),
        action.montant_demande, action.montant_propose, action.montant_accorde,
        action.montant_anterieur, dossier.exercice, action.comite_le,
        _open_anomalies(check_action(session, action_id, today)),
        _plan(action.financements, balance.produits), balance,
        avis.opinions(session, [action_id])[action_id],
    )  # fmt: skip


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def _open_anomalies(found: Iterable[Anomalie]) -> tuple[Anomalie, ...]:
    return tuple(one for one in found if one.gravite != INFORMATION and one.reserve is None)


def _plan(financements: Iterable[Financement], produits: Decimal) -> tuple[Share, ...]:
    """The funders, the Acsé first, then what the organisme finds itself."""
    listed = sorted(financements, key=lambda one: (not one.acse, -budget.funded([one]), one.id))
    asked = [(_funder(one), budget.funded([one]), bool(one.acse)) for one in listed]
    own = produits - sum((amount for _label, amount, _acse in asked), ZERO)
    asked += [(_("Autres produits"), own, False)] if own else []
    return tuple(
        Share(label, amount, budget.share(amount, produits) or ZERO, acse)
        for label, amount, acse in asked
        if amount
    )


def _funder(one: Financement) -> str:
    if one.acse:
        return _("Acsé")
    return one.financeur or _(label_of("financeur_type", one.compte or ""))


def contrat_overview(
    session: Session, contrat_id: str, exercice: int | None = None
) -> ContratOverview:
    """What the panel of a contract shows; Conflict when the contract is no more."""
    records.read(session, "contrat", contrat_id)
    contrat = session.get_one(Contrat, contrat_id)
    quartiers = sorted(contrat.quartiers, key=lambda one: (one.nom or "", one.id))
    signataires = sorted(contrat.signataires, key=lambda one: (one.nom or "", one.id))
    return ContratOverview(
        contrat.id, contrat.code or "", contrat.nom or "",
        _(label_of("nature_contrat", contrat.nature or "")),
        contrat.signe_le, contrat.fin_le, contrat.population,
        tuple(Line(one.nom or "", _quarter(one)) for one in quartiers),
        tuple(
            Line(one.nom or "", _(label_of("nature_signataire", one.nature or "")))
            for one in signataires
        ),
        _granted(session, contrat_id, exercice),
    )  # fmt: skip


def _quarter(quartier: Quartier) -> str:
    communes = ", ".join(sorted({one.commune for one in quartier.communes if one.commune}))
    nature = _(label_of("nature_quartier", quartier.nature)) if quartier.nature else None
    return _joined(nature, communes)


def _granted(session: Session, contrat_id: str, exercice: int | None) -> tuple[int, Decimal]:
    query = select(Action.montant_accorde).where(Action.contrat_id == contrat_id)
    if exercice is not None:
        query = query.join(Dossier, Action.dossier_id == Dossier.id).where(
            Dossier.exercice == exercice
        )
    amounts = list(session.scalars(query))
    return len(amounts), sum((one for one in amounts if one is not None), ZERO)


PARENTS: dict[str, tuple[str, ...]] = {
    "signataire": ("contrat",),
    "quartier": ("contrat",),
    "quartier_commune": ("quartier", "contrat"),
    "piece": ("organisme",),
    "fichier": ("organisme",),
} | {table: ("action",) for table in records.CHILDREN}
"""The records that have no page of their own, and the way up to one that has."""


def page_of(session: Session, table: str, identifier: str) -> tuple[str, str]:
    """The record whose page shows a record: itself, or the one it hangs on.

    The identifier is empty when it hangs on nothing.
    """
    for parent in PARENTS.get(table, ()):
        values: dict[str, Any] = records.read(session, table, identifier).values
        table, identifier = parent, values[f"{parent}_id"] or ""
        if not identifier:
            break
    return table, identifier


@dataclass(frozen=True)
class Problem:
    """The anomalies that one rule found."""

    title: str
    """What the rule watches over, in the language of the agent."""
    gravite: str
    source: str
    anomalies: tuple[Anomalie, ...]


@dataclass(frozen=True)
class Remaining:
    """What is left to complete before the remontée."""

    total: int
    by_gravite: dict[str, int]
    problems: tuple[Problem, ...]
    """The most serious first."""


def remaining(session: Session, exercice: int | None, limit: int) -> Remaining:
    """The anomalies that nobody gave a reason for, by rule; `limit` of them are listed."""
    found = _open_anomalies(check_base(session, exercice))
    by_rule: dict[str, list[Anomalie]] = {}
    for one in found[:limit]:
        by_rule.setdefault(one.code, []).append(one)
    counts = Counter(one.gravite for one in found)
    return Remaining(len(found), dict(counts), tuple(map(_problem, by_rule.values())))


def _problem(anomalies: list[Anomalie]) -> Problem:
    first = anomalies[0]
    rule = describe(first.code)
    title = _(rule.titre) if rule else first.code
    return Problem(title, first.gravite, first.source, tuple(anomalies))
