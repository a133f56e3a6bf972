"""The lock file beside a base: one program at a time, and a name to ring when it is taken.

SQLite's own locks do not hold across machines; a file created exclusively does.
"""

from __future__ import annotations

import atexit
import json
import os
import platform
import time
import uuid
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from acse_desktop import __version__
from acse_desktop.errors import BaseLocked, CannotWrite
from acse_desktop.store.processes import birth_of
from acse_desktop.translation import _


@dataclass(frozen=True)
class Holder:
    """Who holds a base."""

    agent: str = ""
    host: str = ""
    pid: int = 0
    since: str = ""
    """Local time, ISO 8601 with its offset."""
    application: str = ""
    birth: str = ""
    """When the process started, as its system tells it."""

    @classmethod
    def here(cls, agent: str) -> Holder:
        """This process, now."""
        since = datetime.now().astimezone().isoformat(timespec="seconds")
        birth = birth_of(os.getpid()) or ""
        application = f"acse-desktop {__version__}"
        return cls(agent, platform.node(), os.getpid(), since, application, birth)

    def is_gone(self) -> bool:
        """Whether the holder was a process of this host that lives no more."""
        return self.host == platform.node() and birth_of(self.pid) != self.birth

    def since_text(self) -> str:
        """The day and hour as an agent reads them; empty when unknown."""
        try:
            return datetime.fromisoformat(self.since).astimezone().strftime("%d/%m/%Y %H:%M")
        except ValueError:
            return ""


def lock_path(base: Path) -> Path:
    """The lock file of a base."""
    return base.with_name(f"{base.name}.verrou")


def holder_of(base: Path) -> Holder | None:
    """Who holds a base; None when nobody does; an empty Holder when the file says nothing."""
    try:
        content = lock_path(base).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except OSError:
        return Holder()
    return _read(content)


def _read(content: str) -> Holder:
    try:
        known = json.loads(content)
        return Holder(**{name: known[name] for name in asdict(Holder())})
    except (ValueError, KeyError, TypeError):
        return Holder()


class Lock:
    """A base held by this process until `release`, or until the program leaves."""

    def __init__(self, base: Path, holder: Holder) -> None:
        self.base = base
        self.holder = holder
        atexit.register(self.release)

    def is_ours(self) -> bool:
        """Whether nobody forced the lock since it was taken."""
        return holder_of(self.base) == self.holder

    def release(self) -> None:
        """Give the base back; a lock that somebody forced is left to them."""
        atexit.unregister(self.release)
        if self.is_ours():
            with suppress(OSError):
                lock_path(self.base).unlink()


def take(base: Path, agent: str, forced: bool = False) -> Lock:
    """Hold a base, or say who does (BaseLocked).

    A lock left by a dead process of this host is taken over. One of another host never is,
    however old, unless `forced`: the caller has backed the base up and asked the agent twice.
    """
    for _attempt in range(5):
        mine = Holder.here(agent)
        if _created(lock_path(base), mine):
            return Lock(base, mine)
        found = _settled_holder(base)
        if found is not None:
            if not (forced or found.is_gone()):
                raise _locked(base, found)
            _set_aside(base, found)
    raise _locked(base, holder_of(base) or Holder())


def _created(path: Path, holder: Holder) -> bool:
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
    except FileExistsError:
        return False
    except OSError as error:
        raise CannotWrite(
            _("Le dossier de la base ne peut pas être écrit."),
            _("Ouvrez la base en lecture seule, ou copiez-la dans un dossier à vous."),
        ) from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(holder), file, ensure_ascii=False)
    return True


def _settled_holder(base: Path) -> Holder | None:
    """The holder, once whoever is just creating the file has had the time to write its name."""
    for _attempt in range(4):
        found = holder_of(base)
        if found != Holder():
            return found
        time.sleep(0.05)
    return Holder()


def _set_aside(base: Path, expected: Holder) -> None:
    # Renaming is atomic: of two programs that find the same dead holder, one gets the file. A
    # live lock renamed by mistake (the other was quicker) is put back unless a third took it.
    path = lock_path(base)
    aside = path.with_name(f"{path.name}.{uuid.uuid4().hex}")
    try:
        os.replace(path, aside)
    except FileNotFoundError:
        return
    if _read(aside.read_text(encoding="utf-8")) != expected:
        with suppress(OSError):
            os.link(aside, path)
    aside.unlink()


def _locked(base: Path, holder: Holder) -> BaseLocked:
    message = _("La base « {name} » est déjà ouverte par {agent} sur le poste {host}{since}.")
    since = holder.since_text()
    return BaseLocked(
        message.format(
            name=base.name,
            agent=holder.agent or _("un agent inconnu"),
            host=holder.host or _("inconnu"),
            since=_(" depuis le {moment}").format(moment=since) if since else "",
        ),
        _("Ouvrez-la en lecture seule, ou demandez à cette personne de la fermer."),
    )
