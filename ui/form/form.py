"""A form made from the fields of a model: cards, editors, messages, and what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from acse_desktop.fields import Field as Described
from acse_desktop.fields import fields_of
from acse_desktop.translation import _
from ui.editors import AnyEditor, CommunePicker, LineEditor, ListEditor, LongTextEditor
from ui.form.flow import Flow
from ui.form.look import FormLook, built_editor, span_of
from ui.theme.apply import current
from ui.theme.tokens import CARD_GAP
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.labels import TextLabel, escaped

IDLE = 2000
"""Milliseconds without typing before a long text is saved."""
Message = tuple[str, str]
"""Level (error, warning, information) and text."""


class Form(QWidget):
    """Fields of one record. It writes nothing: the page saves what is `committed`.

    Signals:
        committed: field and value, once read and different.
        entered: the field that took the focus.
        left: a line that the agent left, readable or not.
        undo_requested, redo_requested: Ctrl+Z where nothing is being typed.
    """

    committed = Signal(str, object)
    entered = Signal(str)
    left = Signal(str)
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, model: type[Any], look: FormLook | None = None) -> None:
        super().__init__()
        self.look = look or FormLook()
        self.described = {
            name: one for name, one in fields_of(model).items() if name not in self.look.omitted
        }
        self.values: dict[str, Any] = {}
        self.editors: dict[str, AnyEditor] = {}
        self.fields: dict[str, Field] = {}
        self.cards: dict[str, Card] = {}
        self._flows: dict[str, Flow] = {}
        self._messages: dict[str, list[Message]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._idle = QTimer(self, singleShot=True, interval=IDLE)
        self._idle.timeout.connect(self.flush)
        self.refresh_theme()

    def fill(self) -> None:
        """Make the cards and the fields, once the form has its place in the page.

        Moved later, every field would be dressed again at each move: it is the price of opening.
        """
        for described in self.described.values():
            self._add(described)

    def refresh_theme(self) -> None:
        """Gaps follow the text size."""
        self._column.setSpacing(current().px(CARD_GAP))

    def _section(self, title: str) -> Flow:
        if title not in self._flows:
            card = Card(_(title), self.look.hints.get(title, ""))
            self.cards[title] = card
            self._column.addWidget(card)
            flow = self._flows[title] = Flow()
            card.add(flow)
        return self._flows[title]

    def _add(self, described: Described) -> None:
        editor = built_editor(described, self.look)
        optional = not described.required and not described.readonly
        field = Field(_(described.label), editor, optional=optional)
        for label in field.findChildren(TextLabel):
            label.setMinimumWidth(1)
        if described.help:
            for widget in (editor, field.label):
                widget.setToolTip(escaped(_(described.help)))
        self.editors[described.name], self.fields[described.name] = editor, field
        self._section(described.section).add(field, *span_of(described, self.look))
        self._listen(described.name, editor)

    def _listen(self, name: str, editor: AnyEditor) -> None:
        editor.committed.connect(lambda value: self._commit(name, value))
        editor.installEventFilter(self)
        if isinstance(editor, LineEditor | CommunePicker):
            editor.editingFinished.connect(lambda: self._left(name))
        if isinstance(editor, LongTextEditor):
            editor.edited.connect(lambda _value: self._idle.start())

    # ---- values

    def show_values(self, values: Mapping[str, Any]) -> list[str]:
        """Show what the base holds; gives the fields that changed.

        What the agent is typing, or typed and cannot be read, stays on screen.
        """
        known = self.values
        self.values = {name: values.get(name) for name in self.described}
        moved = [name for name, value in self.values.items() if known.get(name) != value]
        for name, value in self.values.items():
            if name in moved or not known:
                self.editors[name].set_value(value)
            self._refresh(name)
        self._show_concerned()
        return moved if known else []

    def _show_concerned(self) -> None:
        record = SimpleNamespace(**self.values)
        for name, described in self.described.items():
            if described.visible is not None:
                wanted = bool(described.visible(record))
                self._flows[described.section].show_widget(self.fields[name], wanted)

    def _left(self, name: str) -> None:
        if not isValid(self):  # the page is going: the focus leaves it in the middle of that
            return
        self._refresh(name)
        self.left.emit(name)

    def _commit(self, name: str, value: Any) -> None:
        if not isValid(self):
            return
        # Known at once: the base answers later, and must not look like somebody else's change.
        self.values[name] = value
        self._refresh(name)
        self._show_concerned()
        self.committed.emit(name, value)

    def typing(self, name: str) -> bool:
        """Whether the text of a field is not (yet) the value that is saved."""
        editor = self.editors[name]
        if isinstance(editor, ListEditor):
            return False
        if isinstance(editor, LineEditor):
            return bool(editor.text() != editor.shown(self.values.get(name)))
        if isinstance(editor, LongTextEditor):
            return bool(editor.value() != self.values.get(name))
        return editor.problem() is not None

    def flush(self) -> None:
        """Save what is being typed, where it can be read."""
        for name, editor in self.editors.items():
            if not isinstance(editor, ListEditor) and self.typing(name):
                editor.commit()
                self._refresh(name)

    # ---- messages

    def show_messages(self, messages: Mapping[str, list[Message]]) -> None:
        """Show under each field what the rules find, the most serious first."""
        self._messages = dict(messages)
        for name in self.fields:
            self._refresh(name)

    def _refresh(self, name: str) -> None:
        field, editor = self.fields[name], self.editors[name]
        own = editor.problem()
        if own:
            field.show_problem(own)
        elif found := self._messages.get(name):
            field.show_problem(found[0][1], found[0][0])
        else:
            field.show_problem(None)

    def message_of(self, name: str) -> str:
        """The text under a field; empty when there is none."""
        return self.fields[name].message.label.text()

    def problems(self) -> list[str]:
        """The fields whose own text is wrong, in order."""
        return [name for name, editor in self.editors.items() if editor.problem()]

    def unreadable(self) -> list[tuple[str, str]]:
        """The fields whose text cannot be read, so is not saved, and why."""
        found = ((name, editor.problem()) for name, editor in self.editors.items())
        return [(name, text) for name, text in found if text and self.typing(name)]

    # ---- sections

    def names_of(self, section: str) -> Iterable[str]:
        """The fields of a section."""
        return (name for name, one in self.described.items() if one.section == section)

    def missing(self, section: str) -> int:
        """Required fields of a section that are still empty."""
        return sum(
            self.described[name].required and self.values.get(name) in (None, "")
            for name in self.names_of(section)
        )

    def is_empty(self, section: str) -> bool:
        """Whether nothing at all was entered in a section."""
        return all(self.values.get(name) in (None, "") for name in self.names_of(section))

    # ---- keyboard

    def focus_field(self, name: str) -> None:
        """Go to a field: it scrolls into view with its label."""
        self.editors[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the focus; leave Ctrl+Z to the page where nothing is being typed."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(watched.objectName().removeprefix(self.look.prefix))
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return self._undo_key(watched, event)
        return super().eventFilter(watched, event)

    def _undo_key(self, watched: QObject, event: QEvent) -> bool:
        assert isinstance(event, QKeyEvent)
        undo, redo = history_key(event)
        name = watched.objectName().removeprefix(self.look.prefix)
        if not (undo or redo) or self.typing(name):
            return False
        if event.type() == QEvent.Type.KeyPress:
            (self.undo_requested if undo else self.redo_requested).emit()
        else:
            event.ignore()
        return True


def history_key(event: QKeyEvent) -> tuple[bool, bool]:
    """Whether a key is Ctrl+Z, and whether it is Ctrl+Shift+Z or Ctrl+Y."""
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    redo = event.matches(QKeySequence.StandardKey.Redo) or (
        control and (event.key() == Qt.Key.Key_Y or (event.key() == Qt.Key.Key_Z and shift))
    )
    undo = control and event.key() == Qt.Key.Key_Z and not shift
    return bool(undo), bool(redo)
