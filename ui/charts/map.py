"""A map of départements, tinted by what each was granted; the darker, the more."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF

from acse_desktop.services.dashboard.shapes import ZERO
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import amount_text, count_text
from ui.charts.chart import Chart, Part
from ui.theme.apply import current
from ui.theme.painting import painter_on

if TYPE_CHECKING:
    from acse_desktop.services.territoires.carte import Zone

STEPS = 5


class MapChart(Chart):
    """Départements in their place; what is granted is also in words and in the table."""

    def __init__(self, name: str) -> None:
        self.zones: Sequence[Zone] = ()
        self.marked = ""
        super().__init__(name)

    def show_zones(self, zones: Sequence[Zone], marked: str = "") -> None:
        """Show other départements; `marked` is the code of the one to outline."""
        # Overseas départements lie too far to share the frame: they are in the table.
        drawn = [one for one in zones if one.code[:2] != "97"]
        self.zones, self.marked, self.here = drawn or list(zones), marked, -1
        self.describe()
        self.update()

    def sizeHint(self) -> QSize:
        """About square."""
        return QSize(current().px(320), current().px(240))

    def minimumSizeHint(self) -> QSize:
        """It can be small."""
        return QSize(current().px(200), current().px(180))

    # ---- projection

    def _frame(self) -> QRectF:
        points = [point for one in self.zones for ring in one.rings for point in ring]
        xs, ys = [x for x, _y in points], [y for _x, y in points]
        return QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys)))

    def _scale(self) -> tuple[QRectF, float, float, float, float]:
        frame, margin = self._frame(), current().px(6)
        flat = cos(radians(frame.center().y()))
        width, height = self.width() - 2 * margin, self.height() - 2 * margin
        scale = min(width / max(frame.width() * flat, 1e-9), height / max(frame.height(), 1e-9))
        left = (self.width() - frame.width() * flat * scale) / 2
        top = (self.height() - frame.height() * scale) / 2
        return frame, flat * scale, scale, left, top

    def paths(self) -> list[QPainterPath]:
        """The outlines on the widget; degrees of longitude are narrowed by the latitude."""
        if not self.zones:
            return []
        frame, across, up, left, top = self._scale()
        paths = []
        for one in self.zones:
            path = QPainterPath()
            for ring in one.rings:
                path.addPolygon(QPolygonF([
                    QPointF(left + (x - frame.left()) * across, top + (frame.bottom() - y) * up)
                    for x, y in ring
                ]))  # fmt: skip
                path.closeSubpath()
            paths.append(path)
        return paths

    def parts(self) -> Sequence[Part]:
        """A shape per département."""
        return [
            Part(one.code, said(one), path.boundingRect(), path)
            for one, path in zip(self.zones, self.paths(), strict=True)
        ]

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tinted shapes, the marked one edged."""
        painter, theme = painter_on(self), current()
        edge = QPen(theme.colour("surface"), 1)
        for one, path in zip(self.zones, self.paths(), strict=True):
            painter.setPen(edge)
            painter.setBrush(self.tint(one))
            painter.drawPath(path)
        self._mark(painter)
        self.mark_focus(painter)
        painter.end()

    def _mark(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(current().colour("ink"), current().px(2)))
        for one, path in zip(self.zones, self.paths(), strict=True):
            if one.code == self.marked:
                painter.drawPath(path)

    def tint(self, zone: Zone) -> QColor:
        """Five steps from the empty track to the full colour."""
        theme = current()
        empty = theme.colour(theme.tokens.charts[2])
        full = theme.colour(theme.tokens.charts[0])
        top = max((one.accorde for one in self.zones), default=ZERO)
        if not top or not zone.accorde:
            return empty
        step = max(1, min(STEPS, int(zone.accorde * STEPS / top) + 1))
        share = step / STEPS
        return QColor(
            *(round(a + (b - a) * share) for a, b in zip(
                (empty.red(), empty.green(), empty.blue()),
                (full.red(), full.green(), full.blue()), strict=True))
        )  # fmt: skip


def said(zone: Zone) -> str:
    """What a département was granted, in words."""
    count = ngettext("{n} action", "{n} actions", zone.actions).format(n=count_text(zone.actions))
    text = f"{zone.nom}\u00a0: {amount_text(zone.accorde, unit='€')}, {count}"
    if zone.par_habitant is not None:
        text += ", " + _("{montant} par habitant").format(
            montant=amount_text(zone.par_habitant, unit="€")
        )
    return text


def table_of(zones: Sequence[Zone]) -> tuple[list[str], list[list[str]]]:
    """The table behind the map: every département, overseas too."""
    headers = [_("Département"), _("Actions"), _("Accordé"), _("Par habitant")]
    rows = [
        [one.nom, count_text(one.actions), amount_text(one.accorde, unit="€"),
         amount_text(one.par_habitant, unit="€")]
        for one in sorted(zones, key=lambda one: -one.accorde)
    ]  # fmt: skip
    return headers, rows
