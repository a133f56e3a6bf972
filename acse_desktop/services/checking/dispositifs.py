"""Reads the data of each dispositif in a few queries, and runs its rules on every action."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from acse_desktop.fields import fields_of
from acse_desktop.models import Action, Dossier, Indicateur, Lieu, Organisme, Periode
from acse_desktop.models.action import DISPOSITIF
from acse_desktop.rules.anomalie import Anomalie
from acse_desktop.rules.dispositif_facts import DispositifFacts, PeriodFacts
from acse_desktop.rules.dispositifs import CHECKS
from acse_desktop.rules.facts import SANS_SUITE
from acse_desktop.services.checking.scope import Scope

OWN = tuple(one.name for one in fields_of(Action).values() if one.section == DISPOSITIF)
"""The fields that belong to a dispositif."""
COLUMNS = ("montant_demande", "montant_accorde", "cout_total", "contrat_id")
PERIOD = tuple(PeriodFacts.__dataclass_fields__)
Values = dict[str, Decimal | None]


def check(session: Session, scope: Scope) -> Iterator[Anomalie]:
    """What the rules of the dispositifs find on the actions of a scope that are followed."""
    for facts in actions(session, scope):
        for rule in CHECKS[facts.dispositif]:
            yield from rule(facts)


def actions(session: Session, scope: Scope) -> Iterator[DispositifFacts]:
    """The facts of each action whose dispositif has rules."""
    figures, periods = _figures(session, scope), _periods(session, scope)
    places = _contracted(session, scope)
    query = (
        select(
            Action.id, Action.dispositif, Dossier.exercice, Organisme.statut,
            *(Action.__table__.c[name] for name in (*COLUMNS, *OWN)),
        )
        .join(Dossier, Action.dossier_id == Dossier.id, isouter=True)
        .join(Organisme, Dossier.organisme_id == Organisme.id, isouter=True)
        .where(scope.holds(Action), Action.dispositif.in_(tuple(CHECKS)))
        .where(or_(Action.statut.is_(None), Action.statut.not_in(SANS_SUITE)))
    )  # fmt: skip
    for identifier, dispositif, exercice, statut, *values in session.execute(query):
        prevu, realise = figures.get(identifier, ({}, {}))
        told = dict(zip((*COLUMNS, *OWN), values, strict=True))
        yield DispositifFacts(
            id=identifier, dispositif=dispositif, exercice=exercice, organisme_statut=statut,
            contrats=places.get(identifier, 0), donnees={name: told.pop(name) for name in OWN},
            prevu=prevu, realise=realise, periodes=tuple(periods.get(identifier, ())), **told,
        )  # fmt: skip


def _figures(session: Session, scope: Scope) -> dict[str, tuple[Values, Values]]:
    found: dict[str, tuple[Values, Values]] = defaultdict(lambda: ({}, {}))
    query = (
        select(Indicateur.action_id, Indicateur.code, Indicateur.prevu, Indicateur.realise)
        .join(Action, Indicateur.action_id == Action.id)
        .where(scope.holds(Indicateur), Action.dispositif.in_(tuple(CHECKS)))
    )
    for action, code, prevu, realise in session.execute(query):
        found[str(action)][0][str(code)] = prevu
        found[str(action)][1][str(code)] = realise
    return found


def _periods(session: Session, scope: Scope) -> dict[str, list[PeriodFacts]]:
    found: dict[str, list[PeriodFacts]] = defaultdict(list)
    columns = [Periode.__table__.c[name] for name in PERIOD]
    for action, *values in session.execute(
        select(Periode.action_id, *columns).where(scope.holds(Periode))
    ):
        found[str(action)].append(PeriodFacts(*values))
    return found


def _contracted(session: Session, scope: Scope) -> dict[str, int]:
    """Places under a contract, of the actions that may forget theirs."""
    query: Any = (
        select(Lieu.action_id, func.count(Lieu.contrat_id))
        .join(Action, Lieu.action_id == Action.id)
        .where(scope.holds(Lieu), Action.dispositif == "CULT")
        .group_by(Lieu.action_id)
    )
    return {action: count for action, count in session.execute(query)}
