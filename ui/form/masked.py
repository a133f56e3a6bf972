"""An editor that hides most of what it holds until the agent enters it."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QFocusEvent

from ui.editors.line import LineEditor

HIDDEN = "••••"


class MaskedEditor(LineEditor):
    """« FR76 •••• 0189 », and the whole IBAN once the field has the focus."""

    def shown(self, value: Any) -> str:
        """The two ends only, unless the agent is in the field."""
        text = self.kind.format(value)
        bare = text.replace(" ", "")
        if self.hasFocus() or len(bare) < 12:
            return text
        return f"{bare[:4]} {HIDDEN} {bare[-4:]}"

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the whole."""
        super().focusInEvent(event)
        if HIDDEN in self.text():
            self.setText(self.shown(self._value))
            self.selectAll()
