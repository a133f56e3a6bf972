"""The faults of the payments put on purpose in an example."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from acse_desktop.models import Versement

if TYPE_CHECKING:
    from acse_desktop.services.example.anomalies import Workshop

Row = dict[str, Any]


def _paid(row: Row) -> bool:
    return bool(row["statut"] in ("BILAN", "CLOS") and row["ej"] and row["montant_paye"])


def engaged_too_little(shop: Workshop) -> None:
    """100 € less engaged than paid."""
    if action := shop.action(lambda row: _paid(row) and row["montant_paye"] > 1_000):
        action["montant_engage"] = action["montant_paye"] - 100


def paid_too_soon(shop: Workshop) -> None:
    """The first payment is five days before the notification."""
    if action := shop.action(_paid):
        shop.parts(Versement, action)[0]["verse_le"] = action["notifie_le"] - timedelta(days=5)


def two_soldes(shop: Workshop) -> None:
    """An avance is written as a solde."""
    if action := shop.action(lambda row: _paid(row) and len(shop.parts(Versement, row)) > 1):
        shop.parts(Versement, action)[0]["nature"] = "SOLDE"


def short_commitment(shop: Workshop) -> None:
    """A commitment has lost its two last digits."""
    if action := shop.action(_paid):
        _renumber(shop, action, action["ej"][:8])


def commitment_of_another(shop: Workshop) -> None:
    """The commitment of an organisme is written on the action of another one."""
    first = shop.action(_paid)
    second = shop.action(_paid)
    if first is not None and second is not None:
        _renumber(shop, second, first["ej"])


def _renumber(shop: Workshop, action: Row, ej: str) -> None:
    action["ej"] = ej
    for one in shop.parts(Versement, action):
        one["ej"] = ej
