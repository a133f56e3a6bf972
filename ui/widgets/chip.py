"""Chips: quick filters with a count, and the tags of active filters."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent

from acse_desktop.translation import _
from acse_desktop.typography import count_text
from ui.theme.apply import current
from ui.theme.icons import pixmap
from ui.theme.painting import edged, filled, focus_mark, painter_on
from ui.theme.tokens import CHIP, RADIUS
from ui.widgets.painted import PaintedButton

_CENTRE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Chip(PaintedButton):
    """A checkable round button such as « À instruire 38 »; `count=None` shows no number."""

    role = "label"

    def __init__(self, caption: str, count: int | None = None, checked: bool = False) -> None:
        super().__init__(caption)
        self.setCheckable(True)
        self.setChecked(checked)
        self.set_count(count)

    def set_count(self, count: int | None) -> None:
        """Show another number of dossiers."""
        self.count = count_text(count)
        self.setAccessibleName(f"{self.caption} {self.count}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Caption, count and round ends."""
        width = self.width_of(self.caption, "header") + current().px(24)
        if self.count:
            width += self.width_of(self.count, "header") + current().px(6)
        return self.box(width, CHIP)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tinted and edged in blue when checked."""
        theme, checked, painter = current(), self.isChecked(), painter_on(self)
        radius = self.height() / 2
        ground = "primary_tint" if checked else "hover" if self.underMouse() else "surface"
        filled(painter, self.rect(), theme.colour(ground), radius)
        edged(painter, self.rect(), theme.colour("primary" if checked else "line2"), int(radius))
        painter.setFont(theme.font("header" if checked else "label"))
        painter.setPen(theme.colour("primary" if checked else "ink2"))
        box = self.rect().adjusted(theme.px(12), 0, 0, 0)
        painter.drawText(box, _CENTRE, self.caption)
        box.adjust(self.width_of(self.caption, "header") + theme.px(6), 0, 0, 0)
        painter.setFont(theme.font("header"))
        painter.drawText(box, _CENTRE, self.count)
        focus_mark(painter, self, radius)
        painter.end()


class FilterTag(PaintedButton):
    """An active filter, « Demandé ≥ 5 000 € × »: a click, Del or Enter removes it."""

    role = "label"
    removed = Signal()

    def __init__(self, caption: str) -> None:
        super().__init__(caption)
        self.rename(caption)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.removed)

    def rename(self, caption: str) -> None:
        """Show another filter; its name says what a click does."""
        super().rename(caption)
        self.setAccessibleName(_("Retirer le filtre {filtre}").format(filtre=caption))

    def sizeHint(self) -> QSize:
        """Caption and cross."""
        return self.box(self.width_of(self.caption) + current().px(8 + 8 + 12 + 8), 22)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del, Backspace and Enter remove, as a click does."""
        keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tint, text, cross."""
        theme, painter = current(), painter_on(self)
        height = theme.px(22)
        box = QRect(0, (self.height() - height) // 2, self.width(), height)
        filled(painter, box, theme.colour("primary_tint"), RADIUS)
        painter.setPen(theme.colour("primary"))
        painter.setFont(theme.font(self.role))
        painter.drawText(box.adjusted(theme.px(8), 0, 0, 0), _CENTRE, self.caption)
        side = theme.px(12)
        role = "ink" if self.underMouse() else "primary"
        cross = (self.width() - side - theme.px(8), (self.height() - side) // 2)
        painter.drawPixmap(*cross, pixmap("dismiss", 12, role))
        focus_mark(painter, self, RADIUS)
        painter.end()
