"""What payments amount to: a repayment counts against, a sum withheld elsewhere counts as paid."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol

REVERSEMENT = "REVERSEMENT"
COMPENSATION = "COMPENSATION"
ZERO = Decimal(0)


class Paid(Protocol):
    """A payment: its kind and its amount in euros, never negative for a repayment."""

    nature: str | None
    montant: Decimal | None


def signed(nature: str | None, montant: Decimal | None) -> Decimal:
    """What one payment adds to the amount paid; a repayment is written without sign."""
    amount = montant or ZERO
    return -abs(amount) if nature == REVERSEMENT else amount


def net_paid(versements: Iterable[Paid]) -> Decimal:
    """The amount paid in euros, repayments deducted."""
    return sum((signed(one.nature, one.montant) for one in versements), ZERO)
