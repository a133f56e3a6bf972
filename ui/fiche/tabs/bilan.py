"""The tab of the compte rendu financier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acse_desktop.models import LigneBudget
from acse_desktop.translation import _
from ui.fiche.parts import PartsCard, Shown
from ui.fiche.tabs.column import CardColumn

if TYPE_CHECKING:
    from acse_desktop.services.sheets import ActionSheet
    from ui.fiche.page import RecordPage

COLUMNS = (Shown("compte", 0), Shown("prevu", 120), Shown("realise", 120))


class BilanTab(CardColumn):
    """What was spent of what was foreseen."""

    def __init__(self, page: RecordPage) -> None:
        self.lines = PartsCard(page, LigneBudget, COLUMNS, _("Bilan financier"))
        super().__init__(self.lines)

    def take(self, sheet: ActionSheet) -> None:
        """Show the accounts."""
        self.lines.show_records(sheet.parts["ligne_budget"])
