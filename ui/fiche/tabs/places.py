"""The tab « Publics et lieux »: for whom and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.fiche.tabs.lieux import LieuxCard
from ui.fiche.tabs.publics import PublicsCard
from ui.theme.apply import current
from ui.theme.tokens import CARD_GAP, PAGE_MARGIN
from ui.widgets.scroll import scrolled

if TYPE_CHECKING:
    from acse_desktop.services.sheets import ActionSheet
    from ui.fiche.page import RecordPage


class PlacesTab(QWidget):
    """The beneficiaries, then the places."""

    def __init__(self, page: RecordPage) -> None:
        super().__init__()
        self.publics, self.lieux = PublicsCard(page), LieuxCard(page)
        content = QWidget()
        self._column = QVBoxLayout(content)
        for part in (self.publics, self.lieux):
            self._column.addWidget(part)
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

    def take(self, sheet: ActionSheet) -> None:
        """Show both."""
        self.publics.take(sheet)
        self.lieux.take(sheet)
