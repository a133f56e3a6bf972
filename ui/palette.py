"""Ctrl+K: dossiers, organismes, communes and commands in one list under the search box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from acse_desktop.translation import _
from acse_desktop.typography import folded
from ui.shell.actions import Commands
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.theme.icons import icon
from ui.widgets.search import SearchBox

ICONS = {"action": "folder", "organisme": "people_team", "commune": "map", "command": "keyboard"}
MOST = {"action": 6, "organisme": 4, "commune": 3, "command": 5}
WIDTH = 460


@dataclass(frozen=True)
class Hit:
    """One line of the list."""

    kind: str
    """`action`, `organisme`, `commune` or `command`."""
    key: str
    text: str
    detail: str = ""


def search_base(session: Any, words: str, exercice: int, departement: str) -> list[Hit]:
    """What a base and the geography hold for some words."""
    from acse_desktop.services import listing, reference
    from acse_desktop.services.listing_types import Query

    found: list[Hit] = []
    for kind, table, title, detail in (
        ("action", "actions", "intitule", "organisme"),
        ("organisme", "organismes", "nom", "commune"),
    ):
        names = [column.key for column in listing.LISTINGS[table].columns]
        page = listing.page(session, table, Query(text=words), exercice, 0, MOST[kind])
        places = 1 + names.index(title), 1 + names.index(detail)
        found += [Hit(kind, row[0], row[places[0]] or "", row[places[1]] or "")
                  for row in page.rows]  # fmt: skip
    communes = reference.suggest_communes(words, departement or None, MOST["commune"])
    return found + [Hit("commune", one.nom, one.nom, one.code) for one in communes]


def search_commands(commands: Commands, words: str) -> list[Hit]:
    """The commands that can be given now and whose name holds the words."""
    found = []
    for key in commands.all_keys():
        action = commands[key]
        name = action.text().replace("&", "")
        if action.isEnabled() and folded(words) in folded(name):
            found.append(Hit("command", key, name, action.shortcut().toString()))
    return found[: MOST["command"]]


class Palette(QFrame):
    """The list; the caret stays in the search box, ↓ ↑ move, Enter chooses, Esc closes."""

    chosen = Signal(object)

    def __init__(self, window: QWidget, box: SearchBox) -> None:
        super().__init__(window)
        self._box = box
        dress(self, surface="card")
        self.list = QListWidget()
        self.list.setAccessibleName(_("Résultats de la recherche"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._choose)
        self._hits: list[Hit] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.list)
        box.installEventFilter(self)
        window.installEventFilter(self)
        self.hide()

    def show_hits(self, hits: list[Hit]) -> None:
        """Show what was found, or that nothing was."""
        self._hits = hits
        self.list.clear()
        for hit in hits:
            text = f"{hit.text}   —   {hit.detail}" if hit.detail else hit.text
            self.list.addItem(QListWidgetItem(icon(ICONS[hit.kind]), text))
        if hits:
            self.list.setCurrentRow(0)
        else:
            nothing = QListWidgetItem(_("Aucun résultat"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        self._place()
        self.show()
        self.raise_()

    def choose_current(self) -> None:
        """Open the line that is marked."""
        if self.isVisible() and 0 <= self.list.currentRow() < len(self._hits):
            hit = self._hits[self.list.currentRow()]
            self.hide()
            self._box.clear()
            self.chosen.emit(hit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the keys of the search box; close when it loses the focus."""
        if watched is not self._box:
            if event.type() == QEvent.Type.Resize:
                self.hide()
            return False
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(Qt.Key(event.key()))
        return False

    def _key(self, key: Qt.Key) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key)
        if step is None or not self.isVisible():
            if key == Qt.Key.Key_Escape:
                self.hide()
            return False
        last = len(self._hits) - 1
        self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), last))
        return True

    def _choose(self) -> None:
        self.choose_current()

    def _place(self) -> None:
        px, window = current().px, self.parentWidget()
        if window is None:
            return
        for row in range(self.list.count()):
            self.list.item(row).setSizeHint(QSize(0, px(28)))
        row = px(28)
        width = max(px(WIDTH), self._box.width())
        height = row * self.list.count() + px(14)
        corner = self._box.mapTo(window, QPoint(self._box.width() - width, self._box.height() + 4))
        self.setGeometry(max(corner.x(), 4), corner.y(), width, height)
