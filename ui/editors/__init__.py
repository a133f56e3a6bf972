"""One editor per type of field, all with the protocol of `ui.editors.base.Editor`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from acse_desktop.fieldtypes import Amount, Choice, Day, FieldType, Flag, LongText
from ui.editors.choice import ChoiceEditor, FlagEditor, ListEditor
from ui.editors.commune import CommunePicker, Suggestion
from ui.editors.date import DateEditor
from ui.editors.line import AmountEditor, LineEditor
from ui.editors.text import LongTextEditor

AnyEditor = LineEditor | ListEditor | LongTextEditor | CommunePicker

EDITORS: dict[type[FieldType[Any]], Callable[[str, Any], AnyEditor]] = {
    Amount: AmountEditor,
    Choice: ChoiceEditor,
    Day: DateEditor,
    Flag: FlagEditor,
    LongText: LongTextEditor,
}
"""How to build the editor of a type, from its label and the type itself; others are one line."""


def editor_for(field_type: FieldType[Any], label: str) -> AnyEditor:
    """The editor of a field."""
    maker = EDITORS.get(type(field_type))
    return maker(label, field_type) if maker else LineEditor(field_type, label)


__all__ = [
    "EDITORS",
    "AmountEditor",
    "AnyEditor",
    "ChoiceEditor",
    "CommunePicker",
    "DateEditor",
    "FlagEditor",
    "LineEditor",
    "ListEditor",
    "LongTextEditor",
    "Suggestion",
    "editor_for",
]
