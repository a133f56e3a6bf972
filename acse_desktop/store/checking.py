"""What can be told of a base file: its header, its soundness, how many rows it holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from acse_desktop.store.database import COMMON_PRAGMAS
from acse_desktop.store.explaining import damaged

MAGIC = b"SQLite format 3\x00"
WORKBOOK_MAGICS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""Zipped workbooks, and the older ones."""
WAL_FORMAT = 2


@dataclass(frozen=True)
class Header:
    """The first hundred bytes of a base, read without SQLite."""

    sound: bool
    """The file begins as every SQLite file does, and is whole enough to be opened."""
    application_id: int = 0
    version: int = 0
    workbook: bool = False
    """The file begins as a workbook does: another kind of file, not a damaged base."""
    wal: bool = False
    """Written for a write-ahead log: never by us, sometimes by another tool."""


def header_of(path: Path) -> Header:
    """The header of a file; OSError when it cannot be read."""
    with path.open("rb") as file:
        head = file.read(100)
    if len(head) < 100 or not head.startswith(MAGIC):
        return Header(sound=False, workbook=head.startswith(WORKBOOK_MAGICS))
    return Header(
        sound=True,
        application_id=int.from_bytes(head[68:72], "big"),
        version=int.from_bytes(head[60:64], "big"),
        wal=head[18] == WAL_FORMAT,
    )


@contextmanager
def plain_connection(path: Path, mode: str = "rw") -> Iterator[sqlite3.Connection]:
    """A bare connection under the common pragmas, closed at the end; no transaction is begun."""
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        for pragma in COMMON_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        yield connection


def counts_of(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table holds."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    return {name: _count(connection, name) for (name,) in names}


def _count(connection: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    counted = connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()  # noqa: S608
    return int(counted[0])


def check_sound(connection: sqlite3.Connection, thorough: bool) -> None:
    """Raise CorruptedBase when SQLite finds damage or a broken link between tables."""
    pragma = "integrity_check" if thorough else "quick_check"
    if connection.execute(f"PRAGMA {pragma}").fetchall() != [("ok",)]:
        raise damaged()
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise damaged()


def check_file(path: Path, thorough: bool = True, mode: str = "rw") -> None:
    """`check_sound` on a file; a hot journal is rolled back on the way unless mode is `ro`."""
    with plain_connection(path, mode) as connection:
        check_sound(connection, thorough)
