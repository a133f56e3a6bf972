"""The rows of a table of the base, read on the database thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from acse_desktop.services.listing_types import Column, Filter, Page, Query, Summary, Values
from ui.context import Context

Presets = dict[str, tuple[str, tuple[Filter, ...]]]
"""Chips above a table: label and conditions, by code."""


@dataclass(frozen=True)
class Content:
    """What a list page needs before it can show its table."""

    columns: tuple[Column, ...] = ()
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    presets: Presets = field(default_factory=dict)
    views: dict[str, dict[str, Any]] = field(default_factory=dict)


class BaseSource:
    """Answers a table from the base, for the exercice in view when it is asked.

    `failed` is called once for each question that could not be answered.
    """

    def __init__(self, context: Context, key: str, failed: Callable[[Exception], None]) -> None:
        self._context = context
        self._key = key
        self._failed = failed

    def exercice(self) -> int | None:
        """The exercice in view; None shows them all."""
        return self._context.exercice or None

    def request_count_and_totals(self, query: Query, reply: Callable[[Summary], None]) -> None:
        """See ui.grid.source.Source."""
        key, exercice = self._key, self.exercice()
        self._read(lambda listing, session: listing.summary(session, key, query, exercice), reply)

    def request_page(
        self, query: Query, offset: int, limit: int, reply: Callable[[Page], None]
    ) -> None:
        """See ui.grid.source.Source."""
        key, exercice = self._key, self.exercice()
        self._read(
            lambda listing, session: listing.page(session, key, query, exercice, offset, limit),
            reply,
        )

    def request_values(
        self, query: Query, column: str, text: str, reply: Callable[[Values], None]
    ) -> None:
        """See ui.grid.source.Source."""
        key, exercice = self._key, self.exercice()
        self._read(
            lambda listing, session: listing.values(session, key, query, exercice, column, text),
            reply,
        )

    def request_content(self, reply: Callable[[Content], None]) -> None:
        """Read the columns, the labels of the codes, the chips and the saved views.

        What the chips count is asked apart: the rows come first.
        """
        self._read(self._content, reply)

    def request_counts(self, reply: Callable[[dict[str, int]], None]) -> None:
        """Count again what each chip would show."""
        key, exercice = self._key, self.exercice()
        self._read(lambda listing, session: listing.preset_counts(session, key, exercice), reply)

    def _content(self, listing: Any, session: Any) -> Content:
        from acse_desktop.services.views import saved_views

        described = listing.LISTINGS[self._key]
        return Content(
            described.columns,
            listing.labels_of(self._key),
            dict(described.presets),
            saved_views(session, self._key),
        )

    def _read(self, ask: Callable[[Any, Any], Any], reply: Callable[[Any], None]) -> None:
        def work(session: Any) -> Any:
            from acse_desktop.services import listing

            return ask(listing, session)

        self._context.database.read(work, reply, self._failed)
