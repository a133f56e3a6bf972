"""The header of a table: click sorts, arrow opens the menu, a funnel shows on filtered columns."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

from acse_desktop.translation import _
from ui.grid.look import Look
from ui.grid.model import PagedModel, alignment_of

ARROWS = 48
"""Room beside a label for the margin, the sort arrow and the menu arrow, px at 100 %."""


class GridHeader(QHeaderView):
    """Painted by hand; sections can be dragged to another place and resized."""

    sort_asked = Signal(str, bool)
    """Column key; True to add to the columns already sorted (Ctrl)."""
    menu_asked = Signal(str, QPoint)
    """Column key and the global point under its header."""

    def __init__(self, model: PagedModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._rows = model
        self._look = look
        self._pressed: tuple[int, QPoint] | None = None
        self.setSectionsMovable(True)
        # A clickable header would select its whole column at each sort.
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setAccessibleName(_("En-têtes des colonnes"))

    def set_look(self, look: Look) -> None:
        """Take other colours and sizes."""
        self._look = look
        self.setMinimumSectionSize(look.px(40))
        self.updateGeometry()
        self.viewport().update()

    def needs(self) -> dict[str, int]:
        """The width each label needs beside its arrows, logical px at 100 %, by key."""
        metrics, scale = self._look.header_metrics, self._look.scale
        return {
            column.key: ceil(metrics.horizontalAdvance(_(column.label)) / scale) + ARROWS
            for column in self._rows.columns
        }

    def sizeHint(self) -> QSize:
        """Its height follows the text size."""
        return QSize(super().sizeHint().width(), self._look.header_height)

    # ---- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, to tell a click from a drag; the arrow opens the menu at once."""
        point = event.position().toPoint()
        logical = self.logicalIndexAt(point)
        resizing = self.viewport().cursor().shape() == Qt.CursorShape.SplitHCursor
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = None if resizing or logical < 0 or not left else (logical, point)
        if self._pressed and self.menu_zone(logical).contains(point):
            self._pressed = None
            self.ask_menu(logical)
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click that is not a drag sorts."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        logical, start = pressed
        moved = (event.position().toPoint() - start).manhattanLength()
        if moved < QApplication.startDragDistance():
            adds = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.sort_asked.emit(self._rows.columns[logical].key, adds)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button opens the same menu."""
        logical = self.logicalIndexAt(self.viewport().mapFromGlobal(event.globalPos()))
        if logical >= 0:
            self.ask_menu(logical)

    def ask_menu(self, logical: int) -> None:
        """Ask for the menu of a column, under its header."""
        corner = QPoint(self.sectionViewportPosition(logical), self.height())
        self.menu_asked.emit(self._rows.columns[logical].key, self.viewport().mapToGlobal(corner))

    def section_rect(self, logical: int) -> QRect:
        """Where a section is in the viewport."""
        left = self.sectionViewportPosition(logical)
        return QRect(left, 0, self.sectionSize(logical), self.height())

    def menu_zone(self, logical: int) -> QRect:
        """Where a press opens the menu."""
        rect = self.section_rect(logical)
        return rect.adjusted(rect.width() - self._look.px(24), 0, -self._look.px(4), 0)

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill what no section covers, then the sections."""
        painter = QPainter(self.viewport())
        rect = self.viewport().rect()
        painter.fillRect(rect, self._look.head)
        painter.fillRect(0, rect.height() - 1, rect.width(), 1, self._look.edge)
        painter.end()
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Label, sort arrow, then the funnel or the menu arrow."""
        look = self._look
        column = self._rows.columns[logical]
        query = self._rows.target()
        filtered = query.filter_of(column.key) is not None
        painter.fillRect(rect, look.head)
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), look.line)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.edge)
        icon = (
            look.pixmap("funnel", look.primary, 14, filled=True)
            if filtered
            else look.pixmap("chevron_down", look.ink3, 12)
        )
        zone = rect.adjusted(0, 0, -look.px(6), 0)
        self._draw_right(painter, zone, icon)
        room = rect.adjusted(look.px(8), 0, -look.px(22), 0)
        descending = query.descending(column.key)
        self._draw_label(painter, room, logical, filtered, descending)

    def _draw_label(
        self, painter: QPainter, room: QRect, logical: int, filtered: bool, down: bool | None
    ) -> None:
        look = self._look
        arrow = None
        if down is not None:
            arrow = look.pixmap("arrow_down" if down else "arrow_up", look.primary, 12)
            room = room.adjusted(0, 0, -look.px(16), 0)
        column = self._rows.columns[logical]
        text = look.header_metrics.elidedText(
            _(column.label), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setFont(look.header_font)
        painter.setPen(look.primary if filtered else look.ink2)
        painter.drawText(room, alignment_of(column), text)
        if arrow is not None:
            drawn = look.header_metrics.horizontalAdvance(text)
            right_aligned = alignment_of(column) & Qt.AlignmentFlag.AlignRight.value
            left = room.right() if right_aligned else room.left() + drawn
            spot = QRect(left + look.px(2), room.top(), look.px(16), room.height())
            self._draw_right(painter, spot, arrow)

    def _draw_right(self, painter: QPainter, zone: QRect, icon: QPixmap) -> None:
        size = icon.deviceIndependentSize().toSize()
        top = zone.top() + (zone.height() - size.height()) // 2
        painter.drawPixmap(zone.right() + 1 - size.width(), top, icon)
