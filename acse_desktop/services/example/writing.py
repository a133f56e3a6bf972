"""Rows on their way to the base, written by thousands in one transaction."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, insert

from acse_desktop.fields import Base

BATCH = 20_000
"""Rows of a table that wait, so that a large base needs little memory."""


class Rows:
    """Collects rows by table and inserts them in batches; `flush` writes what is left.

    Links are not checked while it writes, so parents and children go in any order.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._pending: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def add(self, model: type[Base], row: dict[str, Any]) -> None:
        """One more row; rows of a table all have the same columns."""
        self._pending[model.__tablename__].append(row)

    def extend(self, model: type[Base], some: list[dict[str, Any]]) -> None:
        """Some more rows."""
        self._pending[model.__tablename__] += some

    def pending(self, model: type[Base]) -> list[dict[str, Any]]:
        """The rows that are not written yet, open to change."""
        return self._pending[model.__tablename__]

    def count(self, model: type[Base], departement: str) -> int:
        """How many rows of a département are not written yet."""
        return sum(row.get("departement") == departement for row in self.pending(model))

    def flush(self, at_least: int = 1) -> None:
        """Write the tables that have so many rows waiting."""
        for name, some in self._pending.items():
            if len(some) >= at_least:
                self._connection.execute(insert(Base.metadata.tables[name]), some)
                some.clear()
