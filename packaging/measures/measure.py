"""One line of the table, and the clock that everything is measured with."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Line:
    """A measure, its peer in the same run, and the ratio that was aimed at."""

    what: str
    measured: float
    peer: float
    """0 when the goal is a figure and not a ratio."""
    unit: str
    goal: float
    """Of the ratio, or of the measure when there is no peer."""

    @property
    def reached(self) -> float:
        """What stands against the goal."""
        return self.measured / self.peer if self.peer else self.measured

    @property
    def holds(self) -> bool:
        """Whether the goal is reached."""
        return self.reached <= self.goal

    def cells(self) -> tuple[str, ...]:
        """The line as texts."""
        times = "×" if self.peer else f" {self.unit}"
        peer = f"{self.peer:,.1f} {self.unit}" if self.peer else "–"
        return (
            self.what, f"{self.measured:,.1f} {self.unit}", peer,
            f"{self.reached:,.2f}{times}", f"≤ {self.goal:g}{times}", "yes" if self.holds else "no",
        )  # fmt: skip


def cpu_ms(work: Callable[[], object], times: int = 1) -> float:
    """The median of the CPU milliseconds of this process for some work."""
    taken = []
    for _time in range(times):
        before = time.process_time()
        work()
        taken.append((time.process_time() - before) * 1000)
    return median(taken)
