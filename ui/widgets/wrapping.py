"""Buttons on a line, and on the next one when the place lacks."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.apply import current

GAP = 8


class WrappingRow(QWidget):
    """Its widgets from left to right, wrapped; as tall as its lines."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def add(self, widget: QWidget, place: int | None = None) -> None:
        """Add a widget, at the end unless its place is told."""
        widget.setParent(self)
        widget.show()
        self._items.insert(len(self._items) if place is None else place, widget)
        for first, second in pairwise(self._items):
            self.setTabOrder(first, second)
        self._arrange()

    def refresh_theme(self) -> None:
        """Sizes follow the text."""
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap otherwise."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Its widgets are shown, or take another size."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Polish, QEvent.Type.Show):
            self._arrange()
        return super().event(event)

    def sizeHint(self) -> QSize:
        """As tall as the lines it takes."""
        return QSize(current().px(120), self._height)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest widget."""
        widest = max((_needed(one).width() for one in self._shown()), default=0)
        return QSize(widest, self._height)

    _height = 0

    def _shown(self) -> list[QWidget]:
        return [one for one in self._items if not one.isHidden()]

    def _arrange(self) -> None:
        gap, left, top, tallest = current().px(GAP), 0, 0, 0
        for one in self._shown():
            size = _needed(one)
            if left and left + size.width() > self.width():
                left, top, tallest = 0, top + tallest + gap, 0
            one.setGeometry(left, top, min(size.width(), max(self.width(), 1)), size.height())
            left += size.width() + gap
            tallest = max(tallest, size.height())
        if self._height != top + tallest:
            self._height = top + tallest
            self.setFixedHeight(self._height)
            self.updateGeometry()


def _needed(widget: QWidget) -> QSize:
    """The size of a widget: the style sheet may ask for more than it hints."""
    return widget.sizeHint().expandedTo(widget.minimumSizeHint()).expandedTo(widget.minimumSize())
