"""No widget is ever freed by the thread of the base."""

from __future__ import annotations

import gc
import threading
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.tasks import Database


class Cycle(QObject):
    """Says which thread frees it."""

    def __init__(self, freed: list[str]) -> None:
        super().__init__()
        self.me, self.freed = self, freed

    def __del__(self) -> None:
        self.freed.append(threading.current_thread().name)


def _much(_progress: Any) -> int:
    """Far more containers than any threshold of the collector."""
    return sum(len([[]]) for _turn in range(200_000) for _cycle in [[]])


def test_cycles_are_freed_on_the_gui_thread(qtbot: QtBot, qapp: QApplication) -> None:
    freed: list[str] = []
    database = Database("Awa")
    Cycle(freed)
    done: list[int] = []
    kept = [[index] for index in range(5_000)]
    database.apart(_much, done.append)
    qtbot.waitUntil(lambda: bool(done and freed), timeout=10_000)
    database.close()
    assert len(kept) == 5_000
    assert freed == [threading.main_thread().name]
    assert not gc.isenabled()
