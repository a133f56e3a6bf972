"""The chain of the instruction: a chevron per state, in the colour of its status."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPolygonF, QResizeEvent

from acse_desktop.services.dashboard.shapes import Chain
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import amount_text, count_text, short_amount
from ui.charts.chart import Chart, Part
from ui.statuses import status_of
from ui.theme.apply import current
from ui.theme.painting import painter_on

HEIGHT, POINT = 56, 12
NARROW = 112
"""The least width of a chevron, design px: under it the chain takes another line."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ChainChart(Chart):
    """How many actions stand at each step, and what they ask."""

    def __init__(self, name: str) -> None:
        self.steps: Sequence[Chain] = ()
        super().__init__(name)

    def show_steps(self, steps: Sequence[Chain]) -> None:
        """Show other figures."""
        self.steps, self.here = steps, -1
        self.describe()
        self.update()

    def _to_a_line(self) -> int:
        """How many chevrons there is room for on a line."""
        count = max(len(self.steps), 1)
        fitting = max(self.width() // current().px(NARROW), 3)
        lines = -(-count // fitting)
        return -(-count // lines)

    def _lines(self) -> int:
        return -(-len(self.steps) // self._to_a_line()) if self.steps else 1

    def sizeHint(self) -> QSize:
        """One band, or several when narrow."""
        return QSize(current().px(320), current().px(HEIGHT + 4) * self._lines())

    def minimumSizeHint(self) -> QSize:
        """It can be narrow."""
        return QSize(current().px(240), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the width asks for."""
        super().resizeEvent(event)
        self.updateGeometry()

    def parts(self) -> Sequence[Part]:
        """A chevron per step."""
        return [self._part(step, rank) for rank, step in enumerate(self.steps)]

    def _part(self, step: Chain, rank: int) -> Part:
        count = self._to_a_line()
        width, height = self.width() / count, current().px(HEIGHT)
        top = (rank // count) * (height + current().px(4))
        area = QRectF((rank % count) * width, top, width - 2, height)
        return Part(step.statut, self._said(step), area, self._chevron(area, rank))

    def _chevron(self, area: QRectF, rank: int) -> QPainterPath:
        point = current().px(POINT)
        right, middle = area.right(), area.center().y()
        last = rank == len(self.steps) - 1
        corners = [
            area.topLeft(),
            QPointF(right - (0 if last else point), area.top()),
            *(() if last else (QPointF(right, middle),)),
            QPointF(right - (0 if last else point), area.bottom()),
            area.bottomLeft(),
            *((QPointF(area.left() + point, middle),) if rank else ()),
        ]
        path = QPainterPath()
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
        return path

    def _said(self, step: Chain) -> str:
        text = ngettext("{n} action", "{n} actions", step.count).format(n=count_text(step.count))
        amount = amount_text(step.demande, unit="€")
        label = _(status_of(step.statut).label)
        return _("{etat}\u00a0: {n}, {montant} demandés").format(etat=label, n=text, montant=amount)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Chevrons, then words."""
        painter = painter_on(self)
        for rank, (part, step) in enumerate(zip(self.parts(), self.steps, strict=True)):
            ink, fill = current().tokens.status(status_of(step.statut).kind)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(current().colour(fill))
            if part.path is not None:
                painter.drawPath(part.path)
            left = current().px(POINT + 6 if rank else 10)
            self._write(painter, part.area.adjusted(left, 0, -current().px(POINT), 0), step, ink)
        self.mark_focus(painter)
        painter.end()

    def _write(self, painter: QPainter, area: QRectF, step: Chain, ink: str) -> None:
        theme, half = current(), area.height() / 2
        lines = (
            (_(status_of(step.statut).label), "label", ink, area.top() + theme.px(4)),
            (f"{count_text(step.count)}  {short_amount(step.demande)}", "strong", "ink",
             area.top() + half - theme.px(2)),
        )  # fmt: skip
        for text, role, colour, top in lines:
            font = theme.font(role)
            painter.setFont(font)
            painter.setPen(theme.colour(colour))
            room = QRectF(area.left(), top, area.width(), half - theme.px(2))
            elide = Qt.TextElideMode.ElideRight
            shown = QFontMetrics(font).elidedText(text, elide, int(room.width()))
            painter.drawText(room, _LEFT, shown)
