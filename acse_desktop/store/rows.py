"""Rows as canonical texts, whatever their table: what the journal keeps and puts back."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Table, select

from acse_desktop.models import Base

Row = dict[str, str | None]
"""Canonical text by column; None where the base holds NULL."""
Key = tuple[str, str]
"""Table and identifier."""
CHUNK = 500
"""Identifiers in one statement: SQLite bounds the number of parameters."""
UNTRACKED = frozenset({"operation", "changement", "base_info", "configuration"})


def table_of(name: str) -> Table:
    """A table of the base by its name."""
    return Base.metadata.tables[name]


def is_tracked(table: Table) -> bool:
    """Whether the journal follows a table."""
    return table.name not in UNTRACKED and "id" in table.c


def chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Values by few enough for one statement."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


def _dumped(column: Column[Any], value: Any) -> str | None:
    if value is None:
        return None
    described = column.info.get("field")
    if described is not None:
        return str(described.type.dump(value))
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _loaded(column: Column[Any], text: str | None) -> Any:
    if text is None or column.type.python_type is str:
        return text
    described = column.info.get("field")
    if described is not None:
        return described.type.load(text)
    kind = column.type.python_type
    return kind.fromisoformat(text) if issubclass(kind, date) else kind(text)


def values_of(table: Table, row: Row) -> dict[str, Any]:
    """The values of canonical texts, ready to be written."""
    return {name: _loaded(table.c[name], text) for name, text in row.items() if name in table.c}


def snapshots(connection: Connection, table: Table, ids: Iterable[str]) -> dict[str, Row]:
    """The rows that are there, by identifier, in canonical texts."""
    found: dict[str, Row] = {}
    for some in chunks(sorted(ids)):
        for row in connection.execute(select(table).where(table.c.id.in_(some))):
            texts = {
                column.name: _dumped(column, value)
                for column, value in zip(table.c, row, strict=True)
            }
            found[str(texts["id"])] = texts
    return found


def dependents(
    connection: Connection, table: Table, ids: Sequence[str]
) -> Iterator[tuple[Table, set[str], bool]]:
    """Rows that a deletion reaches in the base itself: table, identifiers, deleted or unlinked."""
    for child in Base.metadata.sorted_tables:
        if not is_tracked(child):
            continue
        for key in child.foreign_keys:
            if key.column.table is table:
                found = _linked(connection, child, key, ids)
                if found:
                    yield child, found, key.ondelete == "CASCADE"


def _linked(connection: Connection, child: Table, key: ForeignKey, ids: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for some in chunks(ids):
        found.update(connection.scalars(select(child.c.id).where(key.parent.in_(some))))
    return found


def holds(current: Row, expected: Row) -> bool:
    """Whether a row still has the values expected of it, its version left out."""
    return all(
        current[name] == text
        for name, text in expected.items()
        if name != "version" and name in current
    )


def as_json(content: Any) -> str:
    """Compact JSON with accents as they are and keys in order."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def packed(content: Any) -> str:
    """JSON made small: thousands of rows or identifiers in one text."""
    return base64.b64encode(zlib.compress(as_json(content).encode(), 1)).decode()


def unpacked(text: str) -> Any:
    """The content of a packed text."""
    return json.loads(zlib.decompress(base64.b64decode(text)))
