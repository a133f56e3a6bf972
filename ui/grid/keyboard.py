"""The keys of a table: those of Excel, wherever they can be kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView

from ui.grid.cursor import moved
from ui.grid.view import Hint

if TYPE_CHECKING:
    from ui.grid.grid import Grid

Key = Qt.Key
Modifier = Qt.KeyboardModifier
_MOVES = (
    Key.Key_Left,
    Key.Key_Right,
    Key.Key_Up,
    Key.Key_Down,
    Key.Key_Home,
    Key.Key_End,
    Key.Key_PageUp,
    Key.Key_PageDown,
)


class Keyboard:
    """Drives a grid: it is the pilot of its two views."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        none, ctrl, shift = Modifier.NoModifier, Modifier.ControlModifier, Modifier.ShiftModifier
        self._commands: dict[tuple[int, Modifier], Callable[[], object]] = {
            (Key.Key_C, ctrl): grid.copy,
            (Key.Key_C, ctrl | shift): lambda: grid.copy(headers=True),
            (Key.Key_V, ctrl): grid.paste,
            (Key.Key_D, ctrl): grid.fill_down,
            (Key.Key_A, ctrl): lambda: grid.caret.select_all(),
            (Key.Key_Space, ctrl): lambda: grid.caret.select_columns(),
            (Key.Key_Space, shift): lambda: grid.caret.select_rows(),
            (Key.Key_Delete, none): grid.clear_cells,
            (Key.Key_F2, none): grid.edit_current,
            (Key.Key_Return, none): self._enter,
            (Key.Key_Enter, none): self._enter,
            (Key.Key_Down, Modifier.AltModifier): grid.open_header_menu,
        }

    def knows(self, event: QKeyEvent) -> bool:
        """Moves, commands and, on an editable cell, letters."""
        return self._command(event) is not None or self._is_move(event) or self._types(event)

    def press(self, event: QKeyEvent) -> bool:
        """Move, obey or start typing."""
        command = self._command(event)
        if command is not None:
            command()
            return True
        if self._is_move(event):
            self._move(event)
            return True
        return self._types(event) and self._grid.edit_current(event)

    def clicked(self, index: QModelIndex, extend: bool) -> bool:
        """Set the anchor, or select from it."""
        cursor = self._grid.caret
        if not extend:
            cursor.set_anchor()
            return False
        position = cursor.position_of(index)
        cursor.go(position, extend=True)
        return True

    def entered(self, view: QTableView) -> None:
        """Bring the cursor into the half that Tab has reached."""
        keys = self._grid.pair.keys_of(view)
        cursor = self._grid.caret
        if keys and cursor.key() not in keys:
            seen = self._grid.columns.visible()
            self._grid.go(seen.index(keys[0]), cursor.row() or 0)

    def after_edit(self, hint: Hint) -> None:
        """Down after Enter, right after Tab, left after Shift+Tab."""
        if hint == Hint.SubmitModelCache:
            self._grid.step(0, 1)
        elif hint == Hint.EditNextItem:
            self._grid.step(1, 0)
        elif hint == Hint.EditPreviousItem:
            self._grid.step(-1, 0)

    def _command(self, event: QKeyEvent) -> Callable[[], object] | None:
        return self._commands.get((event.key(), _modifiers(event)))

    def _is_move(self, event: QKeyEvent) -> bool:
        return event.key() in _MOVES and not _modifiers(event) & Modifier.AltModifier

    def _types(self, event: QKeyEvent) -> bool:
        plain = _modifiers(event) in (Modifier.NoModifier, Modifier.ShiftModifier)
        return (
            plain
            and event.text().isprintable()
            and bool(event.text())
            and (self._grid.can_edit_current())
        )

    def _move(self, event: QKeyEvent) -> None:
        grid = self._grid
        here = grid.caret.position()
        far = bool(_modifiers(event) & Modifier.ControlModifier)
        extend = bool(_modifiers(event) & Modifier.ShiftModifier)
        if here is None:
            grid.go(0, 0)
            return
        there = moved(event.key(), far, here, grid.caret.end(), grid.pair.page_rows())
        if there is not None:
            grid.go(there.x(), there.y(), extend)

    def _enter(self) -> None:
        if not (self._grid.can_edit_current() and self._grid.edit_current()):
            self._grid.activate_current()


def _modifiers(event: QKeyEvent) -> Modifier:
    return event.modifiers() & ~Modifier.KeypadModifier
