"""The tab of the papers of a dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acse_desktop.models import Piece
from acse_desktop.translation import _
from ui.fiche.parts import PartsCard, Shown
from ui.fiche.tabs.column import CardColumn

if TYPE_CHECKING:
    from acse_desktop.services.sheets import ActionSheet
    from ui.fiche.page import RecordPage

COLUMNS = (
    Shown("nature", 0), Shown("recue_le", 110), Shown("demandee_le", 110),
    Shown("valable_au", 120), Shown("dispense", 200),
)  # fmt: skip


class _PiecesCard(PartsCard):
    """The papers hang on the dossier, and on its organisme."""

    def new_values(self) -> dict[str, Any]:
        sheet: ActionSheet = self.page.sheet
        return {
            "dossier_id": sheet.dossier.id,
            "organisme_id": sheet.dossier.values["organisme_id"],
        }


class PiecesTab(CardColumn):
    """The papers of the dossier."""

    def __init__(self, page: RecordPage) -> None:
        self.papers = _PiecesCard(page, Piece, COLUMNS, _("Pièces du dossier"))
        super().__init__(self.papers)

    def take(self, sheet: ActionSheet) -> None:
        """Show the papers."""
        self.papers.show_records(sheet.pieces)
