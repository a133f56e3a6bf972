"""Dated copies of a base, verified when made and again before they are used.

SQLite's integrity check is no checksum (it saw 4 of 60 flipped bits): each copy has its SHA-256.
"""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from acse_desktop.errors import CannotWrite, CorruptedBase
from acse_desktop.store import contents
from acse_desktop.store.checking import check_sound, counts_of, plain_connection
from acse_desktop.store.explaining import explained
from acse_desktop.store.replacing import cannot_write, replacement, sha256_of
from acse_desktop.store.rotation import kept
from acse_desktop.translation import _

STAMP = "%Y-%m-%d_%H%M%S_%f"
_DATED = re.compile(r".+_(\d{4}-\d\d-\d\d_\d{6}_\d{6})(?:_(?P<label>[a-z-]+))?\.acse")


def folder_of(base: Path) -> Path:
    """Where the copies of a base go unless the agent chose another folder."""
    return base.with_name(f"{base.name}.sauvegardes")


def back_up(path: Path, folder: Path | None = None, label: str = "") -> Path:
    """Copy a base, even while it is written, and return the copy once it is proven good.

    A `label` (`avant-migration`…) keeps the copy out of the rotation. The attached files that the
    copy names are in the folder `pieces` beside it, once for all copies. Raises CannotWrite when
    there is no room or no right, CorruptedBase when the base is damaged; no half copy is left.
    """
    folder = folder or folder_of(path)
    suffix = f"_{label}" if label else ""
    target = folder / f"{path.stem}_{datetime.now():{STAMP}}{suffix}.acse"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(target) from error
    with explained(), replacement(target) as fresh:
        copy_base(path, fresh)
        pool, sources = folder / contents.POOL, contents.folders_of(path)
        contents.gather(contents.named_by(fresh), sources, pool, thorough=False)
        _write_digest(target, sha256_of(fresh))
    return target


def copy_base(source: Path, target: Path) -> None:
    """Copy the content of a base in an empty file and compare: rows per table, soundness."""
    with plain_connection(source) as origin, plain_connection(target) as copy:
        # Counting and copying in one read transaction: a writer between them changes neither.
        origin.execute("BEGIN")
        expected = counts_of(origin)
        origin.backup(copy)
        origin.execute("COMMIT")
        check_sound(copy, thorough=True)
        if counts_of(copy) != expected:
            raise CannotWrite(
                _("La copie de la base est incomplète\u202f; elle a été effacée."),
                _("Vérifiez la place sur le disque, puis recommencez."),
            )


def digest_path(copy: Path) -> Path:
    """The file that holds the SHA-256 of a copy."""
    return copy.with_name(f"{copy.name}.sha256")


def _write_digest(copy: Path, digest: str) -> None:
    with replacement(digest_path(copy)) as fresh:
        fresh.write_text(f"{digest}  {copy.name}\n", encoding="utf-8")


def date_of(copy: Path) -> datetime | None:
    """When a copy was made, by its name."""
    found = _DATED.fullmatch(copy.name)
    return datetime.strptime(found[1], STAMP) if found else None


def backups_of(base: Path, folder: Path | None = None) -> list[Path]:
    """The dated copies of a base, the latest first; none when the folder cannot be read."""
    try:
        found = list((folder or folder_of(base)).glob("*.acse"))
    except OSError:
        return []
    return sorted((copy for copy in found if date_of(copy)), key=_moment, reverse=True)


def _moment(copy: Path) -> datetime:
    return date_of(copy) or datetime.min


def rotate(folder: Path, now: datetime | None = None) -> list[Path]:
    """Delete the copies that the rule does not keep, and return them; labelled ones stay."""
    dated = {
        moment: copy
        for copy in folder.glob("*.acse")
        if (found := _DATED.fullmatch(copy.name)) and not found["label"]
        if (moment := date_of(copy))
    }
    keep = kept(dated, now or datetime.now())
    dropped = [copy for moment, copy in dated.items() if moment not in keep]
    for copy in dropped:
        with suppress(OSError):
            copy.unlink()
            digest_path(copy).unlink(missing_ok=True)
    return dropped


def verify(copy: Path) -> dict[str, int]:
    """The rows per table of a copy that is sound and unchanged since it was made.

    CorruptedBase otherwise. A copy without its SHA-256 (made by hand) is checked by SQLite alone.
    """
    try:
        if _digest_differs(copy):
            raise _bad_copy(copy)
        with plain_connection(copy, mode="ro") as connection:
            check_sound(connection, thorough=True)
            return counts_of(connection)
    except (CorruptedBase, sqlite3.DatabaseError, OSError) as error:
        raise _bad_copy(copy) from error


def _digest_differs(copy: Path) -> bool:
    try:
        expected = digest_path(copy).read_text(encoding="utf-8").split()[:1]
    except FileNotFoundError:
        return False
    return expected != [sha256_of(copy)]


def _bad_copy(copy: Path) -> CorruptedBase:
    return CorruptedBase(
        _("La sauvegarde « {name} » est absente ou abîmée.").format(name=copy.name),
        _("Choisissez une sauvegarde plus ancienne du même dossier."),
    )


def last_good(base: Path) -> Path | None:
    """The latest copy of a base that still verifies."""
    for copy in backups_of(base):
        with suppress(CorruptedBase):
            verify(copy)
            return copy
    return None


def remove_journals(base: Path) -> None:
    """Delete what an unclean end left beside a base; a stray one would be replayed into it."""
    for suffix in ("-journal", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            os.unlink(f"{base}{suffix}")
