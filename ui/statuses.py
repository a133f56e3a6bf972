"""How each status of an action is shown, and how far along the dossier it stands."""

from __future__ import annotations

from acse_desktop.translation import N_
from ui.grid.cells import Status

STATUSES: dict[str, Status] = {
    "RECU": Status(N_("Reçu"), "neutral", "mail_inbox"),
    "INCOMPLET": Status(N_("Incomplet"), "warning", "warning"),
    "INSTRUCTION": Status(N_("En instruction"), "information", "edit"),
    "COMITE": Status(N_("Au comité"), "violet", "gavel"),
    "ACCORDE": Status(N_("Accordé"), "success", "checkmark_circle"),
    "AJOURNE": Status(N_("Ajourné"), "warning", "clock"),
    "REFUSE": Status(N_("Refusé"), "error", "dismiss_circle"),
    "IRRECEVABLE": Status(N_("Irrecevable"), "error", "dismiss_circle"),
    "SANS_SUITE": Status(N_("Sans suite"), "neutral", "archive"),
    "RETIRE": Status(N_("Retiré"), "neutral", "archive"),
    "NOTIFIE": Status(N_("Notifié"), "teal", "mail_checkmark"),
    "PAIEMENT": Status(N_("En paiement"), "teal", "payment"),
    "BILAN": Status(N_("Bilan attendu"), "warning", "clock"),
    "CLOS": Status(N_("Clos"), "neutral", "archive"),
}
"""By code of the list `statut`."""

STEPS = (N_("Reçu"), N_("Instruit"), N_("Comité"), N_("Décision"), N_("Payé"), N_("Bilan"))
_REACHED = {
    "RECU": 0, "INCOMPLET": 0, "INSTRUCTION": 1, "COMITE": 2, "AJOURNE": 2, "ACCORDE": 3,
    "REFUSE": 3, "IRRECEVABLE": 3, "SANS_SUITE": 3, "RETIRE": 3, "NOTIFIE": 4, "PAIEMENT": 4,
    "BILAN": 5, "CLOS": 6,
}  # fmt: skip


def step_of(statut: str) -> int:
    """The index in STEPS of the step under way; their number when all are done."""
    return _REACHED.get(statut, 0)


def status_of(statut: str) -> Status:
    """How a code is shown; a code that the list does not know is shown as it is."""
    return STATUSES.get(statut) or Status(statut, "neutral", "archive")
