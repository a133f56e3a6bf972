"""Every rule by its code, for the help, the documentation and the settings."""

from __future__ import annotations

from functools import cache

from acse_desktop.rules import (
    avis,
    budget,
    champs,
    comptes_rendus,
    controles,
    cycle,
    dates,
    decision,
    dispositifs,
    enveloppes,
    indicateurs,
    organismes,
    paiements,
    pieces,
    postes,
    publics,
    territoires,
)
from acse_desktop.rules.anomalie import Rule

COMPLETENESS_CHECKS = (
    *budget.CHECKS,
    *territoires.CHECKS,
    *dates.CHECKS,
    *publics.CHECKS,
)
"""Checks of the form of an action, left aside once the request is refused or withdrawn."""
MONEY_CHECKS = (*decision.CHECKS, *comptes_rendus.CHECKS)
"""Checks of what was decided and paid, whatever the state of the action."""


def all_rules() -> tuple[Rule, ...]:
    """Every rule, by theme."""
    return (
        *champs.RULES,
        *organismes.RULES,
        *budget.RULES,
        *territoires.RULES,
        *dates.RULES,
        *publics.RULES,
        *pieces.RULES,
        *avis.RULES,
        *decision.RULES,
        *paiements.RULES,
        *comptes_rendus.RULES,
        *cycle.RULES,
        *enveloppes.RULES,
        *indicateurs.RULES,
        *dispositifs.RULES,
        *postes.RULES,
        *controles.RULES,
    )


@cache
def _by_code() -> dict[str, Rule]:
    return {rule.code: rule for rule in all_rules()}


def describe(code: str) -> Rule | None:
    """Title, severity, source and remedy of a code; None for a code of another version."""
    return _by_code().get(code)
