"""Labels that show data literally: no HTML, no picture opened from a name typed by someone."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QStyle, QStyleOption

from ui.theme.apply import current
from ui.theme.dress import dress


class TextLabel(QLabel):
    """A label in a font role and colour of the theme; `wrap` lets it take several lines."""

    def __init__(
        self, text: str = "", role: str = "body", ink: str = "ink", wrap: bool = False
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        dress(self, font=role, ink=ink)


class ElidedLabel(TextLabel):
    """One line, cut with « … » when the place lacks; the whole text is then in the tooltip.

    A tooltip given by the page stays.
    """

    _own_tip = ""

    def __init__(self, text: str = "", role: str = "body", ink: str = "ink") -> None:
        super().__init__(text, role, ink)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Three characters: a long name must not widen the window."""
        return QSize(self.fontMetrics().horizontalAdvance("…MM"), super().sizeHint().height())

    def elided(self) -> str:
        """The text that fits."""
        return self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits, with the colour of the style sheet."""
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment(), self.elided())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Explain a cut text."""
        super().resizeEvent(event)
        self._explain()

    def setText(self, text: str) -> None:
        """Show another text, explained when it is cut."""
        super().setText(text)
        self._explain()

    def _explain(self) -> None:
        if self.toolTip() == self._own_tip:
            self._own_tip = escaped(self.text()) if self.elided() != self.text() else ""
            self.setToolTip(self._own_tip)


class Rule(QFrame):
    """A thin line between two parts."""

    def __init__(self, vertical: bool = False) -> None:
        super().__init__()
        dress(self, surface="rule")
        if vertical:
            self.setFixedWidth(1)
            self.setFixedHeight(current().px(20))
        else:
            self.setFixedHeight(1)


def escaped(text: str) -> str:
    """A text for a tooltip, which has no plain mode: marks of HTML are neutralised."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
