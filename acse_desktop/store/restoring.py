"""Putting a copy in the place of a base; whatever interrupts it leaves the old or the restored."""

from __future__ import annotations

import getpass
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

from acse_desktop.store import contents
from acse_desktop.store.backup import remove_journals, verify
from acse_desktop.store.checking import plain_connection
from acse_desktop.store.explaining import explained
from acse_desktop.store.lock import take
from acse_desktop.store.opening import check_header
from acse_desktop.store.replacing import replacement, synchronise


def restore(copy: Path, base: Path) -> Path | None:
    """Replace a base by a verified copy and return where the replaced base is kept, if any.

    Its attached files are brought back first, where they are absent or damaged; none is removed.
    Raises CorruptedBase for a bad copy, UnreadableFile or FileTooRecent for a copy of something
    else, BaseLocked when the base is open somewhere, CannotWrite when there is no room; the base
    is then what it was.
    """
    verify(copy)
    check_header(copy)
    lock = take(base, getpass.getuser())
    try:
        with explained(), replacement(base) as fresh:
            shutil.copyfile(copy, fresh)
            verify(fresh)
            _bring_back_contents(copy, base)
            aside = _kept_aside(base) if base.exists() else None
            remove_journals(base)
        return aside
    finally:
        lock.release()


def _bring_back_contents(copy: Path, base: Path) -> None:
    own, sources = contents.folder_of(base), contents.folders_of(copy)
    contents.gather(contents.named_by(copy), sources, own, thorough=True)


def _kept_aside(base: Path) -> Path:
    """A dated copy of the base as it is, damaged or not, with its journals.

    Its pending journal is first rolled back, so that the journal can be removed while the old
    base stands; where that fails the base is damaged, and both are kept for a specialist.
    """
    _settle(base)
    aside = base.with_name(f"{base.stem}_remplacee_{datetime.now():%Y-%m-%d_%H%M%S_%f}.acse")
    for suffix in ("-journal", "-wal", ""):
        source = base.with_name(base.name + suffix)
        if source.exists() and source.stat().st_size:
            kept = aside.with_name(aside.name + suffix)
            shutil.copyfile(source, kept)
            kept.chmod(0o600)
            synchronise(kept)
    return aside


def _settle(base: Path) -> None:
    try:
        with plain_connection(base) as connection:
            connection.execute("PRAGMA journal_mode=TRUNCATE").fetchall()
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except sqlite3.DatabaseError:
        return
