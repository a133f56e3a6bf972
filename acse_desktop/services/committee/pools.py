"""What a scenario has to share, and between whom. Amounts are whole cents."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, func, select, type_coerce
from sqlalchemy.orm import Session

from acse_desktop.models import (
    Action,
    Dossier,
    Enveloppe,
    Passage,
    Scenario,
    ScenarioEnveloppe,
)
from acse_desktop.services.committee.live import euros
from acse_desktop.services.consumption import consumption, within

TO_EXAMINE = ("RECU", "INCOMPLET", "INSTRUCTION", "COMITE", "AJOURNE")
"""Statuts of the actions that a committee may still examine."""


@dataclass(frozen=True)
class Pool:
    """An envelope that a scenario shares."""

    id: str
    dispositif: str | None
    theme: str | None
    taux: Decimal | None
    """Its own share in %; None for that of the scenario."""
    available: int
    elsewhere: int
    """Granted to actions that the scenario does not examine."""
    actions: frozenset[str]
    """The actions examined that draw on it."""


@dataclass(frozen=True)
class Candidate:
    """An action that a scenario examines."""

    id: str
    organisme_id: str | None
    asked: int | None
    proposed: int | None
    granted: int

    @property
    def wanted(self) -> int:
        """What is proposed, else what is asked."""
        return self.proposed if self.proposed is not None else self.asked or 0


def candidates_of(session: Session, scenario: Scenario) -> list[Candidate]:
    """The actions on the order of the day of its sitting, else those still to be decided."""
    rows = session.execute(_examined(scenario).order_by(Dossier.numero, Action.rang, Action.id))
    return [Candidate(*row) for row in rows]


def _examined(scenario: Scenario) -> Any:
    asked, proposed, granted = (
        type_coerce(column, BigInteger())
        for column in (Action.montant_demande, Action.montant_propose, Action.montant_accorde)
    )
    query = select(
        Action.id, Dossier.organisme_id, asked, proposed, func.coalesce(granted, 0)
    ).join(Dossier, Action.dossier_id == Dossier.id)
    if scenario.seance_id:
        passed = Passage.action_id == Action.id
        return query.join(Passage, passed).where(Passage.seance_id == scenario.seance_id)
    return query.where(Dossier.exercice == scenario.exercice, Action.statut.in_(TO_EXAMINE))


def pools_of(session: Session, scenario: Scenario) -> list[Pool]:
    """The envelopes of a scenario, with what each has left for the actions examined."""
    granted = {one.id: one.granted for one in candidates_of(session, scenario)}
    drawn = _drawn(session, scenario)
    envelope = Enveloppe.__table__
    totals = consumption(scenario.exercice or 0)
    query = (
        select(envelope.c.id, envelope.c.dispositif, envelope.c.theme, ScenarioEnveloppe.taux,
               totals["disponible"], totals["accorde"])
        .join(ScenarioEnveloppe, ScenarioEnveloppe.enveloppe_id == envelope.c.id)
        .where(ScenarioEnveloppe.scenario_id == scenario.id)
        .order_by(envelope.c.dispositif, envelope.c.theme, envelope.c.id)
    )  # fmt: skip
    pools = []
    for key, dispositif, theme, taux, available, total in session.execute(query):
        actions = drawn.get(key, frozenset())
        elsewhere = total - sum(granted[one] for one in actions)
        pools.append(Pool(key, dispositif, theme, taux, available, elsewhere, actions))
    return pools


def _drawn(session: Session, scenario: Scenario) -> dict[str, frozenset[str]]:
    """The actions examined, by the envelope that they draw on."""
    keys = (Dossier.exercice, Dossier.departement, Dossier.region, Action.dispositif, Action.theme)
    examined = (
        _examined(scenario)
        .with_only_columns(*keys, Action.id.label("action_id"), maintain_column_froms=True)
        .cte("examinees")
    )
    envelope = Enveloppe.__table__
    query = select(envelope.c.id, examined.c.action_id).join_from(
        envelope, examined, within(examined)
    )
    found: dict[str, set[str]] = {}
    for key, action_id in session.execute(query):
        found.setdefault(key, set()).add(action_id)
    return {key: frozenset(actions) for key, actions in found.items()}


@dataclass(frozen=True)
class Credits:
    """An envelope as it is chosen for a scenario; euros."""

    id: str
    dispositif: str | None
    theme: str | None
    disponible: Decimal
    reste: Decimal
    """Left to grant, whatever the sitting votes."""


def credits_of(session: Session, exercice: int) -> list[Credits]:
    """The envelopes of an exercice, by dispositif and theme."""
    envelope, totals = Enveloppe.__table__, consumption(exercice)
    query = (
        select(envelope.c.id, envelope.c.dispositif, envelope.c.theme, totals["disponible"],
               totals["reste"])
        .where(envelope.c.exercice == exercice)
        .order_by(envelope.c.dispositif, envelope.c.theme, envelope.c.id)
    )  # fmt: skip
    return [Credits(*row[:3], euros(row[3]), euros(row[4])) for row in session.execute(query)]
