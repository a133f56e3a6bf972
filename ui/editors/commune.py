"""The picker of communes: type a few letters, accents or not, choose in the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from acse_desktop.translation import _
from acse_desktop.typography import folded
from ui.editors.base import mark_problem
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.theme.tokens import CONTROL

SHOWN = 12
_VALUE = Qt.ItemDataRole.UserRole
_DETAIL = Qt.ItemDataRole.UserRole + 1
_HINT = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True)
class Suggestion:
    """One line of the list: Insee code, name, then in grey `detail` and at the right `hint`."""

    value: str
    label: str
    detail: str = ""
    hint: str = ""


class CommunePicker(QLineEdit):
    """A commune by its name or Insee code.

    `suggest` gives the communes for a typed text, best first; `name_of` the name of a code.
    """

    committed = Signal(object)
    edited = Signal(object)

    def __init__(
        self,
        label: str,
        suggest: Callable[[str], list[Suggestion]],
        name_of: Callable[[str], str] = str,
    ) -> None:
        super().__init__()
        self._suggest, self._name_of = suggest, name_of
        self._value: str | None = None
        self._label = ""
        self._offered: list[Suggestion] = []
        self.setAccessibleName(label)
        dress(self, font="body", height=CONTROL)
        self._model = QStandardItemModel(self)
        self._popup = QListView()
        self._completer = self._made_completer()
        self.setCompleter(self._completer)
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self.commit)

    def _made_completer(self) -> QCompleter:
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(SHOWN)
        self._popup.setItemDelegate(SuggestionDelegate(self._popup))
        self._popup.setAccessibleName(self.accessibleName())
        completer.setPopup(self._popup)
        completer.activated.connect(self._picked)
        return completer

    def set_value(self, value: Any) -> None:
        """Show the commune of an Insee code."""
        self._value = value
        self._label = "" if value is None else self._name_of(value)
        self.setText(self._label)
        mark_problem(self, self.problem())

    def value(self) -> str | None:
        """The Insee code; None when empty. A name not chosen yet leaves the former value."""
        return None if not self.text().strip() else self._value

    def problem(self) -> str | None:
        """The text is not the name of the commune chosen."""
        if not self.text().strip() or self.text() == self._label:
            return None
        return _("Commune introuvable\u00a0: choisissez-la dans la liste proposée.")

    def commit(self) -> None:
        """Accept a name typed in full, or the only commune proposed."""
        typed = folded(self.text())
        if self.problem() is not None:
            same = [s for s in self._offered if typed in (folded(s.label), folded(s.value))]
            chosen = same if len(same) == 1 else self._offered
            if len(chosen) == 1:
                self._choose(chosen[0].value, chosen[0].label)
        elif not typed:
            self._choose(None, "")
        mark_problem(self, self.problem())

    def _choose(self, value: str | None, label: str) -> None:
        changed = value != self._value
        self._value, self._label = value, label
        self.setText(label)
        mark_problem(self, self.problem())
        if changed:
            self.committed.emit(value)

    def _typed(self, text: str) -> None:
        self._offered = self._suggest(text)[:SHOWN] if text.strip() else []
        self._model.clear()
        for suggestion in self._offered:
            self._model.appendRow(_row(suggestion))
        self._completer.complete()

    def _picked(self) -> None:
        index = self._popup.currentIndex()
        if index.isValid():
            self._choose(index.data(_VALUE), index.data())
            self.edited.emit(self._value)


def _row(suggestion: Suggestion) -> QStandardItem:
    item = QStandardItem(suggestion.label)
    item.setData(suggestion.value, _VALUE)
    item.setData(suggestion.detail, _DETAIL)
    item.setData(suggestion.hint, _HINT)
    said = f"{suggestion.label} {suggestion.detail} {suggestion.hint}".strip()
    item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
    return item


class SuggestionDelegate(QStyledItemDelegate):
    """Name in ink, code and population in grey, contract at the right."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Lines tall enough to be clicked."""
        return QSize(current().px(240), current().px(26))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Three texts on one line."""
        theme = current()
        box = option.rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        selected = option.state & QStyle.StateFlag.State_Selected
        if selected:
            painter.fillRect(option.rect, theme.colour("sel"))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(theme.font("key"))
        painter.setPen(theme.colour("ink"))
        painter.drawText(box, left, index.data())
        box.adjust(painter.fontMetrics().horizontalAdvance(index.data()) + theme.px(8), 0, 0, 0)
        painter.setFont(theme.font("help"))
        painter.setPen(theme.colour("ink2"))
        painter.drawText(box, left, index.data(_DETAIL))
        painter.drawText(box, right, index.data(_HINT))
