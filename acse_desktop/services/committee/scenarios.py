"""Named scenarios: what a share of some envelopes would give, before anything is decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from acse_desktop.errors import Conflict
from acse_desktop.fields import fields_of
from acse_desktop.models import Proposition, Scenario, ScenarioEnveloppe
from acse_desktop.services import records
from acse_desktop.services.committee.live import euros
from acse_desktop.services.committee.pools import Pool, candidates_of, pools_of
from acse_desktop.services.committee.sharing import Limits, Share, shared
from acse_desktop.services.committee.votes import READERS
from acse_desktop.store.operations import operation
from acse_desktop.translation import N_, _
from acse_desktop.typography import amount_text

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Computed:
    """What a computation gave: how many actions it looked at, how many it retains."""

    actions: int
    retained: int
    total: Decimal


def create_scenario(
    session: Session,
    values: Mapping[str, Any],
    envelopes: Mapping[str, Decimal | None],
    *,
    agent: str,
) -> str:
    """Add a scenario over some envelopes, each with its own share in % or that of the scenario.

    `values`: exercice, nom, and if wanted seance_id, taux, plafond_organisme, minimum.
    """
    with operation(session, N_("Ajouter un scénario"), agent=agent):
        identifier = records.create(session, "scenario", values, agent=agent)
        _link(session, identifier, envelopes)
    return identifier


def set_rules(
    session: Session,
    scenario_id: str,
    values: Mapping[str, Any],
    envelopes: Mapping[str, Decimal | None],
    *,
    agent: str,
) -> None:
    """Change the rules of a scenario and the envelopes it shares; its amounts stay."""
    with operation(session, N_("Modifier les règles du scénario"), agent=agent):
        records.update(session, "scenario", scenario_id, values, agent=agent)
        for link in _links(session, scenario_id):
            session.delete(link)
        session.flush()
        _link(session, scenario_id, envelopes)


def _link(session: Session, scenario_id: str, envelopes: Mapping[str, Decimal | None]) -> None:
    for enveloppe_id, taux in envelopes.items():
        session.add(
            ScenarioEnveloppe(scenario_id=scenario_id, enveloppe_id=enveloppe_id, taux=taux)
        )


def _links(session: Session, scenario_id: str) -> list[ScenarioEnveloppe]:
    query = select(ScenarioEnveloppe).where(ScenarioEnveloppe.scenario_id == scenario_id)
    return list(session.scalars(query))


def scenario_of(session: Session, scenario_id: str) -> Scenario:
    """A scenario as the base has it; Conflict when it is no more."""
    found = session.get(Scenario, scenario_id, populate_existing=True)
    if found is None:
        raise Conflict(
            _("Ce scénario a été supprimé entre-temps."), _("Revenez à la liste des scénarios.")
        )
    return found


def propositions_of(session: Session, scenario_id: str) -> dict[str, Proposition]:
    """What a scenario gives, by action."""
    query = select(Proposition).where(Proposition.scenario_id == scenario_id)
    return {one.action_id or "": one for one in session.scalars(query)}


def compute(session: Session, scenario_id: str, *, agent: str) -> Computed:
    """Share the envelopes of a scenario by its rules; what was typed on its lines is replaced."""
    with operation(session, N_("Calculer le scénario"), agent=agent):
        scenario = scenario_of(session, scenario_id)
        pools = pools_of(session, scenario)
        candidates = candidates_of(session, scenario)
        given = shared(_shares(candidates, pools), limits_of(scenario, pools))
        for old in propositions_of(session, scenario_id).values():
            session.delete(old)
        session.flush()
        for one in candidates:
            if one.id in given:
                session.add(_proposition(scenario, one, given[one.id]))
    total = euros(sum(given.values()))
    return Computed(len(given), sum(bool(cents) for cents in given.values()), total)


def _shares(candidates: Sequence[Any], pools: Sequence[Pool]) -> list[Share]:
    found = []
    for one in candidates:
        drawn = frozenset(pool.id for pool in pools if one.id in pool.actions)
        if drawn:
            found.append(Share(one.id, one.organisme_id or "", one.wanted, drawn))
    return found


def limits_of(scenario: Scenario, pools: Sequence[Pool]) -> Limits:
    """The bounds that a scenario sets, in cents: its share of each envelope, less what is granted.

    Shares are rounded down to the cent: the envelope is never overdrawn.
    """
    usual = HUNDRED if scenario.taux is None else scenario.taux
    by_pool = {
        pool.id: max(share_of(pool, usual) - pool.elsewhere, 0)
        for pool in sorted(pools, key=lambda pool: (pool.theme is None, pool.id))
    }
    return Limits(by_pool, _cents(scenario.plafond_organisme), _cents(scenario.minimum) or 0)


def share_of(pool: Pool, usual: Decimal) -> int:
    """The cents of an envelope that may be shared."""
    rate = usual if pool.taux is None else pool.taux
    return int((pool.available * rate / HUNDRED).to_integral_value(ROUND_DOWN))


def _cents(amount: Decimal | None) -> int | None:
    return None if amount is None else int(amount * 100)


def _proposition(scenario: Scenario, candidate: Any, cents: int) -> Proposition:
    decision = None
    if cents:
        decision = "ACCORD" if cents >= (candidate.asked or 0) else "PARTIEL"
    return Proposition(
        scenario_id=scenario.id,
        action_id=candidate.id,
        montant=euros(cents),
        decision=decision,
        motif=None if cents else _why_not(scenario, candidate),
    )


def _why_not(scenario: Scenario, candidate: Any) -> str:
    if not candidate.wanted:
        return _("Ni proposé ni demandé.")
    if scenario.minimum:
        minimum = amount_text(scenario.minimum, unit="€")
        return _("Sous le minimum de {minimum}.").format(minimum=minimum)
    return _("Plus rien à répartir.")


def prepare(
    session: Session,
    values: Mapping[str, Any],
    envelopes: Mapping[str, Decimal | None],
    *,
    agent: str,
) -> tuple[str, Computed]:
    """Add a scenario and compute it, as one operation."""
    with operation(session, N_("Ajouter un scénario"), agent=agent):
        identifier = create_scenario(session, values, envelopes, agent=agent)
        session.flush()
        return identifier, compute(session, identifier, agent=agent)


def revise(
    session: Session,
    scenario_id: str,
    values: Mapping[str, Any],
    envelopes: Mapping[str, Decimal | None],
    *,
    agent: str,
) -> Computed:
    """Change the rules of a scenario and compute it again, as one operation."""
    with operation(session, N_("Modifier les règles du scénario"), agent=agent):
        set_rules(session, scenario_id, values, envelopes, agent=agent)
        session.flush()
        return compute(session, scenario_id, agent=agent)


def copy_scenario(session: Session, scenario_id: str, nom: str, *, agent: str) -> str:
    """The same scenario under another name, with its envelopes and its lines."""
    with operation(session, N_("Copier le scénario"), agent=agent):
        model = scenario_of(session, scenario_id)
        copy = Scenario(**{**_values(model), "nom": nom})
        session.add(copy)
        session.flush()
        for part in (*_links(session, scenario_id),
                     *propositions_of(session, scenario_id).values()):  # fmt: skip
            session.add(type(part)(**{**_values(part), "scenario_id": copy.id}))
    return copy.id


def _values(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in fields_of(type(record))}


def delete_scenario(session: Session, scenario_id: str, *, agent: str) -> None:
    """Remove a scenario with its lines; undo brings it back."""
    records.delete(session, "scenario", scenario_id, agent=agent)


def write_lines(
    session: Session,
    scenario_id: str,
    changes: Mapping[str, Mapping[str, Any]],
    *,
    agent: str,
) -> None:
    """Write what the agent prefers for some actions (montant, decision, motif), by action."""
    with operation(session, N_("Modifier le scénario"), agent=agent):
        scenario_of(session, scenario_id)
        known = propositions_of(session, scenario_id)
        for action_id, values in changes.items():
            line = known.get(action_id) or Proposition(scenario_id=scenario_id, action_id=action_id)
            for name, value in values.items():
                setattr(line, name, value)
            session.add(line)


def write_typed(
    session: Session, cells: Iterable[tuple[str, str, str, str]], *, agent: str
) -> None:
    """Write what was typed side by side: scenario, action, column, text; one operation.

    Raises InvalidInput, and writes nothing, when a text cannot be read.
    """
    changes: dict[str, dict[str, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    for scenario_id, action_id, name, typed in cells:
        changes[scenario_id][action_id][name] = READERS[name](typed)
    with operation(session, N_("Modifier le scénario"), agent=agent):
        for scenario_id, lines in changes.items():
            write_lines(session, scenario_id, lines, agent=agent)


@dataclass(frozen=True)
class Known:
    """A scenario, its rules and the share of each of its envelopes."""

    card: records.Card
    envelopes: dict[str, Decimal | None]


def scenarios_of(session: Session, seance_id: str) -> list[Known]:
    """The scenarios prepared for a sitting, in the order they were added."""
    query = select(Scenario).where(Scenario.seance_id == seance_id).order_by(text("rowid"))
    return [
        Known(
            records.card_of(one),
            {link.enveloppe_id or "": link.taux for link in _links(session, one.id)},
        )
        for one in session.scalars(query)
    ]
