"""The tab of the payments: what was engaged and paid for an action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acse_desktop.models import Versement
from acse_desktop.translation import N_, _
from ui.fiche.parts import PartsCard, Shown
from ui.fiche.tabs.column import CardColumn

if TYPE_CHECKING:
    from acse_desktop.services.sheets import ActionSheet
    from ui.fiche.page import RecordPage

COLUMNS = (
    Shown("nature", 150), Shown("montant", 120), Shown("verse_le", 110), Shown("ej", 120),
    Shown("dp", 120), Shown("commentaire", 0, N_("Commentaire")),
)  # fmt: skip


class PaiementsTab(CardColumn):
    """The payments of an action."""

    def __init__(self, page: RecordPage) -> None:
        self.payments = PartsCard(page, Versement, COLUMNS, _("Versements"))
        super().__init__(self.payments)

    def take(self, sheet: ActionSheet) -> None:
        """Show the payments."""
        self.payments.show_records(sheet.parts["versement"])
