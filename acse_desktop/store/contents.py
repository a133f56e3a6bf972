"""The contents of attached files, kept beside the base under their SHA-256.

A content is written once and never changed: `<base>.pieces/ab/abcdef…`. The copies of a base share
one folder, `pieces`, beside them, where each content is stored once for all copies. Nothing is
ever deleted here: undoing a removal finds the content again.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from acse_desktop.progress import Progress
from acse_desktop.store.checking import plain_connection
from acse_desktop.store.replacing import cannot_write, sha256_of, swap

POOL = "pieces"
"""Name of the folder that the copies of a base share."""
READ_ONLY = stat.S_IRUSR
BLOCK = 1 << 20
_DIGEST = re.compile(r"[0-9a-f]{64}")


def folder_of(base: Path) -> Path:
    """Where the contents of a base are kept; the folder may not exist yet."""
    return base.with_name(f"{base.name}.pieces")


def folders_of(base: Path) -> tuple[Path, ...]:
    """Where the contents of a base or of one of its copies are looked for."""
    return folder_of(base), base.with_name(POOL)


def place_of(folder: Path, digest: str) -> Path:
    """The file that holds a content in a folder; ValueError when this is no digest."""
    if not _DIGEST.fullmatch(digest):
        raise ValueError(digest)
    return folder / digest[:2] / digest


def find(base: Path, digest: str) -> Path | None:
    """The file that holds a content of a base; None when it is nowhere."""
    if not _DIGEST.fullmatch(digest):
        return None
    places = (place_of(folder, digest) for folder in folders_of(base))
    return next((place for place in places if place.is_file()), None)


def put(folder: Path, source: Path, progress: Progress | None = None) -> tuple[str, int]:
    """Keep the content of a file; gives its digest and its size in bytes.

    Raises OSError when the source cannot be read, CannotWrite when the folder cannot be written,
    Cancelled; nothing is then left behind.
    """
    with _fresh(folder) as fresh:
        digest, size = _copy(source, fresh, progress)
        _settle(fresh, place_of(folder, digest), digest)
    return digest, size


@contextmanager
def _fresh(folder: Path) -> Iterator[Path]:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".acse-", suffix=".tmp", dir=folder)
    except OSError as error:
        raise cannot_write(folder) from error
    os.close(handle)
    try:
        yield Path(name)
    finally:
        with suppress(OSError):
            Path(name).unlink(missing_ok=True)


def _copy(source: Path, fresh: Path, progress: Progress | None) -> tuple[str, int]:
    """Copy by blocks while the digest is worked out: it is that of what was written."""
    digest, done = hashlib.sha256(), 0
    with source.open("rb") as read:
        total = os.fstat(read.fileno()).st_size
        while block := read.read(BLOCK):
            digest.update(block)
            _append(fresh, block)
            done += len(block)
            if progress is not None:
                progress.step(done, max(total, done), source.name)
    return digest.hexdigest(), done


def _append(fresh: Path, block: bytes) -> None:
    try:
        with fresh.open("ab") as written:
            written.write(block)
    except OSError as error:
        raise cannot_write(fresh) from error


def _settle(fresh: Path, place: Path, digest: str) -> None:
    """Give a finished content its name, unless a sound one has it already."""
    if is_sound(place, digest):
        return
    try:
        place.parent.mkdir(mode=0o700, exist_ok=True)
        with fresh.open("rb+") as file:
            os.fsync(file.fileno())
        fresh.chmod(READ_ONLY)
        if place.exists():
            place.chmod(READ_ONLY | stat.S_IWUSR)  # Windows replaces no read-only file
        swap(fresh, place)
    except OSError as error:
        raise cannot_write(place) from error


def is_sound(place: Path, digest: str) -> bool:
    """Whether a file is there and holds the content that its name says."""
    try:
        return place.is_file() and sha256_of(place) == digest
    except OSError:
        return False


def kept_in(folder: Path) -> dict[str, Path]:
    """Every content of a folder, by digest; empty when there is no folder."""
    found = folder.glob("??/*") if folder.is_dir() else ()
    return {place.name: place for place in found if _DIGEST.fullmatch(place.name)}


def named_by(base: Path) -> set[str]:
    """The digests that a base names, in its records and in what can be undone."""
    with plain_connection(base, mode="ro") as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if "fichier" not in tables:
            return set()
        rows = connection.execute(
            "SELECT empreinte, '' FROM fichier UNION ALL "
            "SELECT avant, apres FROM changement WHERE table_nom = 'fichier'"
        ).fetchall()
    return set(_DIGEST.findall(" ".join(text or "" for row in rows for text in row)))


def gather(named: Iterable[str], sources: Iterable[Path], folder: Path, *, thorough: bool) -> int:
    """Bring the contents named from their folders into another; gives how many were copied.

    What is there already stays; `thorough` reads it again, and a damaged content is replaced by a
    sound one. A damaged one is never copied. Raises CannotWrite when there is no room: what was
    copied stays, and harms nothing.
    """
    known = [kept_in(source) for source in sources if source != folder]
    copied = 0
    for digest in named:
        places = [found[digest] for found in known if digest in found]
        target = place_of(folder, digest)
        there = is_sound(target, digest) if thorough else target.is_file()
        if there or not places:
            continue
        sound = next((place for place in places if is_sound(place, digest)), None)
        if sound is not None:
            put(folder, sound)
            copied += 1
    return copied
