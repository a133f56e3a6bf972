"""The columns of a table on paper: what each cell says, how wide, on which side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from acse_desktop.typography import amount_text, count_text, day_text

if TYPE_CHECKING:
    from acse_desktop.services.publishing.documents import Table
    from acse_desktop.services.publishing.forms import Value

LEAST, MOST = 7, 40
"""Characters that the narrowest column and the widest text are given room for."""
PAIRS = (30, 70)
"""The two columns of a table without a header, in per cent."""
SMALLEST = 0.7
"""A wide table is written smaller, down to this share of the usual size."""
YEARS = range(1990, 2100)
"""Whole numbers that are years are written as such."""


def shown(value: Value, cents: bool = True) -> str:
    """A value as paper says it."""
    if isinstance(value, Decimal):
        return amount_text(value, decimals=cents)
    if isinstance(value, int):
        return str(value) if value in YEARS else count_text(value)
    return day_text(value) if isinstance(value, date) else value or ""


@dataclass(frozen=True)
class Columns:
    """How a table is cut: characters of each column, and which stand on the right."""

    weights: tuple[int, ...]
    right: frozenset[int]

    def widths(self, room: float) -> list[float]:
        """The room of a page shared between the columns."""
        whole = sum(self.weights)
        return [room * weight / whole for weight in self.weights]

    def share(self, capacity: float) -> float:
        """Which part of the usual size lets a page that holds `capacity` characters take them."""
        return max(SMALLEST, min(1.0, capacity / sum(self.weights)))


def columns_of(table: Table) -> Columns:
    """Amounts and counts are never cut; texts take what is left."""
    if not table.header:
        return Columns(PAIRS, frozenset())
    found = list(zip(*table.rows, strict=True)) or [()] * len(table.header)
    right = frozenset(place for place, column in enumerate(found) if _is_numbers(column))
    weights = tuple(
        _weight(name, column, place in right)
        for place, (name, column) in enumerate(zip(table.header, found, strict=True))
    )
    return Columns(weights, right)


def _is_numbers(column: Sequence[Value]) -> bool:
    return any(isinstance(value, int | Decimal) for value in column) and not any(
        isinstance(value, str) and value for value in column
    )


def _weight(name: str, column: Sequence[Value], whole: bool) -> int:
    word = max((len(part) for part in name.split()), default=0)
    longest = max((len(shown(value)) for value in column), default=0)
    return max(LEAST, word, longest if whole else min(longest, MOST)) + 2
