"""The head of a list page: title, count, search, exchanges and the one primary button."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy

from acse_desktop.translation import _
from ui.context import Context
from ui.pages.listing.spec import ListSpec
from ui.shell.page_header import PageHeader
from ui.theme.apply import current
from ui.widgets.buttons import Button
from ui.widgets.search import SearchBox

SEARCH_PAUSE = 150
"""Milliseconds without a key before the list is filtered."""
ROOMY, MEDIUM = 980, 760
"""Widths of the page, logical px, under which exchanges stay in the menus, then search shrinks."""


class ListHeader(PageHeader):
    """What is not essential gives way in a narrow page: menus hold it too."""

    def __init__(self, context: Context, spec: ListSpec) -> None:
        super().__init__(_(spec.title))
        self.search = SearchBox(_("Filtrer cette liste"), _("Filtrer la liste"), "Ctrl+F")
        self.search.set_pause(SEARCH_PAUSE)
        self.search.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.add_widget(self.search)
        self._context = context
        self._exchanges = self._exchange_buttons() if spec.exchanges else []
        self.create_button = self.add_button(_(spec.create), "add", primary=True)

    def _exchange_buttons(self) -> list[Button]:
        importing = self.add_button(_("Importer"), "arrow_import")
        importing.clicked.connect(lambda: self._context.go("importer"))
        exporting = self.add_button(_("Exporter vers Excel"), "table")
        exporting.clicked.connect(lambda: self._context.go("remontee"))
        return [importing, exporting]

    def add_other(self, text: str, icon: str) -> Button:
        """Add a button before the primary one."""
        button = Button(text, icon)
        self._row.insertWidget(self._row.indexOf(self.create_button), button)
        self.setTabOrder(button, self.create_button)
        return button

    def fit(self, width: int) -> None:
        """Take the width of the page."""
        px = current().px
        self.refresh_theme()
        self.search.setFixedWidth(px(220 if width > px(MEDIUM) else 140))
        for button in self._exchanges:
            button.setVisible(width > px(ROOMY))
