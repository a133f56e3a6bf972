"""Checks an action, a dossier, an organisme or a whole base."""

from acse_desktop.services.checking.completion import Completion, to_complete
from acse_desktop.services.checking.handing_over import handed_over, place_of
from acse_desktop.services.checking.reserves import accept, withdraw
from acse_desktop.services.checking.running import (
    check_action,
    check_base,
    check_dossier,
    check_organisme,
)

__all__ = [
    "Completion",
    "accept",
    "check_action",
    "check_base",
    "check_dossier",
    "check_organisme",
    "handed_over",
    "place_of",
    "to_complete",
    "withdraw",
]
