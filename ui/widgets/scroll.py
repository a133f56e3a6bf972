"""Pages that scroll instead of widening the window, and blocks side by side or stacked."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

from ui.theme.apply import current
from ui.theme.dress import dress


def scrolled(content: QWidget) -> QScrollArea:
    """A page that keeps its width and scrolls down; Tab brings the focused field into view."""
    area = QScrollArea()
    dress(content, clear="true")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(content)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


class Responsive(QWidget):
    """Widgets side by side, or one above the other when the place lacks."""

    def __init__(self, stack_under: int, spacing: int = 12) -> None:
        super().__init__()
        self._stack_under, self._gap = stack_under, spacing
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.refresh_theme()

    def add(self, widget: QWidget, stretch: int = 1) -> None:
        """Add a widget at the right, or below."""
        self.row.addWidget(widget, stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack under the width given (design px)."""
        super().resizeEvent(event)
        self._arrange()

    def refresh_theme(self) -> None:
        """The place needed follows the text size."""
        self.row.setSpacing(current().px(self._gap))
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """The width of the stacked form: a narrow page must be able to reach it."""
        items = [self.row.itemAt(rank) for rank in range(self.row.count())]
        widths = [item.minimumSize().width() for item in items if item is not None]
        return QSize(max(widths, default=0), super().minimumSizeHint().height())

    def _arrange(self) -> None:
        stacked = self.width() < current().px(self._stack_under)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self.row.setDirection(down if stacked else across)
