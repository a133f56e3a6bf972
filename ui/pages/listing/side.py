"""A panel beside the table, or over it when the page is narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QSizePolicy, QWidget

from ui.theme.apply import current

DOCKED_FROM = 1140
"""Width of the page, logical px, from which the panel stands beside the table: it is what a
window of 1200 leaves when its navigation is folded."""
PANEL = 372


class SideArea(QWidget):
    """Holds the table and, at its right, the panel."""

    panel_shown = Signal(bool)

    def __init__(self, content: QWidget, panel: QWidget | None) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.content, self.panel = content, panel
        content.setParent(self)
        if panel is not None:
            panel.setParent(self)
            panel.hide()

    def is_open(self) -> bool:
        """Whether the panel is shown."""
        return self.panel is not None and not self.panel.isHidden()

    def show_panel(self, shown: bool) -> None:
        """Show or hide the panel."""
        if self.panel is not None and shown != self.is_open():
            self.panel.setVisible(shown)
            self._place()
            self.panel_shown.emit(shown)

    def docked(self) -> bool:
        """Whether there is room for both side by side."""
        return self.width() >= current().px(DOCKED_FROM)

    def refresh_theme(self) -> None:
        """The panel widens with the text."""
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or over."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Parts placed by hand are told of layout requests too."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _place(self) -> None:
        whole = self.rect()
        if self.panel is None or not self.is_open():
            self.content.setGeometry(whole)
            return
        wide = min(current().px(PANEL), whole.width())
        side = QRect(whole.width() - wide, 0, wide, whole.height())
        self.panel.setGeometry(side)
        self.panel.raise_()
        self._cast_shadow(not self.docked())
        self.content.setGeometry(whole.adjusted(0, 0, -wide, 0) if self.docked() else whole)

    def _cast_shadow(self, floats: bool) -> None:
        assert self.panel is not None
        if floats == (self.panel.graphicsEffect() is not None):
            return
        effect = QGraphicsDropShadowEffect(self.panel) if floats else None
        if effect is not None:
            effect.setBlurRadius(24)
            effect.setOffset(-2, 2)
        self.panel.setGraphicsEffect(effect)  # type: ignore[arg-type]
