"""Editors of one line: texts, identifiers, counts, percentages, years and amounts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from acse_desktop.fieldtypes import Amount
from acse_desktop.typography import amount_text
from ui.editors.base import PLAIN, mark_problem, read
from ui.theme.dress import dress
from ui.theme.tokens import CONTROL


class LineEditor(QLineEdit):
    """A line typed freely, read when the agent leaves it; nothing typed is ever swallowed."""

    committed = Signal(object)
    edited = Signal(object)

    def __init__(self, kind: PLAIN, label: str) -> None:
        super().__init__()
        self.kind = kind
        self._value: Any = None
        self._unreadable: str | None = None
        self.setAccessibleName(label)
        number = kind.kind in ("amount", "count", "percent")
        dress(self, font="table" if number else "body", height=CONTROL)
        if number:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self.commit)

    def shown(self, value: Any) -> str:
        """The text of a value."""
        return self.kind.format(value)

    def set_value(self, value: Any) -> None:
        """Show a value; an unreadable text typed before is dropped."""
        self._value, self._unreadable = value, None
        self.setText(self.shown(value))
        self.setCursorPosition(0)
        mark_problem(self, self.problem())

    def value(self) -> Any:
        """The last value read; None when empty."""
        return self._value if self._unreadable else self._parsed(self.text())[0]

    def problem(self) -> str | None:
        """The text cannot be read, or the value is doubtful."""
        value, unreadable = self._parsed(self.text())
        return unreadable or self.kind.check(value)

    def commit(self) -> None:
        """Read the text, show it in its French form, and tell the form if the value changed."""
        value, self._unreadable = self._parsed(self.text())
        if self._unreadable is None:
            changed = value != self._value
            self._value = value
            self.setText(self.shown(value))
            if changed:
                self.committed.emit(value)
        mark_problem(self, self.problem())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc restores the last value, when the text was changed."""
        changed = self.text() != self.shown(self._value)
        if event.key() == Qt.Key.Key_Escape and changed:
            self.set_value(self._value)
        else:
            super().keyPressEvent(event)

    def _parsed(self, text: str) -> tuple[Any, str | None]:
        # A shown value is the value: formats that lose something must not change the base.
        if text == self.shown(self._value):
            return self._value, None
        return read(self.kind, text)

    def _typed(self, text: str) -> None:
        value, unreadable = self._parsed(text)
        self._unreadable = unreadable
        if unreadable is None:
            self.edited.emit(value)


class AmountEditor(LineEditor):
    """Euros: `1234.5`, `1 234,50 €`, `(12,00)` or `=3*450+120`, shown `1 470 €`."""

    def __init__(self, label: str, kind: PLAIN | None = None) -> None:
        super().__init__(kind or Amount(), label)

    def shown(self, value: Any) -> str:
        """With its unit, as forms do; cents only when there are some."""
        return amount_text(value, unit="€")
