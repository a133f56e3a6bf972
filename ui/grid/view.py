"""One half of a table: a QTableView whose keys and drags obey the whole table."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

Hint = QAbstractItemDelegate.EndEditHint
Trigger = QAbstractItemView.EditTrigger


class Pilot(Protocol):
    """Who decides what keys and clicks do: the whole table."""

    def knows(self, event: QKeyEvent) -> bool:
        """Whether a key is a command of tables."""

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key asks; False to leave it to others."""

    def clicked(self, index: QModelIndex, extend: bool) -> bool:
        """Take a click; False to let the view select the cell itself."""

    def entered(self, view: QTableView) -> None:
        """Tab has brought the focus to this half."""

    def after_edit(self, hint: Hint) -> None:
        """Move on once a cell has been typed."""


class HalfView(QTableView):
    """The frozen or the scrolling half. Its look comes from the delegate, never from a stylesheet:
    a rule on item views makes each scroll step repaint every cell."""

    resized = Signal()

    def __init__(self, pilot: Pilot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pilot = pilot
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(Trigger.AnyKeyPressed)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()

    def event(self, event: QEvent) -> bool:
        """Claim the keys of tables before the window takes them as shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._pilot.knows(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves and commands go to the pilot; the rest goes up to the window."""
        # An editor lets Enter through to its view before it closes.
        editing = self.state() == QTableView.State.EditingState
        if not editing and self._pilot.press(event):
            event.accept()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Shift + click selects up to the cell, even from the other half."""
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and index.isValid() and extend and self._pilot.clicked(index, True):
            return
        super().mousePressEvent(event)
        if left and index.isValid():
            self._pilot.clicked(index, False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab goes from one half to the other, then out of the table."""
        if event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        ):
            self._pilot.entered(self)
        super().focusInEvent(event)

    def start_edit(
        self, index: QModelIndex | QPersistentModelIndex, event: QKeyEvent | None = None
    ) -> bool:
        """Open the editor of a cell; a key already typed goes into it."""
        if event is not None:
            return self.edit(index, Trigger.AnyKeyPressed, event)
        self.edit(index)
        return True

    def closeEditor(self, editor: QWidget, hint: Hint) -> None:
        """Close, then go down or right, as Excel does."""
        super().closeEditor(editor, Hint.NoHint)
        self._pilot.after_edit(hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the strips that follow the columns."""
        super().resizeEvent(event)
        self.resized.emit()
