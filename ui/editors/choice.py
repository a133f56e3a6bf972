"""Editors that offer a list: choices, and yes / no / not said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from acse_desktop.fieldtypes import Choice, Flag
from acse_desktop.translation import _
from ui.editors.base import PLAIN, mark_problem
from ui.theme.dress import dress
from ui.theme.tokens import CONTROL


class ListEditor(QComboBox):
    """A drop-down list. The first entry is empty; the wheel acts only when it has the focus."""

    committed = Signal(object)
    edited = Signal(object)

    def __init__(self, label: str, entries: Iterable[tuple[Any, str]], empty: str = "") -> None:
        super().__init__()
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(16)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        dress(self, font="body", height=CONTROL)
        self._value: Any = None
        self._values: list[Any] = []
        self.set_entries(entries, empty)
        self.activated.connect(self._activated)

    def set_entries(self, entries: Iterable[tuple[Any, str]], empty: str = "") -> None:
        """Offer other values, in order; the value shown is kept."""
        self.clear()
        self._values = [None]
        self.addItem(empty)
        for value, label in entries:
            self._values.append(value)
            self.addItem(label)
        self.set_value(self._value)

    def unknown(self, value: Any) -> str:
        """The text of a value that the list does not hold."""
        return str(value)

    def set_value(self, value: Any) -> None:
        """Show a value; one that the list does not hold is added, never dropped."""
        if value not in self._values:
            self._values.append(value)
            self.addItem(self.unknown(value))
        self._value = value
        self.setCurrentIndex(self._values.index(value))
        mark_problem(self, self.problem())

    def value(self) -> Any:
        """The value chosen; None for the empty entry."""
        return self._value

    def problem(self) -> str | None:
        """A list cannot be mistyped."""
        return None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning the wheel over a form scrolls it and changes nothing."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del and Backspace empty the field."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.setCurrentIndex(0)
            self._activated(0)
        else:
            super().keyPressEvent(event)

    def _activated(self, index: int) -> None:
        value = self._values[index]
        if value != self._value:
            self._value = value
            mark_problem(self, self.problem())
            self.edited.emit(value)
            self.committed.emit(value)


class ChoiceEditor(ListEditor):
    """A code of a nomenclature, chosen by its label."""

    def __init__(self, label: str, kind: Choice) -> None:
        self.kind: PLAIN = kind
        super().__init__(label, [(entry.code, _(entry.libelle)) for entry in kind.entries()])

    def unknown(self, value: Any) -> str:
        """The code, marked as foreign to the list."""
        return _("{code} (hors liste)").format(code=value)

    def problem(self) -> str | None:
        """The code is not in the list."""
        return self.kind.check(self.value())


class FlagEditor(ListEditor):
    """Yes, no, or not said: an unanswered question is not a no."""

    def __init__(self, label: str, kind: Flag | None = None) -> None:
        self.kind: PLAIN = kind or Flag()
        super().__init__(label, [(True, _("Oui")), (False, _("Non"))], _("Non renseigné"))
