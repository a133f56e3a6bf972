"""Horizontal bars, one row per mark: name at the left, amount and share at the right."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent

from acse_desktop.services.dashboard.shapes import ZERO, Block, Mark
from ui.charts.chart import Chart, Part
from ui.charts.figures import figure, share_text
from ui.theme.apply import current
from ui.theme.painting import filled, painter_on

ROW, BAR = 34, 12
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowsChart(Chart):
    """The rows of a block; the longest bar takes all the room."""

    def __init__(self, block: Block, limit: int = 7) -> None:
        super().__init__(block.title)
        self.limit = limit
        self.show_block(block)

    def show_block(self, block: Block) -> None:
        """Show other figures."""
        self.block, self.here = block, -1
        self.marks = block.marks[: self.limit]
        self.describe()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A row per mark."""
        return QSize(current().px(360), current().px(ROW) * max(len(self.marks), 1))

    def minimumSizeHint(self) -> QSize:
        """It can be narrow."""
        return QSize(current().px(220), self.sizeHint().height())

    def parts(self) -> Sequence[Part]:
        """A band per row."""
        height = self._row()
        return [
            Part(mark.key, self._said(mark), QRectF(0, rank * height, self.width(), height))
            for rank, mark in enumerate(self.marks)
        ]

    def _row(self) -> float:
        return min(current().px(ROW * 1.3), self.height() / max(len(self.marks), 1))

    def _said(self, mark: Mark) -> str:
        euros = self.block.euros
        values = ", ".join(
            f"{name} {figure(value, euros)}"
            for name, value in zip(self.block.legend, mark.values, strict=True)
        )
        share = share_text(mark.share)
        return f"{mark.label}\u00a0: {values}" + (f", {share} {self.block.share_of}" * bool(share))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names, bars, amounts."""
        painter = painter_on(self)
        for part, mark in zip(self.parts(), self.marks, strict=True):
            self._paint_row(painter, part.area, mark)
        self.mark_focus(painter)
        painter.end()

    def _columns(self, width: float) -> tuple[float, float, float]:
        """Where the bar begins, where it ends, where the share begins."""
        px = current().px
        share = px(52) if any(mark.share is not None for mark in self.marks) else 0
        name = min(max(px(90), width * 0.3), px(240))
        return name, width - px(84) - share, width - share

    def _paint_row(self, painter: QPainter, area: QRectF, mark: Mark) -> None:
        theme = current()
        name, end, share = self._columns(area.width())
        self._write(painter, QRectF(0, area.top(), name - theme.px(12), area.height()), mark.label,
                    "label", "ink", _LEFT)  # fmt: skip
        top = area.center().y() - theme.px(BAR) / 2
        self._paint_bar(painter, QRectF(name, top, end - name, theme.px(BAR)), mark)
        amount = figure(self._told(mark), self.block.euros, short=True)
        self._write(painter, QRectF(end, area.top(), share - end - theme.px(6), area.height()),
                    amount, "strong", "ink", _RIGHT)  # fmt: skip
        self._write(painter, QRectF(share, area.top(), area.width() - share, area.height()),
                    share_text(mark.share), "help", "ink3", _RIGHT)  # fmt: skip

    def _told(self, mark: Mark) -> Decimal:
        """What the row amounts to: what is spent, not the room left."""
        return sum(mark.values[:2], ZERO)

    def _write(
        self, painter: QPainter, area: QRectF, text: str, role: str, ink: str,
        side: Qt.AlignmentFlag,
    ) -> None:  # fmt: skip
        font = current().font(role)
        painter.setFont(font)
        painter.setPen(current().colour(ink))
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(area, side, QFontMetrics(font).elidedText(text, elide, int(area.width())))

    def _paint_bar(self, painter: QPainter, area: QRectF, mark: Mark) -> None:
        theme = current()
        longest = max((one.total for one in self.marks), default=ZERO)
        left = area.left()
        for rank, value in enumerate(mark.values):
            width = area.width() * float(value / longest) if longest else 0.0
            if width > 0:
                box = QRectF(left, area.top(), max(width, 1.5), area.height())
                filled(painter, box, theme.colour(theme.tokens.charts[rank]), theme.px(2))
            left += width
