"""The draw of a plan de contrôle: reproducible from its seed, and explained action by action.

Every action from a threshold on is controlled. Of the others, a share of each dispositif is drawn
at random; the same seed on the same base gives the same draw, on any computer.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Candidate:
    """A supported action that may be controlled."""

    action_id: str
    numero: str
    intitule: str
    organisme: str
    dispositif: str
    accorde: Decimal
    """Granted, in euros."""
    annees: int = 0
    """Exercices in a row that its organisme has been funded, when it is a recurrent one."""
    en_retard: bool = False
    """Whether its organisme owes a late compte rendu."""

    @property
    def billets(self) -> int:
        """The tickets it has in a weighted draw: one, one more for each risk."""
        return 1 + (self.annees > 0) + self.en_retard


@dataclass(frozen=True)
class Rate:
    """What is drawn: `taux` in per cent of each dispositif, all from `seuil` euros on."""

    graine: int
    taux: Decimal
    seuil: Decimal | None = None
    ponderation: bool = False


@dataclass(frozen=True)
class Drawn:
    """An action that is to be controlled, and why."""

    candidate: Candidate
    office: bool
    """Controlled whatever the draw: its grant reaches the threshold."""


@dataclass(frozen=True)
class Part:
    """What the draw took of a dispositif."""

    dispositif: str
    actions: int
    office: int
    tirees: int


@dataclass(frozen=True)
class Draw:
    """A draw: the actions to control in the order of their numbers, and its count."""

    drawn: tuple[Drawn, ...]
    parts: tuple[Part, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The actions that are to be controlled."""
        return frozenset(one.candidate.action_id for one in self.drawn)


def draw(candidates: Iterable[Candidate], rate: Rate) -> Draw:
    """Draw actions; the order in which they are given does not count."""
    listed = sorted(candidates, key=lambda one: (one.numero, one.action_id))
    office = {one.action_id for one in listed if _above(one, rate.seuil)}
    others: dict[str, list[Candidate]] = defaultdict(list)
    ranks = _ranks(listed, rate)
    for one in listed:
        if one.action_id not in office:
            others[one.dispositif].append(one)
    taken = {
        one.action_id
        for some in others.values()
        for one in sorted(some, key=lambda one: ranks[one.action_id])[: sample(len(some), rate)]
    }
    kept = tuple(
        Drawn(one, one.action_id in office) for one in listed if one.action_id in office | taken
    )
    return Draw(kept, _parts(listed, kept))


def sample(count: int, rate: Rate) -> int:
    """How many of so many actions are drawn: the share, rounded up."""
    wanted = (count * rate.taux / HUNDRED).to_integral_value(ROUND_CEILING)
    return min(count, max(int(wanted), 0))


def _above(one: Candidate, seuil: Decimal | None) -> bool:
    return seuil is not None and one.accorde >= seuil


def _ranks(listed: Iterable[Candidate], rate: Rate) -> dict[str, tuple[float, str]]:
    """The best number that each action drew, the highest first: two tickets draw two numbers.

    Every action draws, those above the threshold too: moving it does not change the luck of others.
    """
    chance = random.Random(rate.graine)
    ranks = {}
    for one in listed:
        numbers = [chance.random() for _ticket in range(MOST_TICKETS)]
        held = one.billets if rate.ponderation else 1
        ranks[one.action_id] = (-max(numbers[:held]), one.action_id)
    return ranks


MOST_TICKETS = 3
"""Numbers drawn for each action, used or not: a weight does not shift the draw of the next."""


def _parts(listed: Iterable[Candidate], kept: Iterable[Drawn]) -> tuple[Part, ...]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in listed:
        counts[one.dispositif][0] += 1
    for drawn in kept:
        counts[drawn.candidate.dispositif][1 if drawn.office else 2] += 1
    return tuple(Part(code, *counts[code]) for code in sorted(counts))
