"""The cards of papers and files, on which files can be dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.papers.gestures import local_files
from ui.papers.view import FilesCard, PapersCard
from ui.theme.apply import current
from ui.theme.tokens import CARD_GAP

if TYPE_CHECKING:
    from acse_desktop.services.piece_facts import Papers
    from ui.fiche.page import RecordPage


class PapersBlock(QWidget):
    """Files dropped on a paper are kept under it; elsewhere they are just kept."""

    def __init__(self, page: RecordPage, *, permanent: bool) -> None:
        super().__init__()
        self.papers = PapersCard(page, permanent)
        self.files = FilesCard(self.papers.gestures)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for card in (self.papers, self.files):
            self._column.addWidget(card)
        self.setAcceptDrops(True)
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Gaps follow the text size."""
        self._column.setSpacing(current().px(CARD_GAP))

    def show_papers(self, found: Papers) -> None:
        """Show the papers and the files."""
        self.papers.show_papers(found)
        self.files.show_papers(found)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome, nothing else."""
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """The paper under the pointer becomes the current one: it will have the files."""
        self.papers.nature_at(self.mapToGlobal(event.position().toPoint()))
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep the files."""
        nature = self.papers.nature_at(self.mapToGlobal(event.position().toPoint()))
        self.papers.join(local_files(event.mimeData()), nature)
        event.acceptProposedAction()
