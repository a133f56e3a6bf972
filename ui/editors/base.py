"""What every editor promises to a form, whatever the kind of field."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from acse_desktop.errors import InvalidInput
from acse_desktop.fieldtypes import FieldType
from ui.theme.dress import restyle

PLAIN = FieldType[Any]


class Editor(Protocol):
    """A widget that edits one value.

    `committed` is emitted with the value when it changed and the agent left or pressed Enter;
    `edited` follows typing, with the value each time it can be read. An unreadable text is
    kept on screen: `problem()` says why, `value()` stays the last one that could be read.
    """

    committed: SignalInstance
    edited: SignalInstance

    def set_value(self, value: Any) -> None:
        """Show a value; None empties the editor. Emits nothing."""

    def value(self) -> Any:
        """The value; None when empty."""

    def problem(self) -> str | None:
        """What is wrong, with its remedy, or None."""


def read(kind: PLAIN, text: str) -> tuple[Any, str | None]:
    """The value of a typed text and None, or None and what is wrong with it."""
    try:
        value = kind.parse(text)
    except InvalidInput as error:
        return None, f"{error.message} {error.remedy}".strip()
    return value, None


def mark_problem(widget: QWidget, problem: str | None) -> None:
    """Edge in the colour of errors, and the message for screen readers."""
    wanted = "error" if problem else ""
    if (widget.property("problem") or "") != wanted:
        restyle(widget, problem=wanted)
    widget.setAccessibleDescription(problem or "")
