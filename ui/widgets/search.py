"""The search box: magnifier, text, shortcut reminder."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from ui.theme.apply import current
from ui.theme.dress import dress
from ui.theme.icons import pixmap
from ui.theme.painting import painter_on
from ui.theme.tokens import CONTROL

DELAY = 200
"""Milliseconds without a key before a search starts."""


class SearchBox(QLineEdit):
    """`search_edited` follows typing after a pause, `search_requested` comes with Enter."""

    search_edited = Signal(str)
    search_requested = Signal(str)

    def __init__(self, name: str, hint: str = "", shortcut: str = "") -> None:
        super().__init__()
        self._shortcut = shortcut
        self.rename(name, hint)
        dress(self, font="body", height=CONTROL)
        self._pause = QTimer(self, singleShot=True, interval=DELAY)
        self._pause.timeout.connect(self._edited)
        self.textEdited.connect(self._wait)
        self.returnPressed.connect(self._requested)

    def set_pause(self, milliseconds: int) -> None:
        """Wait more or less after the last key before `search_edited`."""
        self._pause.setInterval(milliseconds)

    def rename(self, name: str, hint: str = "") -> None:
        """Change what is searched; the hint says it in the box."""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint or name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the box before it does anything else."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._edited()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The magnifier at the left; the shortcut at the right while the box is empty."""
        super().paintEvent(event)
        px, painter = current().px, painter_on(self)
        side = px(16)
        painter.drawPixmap(px(8), (self.height() - side) // 2, pixmap("search", 16, "ink3"))
        if not self.text() and self._reminds():
            painter.setFont(current().font("help"))
            painter.setPen(current().colour("ink3"))
            box = self.rect().adjusted(0, 0, -px(8), 0)
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(box, right, self._shortcut)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the hint clear of the shortcut."""
        super().resizeEvent(event)
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Room for the magnifier and the shortcut."""
        px = current().px
        self.setTextMargins(px(20), 0, px(48) if self._reminds() else 0, 0)

    def _reminds(self) -> bool:
        return bool(self._shortcut) and self.width() > current().px(200)

    def _wait(self) -> None:
        self._pause.start()

    def _edited(self) -> None:
        self._pause.stop()
        self.search_edited.emit(self.text().strip())

    def _requested(self) -> None:
        self._pause.stop()
        self.search_requested.emit(self.text().strip())
