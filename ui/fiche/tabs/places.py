"""The tab « Publics et lieux »: for whom and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.fiche.tabs.column import CardColumn
from ui.fiche.tabs.lieux import LieuxCard
from ui.fiche.tabs.publics import PublicsCard

if TYPE_CHECKING:
    from acse_desktop.services.sheets import ActionSheet
    from ui.fiche.page import RecordPage


class PlacesTab(CardColumn):
    """The beneficiaries, then the places."""

    def __init__(self, page: RecordPage) -> None:
        self.publics, self.lieux = PublicsCard(page), LieuxCard(page)
        super().__init__(self.publics, self.lieux)

    def take(self, sheet: ActionSheet) -> None:
        """Show both."""
        self.publics.take(sheet)
        self.lieux.take(sheet)
