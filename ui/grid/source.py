"""Where a table gets its rows: asked without waiting, answered later on the GUI thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Protocol

from acse_desktop.services.listing_types import (
    Column,
    Filter,
    Page,
    Query,
    Row,
    Summary,
    ValueCount,
    Values,
)
from acse_desktop.typography import folded

VALUES_SHOWN = 500
"""Distinct values listed by the menu of a header before a search is needed."""


class Source(Protocol):
    """Answers a table; `reply` is called once, on the GUI thread, at once or later."""

    def request_count_and_totals(self, query: Query, reply: Callable[[Summary], None]) -> None:
        """Count the rows of a query and sum its columns."""

    def request_page(
        self, query: Query, offset: int, limit: int, reply: Callable[[Page], None]
    ) -> None:
        """Read some rows of a query."""

    def request_values(
        self, query: Query, column: str, text: str, reply: Callable[[Values], None]
    ) -> None:
        """List the distinct values of a column that contain a text.

        The condition that the query sets on this very column does not count.
        """


def _between(value: Any, bounds: tuple[Any, ...]) -> bool:
    low, high = bounds
    if value is None:
        return False
    return (low is None or value >= low) and (high is None or value <= high)


class ListSource:
    """Rows kept in memory, for small tables: budgets, sittings, previews."""

    def __init__(
        self,
        columns: Iterable[Column],
        rows: Iterable[Row],
        labels: Mapping[str, Mapping[Any, str]] | None = None,
    ) -> None:
        self.columns = tuple(columns)
        self.rows = list(rows)
        self._labels = labels or {}
        self._place = {column.key: place for place, column in enumerate(self.columns, start=1)}
        self._found: tuple[Query, list[Row]] | None = None

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Replace the rows; the table must then be told to reload."""
        self.rows = list(rows)
        self._found = None

    def request_count_and_totals(self, query: Query, reply: Callable[[Summary], None]) -> None:
        """See Source."""
        rows = self._rows_of(query)
        totals = {
            column.key: self._sum(rows, self._place[column.key])
            for column in self.columns
            if column.total
        }
        reply(Summary(len(rows), len(self.rows), totals))

    def request_page(
        self, query: Query, offset: int, limit: int, reply: Callable[[Page], None]
    ) -> None:
        """See Source."""
        reply(Page(offset, tuple(self._rows_of(query)[offset : offset + limit])))

    def request_values(
        self, query: Query, column: str, text: str, reply: Callable[[Values], None]
    ) -> None:
        """See Source."""
        place = self._place[column]
        rows = self._rows_of(query.with_filter(column, None))
        wanted = folded(text)
        counts = Counter(row[place] if row[place] != "" else None for row in rows)
        kept = [
            ValueCount(value, count)
            for value, count in counts.items()
            if wanted in folded(self._text(column, value))
        ]
        kept.sort(key=lambda one: self._order(column, one.value))
        reply(Values(tuple(kept[:VALUES_SHOWN]), len(kept) <= VALUES_SHOWN))

    @staticmethod
    def _sum(rows: list[Row], place: int) -> Decimal | int:
        total: Decimal | int = sum(row[place] for row in rows if row[place] is not None)
        return total

    def _text(self, column: str, value: Any) -> str:
        if value is None:
            return ""
        return str(self._labels.get(column, {}).get(value, value))

    def _order(self, column: str, value: Any) -> tuple[bool, Any]:
        if value is None or value == "":
            return (True, "")
        if isinstance(value, str):
            return (False, folded(self._text(column, value)))
        return (False, value)

    def _rows_of(self, query: Query) -> list[Row]:
        if self._found is None or self._found[0] != query:
            self._found = (query, self._sorted(self._filtered(query), query))
        return self._found[1]

    def _sorted(self, rows: list[Row], query: Query) -> list[Row]:
        for column, descending in reversed(query.sort):
            if column in self._place:
                self._sort_by(rows, column, descending)
        return rows

    def _sort_by(self, rows: list[Row], column: str, descending: bool) -> None:
        place = self._place[column]
        empty = [row for row in rows if row[place] in (None, "")]
        filled = [row for row in rows if row[place] not in (None, "")]
        filled.sort(key=lambda row: self._order(column, row[place]), reverse=descending)
        rows[:] = filled + empty

    def _filtered(self, query: Query) -> list[Row]:
        words = folded(query.text).split()
        known = [one for one in query.filters if one.column in self._place]
        return [
            row
            for row in self.rows
            if all(self._holds(row, one) for one in known) and self._mentions(row, words)
        ]

    def _mentions(self, row: Row, words: list[str]) -> bool:
        if not words:
            return True
        text = folded(" ".join(self._text(key, row[place]) for key, place in self._place.items()))
        return all(word in text for word in words)

    def _holds(self, row: Row, condition: Filter) -> bool:
        value = row[self._place[condition.column]]
        value = None if value == "" else value
        if condition.operator == "in":
            return value in condition.values
        if condition.operator == "between":
            return _between(value, condition.values)
        if condition.operator == "contains":
            return folded(condition.values[0]) in folded(self._text(condition.column, value))
        return (value is None) == (condition.operator == "empty")
