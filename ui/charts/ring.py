"""A ring: how a whole is shared; small parts are put together."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent

from acse_desktop.services.dashboard.shapes import ZERO, Block, Link, Mark
from acse_desktop.translation import _
from acse_desktop.typography import short_amount
from ui.charts.chart import Chart, Part
from ui.charts.figures import figure, share_text
from ui.theme.apply import current
from ui.theme.painting import filled, painter_on

SLICES = 5
OTHERS = "autres"
COLOURS = (0, 1, 3, 4, 5, 2)
"""Places of the palette, the empty track last: it stands for the others."""
LINE = 26
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def gathered(block: Block) -> list[Mark]:
    """The largest marks, then the others together, which open no list of their own."""
    marks = list(block.marks)
    if len(marks) <= SLICES + 1:
        return marks
    rest = marks[SLICES:]
    total = sum((one.total for one in rest), ZERO)
    share = sum((one.share or ZERO for one in rest), ZERO)
    return [*marks[:SLICES], Mark(OTHERS, _("Autres"), (total,), Link("dossiers"), share)]


class RingChart(Chart):
    """The ring at the left, its legend with amounts and shares at the right."""

    def __init__(self, block: Block) -> None:
        super().__init__(block.title)
        self.show_block(block)

    def show_block(self, block: Block) -> None:
        """Show other figures."""
        self.block, self.here = block, -1
        self.marks = gathered(block)
        self.describe()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A line of legend per mark."""
        lines = current().px(LINE) * max(len(self.marks), 4)
        return QSize(current().px(360), max(lines, current().px(132)))

    def minimumSizeHint(self) -> QSize:
        """It can be narrow."""
        return QSize(current().px(220), self.sizeHint().height())

    def parts(self) -> Sequence[Part]:
        """The lines of the legend; a slice opens the same as its line."""
        top, line = self._legend_top(), current().px(LINE)
        left = self._diameter() + current().px(20)
        return [
            Part(mark.key, self._said(mark),
                 QRectF(left, top + rank * line, self.width() - left, line))
            for rank, mark in enumerate(self.marks)
        ]  # fmt: skip

    def part_at(self, point: QPointF) -> Part | None:
        """The slice under the pointer, or the line of the legend."""
        for part, path in zip(self.parts(), self._slices(), strict=True):
            if part.holds(point) or path.contains(point):
                return part
        return None

    def _said(self, mark: Mark) -> str:
        amount = figure(mark.total, self.block.euros)
        return f"{mark.label}\u00a0: {amount}, {share_text(mark.share)} {self.block.share_of}"

    def _diameter(self) -> float:
        return min(self.height(), current().px(132), self.width() * 0.4)

    def _legend_top(self) -> float:
        return (self.height() - current().px(LINE) * len(self.marks)) / 2

    def _ring(self) -> QRectF:
        size = self._diameter()
        return QRectF(0, (self.height() - size) / 2, size, size)

    def _slices(self) -> list[QPainterPath]:
        outer = self._ring()
        inset = outer.width() * 0.17
        inner = outer.adjusted(inset, inset, -inset, -inset)
        whole = sum((mark.total for mark in self.marks), ZERO)
        paths, start = [], 90.0
        for mark in self.marks:
            sweep = -360.0 * float(mark.total / whole) if whole else 0.0
            path = QPainterPath()
            path.arcMoveTo(outer, start)
            path.arcTo(outer, start, sweep)
            path.arcTo(inner, start + sweep, -sweep)
            path.closeSubpath()
            paths.append(path)
            start += sweep
        return paths

    def paintEvent(self, event: QPaintEvent) -> None:
        """Slices, the total inside, the legend."""
        painter, theme = painter_on(self), current()
        for rank, path in enumerate(self._slices()):
            painter.setPen(theme.colour("surface"))
            painter.setBrush(theme.colour(theme.tokens.charts[COLOURS[rank]]))
            painter.drawPath(path)
        self._paint_total(painter)
        for rank, (part, mark) in enumerate(zip(self.parts(), self.marks, strict=True)):
            self._paint_line(painter, part.area, mark, COLOURS[rank])
        self.mark_focus(painter)
        painter.end()

    def _paint_total(self, painter: QPainter) -> None:
        total: Decimal = sum((mark.total for mark in self.marks), ZERO)
        painter.setFont(current().font("card"))
        painter.setPen(current().colour("ink"))
        painter.drawText(self._ring(), Qt.AlignmentFlag.AlignCenter, short_amount(total))

    def _paint_line(self, painter: QPainter, area: QRectF, mark: Mark, colour: int) -> None:
        theme, px = current(), current().px
        box = QRectF(area.left(), area.center().y() - px(5), px(10), px(10))
        filled(painter, box, theme.colour(theme.tokens.charts[colour]), px(2))
        share = QRectF(area.right() - px(44), area.top(), px(44), area.height())
        amount = QRectF(share.left() - px(76), area.top(), px(76), area.height())
        name = QRectF(box.right() + px(8), area.top(), amount.left() - box.right() - px(12),
                      area.height())  # fmt: skip
        texts = (
            (name, mark.label, "label", "ink", _LEFT),
            (amount, figure(mark.total, self.block.euros, short=True), "strong", "ink", _RIGHT),
            (share, share_text(mark.share), "help", "ink3", _RIGHT),
        )
        for room, text, role, ink, side in texts:
            font = theme.font(role)
            painter.setFont(font)
            painter.setPen(theme.colour(ink))
            elide = Qt.TextElideMode.ElideRight
            painter.drawText(
                room, side, QFontMetrics(font).elidedText(text, elide, int(room.width()))
            )
