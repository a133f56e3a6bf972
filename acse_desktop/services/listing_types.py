"""What a table asks of the base and what it is given back. Plain values, no records."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

Kind = Literal["text", "amount", "count", "day", "choice", "status", "percent", "year", "flag"]
Operator = Literal["in", "contains", "between", "empty", "not_empty"]
Row = tuple[Any, ...]
"""Identifier of the record, then one value per column, in column order."""

RIGHT_ALIGNED = ("amount", "count", "percent")


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    key: str
    label: str
    """French, a message of the catalogue: translate it where it is shown."""
    kind: Kind = "text"
    width: int = 120
    """Logical px at 100 %."""
    align: Literal["left", "right", "center"] = "left"
    editable: bool = False
    help: str = ""
    total: bool = False
    """Whether its sum over the filtered rows stands in the totals row."""


@dataclass(frozen=True)
class Filter:
    """One condition on one column.

    `in`: the value is one of `values`, where None stands for the empty cell; `contains`: the
    one text of `values` is found, whatever the case and the accents; `between`: two bounds,
    both included, None when open; `empty` and `not_empty` take no value.
    """

    column: str
    operator: Operator
    values: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Query:
    """Which rows, in which order: every condition must hold."""

    text: str = ""
    """Words searched in all text columns."""
    filters: tuple[Filter, ...] = ()
    sort: tuple[tuple[str, bool], ...] = ()
    """Column keys, the most important first; True for descending."""

    def filter_of(self, column: str) -> Filter | None:
        """The condition set on a column, if any."""
        return next((one for one in self.filters if one.column == column), None)

    def with_filter(self, column: str, condition: Filter | None) -> Query:
        """The same query with the condition of a column replaced, or lifted when None."""
        others = tuple(one for one in self.filters if one.column != column)
        return replace(self, filters=others if condition is None else (*others, condition))

    def descending(self, column: str) -> bool | None:
        """Whether a column sorts the rows downwards; None when it does not sort them."""
        return dict(self.sort).get(column)


@dataclass(frozen=True)
class Summary:
    """What a query finds, counted over all its rows and not over a page."""

    count: int
    """Rows that satisfy the query."""
    total: int = 0
    """Rows there would be without any condition."""
    totals: dict[str, Decimal | int] = field(default_factory=dict)
    """Exact sum of each column marked `total`, by key."""


@dataclass(frozen=True)
class Page:
    """Some rows in the order of the query."""

    offset: int
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class ValueCount:
    """A distinct value of a column and how many rows carry it, for the menu of the header."""

    value: Any
    """None for the empty cell."""
    count: int


@dataclass(frozen=True)
class Values:
    """The distinct values of a column under the other conditions of the query."""

    values: tuple[ValueCount, ...]
    complete: bool = True
    """False when there were too many and only the first are here."""
