"""Thin bars: a share of a whole, and work under way."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from acse_desktop.typography import NBSP
from ui.theme.apply import current
from ui.theme.painting import filled, painter_on


class ShareBar(QWidget):
    """A share from 0 to 1, for example what is paid of an enveloppe; the number is beside it."""

    def __init__(self, name: str, share: float = 0.0, role: str = "primary") -> None:
        super().__init__()
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_share(share, role)

    def show_share(self, share: float, role: str = "primary") -> None:
        """Show another share; more than the whole fills the bar."""
        self.share, self.role = min(max(share, 0.0), 1.0), role
        self.setAccessibleName(f"{self._name} {share:.0%}".replace("%", f"{NBSP}%"))
        self.update()

    def sizeHint(self) -> QSize:
        """Six pixels high."""
        return QSize(current().px(80), current().px(6))

    def refresh_theme(self) -> None:
        """The height follows the text."""
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, then share."""
        painter, tokens = painter_on(self), current().tokens
        radius = self.height() / 2
        filled(painter, self.rect(), current().colour(tokens.charts[2]), radius)
        if self.share:
            width = max(self.width() * self.share, self.height())
            filled(painter, QRectF(0, 0, width, self.height()), current().colour(self.role), radius)
        painter.end()


class BusyBar(QProgressBar):
    """Work under way above a list: 3 px, without end when the total is unknown."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setFixedHeight(3)
        self.setAccessibleName(name)
        self.hide()

    def show_progress(self, done: int, total: int) -> None:
        """`total` 0 means unknown; a finished bar hides."""
        self.setRange(0, total)
        self.setValue(done)
        self.setVisible(total == 0 or done < total)
