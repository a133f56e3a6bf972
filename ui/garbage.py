"""Python's cyclic garbage is collected on the GUI thread only.

A collection that starts on the database thread may free widgets there, while the GUI thread is
painting them: the process then dies (seen: a segmentation fault when a window was dressed while
the base was read).
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimer

PERIOD = 500
"""Milliseconds between two looks at what has piled up."""


class Collector(QObject):
    """Collects by Python's own thresholds, from a timer of the GUI thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        timer = QTimer(self)
        timer.timeout.connect(self.collect)
        timer.start(PERIOD)

    def collect(self) -> None:
        """Collect the oldest generation that is full, and with it the younger ones."""
        full = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, most) in enumerate(full) if count > most]
        if due:
            gc.collect(due[-1])


def collect_on_gui_thread() -> None:
    """Take collection away from every other thread, for as long as the application runs."""
    app = QCoreApplication.instance()
    if app is not None and app.findChild(Collector) is None:
        Collector(app)
    gc.disable()
