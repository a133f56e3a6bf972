"""The tab of the papers of a dossier, with those of the permanent file of its organisme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.fiche.tabs.column import CardColumn
from ui.papers.dropping import PapersBlock

if TYPE_CHECKING:
    from acse_desktop.services.sheets import ActionSheet
    from ui.fiche.page import RecordPage


class PiecesTab(CardColumn):
    """What the dossier calls for, what came, and the files."""

    def __init__(self, page: RecordPage) -> None:
        self.block = PapersBlock(page, permanent=False)
        self.papers, self.files = self.block.papers, self.block.files
        super().__init__(self.block)

    def take(self, sheet: ActionSheet) -> None:
        """Show the papers."""
        if sheet.papers is not None:
            self.block.show_papers(sheet.papers)
