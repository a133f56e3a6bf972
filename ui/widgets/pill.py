"""The pill of a status: icon, word and colour together, never the colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.apply import current
from ui.theme.icons import pixmap
from ui.theme.painting import filled, painter_on
from ui.theme.tokens import PILL

KIND_ICONS = {
    "success": "checkmark_circle",
    "warning": "warning",
    "error": "error_circle",
    "information": "edit",
    "violet": "gavel",
    "teal": "payment",
    "neutral": "archive",
}
_ICON, _SIDE, _GAP = 12, 7, 4


def pill_width(word: str) -> int:
    """Pixels a pill takes at the current text size."""
    theme = current()
    text = QFontMetrics(theme.font("pill")).horizontalAdvance(word)
    return text + theme.px(2 * _SIDE + _ICON + _GAP)


def paint_pill(painter: QPainter, place: QPoint, word: str, kind: str, icon: str = "") -> None:
    """Paint a pill whose top left corner is `place`; also used by table cells."""
    theme = current()
    text, fill = theme.tokens.status(kind)
    box = QRect(place, QSize(pill_width(word), theme.px(PILL)))
    filled(painter, box, QColor(fill), box.height() / 2)
    side = theme.px(_ICON)
    spot = QPoint(box.x() + theme.px(_SIDE), box.y() + (box.height() - side) // 2)
    painter.drawPixmap(spot, pixmap(icon or KIND_ICONS[kind], _ICON, text, filled=True))
    painter.setPen(QColor(text))
    painter.setFont(theme.font("pill"))
    words = box.adjusted(theme.px(_SIDE + _ICON + _GAP), 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)


class Pill(QWidget):
    """A status on a form or a panel. `kind` is one of `tokens.STATUS_KINDS`."""

    def __init__(self, word: str, kind: str = "neutral", icon: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_status(word, kind, icon)

    def show_status(self, word: str, kind: str, icon: str = "") -> None:
        """Show another status."""
        self.word, self.kind, self.icon = word, kind, icon
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The word decides the width."""
        return QSize(pill_width(self.word), current().px(PILL))

    def minimumSizeHint(self) -> QSize:
        """A pill is never cut."""
        return self.sizeHint()

    def refresh_theme(self) -> None:
        """Sizes depend on the text size."""
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon and word on the tint of the status."""
        painter = painter_on(self)
        paint_pill(painter, QPoint(0, 0), self.word, self.kind, self.icon)
        painter.end()
