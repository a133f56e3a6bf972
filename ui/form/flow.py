"""Fields laid out in rows: a field is as wide as what it expects, and rows fold when narrow."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme.apply import current
from ui.theme.tokens import FIELD_GAP_X, FIELD_GAP_Y

COLUMNS = 12
FOLDS = ((860, 1.0), (660, 1.5), (400, 2.0), (0, 4.0))
"""From a width (design px), how many times wider a field is among the twelve columns."""


class Flow(QWidget):
    """Widgets in reading order; each asks for a number of the twelve columns."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[tuple[QWidget, int, bool]] = []
        self._left_out: set[QWidget] = set()
        self._factor = 0.0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.refresh_theme()

    def add(self, widget: QWidget, span: int, stretches: bool = True) -> None:
        """Add a widget; one that `stretches` takes the room left at the end of its row."""
        self._items.append((widget, span, stretches))
        self._factor = 0.0
        self._arrange()

    def show_widget(self, widget: QWidget, shown: bool) -> None:
        """Show a widget or leave it out; the others move up."""
        if shown == (widget not in self._left_out):
            return
        (self._left_out.discard if shown else self._left_out.add)(widget)
        widget.setVisible(shown)
        self._factor = 0.0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self._arrange()

    def refresh_theme(self) -> None:
        """Gaps and folds follow the text size."""
        self._grid.setHorizontalSpacing(current().px(FIELD_GAP_X))
        self._grid.setVerticalSpacing(current().px(FIELD_GAP_Y))
        for column in range(COLUMNS):
            self._grid.setColumnMinimumWidth(column, 0)
        self._arrange()

    def _arrange(self) -> None:
        width = self.width() / current().scale
        factor = next(f for least, f in FOLDS if width >= least)
        if factor == self._factor:
            return
        self._factor = factor
        for number, row in enumerate(self._rows(factor)):
            column = 0
            for widget, span in row:
                self._grid.addWidget(widget, number, column, 1, span)
                column += span

    def _rows(self, factor: float) -> list[list[tuple[QWidget, int]]]:
        rows: list[list[tuple[QWidget, int, bool]]] = [[]]
        for widget, span, stretches in self._items:
            if widget in self._left_out:
                continue
            wide = min(COLUMNS, round(span * factor))
            if sum(one[1] for one in rows[-1]) + wide > COLUMNS:
                rows.append([])
            rows[-1].append((widget, wide, stretches))
        return [_filled(row) for row in rows if row]


def _filled(row: list[tuple[QWidget, int, bool]]) -> list[tuple[QWidget, int]]:
    """The row with what is left given to the widgets that stretch, the last ones first."""
    spans = [span for _widget, span, _stretches in row]
    able = [place for place, one in enumerate(row) if one[2]]
    left = COLUMNS - sum(spans)
    while left > 0 and able:
        for place in able:
            if left > 0:
                spans[place] += 1
                left -= 1
    return [(one[0], span) for one, span in zip(row, spans, strict=True)]
