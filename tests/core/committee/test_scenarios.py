"""Scenarios: no share is overdrawn, caps and minima hold, what is compared adds up."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from acse_desktop.models import Action, Passage
from acse_desktop.services.committee import scenarios, sheet
from acse_desktop.services.committee.applying import apply_to_proposed, apply_to_sitting
from acse_desktop.services.committee.comparing import compare
from acse_desktop.services.committee.sharing import Limits, Share, shared
from acse_desktop.store import operations

AGENT = "Awa"
RULES = {"exercice": 2012, "nom": "À 85 %", "taux": Decimal(85)}


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Share], Limits]:
    """Some actions of few organismes, drawing on an envelope and on a part of it."""
    wanted = draw(st.lists(st.integers(0, 3_000_00), max_size=12))
    shares = [
        Share(
            f"a{rank:02}",
            draw(st.sampled_from(["o1", "o2", "o3", ""])),
            cents,
            draw(st.sampled_from([frozenset({"tout"}), frozenset({"tout", "theme"})])),
        )
        for rank, cents in enumerate(wanted)
    ]
    pools = {"theme": draw(st.integers(0, 5_000_00)), "tout": draw(st.integers(0, 9_000_00))}
    cap = draw(st.none() | st.integers(0, 4_000_00))
    return shares, Limits(pools, cap, draw(st.integers(0, 500_00)))


@settings(max_examples=150, deadline=None)
@given(cases())
def test_no_share_no_cap_and_no_minimum_is_broken(case: tuple[list[Share], Limits]) -> None:
    shares, limits = case
    got = shared(shares, limits)
    assert got == shared(list(reversed(shares)), limits)  # the order of the lines changes nothing
    for pool, limit in limits.pools.items():
        assert sum(got[one.key] for one in shares if pool in one.pools) <= limit
    for organisme in {one.organisme for one in shares if one.organisme}:
        total = sum(got[one.key] for one in shares if one.organisme == organisme)
        assert limits.cap is None or total <= limits.cap
    for one in shares:
        assert got[one.key] <= one.wanted
        assert got[one.key] == 0 or got[one.key] >= limits.minimum


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 10_000_00), min_size=1, max_size=9), st.integers(1, 99))
def test_a_cut_hands_out_the_share_to_the_last_cent(wanted: list[int], rate: int) -> None:
    shares = [Share(f"a{rank}", "", cents, frozenset("e")) for rank, cents in enumerate(wanted)]
    limit = sum(wanted) * rate // 100
    got = shared(shares, Limits({"e": limit}))
    # An action cut to nothing makes room: then others may be whole and a remainder stay.
    assert sum(got.values()) == min(limit, sum(cents for cents, one in
                                    zip(wanted, shares, strict=True) if got[one.key]))  # fmt: skip


def _scenario(session: Any, seance: str, **rules: Any) -> str:
    values = {**RULES, "seance_id": seance, **rules}
    return scenarios.create_scenario(session, values, {"e1": None, "e2": Decimal(60)}, agent=AGENT)


def _amounts(session: Any, scenario: str) -> dict[str, Decimal | None]:
    return {key: one.montant for key, one in scenarios.propositions_of(session, scenario).items()}


def test_a_scenario_shares_what_its_rates_leave(session: Any, seance: str) -> None:
    scenario = _scenario(session, seance)
    computed = scenarios.compute(session, scenario, agent=AGENT)
    amounts = _amounts(session, scenario)
    # The theme: 60 % of 20 000 € less the 8 000,25 € granted elsewhere.
    assert amounts["a1"] + amounts["a2"] == Decimal("3999.75")
    # 85 % of 40 000 € would leave room for the two others, in full.
    assert (amounts["a3"], amounts["a4"]) == (Decimal(9600), Decimal("3000.50"))
    assert computed.total == sum(amounts.values())
    assert (computed.actions, computed.retained) == (4, 4)


def test_caps_and_minima_of_a_scenario_hold(session: Any, seance: str) -> None:
    scenario = _scenario(session, seance, plafond_organisme=Decimal(10000), minimum=Decimal("3000"))
    scenarios.compute(session, scenario, agent=AGENT)
    amounts = _amounts(session, scenario)
    assert amounts["a3"] + amounts["a4"] <= 10000
    assert all(not amount or amount >= 3000 for amount in amounts.values())
    lines = scenarios.propositions_of(session, scenario)
    assert lines["a2"].montant == 0 and "minimum" in (lines["a2"].motif or "")


def test_scenarios_are_compared_line_by_line_and_add_up(session: Any, seance: str) -> None:
    first = _scenario(session, seance)
    scenarios.compute(session, first, agent=AGENT)
    second = scenarios.copy_scenario(session, first, "À la main", agent=AGENT)
    scenarios.write_lines(session, second, {"a3": {"montant": Decimal(0), "decision": "REFUS"}},
                          agent=AGENT)  # fmt: skip
    found = compare(session, [first, second])
    assert found.noms == ("À 85 %", "À la main") and found.retained == (4, 3)
    assert found.totals[0] - found.totals[1] == Decimal(9600)
    for key in ("dispositif", "theme", "contrat", "organisme"):
        groups = found.by(lambda line, key=key: getattr(line, key))
        assert tuple(map(sum, zip(*groups.values(), strict=True))) == found.totals
    whole = next(one for one in found.left[1] if one.theme is None)
    assert whole.reste == Decimal(40000) - Decimal("8000.25") - found.totals[1]


def test_a_scenario_fills_the_sitting_and_the_proposals(session: Any, seance: str) -> None:
    scenario = _scenario(session, seance)
    scenarios.compute(session, scenario, agent=AGENT)
    scenarios.write_lines(session, scenario, {"a2": {"montant": Decimal(0)}}, agent=AGENT)
    assert apply_to_sitting(session, scenario, seance, agent=AGENT) == 3
    lines = {one.action_id: one for one in sheet.read_sitting(session, seance).lines}
    assert lines["a3"].montant == Decimal(9600) and lines["a3"].decision == "ACCORD"
    assert (lines["a2"].montant, lines["a2"].decision) == (None, None)
    assert apply_to_proposed(session, scenario, agent=AGENT) == 4
    assert session.get(Action, "a3").montant_propose == Decimal(9600)
    operations.undo(session, AGENT)
    operations.undo(session, AGENT)
    session.expire_all()
    assert session.get(Action, "a3").montant_propose is None
    assert set(session.scalars(select(Passage.montant))) == {None}
