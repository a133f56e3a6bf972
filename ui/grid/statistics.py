"""Average, count and sum of the selected cells, exact to the cent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Statistics:
    """What the status bar says of a selection."""

    count: int
    """Cells that are not empty."""
    total: Decimal | None = None
    """Sum of the amounts and counts; None when no selected cell is a number."""
    average: Decimal | None = None
    """Rounded to the cent."""


def statistics(values: Iterable[Any]) -> Statistics:
    """Count every value that is there, sum the numbers among them."""
    filled = [value for value in values if value is not None and value != ""]
    numbers = [Decimal(value) for value in filled if _is_number(value)]
    if not numbers:
        return Statistics(len(filled))
    total = sum(numbers, Decimal(0))
    return Statistics(len(filled), total, (total / len(numbers)).quantize(CENT, ROUND_HALF_UP))


def _is_number(value: Any) -> bool:
    return isinstance(value, Decimal | int) and not isinstance(value, bool)
