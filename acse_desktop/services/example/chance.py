"""Chance that a seed decides wholly: the same seed gives the same base, identifiers included."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from typing import TypeVar

T = TypeVar("T")
Money = int | Decimal
"""Euros: whole ones as int, which is what requests are made of, or with cents as Decimal."""


class Chance:
    """Draws for one part of the base; parts with different names do not depend on one another."""

    def __init__(self, graine: int, *part: object) -> None:
        self._random = random.Random("/".join(map(str, (graine, *part))))
        self.real = self._random.random

    def id(self) -> str:
        """A UUID of version 4."""
        text = f"{self._random.getrandbits(128):032x}"
        variant = "89ab"[int(text[16], 16) & 3]
        return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-{variant}{text[17:20]}-{text[20:]}"

    def digits(self, count: int) -> str:
        """Digits, zeros kept."""
        return f"{int(self.real() * 10**count):0{count}d}"

    def hit(self, probability: float) -> bool:
        """Whether something of that probability happens."""
        return self.real() < probability

    def between(self, low: int, high: int) -> int:
        """A whole number, both bounds included."""
        return low + int(self.real() * (high - low + 1))

    def pick(self, some: Sequence[T]) -> T:
        """One of them, all alike."""
        return some[int(self.real() * len(some))]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """One of the keys, by weight."""
        return self._random.choices(list(weights), weights=list(weights.values()))[0]

    def shuffled(self, some: Sequence[T]) -> list[T]:
        """All of them in another order."""
        mixed = list(some)
        self._random.shuffle(mixed)
        return mixed

    def sample(self, some: Sequence[T], count: int) -> list[T]:
        """Distinct ones, as many as there are at most."""
        return self._random.sample(some, min(count, len(some)))

    def day(self, first: date, last: date) -> date:
        """A day of an interval, both bounds included; the first when they are crossed."""
        return first + timedelta(days=self.between(0, max(0, (last - first).days)))

    def around(self, median: float, spread: float) -> float:
        """A positive figure: half of the draws are under the median (log-normal law)."""
        return median * math.exp(self._random.gauss(0, spread))


def spread(total: Money, weights: Sequence[float]) -> list[Money]:
    """Whole parts of a total by weight, whose sum is the total; the first takes the cents."""
    whole = int(total)
    bounds = [round(whole * reached) for reached in _reached(weights)]
    parts: list[Money] = [b - a for a, b in zip([0, *bounds], bounds, strict=False)]
    if total != whole:
        parts[0] += total - whole
    return parts


def counts(total: int, weights: Sequence[float], minimum: int = 0) -> list[int]:
    """Whole numbers by weight, each at least the minimum, whose sum is the total."""
    room = max(0, total - minimum * len(weights))
    bounds = [round(room * reached) for reached in _reached(weights)]
    return [minimum + b - a for a, b in zip([0, *bounds], bounds, strict=False)]


def _reached(weights: Sequence[float]) -> list[float]:
    running = list(accumulate(weights))
    return [reached / running[-1] for reached in running]


def hundredths(shares: int) -> list[Decimal]:
    """Equal shares in % that make 100 to the hundredth: 33.33, 33.33, 33.34."""
    each = Decimal(10_000 // shares).scaleb(-2)
    return [each] * (shares - 1) + [100 - each * (shares - 1)]
