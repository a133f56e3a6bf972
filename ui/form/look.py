"""How a declared field becomes a field of a form: its editor and its width."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from acse_desktop.fields import Field
from acse_desktop.fieldtypes import Iban
from acse_desktop.translation import _
from ui.editors import AnyEditor, LineEditor, LongTextEditor, editor_for
from ui.form.masked import MaskedEditor

Maker = Callable[[Field], AnyEditor]
NARROW = {"amount": 3, "count": 3, "percent": 3, "day": 3, "year": 3, "flag": 3, "code": 3}
"""Columns out of twelve, by kind; texts and choices follow their declared width."""


@dataclass(frozen=True)
class FormLook:
    """What a page says of its form beyond the declared fields."""

    prefix: str = ""
    """Before the name of each field in object names, when two forms share a window."""
    omitted: frozenset[str] = frozenset()
    """Fields edited elsewhere on the page."""
    editors: Mapping[str, Maker] = field(default_factory=dict)
    """Editors of their own, by field: a commune, a contract."""
    hints: Mapping[str, str] = field(default_factory=dict)
    """Beside the title of a section."""
    spans: Mapping[str, int] = field(default_factory=dict)


def span_of(described: Field, look: FormLook) -> tuple[int, bool]:
    """Columns out of twelve, and whether the field may take more."""
    if described.name in look.spans:
        return look.spans[described.name], True
    kind = described.type.kind
    if kind == "long":
        return 12, True
    if kind in NARROW:
        return NARROW[kind], False
    wide = described.type.width
    return (8 if wide >= 240 else 5 if wide >= 220 else 4), True


def built_editor(described: Field, look: FormLook) -> AnyEditor:
    """The editor of a field, named after it."""
    label = _(described.label)
    if described.name in look.editors:
        editor = look.editors[described.name](described)
    elif isinstance(described.type, Iban):
        editor = MaskedEditor(described.type, label)
    else:
        editor = editor_for(described.type, label)
    editor.setObjectName(look.prefix + described.name)
    if described.readonly:
        _lock(editor)
    return editor


def _lock(editor: AnyEditor) -> None:
    if isinstance(editor, LineEditor | LongTextEditor):
        editor.setReadOnly(True)
    else:
        editor.setEnabled(False)
