"""Putting a finished file in the place of another: the old one or the new one, never a mixture."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from acse_desktop.errors import CannotWrite
from acse_desktop.store.database import touch_private
from acse_desktop.translation import _

RETRIES = 5
"""On Windows an antivirus or an indexer may hold a file for a moment."""


@contextmanager
def replacement(target: Path) -> Iterator[Path]:
    """An empty private file beside the target, which takes its place when the block succeeds.

    Whatever happens nothing is left of it otherwise. OSError becomes CannotWrite.
    """
    fresh = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        fresh.unlink(missing_ok=True)
        touch_private(fresh)
        yield fresh
        synchronise(fresh)
        swap(fresh, target)
    except OSError as error:
        raise cannot_write(target) from error
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)


def is_taken(target: Path) -> bool:
    """Whether something has that name; CannotWrite when its folder cannot be entered."""
    try:
        return target.exists()
    except OSError as error:
        raise cannot_write(target) from error


def cannot_write(target: Path) -> CannotWrite:
    """The target could not be written and is what it was."""
    return CannotWrite(
        _("« {name} » n’a pas pu être écrit\u202f; rien n’a été changé.").format(name=target.name),
        _("Vérifiez la place sur le disque et vos droits sur le dossier, puis recommencez."),
    )


def swap(fresh: Path, target: Path) -> None:
    """Rename over the target, patiently; never deletes it first."""
    for attempt in range(RETRIES):
        try:
            os.replace(fresh, target)
            break
        except PermissionError:
            if attempt == RETRIES - 1:
                raise
            time.sleep(0.1 * 2**attempt)
    _synchronise_folder(target.parent)


def synchronise(path: Path) -> None:
    """Have a finished file on the disk for good."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _synchronise_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows has no such call
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
