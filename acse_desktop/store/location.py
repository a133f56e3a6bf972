"""Whether a base lies where SQLite is safe.

Two machines writing one SQLite file over a network corrupt it without a single error shown, and
a synchronised folder copies it half written. Such places are refused unless the agent insists.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path, PureWindowsPath

from acse_desktop.errors import NetworkPath
from acse_desktop.translation import _

DRIVE_UNKNOWN, DRIVE_NO_ROOT, DRIVE_REMOTE = 0, 1, 4
NETWORK_TYPES = frozenset(
    ("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "9p", "afpfs", "webdav", "davfs", "ncpfs")
)
LOCAL_FUSE = frozenset({"fuse.fuse-overlayfs"})
SYNCHRONISED_NAMES = re.compile(
    r"(?i)(onedrive|dropbox|nextcloud|owncloud|kdrive|google ?drive|icloud ?drive)\b.*"
)
SYNCHRONISED_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_OCTAL = re.compile(r"\\([0-7]{3})")


class Place(Enum):
    """Where a file lies."""

    LOCAL = "local"
    NETWORK = "network"
    SYNCHRONISED = "synchronised"


def _drive_type(root: str) -> int:
    if sys.platform == "win32":
        return int(ctypes.windll.kernel32.GetDriveTypeW(root))
    return DRIVE_UNKNOWN


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


@dataclass(frozen=True)
class Probe:
    """What the system says of paths; tests give their own answers."""

    windows: bool = sys.platform == "win32"
    realpath: Callable[[str], str] = os.path.realpath
    drive_type: Callable[[str], int] = _drive_type
    """`GetDriveTypeW` of a root such as `P:\\`."""
    mounts: Callable[[], str] = _mounts
    """The text of `/proc/mounts`, empty where there is none."""
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)


SYSTEM = Probe()


def place_of(path: str | Path, probe: Probe = SYSTEM) -> Place:
    """Where a path lies once links, junctions and redirected folders are followed.

    What Windows cannot tell counts as network; elsewhere an unknown file system is local.
    """
    for text in (str(path), probe.realpath(str(path))):
        on_network = _windows_network if probe.windows else _posix_network
        if on_network(text, probe):
            return Place.NETWORK
        if _synchronised(text, probe):
            return Place.SYNCHRONISED
    return Place.LOCAL


def _windows_network(text: str, probe: Probe) -> bool:
    plain = text.replace("/", "\\")
    if plain.upper().startswith("\\\\?\\UNC\\"):
        return True
    plain = plain.removeprefix("\\\\?\\").removeprefix("\\\\.\\")
    if plain.startswith("\\\\"):
        return True
    drive = PureWindowsPath(plain).drive
    unknown = (DRIVE_UNKNOWN, DRIVE_NO_ROOT, DRIVE_REMOTE)
    return bool(drive) and probe.drive_type(f"{drive}\\") in unknown


def _posix_network(text: str, probe: Probe) -> bool:
    best, kind = "", ""
    for line in probe.mounts().splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        point = _OCTAL.sub(lambda found: chr(int(found[1], 8)), parts[1])
        # The last mount on a point hides the ones before.
        if _within(text, point, "/") and len(point) >= len(best):
            best, kind = point, parts[2]
    fuse = kind.startswith("fuse.") and kind not in LOCAL_FUSE
    return fuse or kind in NETWORK_TYPES


def _within(text: str, folder: str, separator: str) -> bool:
    return text == folder or text.startswith(folder.rstrip(separator) + separator)


def _synchronised(text: str, probe: Probe) -> bool:
    separator = "\\" if probe.windows else "/"
    plain = text.replace("/", separator).removeprefix("\\\\?\\")
    roots = (probe.environ.get(name, "") for name in SYNCHRONISED_VARIABLES)
    if any(root and _within(plain.casefold(), root.casefold(), separator) for root in roots):
        return True
    folders = plain.split(separator)[:-1]
    return any(SYNCHRONISED_NAMES.fullmatch(name) for name in folders)


def check_place(path: Path, probe: Probe = SYSTEM) -> None:
    """Refuse a base on a network share or in a synchronised folder (NetworkPath)."""
    place = place_of(path, probe)
    if place is Place.LOCAL:
        return
    where = (
        _("La base « {name} » est sur un partage réseau.")
        if place is Place.NETWORK
        else _("La base « {name} » est dans un dossier synchronisé (OneDrive, Dropbox…).")
    )
    risk = _("Écrite de là, elle peut être abîmée sans qu’aucune erreur ne se voie.")
    raise NetworkPath(
        f"{where.format(name=path.name)} {risk}",
        _(
            "Copiez-la sur ce poste, ouvrez-la en lecture seule, ou demandez une base partagée "
            "sur un serveur si plusieurs agents y travaillent."
        ),
    )
