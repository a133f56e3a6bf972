"""A tab made of cards one under the other, that scrolls when they are too tall."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.apply import current
from ui.theme.tokens import CARD_GAP, PAGE_MARGIN
from ui.widgets.scroll import scrolled


class CardColumn(QWidget):
    """The cards of a tab, from top to bottom."""

    def __init__(self, *cards: QWidget) -> None:
        super().__init__()
        content = QWidget()
        self._column = QVBoxLayout(content)
        for card in cards:
            self._column.addWidget(card)
        self._column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Gaps follow the text size."""
        gap = current().px(CARD_GAP)
        side = current().px(PAGE_MARGIN)
        self._column.setContentsMargins(side, 0, side, gap)
        self._column.setSpacing(gap)
