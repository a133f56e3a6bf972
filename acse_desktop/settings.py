"""The preferences of an agent on this computer: a TOML file that a colleague can read."""

from __future__ import annotations

import json
import tomllib
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_data_path, user_log_path

APPLICATION = "acse-desktop"
MOST_RECENTS = 8


def config_folder() -> Path:
    """Where the preferences are."""
    return user_config_path(APPLICATION, appauthor=False)


def data_folder() -> Path:
    """Where the example base is made."""
    return user_data_path(APPLICATION, appauthor=False)


def log_folder() -> Path:
    """Where the program writes what went wrong."""
    return user_log_path(APPLICATION, appauthor=False)


@dataclass
class Preferences:
    """What the program remembers from one day to the next; unknown keys of the file are left."""

    path: Path
    last_base: str = ""
    recent_bases: list[str] = field(default_factory=list)
    text_scale: float = 1.0
    theme: str = "clair"
    language: str = "fr"
    agent: str = ""
    """The name written in the journal; empty means that of the session."""

    def remember_base(self, base: Path) -> None:
        """Put a base first among those opened lately, and save."""
        name = str(base)
        others = [one for one in self.recent_bases if one != name]
        self.last_base, self.recent_bases = name, [name, *others][:MOST_RECENTS]
        self.save()

    def save(self) -> None:
        """Write the file; a folder that refuses it only costs the memory of the choices."""
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in self._kept()]
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="replace")

    def _kept(self) -> list[tuple[str, Any]]:
        return [(one.name, getattr(self, one.name)) for one in fields(self) if one.name != "path"]


def load_preferences(path: Path | None = None) -> Preferences:
    """Read the preferences; an absent or damaged file, or a value of a wrong kind, is a default."""
    found = Preferences(path or config_folder() / "preferences.toml")
    for key, default in found._kept():
        value = _read(found.path).get(key)
        if type(value) is type(default):
            setattr(found, key, value)
    found.recent_bases = [one for one in found.recent_bases if isinstance(one, str)]
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
