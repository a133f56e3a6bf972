"""Credits are not promised twice."""

from __future__ import annotations

from collections.abc import Iterator

from acse_desktop.rules.anomalie import AVERTISSEMENT, Anomalie, Rule
from acse_desktop.rules.facts import EnvelopeFacts
from acse_desktop.translation import N_, _
from acse_desktop.typography import amount_text

DEPASSEE = Rule(
    "ENV-DEPASSEE", AVERTISSEMENT, N_("L’enveloppe n’est pas dépassée"),
    N_("Notification annuelle des crédits\u202f; fongibilité locale"),
    N_("Réduisez les accords, ou inscrivez le transfert de crédits."),
)  # fmt: skip
RULES = (DEPASSEE,)


def depassee(enveloppe: EnvelopeFacts) -> Iterator[Anomalie]:
    """Granted against notified plus transfers."""
    over = enveloppe.accorde - enveloppe.disponible
    if over > 0:
        yield DEPASSEE.on(
            enveloppe,
            "notifie",
            _("{granted} sont accordés pour {available} disponibles\u00a0: {over} de trop.").format(
                granted=amount_text(enveloppe.accorde, unit="€"),
                available=amount_text(enveloppe.disponible, unit="€"),
                over=amount_text(over, unit="€"),
            ),
            amount_text(over, unit="€"),
        )
