"""« Aide »: pages written in Markdown that ship with the program."""

from __future__ import annotations

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QTextBrowser, QVBoxLayout, QWidget

from acse_desktop.resources import resource
from acse_desktop.translation import N_, _, language
from ui.shell.page_header import PageHeader
from ui.theme.apply import current
from ui.theme.tokens import PAGE_MARGIN
from ui.widgets.card import Card

TOPICS = {
    "demarrer": N_("Premier démarrage"),
    "saisir": N_("Saisir et retrouver"),
    "budget": N_("Le budget d’une action"),
    "comite": N_("Le comité de programmation"),
    "remontee": N_("Importer et remonter"),
    "consolidation": N_("Consolider une région"),
    "raccourcis": N_("Raccourcis clavier"),
}


class HelpPage(QWidget):
    """Topics at the left, the text at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.topics, self.text = QListWidget(), QTextBrowser()
        for part in (self.topics, self.text):
            part.setFrameShape(QFrame.Shape.NoFrame)
        self.topics.setAccessibleName(_("Sujets"))
        self.text.setAccessibleName(_("Texte de l’aide"))
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        for title in TOPICS.values():
            self.topics.addItem(_(title))
        self.topics.currentRowChanged.connect(self._show)
        self._lay_out()
        self.refresh_theme()
        self.topics.setCurrentRow(0)

    def _lay_out(self) -> None:
        row, column, card = QHBoxLayout(), QVBoxLayout(self), Card()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row.addWidget(self.topics)
        row.addWidget(self.text, 100)
        row.addStretch(1)
        card.content.addLayout(row)
        self._around = QVBoxLayout()
        self._around.addWidget(card)
        column.addWidget(PageHeader(_("Aide")))
        column.addLayout(self._around, 1)

    def show_topic(self, key: str) -> None:
        """Show one of `TOPICS`."""
        self.topics.setCurrentRow(list(TOPICS).index(key))

    def refresh_theme(self) -> None:
        """Widths and fonts follow the text size."""
        theme = current()
        side = theme.px(PAGE_MARGIN)
        self._around.setContentsMargins(side, 0, side, side)
        self.topics.setFixedWidth(theme.px(220))
        self.topics.setFont(theme.font("body"))
        self.text.setFont(theme.font("body"))
        self.text.setMaximumWidth(theme.px(860))
        self.text.document().setDocumentMargin(theme.px(20))
        self.text.document().setDefaultFont(theme.font("body"))
        for row in range(self.topics.count()):
            self.topics.item(row).setSizeHint(QSize(0, theme.px(32)))

    def _show(self, row: int) -> None:
        folder = "help" if language() == "fr" else f"help/{language()}"
        path = resource(f"{folder}/{list(TOPICS)[row]}.md")
        self.text.setMarkdown(path.read_text(encoding="utf-8"))
        self._space()

    def _space(self) -> None:
        """Markdown documents of Qt leave no room between paragraphs."""
        block = self.text.document().begin()
        while block.isValid():
            shape, cursor = block.blockFormat(), QTextCursor(block)
            shape.setBottomMargin(current().px(6))
            shape.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.setBlockFormat(shape)
            block = block.next()

    def _follow(self, url: QUrl) -> None:
        key = url.toString().removesuffix(".md")
        if key in TOPICS:
            self.show_topic(key)
