"""Engines on a base, with the settings under which no acknowledged write was ever lost.

`journal_mode=TRUNCATE` with `synchronous=FULL` leaves one file at rest and survived every
simulated power cut; writers begin IMMEDIATE, else two of them lose updates in silence.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.orm import Session, sessionmaker

from acse_desktop.errors import CannotWrite
from acse_desktop.translation import _
from acse_desktop.typography import folded

APPLICATION_ID = 0x41435345
"""« ACSE », bytes 68 to 71 of the file."""
MIGRATIONS = Path(__file__).with_name("migrations")
BUSY_MS = 5000
COMMON_PRAGMAS = ("trusted_schema=OFF", f"busy_timeout={BUSY_MS}", "cell_size_check=ON")
WRITER_PRAGMAS = ("journal_mode=TRUNCATE", "synchronous=FULL", "secure_delete=ON")


def schema_version() -> int:
    """The version of the bases that this program makes: one per migration."""
    return len(list((MIGRATIONS / "versions").glob("[0-9]*.py")))


def engine_for(path: Path, read_only: bool = False, foreign_keys: bool = True) -> Engine:
    """An engine on an existing base; transactions that may write begin IMMEDIATE.

    `foreign_keys=False` is for migrations only: SQLite ignores the pragma inside a transaction,
    and rebuilding a parent table with it ON deletes the children.
    """
    mode = "ro" if read_only else "rw"
    url = URL.create(
        "sqlite", database=path.resolve().as_uri(), query={"mode": mode, "uri": "true"}
    )
    # An error is logged with its statement: the values in it would be personal data.
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _Settings(read_only, foreign_keys))
    event.listen(engine, "begin", _Beginning(path, read_only))
    return engine


class _Settings:
    """Puts every new connection under our pragmas."""

    def __init__(self, read_only: bool, foreign_keys: bool) -> None:
        self.pragmas = [*COMMON_PRAGMAS, f"foreign_keys={'ON' if foreign_keys else 'OFF'}"]
        self.pragmas += ["query_only=ON"] if read_only else WRITER_PRAGMAS

    def __call__(self, connection: sqlite3.Connection, record: object) -> None:
        connection.isolation_level = None  # we emit BEGIN ourselves
        for pragma in self.pragmas:
            connection.execute(f"PRAGMA {pragma}")
        connection.create_function("plie", 1, _plie, deterministic=True)


def _plie(text: Any) -> str | None:
    return None if text is None else folded(str(text))


class _Beginning:
    """Begins transactions: IMMEDIATE unless the connection is said to read only."""

    def __init__(self, path: Path, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self.identity = _identity(path)

    def __call__(self, connection: Connection) -> None:
        reads = self.read_only or connection.get_execution_options().get("reads", False)
        if not reads:
            self._check_still_there()
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    def _check_still_there(self) -> None:
        # On POSIX a deleted or replaced file goes on taking writes that nobody will ever see.
        if _identity(self.path) != self.identity:
            raise CannotWrite(
                _("La base « {name} » a été déplacée, remplacée ou supprimée.").format(
                    name=self.path.name
                ),
                _("Rien n’a été écrit. Remettez-la à sa place, ou ouvrez une sauvegarde."),
            )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def session_factory(engine: Engine) -> sessionmaker[Session]:
    """Sessions whose reads begin plainly; `operation` is what makes them write.

    Objects stay loaded after a commit: their version tells whether they have aged.
    """
    reading = engine.execution_options(reads=True)
    return sessionmaker(reading, expire_on_commit=False, autoflush=True)


def touch_private(path: Path) -> None:
    """Create an empty file that only its owner may read; FileExistsError when it is there."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
