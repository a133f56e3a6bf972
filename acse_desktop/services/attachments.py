"""Files joined to a dossier or an organisme: kept beside the base, opened, exported, verified.

The content goes to `store.contents` first, its record next: whatever stops the program between
the two leaves a content that no record names, which `verifier` tells and which harms nothing.
"""

from __future__ import annotations

import shutil
import stat
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from acse_desktop.errors import UnreadableFile, UserError
from acse_desktop.models import Fichier
from acse_desktop.progress import Progress
from acse_desktop.services import filenames, records
from acse_desktop.services.atomic import explained, written_aside
from acse_desktop.services.today import current_day
from acse_desktop.store import contents
from acse_desktop.store.operations import PLACE, check_writable, operation
from acse_desktop.translation import N_, _
from acse_desktop.typography import count_text

LIMIT = 50 * 1024 * 1024
"""Bytes of one file: a scan of a hundred pages is far below."""
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Owner:
    """What files hang on: an organisme, and one of its dossiers unless they serve every year."""

    organisme_id: str
    dossier_id: str | None = None


@dataclass(frozen=True)
class Kept:
    """A content that is beside the base, and the name its file had."""

    nom: str
    empreinte: str
    taille: int
    """Bytes."""


@dataclass(frozen=True)
class OpenedCopy:
    """A copy to be opened by the desktop."""

    path: Path
    risky: bool
    """Whether opening it may run a program: the agent is warned first."""


def add(
    session: Session,
    sources: Sequence[Path],
    owner: Owner,
    *,
    agent: str,
    piece_id: str | None = None,
    progress: Progress | None = None,
) -> list[str]:
    """Join files, all or none; gives their identifiers.

    Raises UnreadableFile for a file that cannot be read, UserError for one above the limit,
    CannotWrite when there is no room, Cancelled when the user gives up.
    """
    kept = keep(session, sources, progress)
    with operation(session, N_("Joindre des fichiers"), agent=agent):
        return record(session, kept, owner, piece_id, agent=agent)


def keep(session: Session, sources: Sequence[Path], progress: Progress | None = None) -> list[Kept]:
    """Put the contents of files beside the base; nothing is written in it. Raises as `add`."""
    check_writable(session)
    for source in sources:
        _check(source)
    folder = contents.folder_of(session.info[PLACE])
    return [_kept(folder, source, progress) for source in sources]


def _kept(folder: Path, source: Path, progress: Progress | None) -> Kept:
    try:
        return Kept(source.name, *contents.put(folder, source, progress))
    except OSError as error:
        raise _unreadable(source) from error


def _check(source: Path) -> None:
    try:
        known = source.stat()
        if not stat.S_ISREG(known.st_mode):
            raise _unreadable(source)
        with source.open("rb") as file:
            file.read(1)
    except OSError as error:
        raise _unreadable(source) from error
    if known.st_size > LIMIT:
        raise _too_big(source, known.st_size)


def _unreadable(source: Path) -> UnreadableFile:
    return UnreadableFile(
        _("« {name} » ne peut pas être lu\u202f; rien n’a été joint.").format(name=source.name),
        _("Joignez des fichiers et non des dossiers, et vérifiez qu’ils sont accessibles."),
    )


def _too_big(source: Path, size: int) -> UserError:
    return UserError(
        _("« {name} » pèse {size} Mo, plus que les {limit} Mo permis\u202f; rien n’a été joint.")
        .format(name=source.name, size=count_text(-(-size // MEGABYTE)),
                limit=count_text(LIMIT // MEGABYTE)),
        _("Numérisez-le en noir et blanc, à 200 points par pouce, ou scindez-le."),
    )  # fmt: skip


def record(
    session: Session, kept: Iterable[Kept], owner: Owner, piece_id: str | None, *, agent: str
) -> list[str]:
    """Write what the contents are in the base; gives the identifiers of the files."""
    day = current_day(session)
    own = {"organisme_id": owner.organisme_id, "dossier_id": owner.dossier_id}
    own |= {"piece_id": piece_id, "agent": agent}
    return [
        records.create(
            session, "fichier",
            {**own, "nom": one.nom, "empreinte": one.empreinte, "taille": one.taille,
             "ajoute_le": day},
            agent=agent, name=N_("Joindre un fichier"),
        )
        for one in kept
    ]  # fmt: skip


# ---- reading


def open_copy(session: Session, fichier_id: str) -> OpenedCopy:
    """A copy under its own name, made safe, in a folder that goes with the program.

    Raises UserError when the content is absent or altered, Conflict when the file is no more.
    """
    file = session.get_one(Fichier, fichier_id)
    folder = Path(tempfile.mkdtemp(dir=_opened_files()))
    target = folder / filenames.safe(file.nom or "")
    _copy(session, file, target)
    target.chmod(stat.S_IRUSR)  # what is typed there would be lost: programs say so
    return OpenedCopy(target, filenames.is_risky(target.name))


@cache
def _session_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="acse-pieces-", ignore_cleanup_errors=True)


def _opened_files() -> str:
    return _session_folder().name


def export(
    session: Session,
    folder: Path,
    condition: ColumnElement[bool],
    progress: Progress | None = None,
) -> list[Path]:
    """Copy files under their names; a name that is taken gets a number, nothing is replaced.

    Raises UserError when a content is absent or altered, CannotWrite, Cancelled; the files
    already copied stay.
    """
    files = list(session.scalars(select(Fichier).where(condition).order_by(Fichier.nom)))
    written = []
    for rank, file in enumerate(files):
        if progress is not None:
            progress.step(rank, len(files), file.nom or "")
        target = filenames.free(folder / filenames.safe(file.nom or ""))
        with written_aside(target) as fresh:
            _copy(session, file, fresh)
        written.append(target)
    return written


def export_one(session: Session, fichier_id: str, folder: Path) -> Path:
    """Copy a file to a folder; raises as `export`."""
    return export(session, folder, Fichier.id == fichier_id)[0]


def export_dossier(
    session: Session, dossier_id: str, folder: Path, progress: Progress | None = None
) -> list[Path]:
    """Copy every file of a dossier to a folder; raises as `export`."""
    return export(session, folder, Fichier.dossier_id == dossier_id, progress)


def export_files(
    session: Session, ids: Iterable[str], folder: Path, progress: Progress | None = None
) -> list[Path]:
    """Copy the files named to a folder; raises as `export`."""
    return export(session, folder, Fichier.id.in_(list(ids)), progress)


def _copy(session: Session, file: Fichier, target: Path) -> None:
    digest = file.empreinte or ""
    source = contents.find(session.info[PLACE], digest)
    if source is None or not contents.is_sound(source, digest):
        raise UserError(
            _("Le contenu de « {name} » est absent ou abîmé.").format(name=file.nom),
            _("Restaurez une sauvegarde, ou joignez de nouveau le fichier."),
        )
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        raise explained(error, target) from error
