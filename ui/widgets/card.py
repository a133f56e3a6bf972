"""A card: title, explanation, an optional link, and what it holds."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.apply import current
from ui.theme.dress import dress
from ui.theme.tokens import CARD_X, CARD_Y
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import ElidedLabel


class Card(QFrame):
    """A titled white frame; add widgets and layouts to `content`."""

    def __init__(self, title: str = "", subtitle: str = "") -> None:
        super().__init__()
        dress(self, surface="card")
        self.title = ElidedLabel(title, "card")
        self.subtitle = ElidedLabel(subtitle, "help", "ink3")
        self._head = QHBoxLayout()
        self._head.addWidget(self.title)
        self._head.addWidget(self.subtitle, 1)
        self.content = QVBoxLayout()
        outer = QVBoxLayout(self)
        if title:
            outer.addLayout(self._head)
            self.setAccessibleName(title)
        outer.addLayout(self.content)
        self.refresh_theme()

    def add(self, widget: QWidget) -> None:
        """Add a widget under the others."""
        self.content.addWidget(widget)

    def add_link(self, text: str) -> LinkButton:
        """A link at the right of the title."""
        link = LinkButton(text)
        self._head.addWidget(link)
        return link

    def refresh_theme(self) -> None:
        """Margins follow the text size."""
        px = current().px
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(px(CARD_X), px(CARD_Y), px(CARD_X), px(CARD_Y))
            layout.setSpacing(px(8))
        self.content.setSpacing(px(8))
        self._head.setSpacing(px(8))
