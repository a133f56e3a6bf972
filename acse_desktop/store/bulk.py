"""Thousands of rows at once, by the driver itself: what SQLAlchemy does row by row costs more
than SQLite's own work.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from json import JSONEncoder
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, insert, select

from acse_desktop.store.rows import chunks

LIMIT = 5_000
"""Rows in one call of the driver."""
_ENCODER = JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def insert_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the same keys; columns that none has are left empty."""
    columns = [column for column in table.c if rows and column.name in rows[0]]
    writers = [_writer(connection, column) for column in columns]
    names = [column.name for column in columns]
    statement = str(insert(table).compile(dialect=connection.dialect, column_keys=names))
    cursor = connection.connection.cursor()
    values_of = itemgetter(*names)
    for start in range(0, len(rows), LIMIT):
        by_column = zip(*map(values_of, rows[start : start + LIMIT]), strict=True)
        written = [
            values if write is None else list(map(write, values))
            for write, values in zip(writers, by_column, strict=True)
        ]
        cursor.executemany(statement, list(zip(*written, strict=True)))
    cursor.close()


def _writer(connection: Connection, column: Column[Any]) -> Callable[[Any], Any] | None:
    """What turns a value into what the base holds; None when it is the same."""
    return column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)


def digest_of(
    connection: Connection, table: Table, ids: Iterable[str], names: Sequence[str]
) -> tuple[list[str], str]:
    """The identifiers of the rows that are there, sorted, and a fingerprint of some columns."""
    digest = hashlib.sha256()
    found: list[str] = []
    wanted = select(*(table.c[name] for name in ("id", *names))).order_by(table.c.id)
    cursor = connection.connection.cursor()
    for some in chunks(sorted(ids)):
        cursor.execute(_among(connection, table, wanted, len(some)), tuple(some))
        rows = cursor.fetchall()
        found += [row[0] for row in rows]
        digest.update(_ENCODER.encode(rows).encode())
    cursor.close()
    return found, digest.hexdigest()


def _among(connection: Connection, table: Table, wanted: Select[Any], count: int) -> str:
    """The SQL of a query for some identifiers, as the driver takes it."""
    query = wanted.where(table.c.id.in_([""] * count))
    options = {"render_postcompile": True}
    return str(query.compile(dialect=connection.dialect, compile_kwargs=options))
