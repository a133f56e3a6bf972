"""Colours, fonts and sizes of a table, taken once from the theme: painting builds nothing."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QFontMetrics, QPixmap

from ui.theme import icons
from ui.theme.apply import Theme, current
from ui.theme.painting import FOCUS
from ui.theme.tokens import PILL, ROW

DENSITIES = tuple(ROW)
"""compact, normal, airy."""


class Look:
    """The look of one table at one density and text size."""

    def __init__(self, density: str = "compact") -> None:
        theme = current()
        self.density = density if density in ROW else "compact"
        self.scale = theme.scale
        self.px = theme.px
        self.row_height = theme.px(ROW[self.density])
        self.header_height = self.totals_height = theme.px(32)
        self.pill_height = theme.px(PILL)
        self.pad = theme.px(8)
        self.focus = FOCUS
        self._status: dict[str, tuple[QColor, QColor]] = {}
        self._theme = theme
        self._take_colours(theme)
        self._take_fonts(theme)

    def _take_colours(self, theme: Theme) -> None:
        colour = theme.colour
        self.ink, self.ink2, self.ink3 = colour("ink"), colour("ink2"), colour("ink3")
        self.primary, self.surface, self.sub = colour("primary"), colour("surface"), colour("sub")
        self.head, self.sel, self.editable = colour("head"), colour("sel"), colour("primary_soft")
        self.grid, self.line, self.edge = colour("grid"), colour("line"), colour("line2")
        self.mark = QColor(theme.tokens.charts[3])

    def _take_fonts(self, theme: Theme) -> None:
        self.header_font, self.total_font = theme.font("header"), theme.font("table_strong")
        self.pill_font = theme.font("pill")
        self.header_metrics = QFontMetrics(self.header_font)
        self.pill_metrics = QFontMetrics(self.pill_font)
        self._cell_fonts = {
            role: (theme.font(role), QFontMetrics(theme.font(role)))
            for role in ("body", "strong", "key", "table", "table_key", "table_strong")
        }

    def cell_font(self, number: bool, strong: bool, named: bool) -> tuple[QFont, QFontMetrics]:
        """Tabular figures for numbers; bold for subtotals; medium for the column of the key."""
        if strong:
            return self._cell_fonts["table_strong" if number else "strong"]
        if named:
            return self._cell_fonts["table_key"]
        return self._cell_fonts["table" if number else "body"]

    def status_colours(self, kind: str) -> tuple[QColor, QColor]:
        """Text and fill of a pill."""
        if kind not in self._status:
            ink, fill = self._theme.tokens.status(kind)
            self._status[kind] = (QColor(ink), QColor(fill))
        return self._status[kind]

    def pixmap(self, name: str, colour: QColor, size: int = 16, filled: bool = False) -> QPixmap:
        """An icon in a colour, kept by the theme."""
        return icons.pixmap(name, size, colour.name(), filled)
