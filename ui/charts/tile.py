"""A big figure in a card, with the share that it is of its whole; a click opens its list."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from acse_desktop.services.dashboard.shapes import Tile
from acse_desktop.typography import amount_text, count_text
from ui.theme.apply import current
from ui.theme.icons import pixmap
from ui.theme.painting import edged, filled, focus_mark, painter_on
from ui.theme.tokens import CARD_RADIUS
from ui.widgets.painted import PaintedButton

HEIGHT = 88
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FigureTile(PaintedButton):
    """Label, figure, bar, detail."""

    role = "indicator"

    def __init__(self, icon: str, colour: str) -> None:
        super().__init__("")
        self.icon_name, self.colour = icon, colour
        self.tile: Tile | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_tile(self, tile: Tile) -> None:
        """Show another figure."""
        self.tile = tile
        self.rename(f"{tile.label}\u00a0: {self._figure()}. {tile.detail}".strip())

    def _figure(self) -> str:
        if self.tile is None:
            return ""
        value = self.tile.value
        return amount_text(value, unit="€") if self.tile.euros else count_text(int(value))

    def sizeHint(self) -> QSize:
        """A fixed height, all the width there is."""
        return self.box(current().px(180), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Narrow pages have narrow tiles: the figure loses its cents first."""
        return self.box(current().px(130), HEIGHT)

    def _shown(self, width: float) -> str:
        whole = self._figure()
        if self.width_of(whole) <= width or self.tile is None or not self.tile.euros:
            return whole
        return amount_text(self.tile.value, decimals=False, unit="€")

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with what it says."""
        theme, painter, px = current(), painter_on(self), current().px
        ground = "hover" if self.underMouse() else "surface"
        filled(painter, self.rect(), theme.colour(ground), CARD_RADIUS)
        edged(painter, self.rect(), theme.colour("line"), CARD_RADIUS)
        if self.tile is not None:
            inside = QRectF(self.rect()).adjusted(px(14), px(8), -px(14), -px(8))
            self._paint_icon(painter, inside)
            figure = self._shown(inside.width())
            lines = (
                (self.tile.label, "label", "ink2", 0, 20),
                (figure, "indicator", "ink", 20, 30),
                (self.tile.detail, "help", "ink3", 54, 18),
            )
            for text, role, ink, top, height in lines:
                painter.setFont(theme.font(role))
                painter.setPen(theme.colour(ink))
                width = inside.width() - (px(28) if role == "label" else 0)
                room = QRectF(inside.left(), inside.top() + px(top), width, px(height))
                elide = Qt.TextElideMode.ElideRight
                metrics = QFontMetrics(theme.font(role))
                painter.drawText(room, _LEFT, metrics.elidedText(text, elide, int(room.width())))
            if self.tile.share is not None:
                track = QRectF(inside.left(), inside.top() + px(51), inside.width(), px(4))
                filled(painter, track, theme.colour(theme.tokens.charts[2]), px(2))
                part = min(max(float(self.tile.share) / 100, 0.0), 1.0)
                track.setWidth(track.width() * part)
                filled(painter, track, theme.colour(self.colour), px(2))
        focus_mark(painter, self, CARD_RADIUS)
        painter.end()

    def _paint_icon(self, painter: QPainter, inside: QRectF) -> None:
        picture = pixmap(self.icon_name, 20, self.colour, ratio=self.devicePixelRatioF())
        painter.drawPixmap(int(inside.right()) - current().px(20), int(inside.top()), picture)
