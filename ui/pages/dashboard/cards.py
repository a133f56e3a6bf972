"""The cards of the dashboard, laid out in one, two or three columns by the room there is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme.apply import current
from ui.theme.tokens import CARD_GAP

WIDTHS = ((1340, 3), (760, 2), (0, 1))
"""From a width (design px), how many columns."""


class CardGrid(QWidget):
    """Cards in reading order, as many to a row as there is room for."""

    def __init__(
        self, cards: Sequence[QWidget], widths: Sequence[tuple[int, int]] = WIDTHS
    ) -> None:
        super().__init__()
        self.cards, self._widths = list(cards), widths
        self.columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Gaps follow the text size, and so does the room."""
        self._grid.setSpacing(current().px(CARD_GAP))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        px = current().px
        wanted = next(count for width, count in self._widths if self.width() >= px(width))
        if wanted == self.columns:
            return
        for column in range(max(self.columns, wanted)):
            self._grid.setColumnStretch(column, 1 if column < wanted else 0)
        self.columns = wanted
        for rank, card in enumerate(self.cards):
            self._grid.addWidget(card, rank // wanted, rank % wanted)
