"""What painted buttons have in common: their text is kept apart from mnemonics."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme.apply import current
from ui.theme.tokens import TARGET


class PaintedButton(QAbstractButton):
    """A button painted by us. Its caption is data: `&` is shown, never taken for a mnemonic."""

    role = "body"

    def __init__(self, caption: str) -> None:
        super().__init__()
        self.caption = caption
        self.setAccessibleName(caption)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def rename(self, caption: str) -> None:
        """Show and announce another text."""
        self.caption = caption
        self.setAccessibleName(caption)
        self.updateGeometry()
        self.update()

    def refresh_theme(self) -> None:
        """Sizes depend on the text size."""
        self.updateGeometry()
        self.update()

    def width_of(self, text: str, role: str = "") -> int:
        """Pixels a text takes in a font role."""
        return QFontMetrics(current().font(role or self.role)).horizontalAdvance(text)

    def box(self, width: float, height: int) -> QSize:
        """A size hint that never makes a target under 24 px."""
        return QSize(round(width), max(current().px(height), TARGET))

    def minimumSizeHint(self) -> QSize:
        """As the size hint, unless a widget can be cut."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Hovered buttons are tinted."""
        super().enterEvent(event)
        self.update()
