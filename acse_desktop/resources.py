"""Where the files that ship with the program are: frozen, installed or in the source tree."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [package / "resources", package.parent / "resources"]
    if frozen:
        candidates.insert(0, Path(frozen) / "resources")
    return next(path for path in candidates if path.is_dir())


def resource(name: str) -> Path:
    """The path of a shipped file or folder, for example `resource("icons/add.svg")`."""
    return _root() / name
