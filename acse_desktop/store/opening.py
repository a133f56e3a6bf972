"""Opening a base in the order that was measured to be safe, and making new ones.

Path, header, leftovers, lock, engine and pragmas, soundness, version, backup of the day: each step
refuses before the next could do harm. The window asks for the soundness of a base that was closed
well, and for the backup, after its first rows: see `OpenBase.finish_opening`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.errors import CorruptedBase, UnreadableFile, UserError
from acse_desktop.fields import new_id
from acse_desktop.models import BaseInfo
from acse_desktop.store import migrating
from acse_desktop.store.backup import back_up, backups_of, date_of, folder_of, last_good, rotate
from acse_desktop.store.checking import check_file, header_of
from acse_desktop.store.database import (
    APPLICATION_ID,
    engine_for,
    schema_version,
    session_factory,
)
from acse_desktop.store.explaining import damaged, explained
from acse_desktop.store.location import SYSTEM, Probe, check_place
from acse_desktop.store.lock import Lock, take
from acse_desktop.store.operations import BEFORE_WRITING, PLACE, READ_ONLY
from acse_desktop.store.recording import GUARDED
from acse_desktop.translation import _


class OpenBase:
    """A base that was checked and is held, until `close`."""

    def __init__(self, path: Path, lock: Lock | None, *, checked: bool = True) -> None:
        self.path = path
        self.checked = checked
        """Whether the file was found sound; until it is, nothing can be written."""
        self.read_only = lock is None
        self.warnings: list[UserError] = []
        """What went wrong without preventing the work: the backup of the day."""
        self._lock = lock
        self._engine = engine_for(path, read_only=self.read_only)
        self._sessions = session_factory(self._engine)
        try:
            with self.session() as session:
                self.info = _info_of(session)
        except BaseException:
            self._engine.dispose()
            raise

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session for the thread that opens it: reads at will, writes through `operation`."""
        with explained(), self._sessions() as session:
            session.info.update({GUARDED: True, READ_ONLY: self.read_only, PLACE: self.path})
            session.info[BEFORE_WRITING] = self.finish_opening
            yield session

    def finish_opening(self) -> None:
        """Check the file and make the backup of the day, when opening has left them for later.

        Raises CorruptedBase, again and again, when the file is damaged: it is to be closed.
        """
        if self.checked:
            return
        with _with_last_good(self.path), explained():
            check_file(self.path, thorough=False, mode="ro" if self.read_only else "rw")
        self.checked = True
        if not self.read_only:
            _back_up_of_the_day(self)

    def close(self) -> None:
        """Let go of the file and of its lock; may be called twice."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> OpenBase:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _info_of(session: Session) -> dict[str, str]:
    return {fact.cle: fact.valeur for fact in session.scalars(select(BaseInfo))}


def create_base(
    path: Path,
    *,
    exercice: int,
    agent: str,
    departement: str = "",
    region: str = "",
    network_allowed: bool = False,
    jour: date | None = None,
) -> Path:
    """Make an empty base for a département or a region; CannotWrite when the name is taken.

    `jour` is for example bases: they live on that day, whatever the day they are opened.
    """
    if not network_allowed:
        check_place(path)
    info = {"id": new_id(), "exercice": str(exercice), "cree_par": agent}
    info |= {"departement": departement} if departement else {}
    info |= {"region": region} if region else {}
    info |= {"jour": jour.isoformat()} if jour else {}
    migrating.create(path, info)
    return path


def open_base(
    path: Path,
    *,
    agent: str,
    read_only: bool = False,
    forced_lock: bool = False,
    network_allowed: bool = False,
    deferred_check: bool = False,
    probe: Probe = SYSTEM,
) -> OpenBase:
    """Open a base, or raise the UserError that says why not and what to do; the file is then
    what it was.

    `read_only` takes no lock and writes nothing, so it is the way to look at a base held by
    somebody else or on a network. `forced_lock` takes the lock of another host, after a backup:
    ask the agent twice before. `deferred_check` leaves the soundness of a base that was closed
    well to `OpenBase.finish_opening`, which every write waits for.
    """
    if not (read_only or network_allowed):
        check_place(path, probe)
    unclean = check_header(path)
    # A base left by a crash, or to be migrated, is read whole before anything else.
    deferred = deferred_check and not unclean and header_of(path).version == schema_version()
    thorough = None if deferred else unclean
    if read_only:
        return _opened(path, None, thorough)
    if forced_lock:
        back_up(path, label="avant-forcage")
    lock = take(path, agent, forced_lock)
    try:
        return _opened(path, lock, thorough)
    except BaseException:
        lock.release()
        raise


def _opened(path: Path, lock: Lock | None, thorough: bool | None) -> OpenBase:
    """`thorough` tells how to check the file; None leaves it for later."""
    with _with_last_good(path), explained():
        if lock is not None:
            _set_stray_log_aside(path)
        if thorough is not None:
            check_file(path, thorough, mode="rw" if lock else "ro")
    if lock is not None:
        migrating.migrate(path)
    elif header_of(path).version < schema_version():
        raise _too_old_to_read(path)
    with _with_last_good(path):
        opened = OpenBase(path, lock, checked=thorough is not None)
    if lock is not None and opened.checked:
        _back_up_of_the_day(opened)
    return opened


def check_header(path: Path) -> bool:
    """Refuse what is not a base of ours by its first bytes; tell whether its end was unclean.

    Raises UnreadableFile, CorruptedBase, or FileTooRecent for a later version.
    """
    try:
        header = header_of(path)
    except OSError as error:
        raise UnreadableFile(
            _("La base « {name} » est introuvable ou illisible.").format(name=path.name),
            _("Vérifiez son emplacement et vos droits, ou ouvrez une autre base."),
        ) from error
    if not header.sound and not header.workbook:
        with _with_last_good(path):
            raise damaged()
    if header.application_id != APPLICATION_ID:
        raise UnreadableFile(
            _("« {name} » n’est pas une base de ce programme.").format(name=path.name),
            _("Ouvrez un fichier .acse, ou importez ce fichier s’il contient des dossiers."),
        )
    migrating.check_version(path)
    return any(map(_is_filled, _leftovers(path)))


def _leftovers(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in ("-journal", "-wal")]


def _is_filled(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _set_stray_log_aside(path: Path) -> None:
    """Keep SQLite from replaying a write-ahead log that belongs to another file.

    Our bases never have one. When another tool put the base in that mode its header says so and
    the log is its own; otherwise it was left beside a base that was copied there.
    """
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and not header_of(path).wal:
        os.replace(log, log.with_name(f"{log.name}.ecarte_{datetime.now():%Y-%m-%d_%H%M%S}"))
        with suppress(FileNotFoundError):
            path.with_name(f"{path.name}-shm").unlink()


@contextmanager
def _with_last_good(path: Path) -> Iterator[None]:
    """Name the last good backup when the base turns out to be damaged."""
    try:
        yield
    except CorruptedBase as error:
        copy = last_good(path)
        made = date_of(copy) if copy else None
        if copy is None or made is None:
            remedy = _("Aucune sauvegarde n’a été trouvée\u00a0: demandez la copie du service.")
        else:
            remedy = _("Restaurez la dernière sauvegarde saine, « {name} », du {date}.").format(
                name=copy.name, date=f"{made:%d/%m/%Y %H:%M}"
            )
        message = _("La base « {name} » est endommagée\u202f; elle n’a pas été touchée.")
        raise CorruptedBase(message.format(name=path.name), remedy) from error


def _too_old_to_read(path: Path) -> UnreadableFile:
    return UnreadableFile(
        _("La base « {name} » est d’une version plus ancienne.").format(name=path.name),
        _("Ouvrez-la une fois en écriture\u00a0: elle sera sauvegardée puis mise à jour."),
    )


def _back_up_of_the_day(opened: OpenBase) -> None:
    """A full disk or an unreachable folder is told, and the work goes on."""
    dates = [date_of(copy) for copy in backups_of(opened.path)]
    if any(made and made.date() == datetime.now().date() for made in dates):
        return
    try:
        back_up(opened.path)
        rotate(folder_of(opened.path))
    except UserError as error:
        opened.warnings.append(error)
