"""The editor of long texts: Tab leaves it, Ctrl+Tab writes a tabulation."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from acse_desktop.fieldtypes import LongText
from ui.editors.base import PLAIN, mark_problem, read
from ui.theme.apply import current
from ui.theme.dress import dress


class LongTextEditor(QPlainTextEdit):
    """Several lines of plain text."""

    committed = Signal(object)
    edited = Signal(object)
    lines = 4

    def __init__(self, label: str, kind: PLAIN | None = None) -> None:
        super().__init__()
        self.kind: PLAIN = kind or LongText()
        self._value: Any = None
        self.setAccessibleName(label)
        self.setTabChangesFocus(True)
        dress(self, font="body")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.refresh_theme()
        self.textChanged.connect(self._typed)

    def refresh_theme(self) -> None:
        """The height is counted in lines."""
        line = current().px(18)
        self.setMinimumHeight(self.lines * line + current().px(12))

    def sizeHint(self) -> QSize:
        """Four lines; a longer text scrolls."""
        return QSize(current().px(320), self.minimumHeight())

    def set_value(self, value: Any) -> None:
        """Show a text."""
        self._value = value
        self.blockSignals(True)
        self.setPlainText(self.kind.format(value))
        self.blockSignals(False)
        mark_problem(self, self.problem())

    def value(self) -> Any:
        """The text; None when empty."""
        if self.toPlainText() == self.kind.format(self._value):
            return self._value
        value, unreadable = read(self.kind, self.toPlainText())
        return self._value if unreadable else value

    def problem(self) -> str | None:
        """The text is too long, for instance."""
        value, unreadable = read(self.kind, self.toPlainText())
        return unreadable or self.kind.check(value)

    def commit(self) -> None:
        """Tell the form if the text changed."""
        value = self.value()
        mark_problem(self, self.problem())
        if value != self._value:
            self._value = value
            self.committed.emit(value)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving commits."""
        super().focusOutEvent(event)
        self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter commits without leaving."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        self.edited.emit(self.value())
