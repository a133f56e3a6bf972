"""How many actions of each dispositif, and the persons they reach: free, or those of the page."""

from __future__ import annotations

from collections.abc import Iterator

from acse_desktop.services import reference
from acse_desktop.services.example.chance import Chance, counts

NATIONAL = {
    "PRE": 510, "IE": 120, "E2C": 105, "ASV": 300, "AR": 2_400, "VVV": 3_959, "FIPD": 1_700,
    "PARR": 220, "CULT": 3_000, "LCD": 450, "GUP": 250, "RELOG": 120, "FEC": 150, "DC": 400,
}  # fmt: skip
"""Supported actions of the country; what is left of the total is of the CUCS."""
NATIONAL_ACTIONS = 30_000
UNSUPPORTED = 900
"""Requests of the country that got nothing, beside the supported actions."""
REACHED = {"PRE": 120_000, "IE": 3_000, "E2C": 11_400, "VVV": 390_000, "PARR": 9_300}
"""Persons that the page counts, all actions of the dispositif together."""
RETURN_RATE = 54
"""% of the sponsored who came back to a job or a training."""
BUDGET = 346_000_000
"""Notified credits of 2012, in euros."""
CULTURE_WITHOUT_CONTRACT = 145
VVV_DEPARTEMENTS = 95
NATIONAL_DEPARTEMENTS = 100
SHARES = {
    "CUCS": 46, "PRE": 3, "IE": 1, "E2C": 1, "ASV": 2, "AR": 9, "VVV": 12, "FIPD": 7, "PARR": 1.5,
    "CULT": 10, "LCD": 3, "GUP": 1.5, "RELOG": 1, "FEC": 1, "DC": 2,
}  # fmt: skip
"""Share of each dispositif in a département, in %."""
REGION_SHARES = {"LCD": 30, "FEC": 22, "E2C": 6, "CULT": 18, "PARR": 8, "DC": 16}
"""The same for the own programmes of a region."""
MEDIAN_REACHED = {
    "PRE": 230, "IE": 25, "E2C": 108, "ASV": 180, "AR": 220, "VVV": 70, "FIPD": 120, "PARR": 40,
    "CULT": 90, "LCD": 45, "GUP": 350, "RELOG": 60, "FEC": 35,
}  # fmt: skip
OTHERS_REACHED = 60
IN_CONTRACT = {"CUCS": 1.0, "CULT": 0.95, "PRE": 0.95, "IE": 0.0, "E2C": 0.0, "FIPD": 0.25}
"""Share of the actions attached to a contract; FIPD does not follow the zoning of the CUCS."""


class Reach:
    """How many persons each action reaches, and which actions a contract covers."""

    told = False
    """Whether the results of every supported action are known, over or not."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance

    def of(self, dispositif: str) -> int:
        """The persons reached by the next action of a dispositif."""
        median = MEDIAN_REACHED.get(dispositif, OTHERS_REACHED)
        return max(8, int(self._chance.around(median, 0.6)))

    def in_contract(self, dispositif: str) -> bool:
        """Whether the next action of a dispositif is attached to a contract."""
        return self._chance.hit(IN_CONTRACT.get(dispositif, 0.6))

    def returned(self, sponsored: int) -> int:
        """How many of the sponsored come back to a job or a training."""
        return round(sponsored * (0.35 + 0.35 * self._chance.real()))


class ExactReach(Reach):
    """The same, so that the sums of the country are those of the page."""

    told = True

    def __init__(self, chance: Chance, supported: dict[str, int]) -> None:
        """`supported` says how many actions of each dispositif the country has."""
        super().__init__(chance)
        self._queues = {name: self._queue(name, supported[name]) for name in REACHED}
        cultural = supported["CULT"]
        without = CULTURE_WITHOUT_CONTRACT * cultural // NATIONAL["CULT"]
        self._without = frozenset(chance.sample(range(cultural), without))
        self._culture = 0
        self._sponsored = 0

    def _queue(self, dispositif: str, actions: int) -> Iterator[int]:
        weights = [self._chance.around(1, 0.45) for _action in range(actions)]
        persons = REACHED[dispositif] * actions // NATIONAL[dispositif]
        return iter(counts(persons, weights, minimum=6) if actions else [])

    def of(self, dispositif: str) -> int:
        """The next part of the sum of the country."""
        queue = self._queues.get(dispositif)
        return super().of(dispositif) if queue is None else next(queue)

    def in_contract(self, dispositif: str) -> bool:
        """The same, with the culture actions of the page."""
        if dispositif != "CULT":
            return super().in_contract(dispositif)
        self._culture += 1
        return self._culture - 1 not in self._without

    def returned(self, sponsored: int) -> int:
        """The same, at the rate of the page over all actions so far."""
        before = self._sponsored * RETURN_RATE // 100
        self._sponsored += sponsored
        return self._sponsored * RETURN_RATE // 100 - before


def of_departement(actions: int) -> dict[str, int]:
    """Actions of a département by dispositif, one at least of each when there is room."""
    minimum = 1 if actions >= 3 * len(SHARES) else 0
    return dict(zip(SHARES, counts(actions, list(SHARES.values()), minimum), strict=True))


def of_region(actions: int) -> dict[str, int]:
    """The same for the own programmes of a region."""
    return dict(zip(REGION_SHARES, counts(actions, list(REGION_SHARES.values())), strict=True))


def supported(actions: int) -> dict[str, int]:
    """Supported actions of the country by dispositif: those of the page, or fewer in proportion."""
    rest = NATIONAL_ACTIONS - sum(NATIONAL.values())
    wanted = NATIONAL | {"CUCS": rest}
    if actions == NATIONAL_ACTIONS:
        return wanted
    return dict(zip(wanted, counts(actions, list(wanted.values()), minimum=1), strict=True))


def of_country(wanted: dict[str, int]) -> dict[str, dict[str, int]]:
    """The supported actions of the country by département and dispositif."""
    codes = national_codes()
    weights = [len(reference.zus_of(code)) + 0.8 for code in codes]
    table: dict[str, dict[str, int]] = {code: {} for code in codes}
    for dispositif, total in wanted.items():
        some = VVV_DEPARTEMENTS if dispositif == "VVV" else len(codes)
        minimum = 1 if total >= 3 * some else 0
        kept = sorted(range(len(codes)), key=lambda rank: (-weights[rank], codes[rank]))[:some]
        parts = counts(total, [weights[rank] for rank in kept], minimum)
        for rank, part in zip(kept, parts, strict=True):
            table[codes[rank]][dispositif] = part
    return table


def national_codes() -> list[str]:
    """The hundred départements of the page: Mayotte had just become one."""
    return [code for code in reference.departements() if code != "976"][:NATIONAL_DEPARTEMENTS]
