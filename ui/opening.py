"""Files handed to the programs of the desktop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_file(path: Path) -> bool:
    """Open a file or a folder; False when no program does."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
