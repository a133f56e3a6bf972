"""The tab of the opinions and of the committee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acse_desktop.models import Avis
from acse_desktop.translation import N_, _
from ui.fiche.parts import PartsCard, Shown
from ui.fiche.tabs.column import CardColumn

if TYPE_CHECKING:
    from acse_desktop.services.sheets import ActionSheet
    from ui.fiche.page import RecordPage

COLUMNS = (
    Shown("auteur", 170), Shown("auteur_nom", 130, N_("Nom")), Shown("sens", 110, N_("Avis")),
    Shown("montant_propose", 110, N_("Proposé")), Shown("commentaire", 0),
    Shown("demande_le", 100), Shown("rendu_le", 100), Shown("confidentiel", 100),
)  # fmt: skip


class AvisTab(CardColumn):
    """What the partners think of an action."""

    def __init__(self, page: RecordPage) -> None:
        self.opinions = PartsCard(page, Avis, COLUMNS, _("Avis"))
        super().__init__(self.opinions)

    def take(self, sheet: ActionSheet) -> None:
        """Show the opinions."""
        self.opinions.show_records(sheet.parts["avis"])
