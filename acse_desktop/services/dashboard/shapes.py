"""What a dashboard is made of: plain figures, each with the list that stands behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from acse_desktop.services.listing_types import Filter, Query
from acse_desktop.translation import N_

ZERO = Decimal(0)
MONTHS = (
    N_("Janvier"), N_("Février"), N_("Mars"), N_("Avril"), N_("Mai"), N_("Juin"), N_("Juillet"),
    N_("Août"), N_("Septembre"), N_("Octobre"), N_("Novembre"), N_("Décembre"),
)  # fmt: skip


@dataclass(frozen=True)
class Link:
    """The list behind a figure."""

    page: str = "dossiers"
    """A place of the navigation."""
    query: Query = field(default_factory=Query)

    @classmethod
    def to(cls, page: str, **values: str | tuple[str, ...] | None) -> Link:
        """A list narrowed to some values by column."""
        filters = tuple(
            Filter(name, "in", one if isinstance(one, tuple) else (one,))
            for name, one in values.items()
        )
        return cls(page, Query(filters=filters))


@dataclass(frozen=True)
class Tile:
    """A big figure; `share` of its whole in per cent, when it has one."""

    key: str
    label: str
    value: Decimal | int
    euros: bool
    detail: str
    link: Link
    share: Decimal | None = None


@dataclass(frozen=True)
class Mark:
    """One row of a chart: amounts in the order of the legend of its block."""

    key: str
    label: str
    values: tuple[Decimal, ...]
    link: Link
    share: Decimal | None = None
    """In per cent, of what the block says."""

    @property
    def total(self) -> Decimal:
        """The sum of its parts."""
        return sum(self.values, ZERO)


@dataclass(frozen=True)
class Block:
    """A chart of rows, and the table behind it."""

    key: str
    title: str
    subtitle: str
    legend: tuple[str, ...]
    marks: tuple[Mark, ...]
    euros: bool = True
    share_of: str = ""
    """What the per cent is of, as the head of its column."""


@dataclass(frozen=True)
class Chain:
    """A step of the instruction: how many actions, and what they ask."""

    statut: str
    count: int
    demande: Decimal
    link: Link


@dataclass(frozen=True)
class Pace:
    """Cumulated amounts at the end of each month, from January; None for a month to come."""

    label: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Dashboard:
    """All that a dashboard shows."""

    exercice: int
    jour: str
    tiles: tuple[Tile, ...]
    chain: tuple[Chain, ...]
    blocks: tuple[Block, ...]
    pace: tuple[Pace, ...]

    def block(self, key: str) -> Block:
        """One of its blocks."""
        return next(one for one in self.blocks if one.key == key)
