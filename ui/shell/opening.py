"""Shown while a base is opened or made: what is under way, and how far it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acse_desktop.translation import _
from ui.theme.apply import current
from ui.widgets.bars import BusyBar
from ui.widgets.labels import TextLabel


class OpeningPage(QWidget):
    """A sentence and a bar in the middle of the window."""

    def __init__(self) -> None:
        super().__init__()
        self._text = TextLabel("", "card")
        self.bar = BusyBar(_("Ouverture"))
        self.bar.setFixedWidth(current().px(320))
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self._text, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def say(self, text: str) -> None:
        """What is under way, without knowing how long it will take."""
        self._text.setText(text)
        self.bar.show_progress(0, 0)

    def show_progress(self, done: int, total: int) -> None:
        """How far it is."""
        self.bar.show_progress(done, total)
