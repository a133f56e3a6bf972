"""Choosing an organisme among those known, or naming a new one, without making a duplicate."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from acse_desktop.services.listing_types import Page, Query
from acse_desktop.translation import _
from acse_desktop.typography import folded
from ui.context import Context
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.labels import TextLabel
from ui.widgets.search import SearchBox

OFFERED = 30
SHOWN = ("nom", "siret", "commune")


class OrganismeDialog(QDialog):
    """Typing searches; Enter takes the line marked; a link adds the name typed.

    Signals:
        chosen: the identifier of a known organisme.
        named: the name of an organisme to add.
    """

    chosen = Signal(str)
    named = Signal(str)

    def __init__(self, parent: QWidget, context: Context, title: str, verb: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self._context = context
        self.search = SearchBox(_("Organisme"), _("Nom, sigle, SIRET ou commune"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Organismes trouvés"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        dress(self.list, font="body")
        self.add_link = LinkButton("", "add")
        self.accept_button = Button(verb, primary=True)
        self._lay_out()
        self._connect()
        self._search("")

    def _lay_out(self) -> None:
        px = current().px
        column, buttons = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(px(20), px(20), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(TextLabel(_("Quel organisme porte la demande\u202f?"), "body", "ink2"))
        cancel = Button(_("Annuler"))
        cancel.clicked.connect(self.reject)
        buttons.addStretch(1)
        buttons.addWidget(self.accept_button)
        buttons.addWidget(cancel)
        for widget in (self.search, self.list, self.add_link):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.resize(px(520), px(440))

    def _connect(self) -> None:
        self.search.search_edited.connect(self._search)
        self.search.textChanged.connect(self._offer_new)
        self.list.itemActivated.connect(lambda _item: self._take())
        self.list.currentRowChanged.connect(lambda row: self.accept_button.setEnabled(row >= 0))
        self.accept_button.clicked.connect(self._take)
        self.add_link.clicked.connect(self._add)
        self.finished.connect(self._leave)
        self._offer_new("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↓ and ↑ move the mark while typing; Enter takes it."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            row = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
            self.list.setCurrentRow(row)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        """Be gone once the replies that are awaited have come."""
        self.search.blockSignals(True)
        self._context.database.apart(lambda _progress: None, lambda _none: self.deleteLater())

    def _search(self, text: str) -> None:
        def work(session: Any) -> tuple[list[str], Page]:
            from acse_desktop.services import listing

            keys = [column.key for column in listing.LISTINGS["organismes"].columns]
            return keys, listing.page(session, "organismes", Query(text=text), None, 0, OFFERED)

        self._context.database.read(work, lambda found: self._show(*found))

    def _show(self, keys: list[str], page: Page) -> None:
        self.list.clear()
        places = [keys.index(key) + 1 for key in SHOWN]
        for row in page.rows:
            item = QListWidgetItem(" · ".join(str(row[at]) for at in places if row[at]))
            item.setSizeHint(QSize(0, current().px(28)))
            item.setData(Qt.ItemDataRole.UserRole, row[0])
            self.list.addItem(item)
        self.list.setCurrentRow(0 if page.rows else -1)
        self.accept_button.setEnabled(bool(page.rows))
        self._offer_new(self.search.text())

    def _offer_new(self, text: str) -> None:
        name = text.strip()
        self.add_link.setVisible(bool(folded(name)))
        shown = _("Ajouter l’organisme « {nom} »").format(nom=name)
        self.add_link.setText(shown.replace("&", "&&"))

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.accept()
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def _add(self) -> None:
        self.accept()
        self.named.emit(self.search.text().strip())
