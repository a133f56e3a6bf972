"""The menu of a column header: sort, freeze, hide, and choose values as in Excel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from acse_desktop.services.listing_types import Column, Filter, Query, Values
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import grouped
from ui.grid.bounds import Bounds, has_bounds
from ui.grid.cells import Presentation, value_label
from ui.grid.checklist import CheckList, Choice
from ui.grid.look import Look
from ui.grid.popup import Popup, menu_line
from ui.theme.dress import dress
from ui.widgets.labels import TextLabel

_WAIT = 150
"""Milliseconds without a key before the values are searched."""


def sort_words(kind: str) -> tuple[str, str]:
    """What sorting up and down is called for a kind of column."""
    if kind in ("amount", "count", "percent", "year"):
        return _("Trier du plus petit au plus grand"), _("Trier du plus grand au plus petit")
    if kind == "day":
        return _("Trier du plus ancien au plus récent"), _("Trier du plus récent au plus ancien")
    return _("Trier de A à Z"), _("Trier de Z à A")


class HeaderMenu(Popup):
    """Opened under a header; nothing changes before a choice or « Appliquer »."""

    sort_chosen = Signal(bool)
    """True for descending."""
    freeze_chosen = Signal()
    hide_chosen = Signal()
    filter_chosen = Signal(object)
    """The Filter, or None to lift it."""
    values_asked = Signal(str)
    """The text the values must contain."""

    def __init__(
        self,
        column: Column,
        query: Query,
        presentation: Presentation,
        look: Look,
        parent: QWidget,
    ) -> None:
        super().__init__(look, parent)
        self._column = column
        self._presentation = presentation
        self._condition = query.filter_of(column.key)
        self._values = Values((), True)
        self._listed = ""
        self.setAccessibleName(
            _("Trier et filtrer la colonne {column}").format(column=_(column.label))
        )
        self._add_actions(query)
        self._add_search()
        self._add_values()
        self._add_buttons()
        self.search.setFocus()

    def start(self) -> None:
        """Ask for the values; call it once the signals are connected."""
        self.values_asked.emit("")

    def set_values(self, text: str, values: Values) -> None:
        """List the values that contain a text."""
        self._values, self._listed = values, text
        self.values.set_choices(
            [
                Choice(
                    one.value,
                    value_label(self._column, one.value, self._presentation),
                    bool(text) or self._is_chosen(one.value),
                    one.count,
                )
                for one in values.values
            ]
        )
        self._note.setVisible(not values.complete)

    def condition(self) -> Filter | None:
        """The condition that the ticks and the bounds say; None for no condition."""
        if self.bounds is not None and self.bounds.given():
            return Filter(self._column.key, "between", self.bounds.values() or (None, None))
        chosen, left = self.values.checked(), self.values.unchecked()
        if not left and not self._listed:
            return None
        if not left and not self._values.complete:
            return Filter(self._column.key, "contains", (self._listed,))
        if left == [None] and not self._listed:
            return Filter(self._column.key, "not_empty")
        if chosen == [None]:
            return Filter(self._column.key, "empty")
        return Filter(self._column.key, "in", tuple(chosen))

    def apply(self) -> None:
        """Take the condition and close; a bound that cannot be read keeps the menu open."""
        bounded = self.bounds is not None and self.bounds.given()
        if bounded and self.bounds is not None and self.bounds.values() is None:
            return
        if bounded or self.values.checked():
            self._choose(lambda: self.filter_chosen.emit(self.condition()))

    # ---- building

    def _add_actions(self, query: Query) -> None:
        up, down = sort_words(self._column.kind)
        lines: list[tuple[str, str, Callable[[], None]]] = [
            ("text_sort_ascending", up, lambda: self.sort_chosen.emit(False)),
            ("text_sort_descending", down, lambda: self.sort_chosen.emit(True)),
            ("table_freeze_column", _("Figer jusqu’à cette colonne"), self.freeze_chosen.emit),
            ("eye", _("Masquer la colonne"), self.hide_chosen.emit),
        ]
        if self._condition is not None:
            lift = _("Effacer le filtre de la colonne")
            lines.append(("filter_dismiss", lift, lambda: self.filter_chosen.emit(None)))
        for icon, text, action in lines:
            button = menu_line(icon, text)
            button.clicked.connect(lambda _checked=False, act=action: self._choose(act))
            self.body.addWidget(button)
        self.add_rule()

    def _add_search(self) -> None:
        self.bounds: Bounds | None = None
        if has_bounds(self._column.kind):
            self.bounds = Bounds(self._column.kind, self._condition)
            self.bounds.changed.connect(self._say_count)
            self.body.addWidget(self.bounds)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Rechercher dans les valeurs"))
        self.search.setAccessibleName(_("Rechercher dans les valeurs"))
        self.search.installEventFilter(self)
        dress(self.search, font="body", height=30)
        self._wait = QTimer(self, singleShot=True, interval=_WAIT)
        self._wait.timeout.connect(self._ask_values)
        self.search.textChanged.connect(lambda _text: self._wait.start())
        self.body.addWidget(self.search)

    def _add_values(self) -> None:
        self.values = CheckList(_("Valeurs de la colonne"))
        self.values.changed.connect(self._say_count)
        self.values.installEventFilter(self)
        self.values.setMinimumHeight(self.look.px(190))
        self.body.addWidget(self.values, 1)
        text = _("Premières valeurs seulement\u00a0: précisez la recherche.")
        self._note = TextLabel(text, "help", "ink3", wrap=True)
        self._note.hide()
        self.body.addWidget(self._note)

    def _add_buttons(self) -> None:
        self._count = TextLabel()
        cancel = QPushButton(_("Annuler"))
        cancel.clicked.connect(self.close)
        self.apply_button = QPushButton(_("Appliquer"))
        self.apply_button.setDefault(True)
        self.apply_button.setProperty("variant", "primary")
        self.apply_button.clicked.connect(self.apply)
        for button in (cancel, self.apply_button):
            dress(button, font="body", height=30)
        dress(self._count, font="help", ink="ink3")
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        row.addWidget(cancel)
        row.addWidget(self.apply_button)
        self.body.addLayout(row)

    # ---- behaviour

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter applies from the search and the list; the arrow goes from one to the other."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._flush()
                self.apply()
                return True
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self.values.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _flush(self) -> None:
        if self._wait.isActive():
            self._wait.stop()
            self._ask_values()

    def _ask_values(self) -> None:
        self.values_asked.emit(self.search.text().strip())

    def _choose(self, action: Callable[[], None]) -> None:
        self.close()
        action()

    def _is_chosen(self, value: object) -> bool:
        condition = self._condition
        if condition is None or condition.operator in ("between", "contains"):
            return True
        if condition.operator == "in":
            return value in condition.values
        return (value is None) == (condition.operator == "empty")

    def _say_count(self) -> None:
        bounded = self.bounds is not None and self.bounds.given()
        count = self.values.counted()
        text = ngettext("{count} ligne", "{count} lignes", count)
        self._count.setText("" if bounded else text.format(count=grouped(str(count))))
        self.apply_button.setEnabled(bounded or bool(self.values.checked()))
