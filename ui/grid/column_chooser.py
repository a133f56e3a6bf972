"""The list of columns: show, hide, move, with a search."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from acse_desktop.services.listing_types import Column
from acse_desktop.translation import _
from acse_desktop.typography import folded
from ui.grid.checklist import CheckList, Choice
from ui.grid.layout import ColumnLayout
from ui.grid.look import Look
from ui.grid.popup import Popup
from ui.theme.dress import dress


class ColumnChooser(Popup):
    """Every change shows at once in the table behind."""

    columns_changed = Signal()

    def __init__(
        self, columns: dict[str, Column], layout: ColumnLayout, look: Look, parent: QWidget
    ) -> None:
        super().__init__(look, parent)
        self._all = columns
        self._layout = layout
        self.setAccessibleName(_("Choix des colonnes"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Rechercher une colonne"))
        self.search.setAccessibleName(_("Rechercher une colonne"))
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        dress(self.search, font="body", height=30)
        self.list = CheckList(_("Colonnes affichées"), all_line=False)
        self.list.setMinimumHeight(look.px(280))
        self.list.installEventFilter(self)
        self.body.addWidget(self.search)
        self.body.addWidget(self.list, 1)
        self._add_buttons()
        self._fill()
        self.list.changed.connect(self._take)
        self.search.setFocus()

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        actions = (
            (_("Monter"), lambda: self.list.move_current(-1)),
            (_("Descendre"), lambda: self.list.move_current(1)),
            (_("Rétablir"), self._reset),
        )
        for text, action in actions:
            button = QPushButton(text)
            button.setAutoDefault(False)
            dress(button, font="body", height=30)
            button.clicked.connect(lambda _checked=False, act=action: act())
            row.addWidget(button)
        self.body.addLayout(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt + ↑ and ↓ move the line; ↓ goes from the search to the list."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.list.move_current(step)
            return True
        if watched is self.search and step > 0:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        self.list.set_choices(
            [
                Choice(key, _(self._all[key].label), key not in self._layout.hidden)
                for key in self._layout.order
            ]
        )

    def _filter(self, text: str) -> None:
        wanted = folded(text)
        self.list.filter_lines(
            [wanted not in folded(_(self._all[key].label)) for key in self._layout.order]
        )

    def _take(self) -> None:
        self._layout.reorder(self.list.values())
        shown = set(self.list.checked())
        for key in self.list.values():
            if (key in shown) != (key not in self._layout.hidden):
                self._layout.show(key, key in shown)
        self.columns_changed.emit()

    def _reset(self) -> None:
        self._layout.reset()
        self.list.blockSignals(True)
        self._fill()
        self.list.blockSignals(False)
        self._filter(self.search.text())
        self.columns_changed.emit()
