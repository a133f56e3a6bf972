"""Files written aside, then put in place at once: the old file stays whole until the new one is."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from acse_desktop.errors import CannotWrite
from acse_desktop.store.checking import header_of
from acse_desktop.translation import _

RETRY_SECONDS = (0.2, 0.4, 0.8, 1.1)
"""Waits between the five tries at replacing a file: an antivirus or an indexer may hold it."""


class KeptAside(CannotWrite):
    """The file is finished, but its place is held; `kept` is where it waits."""

    def __init__(self, message: str, remedy: str, kept: Path) -> None:
        super().__init__(message, remedy)
        self.kept = kept


@contextmanager
def written_aside(target: Path) -> Iterator[Path]:
    """A path beside the target to write to; it takes the target's place when the block ends well.

    When the block fails, or is given up, nothing is left of it and the old file is intact.
    Raises CannotWrite when there is no room, no right or no folder, or when the target is a folder
    or a base, and KeptAside when the target stays held by another program.
    """
    with _explained(target):
        _refuse_precious(target)
        refuse_open_target(target)
        temporary = _beside(target)
    kept = False
    try:
        with _explained(target):
            yield temporary
            _flush(temporary)
        try:
            _put_in_place(temporary, target)
        except KeptAside:
            kept = True
            raise
    finally:
        if not kept:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _refuse_precious(target: Path) -> None:
    """A mistyped name must never cost a base; a folder is refused before the work, not after."""
    if target.is_dir():
        raise explained(IsADirectoryError(errno.EISDIR, ""), target)
    with contextlib.suppress(OSError):
        if target.is_file() and header_of(target).sound:
            raise CannotWrite(
                _("« {name} » est une base\u202f; elle n’a pas été remplacée.").format(
                    name=target.name
                ),
                _("Choisissez un autre nom pour le fichier à écrire."),
            )


def refuse_open_target(target: Path) -> None:
    """Raise CannotWrite when Excel has the target open, naming who if the owner file says it."""
    owner_file = target.with_name(f"~${target.name}")
    if target.exists() and owner_file.exists():
        raise CannotWrite(
            _("Le classeur « {name} » est ouvert dans Excel{who}.").format(
                name=target.name, who=_owner(owner_file)
            ),
            _("Fermez-le, ou enregistrez sous un autre nom."),
        )


def _owner(owner_file: Path) -> str:
    """Excel writes the length of its user's name, then the name in the system's code page."""
    try:
        content = owner_file.read_bytes()[:55]
    except OSError:
        return ""
    name = content[1 : 1 + content[0]].decode("cp1252", "replace").strip() if content else ""
    return _(" par {name}").format(name=name) if name.isprintable() and name else ""


def _beside(target: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix=".acse-", suffix=target.suffix, dir=target.parent)
    os.close(handle)
    return Path(name)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _put_in_place(temporary: Path, target: Path) -> None:
    _usual_rights(temporary)
    for wait in (*RETRY_SECONDS, None):
        try:
            os.replace(temporary, target)
            return
        except PermissionError as error:
            if wait is None:
                raise _held(temporary, target) from error
            time.sleep(wait)
        except OSError as error:
            raise explained(error, target) from error


def _usual_rights(temporary: Path) -> None:
    """mkstemp makes a file for its owner alone; give it what any new file has."""
    mask = os.umask(0)
    os.umask(mask)
    with contextlib.suppress(OSError):
        temporary.chmod(0o666 & ~mask)


def _held(temporary: Path, target: Path) -> KeptAside:
    return KeptAside(
        _("« {name} » est ouvert dans un autre programme et ne peut pas être remplacé.").format(
            name=target.name
        ),
        _(
            "Fermez-le et recommencez, ou enregistrez sous un autre nom\u202f; le nouveau fichier"
            " est terminé et attend sous le nom « {kept} » dans le même dossier."
        ).format(kept=temporary.name),
        temporary,
    )


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise explained(error, target) from error


def explained(error: OSError, target: Path) -> CannotWrite:
    """A system error met while writing the target, as a sentence with its remedy."""
    reasons = {
        errno.ENOSPC: _("il n’y a plus de place sur le disque"),
        errno.EDQUOT: _("il n’y a plus de place sur le disque"),
        errno.EFBIG: _("il n’y a plus de place sur le disque"),
        errno.ENOENT: _("le dossier n’existe pas"),
        errno.ENOTDIR: _("le dossier n’existe pas"),
        errno.EACCES: _("vous n’avez pas le droit d’écrire dans ce dossier"),
        errno.EPERM: _("vous n’avez pas le droit d’écrire dans ce dossier"),
        errno.EROFS: _("ce dossier est en lecture seule"),
        errno.ENAMETOOLONG: _("son nom est trop long"),
        errno.EISDIR: _("un dossier porte ce nom"),
    }
    reason = reasons.get(error.errno or 0, _("le disque ne répond pas comme attendu"))
    return CannotWrite(
        _("« {name} » n’a pas pu être écrit\u00a0: {reason}.").format(
            name=target.name or target, reason=reason
        ),
        _("Rien n’a été modifié\u202f; choisissez un autre dossier ou libérez de la place."),
    )
