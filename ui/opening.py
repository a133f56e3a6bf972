"""Files handed to the programs of the desktop."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_file(path: Path) -> bool:
    """Open a file or a folder; False when no program does."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def print_file(path: Path) -> bool:
    """Have the program of a file print it, which only Windows can ask; False otherwise."""
    if sys.platform == "win32":
        import os

        try:
            os.startfile(path, "print")  # noqa: S606 the verb of the Explorer, for a document of the program
        except OSError:
            return False
        return True
    return False
