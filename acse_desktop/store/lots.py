"""Lots: records created together, that the journal tells by their identifiers and a fingerprint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Table

from acse_desktop.store.bulk import digest_of
from acse_desktop.store.changes import Change
from acse_desktop.store.rows import packed, table_of


def told_of(connection: Connection, change: Change, ids: Iterable[str]) -> Change:
    """A lot created, as the journal keeps it: what the base holds of it now.

    The columns are named, so that a later version of the program may add some.
    """
    table = table_of(change.table)
    names = [column.name for column in table.c if column.name not in ("id", "version")]
    found, digest = digest_of(connection, table, ids, names)
    content = {"ids": found, "colonnes": names, "empreinte": digest}
    return replace(change, avant=None, apres=packed(content), known=tuple(found))


def still_holds(connection: Connection, table: Table, told: dict[str, Any]) -> bool:
    """Whether every record of a lot is as it was told; versions move when nothing else does."""
    if not set(told["colonnes"]) <= set(table.c.keys()):
        return False
    found, digest = digest_of(connection, table, told["ids"], told["colonnes"])
    return (found, digest) == (told["ids"], told["empreinte"])
