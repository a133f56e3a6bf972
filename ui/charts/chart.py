"""What every chart has: marks that are pointed at, walked through, and open what is behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.theme.apply import current
from ui.theme.painting import edged
from ui.theme.tokens import RADIUS
from ui.widgets.labels import escaped
from ui.widgets.message import announce

_NEXT = (Qt.Key.Key_Down, Qt.Key.Key_Right)
_BEFORE = (Qt.Key.Key_Up, Qt.Key.Key_Left)
_OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True)
class Part:
    """A mark as it lies on the widget."""

    key: str
    text: str
    """What it says, in words: for the tooltip and the screen reader."""
    area: QRectF
    path: QPainterPath | None = None

    def holds(self, point: QPointF) -> bool:
        """Whether the pointer is on it."""
        return self.path.contains(point) if self.path is not None else self.area.contains(point)


class Chart(QWidget):
    """A chart of marks. Subclasses lay them out (`parts`) and paint.

    Signals:
        chosen: the key of the mark that was clicked or entered.
    """

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.here = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def parts(self) -> Sequence[Part]:
        """The marks where they lie now."""
        return ()

    def describe(self) -> None:
        """Tell a screen reader all that the chart says."""
        self.setAccessibleDescription(". ".join(one.text for one in self.parts()))

    def refresh_theme(self) -> None:
        """Sizes follow the text."""
        self.updateGeometry()
        self.update()

    def part_at(self, point: QPointF) -> Part | None:
        """The mark under a point."""
        return next((one for one in self.parts() if one.holds(point)), None)

    def mark_focus(self, painter: QPainter) -> None:
        """Edge the mark that the keyboard is on, or the chart when it is on none."""
        if not self.hasFocus():
            return
        found = self.parts()
        area = found[self.here].area if 0 <= self.here < len(found) else QRectF(self.rect())
        edged(painter, area.toRect(), current().colour("primary"), RADIUS, 2)

    # ---- pointer and keyboard

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the mark."""
        part = self.part_at(event.position())
        if part is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(part.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what opens something."""
        over = self.part_at(event.position()) is not None
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk through the marks, Enter opens the current one."""
        found = self.parts()
        if event.key() in (*_NEXT, *_BEFORE) and found:
            step = 1 if event.key() in _NEXT else -1
            self.here = min(max(self.here + step, 0), len(found) - 1)
            announce(self, found[self.here].text)
            self.update()
        elif event.key() in _OPEN and 0 <= self.here < len(found):
            self.chosen.emit(found[self.here].key)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The tooltip says what a mark amounts to."""
        if isinstance(event, QHelpEvent):
            self._tell(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def _tell(self, here: QPoint, there: QPoint) -> None:
        part = self.part_at(QPointF(here))
        if part is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(there, escaped(part.text), self)
