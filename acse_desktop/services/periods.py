"""The holiday periods of a VVV action: what they add up to, carried into its indicators."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sqlalchemy.orm import Session

from acse_desktop.rules.dispositif_facts import PeriodFacts
from acse_desktop.rules.vvv import totals_of
from acse_desktop.services import indicators
from acse_desktop.services.records import Card, children
from acse_desktop.store.operations import operation
from acse_desktop.translation import N_

REPORTER = N_("Reporter les totaux des périodes")
GROUPS = (("VVV.FILLES", "VVV.GARCONS", "VVV.SEXE_NP"), ("VVV.M13", "VVV.A13_18", "VVV.P18"))
"""What is told together: once one of them is, the others are nothing."""
NAMES = tuple(PeriodFacts.__dataclass_fields__)


def totals(cards: Iterable[Card]) -> dict[str, Decimal]:
    """The indicators that periods make, by code; empty when they tell no number."""
    return totals_of(tuple(PeriodFacts(**{name: one.values[name] for name in NAMES})
                           for one in cards))  # fmt: skip


def carry_totals(session: Session, action_id: str, *, agent: str) -> int:
    """Write the totals of the periods as what was reached, in one operation; gives how many.

    A sex or an age that no period tells is emptied when another one is told, so that the
    breakdown makes the total. Codes that periods say nothing of are left as they are.
    """
    found: dict[str, Decimal | None] = {**totals(children(session, "periode", "action", action_id))}
    for group in GROUPS:
        if any(code in found for code in group):
            found |= {code: found.get(code) for code in group}
    with operation(session, REPORTER, agent=agent):
        for code, value in found.items():
            indicators.write(session, action_id, code, {"realise": value}, agent=agent)
    return sum(value is not None for value in found.values())
