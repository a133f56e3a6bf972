"""Lines: what was granted month after month, the year before, and the target."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF

from acse_desktop.services.dashboard.shapes import MONTHS, ZERO, Pace
from acse_desktop.translation import _
from acse_desktop.typography import short_amount
from ui.charts.chart import Chart, Part
from ui.charts.figures import figure
from ui.theme.apply import current
from ui.theme.painting import painter_on

COLOURS = (0, 1, 3)
STEPS = 4
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def round_top(value: Decimal) -> Decimal:
    """The end of the scale: the next of 1, 2, 4, 5, 8 or 10 of the size of the value."""
    if value <= 0:
        return Decimal(1)
    size = Decimal(10) ** (len(str(int(value))) - 1)
    return next(step * size for step in (1, 2, 4, 5, 8, 10) if step * size >= value)


class PaceChart(Chart):
    """Twelve months; a mark per month says the figures of every line."""

    def __init__(self, name: str, lines: Sequence[Pace]) -> None:
        super().__init__(name)
        self.show_lines(lines)

    def show_lines(self, lines: Sequence[Pace]) -> None:
        """Show other figures; a line without values is left out."""
        self.lines = [one for one in lines if any(value is not None for value in one.values)]
        self.here = -1
        known = [value for one in self.lines for value in one.values if value is not None]
        self.top = round_top(max(known, default=ZERO))
        self.describe()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(current().px(360), current().px(220))

    def minimumSizeHint(self) -> QSize:
        """It can be narrow."""
        return QSize(current().px(240), current().px(150))

    def _room(self) -> QRectF:
        px = current().px
        return QRectF(self.rect()).adjusted(px(58), px(8), -px(12), -px(22))

    def _point(self, month: int, value: Decimal) -> QPointF:
        room = self._room()
        x = room.left() + room.width() * month / (len(MONTHS) - 1)
        return QPointF(x, room.bottom() - room.height() * float(value / self.top))

    def parts(self) -> Sequence[Part]:
        """A band per month."""
        room = self._room()
        band = room.width() / (len(MONTHS) - 1)
        return [
            Part(str(month + 1), self._said(month),
                 QRectF(room.left() + band * (month - 0.5), room.top(), band, room.height()))
            for month in range(len(MONTHS))
        ]  # fmt: skip

    def _said(self, month: int) -> str:
        values = (
            f"{one.label} {figure(value, True)}"
            for one in self.lines
            if (value := one.values[month]) is not None
        )
        return f"{_(MONTHS[month])}\u00a0: " + ", ".join(values)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Scale, lines, points."""
        painter = painter_on(self)
        self._paint_scale(painter)
        for line in reversed(self.lines):
            self._paint_line(painter, line)
        self.mark_focus(painter)
        painter.end()

    def _paint_scale(self, painter: QPainter) -> None:
        theme, room = current(), self._room()
        painter.setFont(theme.font("help"))
        for step in range(STEPS + 1):
            y = room.bottom() - room.height() * step / STEPS
            painter.setPen(theme.colour("grid"))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setPen(theme.colour("ink3"))
            label = QRectF(0, y - theme.px(9), room.left() - theme.px(6), theme.px(18))
            painter.drawText(label, _RIGHT, short_amount(self.top * step / STEPS) if step else "0")
        for month, name in enumerate(MONTHS):
            x = self._point(month, ZERO).x()
            box = QRectF(x - theme.px(20), room.bottom() + theme.px(4), theme.px(40), theme.px(18))
            painter.drawText(box, _CENTRE, _(name)[0])

    def _paint_line(self, painter: QPainter, line: Pace) -> None:
        theme = current()
        rank = self.lines.index(line)
        colour = theme.colour(theme.tokens.charts[COLOURS[rank]])
        points = [self._point(month, value) for month, value in enumerate(line.values)
                  if value is not None]  # fmt: skip
        dashed = rank == len(COLOURS) - 1
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, theme.px(2), style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(colour)
        painter.drawEllipse(points[-1], theme.px(3), theme.px(3))
