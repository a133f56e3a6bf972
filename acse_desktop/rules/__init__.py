"""What a dossier must satisfy: small functions on plain facts, each with its source and remedy."""

from acse_desktop.rules.anomalie import (
    AVERTISSEMENT,
    ERREUR,
    GRAVITES,
    INFORMATION,
    Anomalie,
    Rule,
)
from acse_desktop.rules.registry import all_rules, describe

__all__ = [
    "AVERTISSEMENT",
    "ERREUR",
    "GRAVITES",
    "INFORMATION",
    "Anomalie",
    "Rule",
    "all_rules",
    "describe",
]
