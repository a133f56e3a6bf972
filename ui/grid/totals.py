"""The totals of the filtered rows, under their columns, always in sight."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QWidget

from acse_desktop.services.listing_types import Column
from acse_desktop.translation import _
from acse_desktop.typography import NBSP
from ui.grid.cells import cell_text
from ui.grid.look import Look
from ui.grid.model import PagedModel, alignment_of


class TotalsStrip(QWidget):
    """The totals of one half of a table; the first half also says how many rows there are."""

    def __init__(
        self, model: PagedModel, header: QHeaderView, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.captioned = False
        self._rows = model
        self._header = header
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        header.sectionResized.connect(lambda *_sizes: self.update())
        header.sectionMoved.connect(lambda *_places: self.update())
        model.swapped.connect(self.refresh)
        self.refresh()

    def set_look(self, look: Look) -> None:
        """Take other colours and sizes."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Its height follows the text size."""
        return QSize(0, self._look.totals_height)

    def refresh(self) -> None:
        """Show the totals of the last query."""
        self.setAccessibleName(self._spoken())
        self.update()

    def needs(self) -> dict[str, int]:
        """The width each column needs for its total, by key."""
        metrics = QFontMetrics(self._look.total_font)
        return {
            column.key: metrics.horizontalAdvance(self._text(column)) + 2 * self._look.pad + 2
            for column in self._rows.columns
            if self._text(column)
        }

    def _spoken(self) -> str:
        totals = [
            f"{_(column.label)}{NBSP}: {self._text(column)}"
            for column in self._rows.columns
            if self._text(column)
        ]
        return ", ".join([self._caption(), *totals])

    def _caption(self) -> str:
        return self._rows.presentation.caption(self._rows.summary.count)

    def _text(self, column: Column) -> str:
        value = self._rows.summary.totals.get(column.key)
        return cell_text(column, value, self._rows.presentation)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Caption at the left, each total aligned with its column."""
        look = self._look
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.sub)
        painter.fillRect(0, 0, self.width(), 1, look.edge)
        painter.setFont(look.total_font)
        painter.setPen(look.ink)
        free = self.width()
        for column, rect in self._sections():
            fits = self.needs()[column.key] <= rect.width() + 2 * look.pad + 2
            painter.drawText(rect, alignment_of(column), self._text(column) if fits else "…")
            free = min(free, rect.left())
        if self.captioned:
            self._paint_caption(painter, free)

    def _sections(self) -> list[tuple[Column, QRect]]:
        places = [
            (column, place)
            for place, column in enumerate(self._rows.columns)
            if not self._header.isSectionHidden(place) and self._text(column)
        ]
        return [(column, self._rect(place)) for column, place in places]

    def _rect(self, place: int) -> QRect:
        left = self._header.sectionViewportPosition(place)
        rect = QRect(left, 0, self._header.sectionSize(place), self.height())
        return rect.adjusted(self._look.pad, 0, -self._look.pad - 1, 0)

    def _paint_caption(self, painter: QPainter, free: int) -> None:
        look = self._look
        room = QRect(look.pad, 0, free - 2 * look.pad, self.height())
        text = look.header_metrics.elidedText(
            self._caption(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setFont(look.header_font)
        painter.setPen(look.ink2)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter.value, text)
