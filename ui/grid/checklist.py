"""A list of things to tick, with a first line that ticks them all and counts at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from acse_desktop.translation import _
from acse_desktop.typography import count_text
from ui.theme.apply import current
from ui.theme.tokens import TARGET
from ui.widgets.tick import BOX, paint_tick

_VALUE = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole.UserRole + 1
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@dataclass(frozen=True)
class Choice:
    """A line of the list."""

    value: Any
    label: str
    checked: bool
    count: int | None = None


class _LineDelegate(QStyledItemDelegate):
    """A box, a label and a count at the right end; a click anywhere on the line ticks it."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Lines high enough to be aimed at."""
        return QSize(super().sizeHint(option, index).width() + 60, current().px(TARGET))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The whole line, from the theme."""
        theme, rect = current(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("primary_tint"))
        side = theme.px(BOX)
        box = QRect(rect.left() + theme.px(6), rect.center().y() - side // 2 + 1, side, side)
        paint_tick(painter, box, Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)))
        words = rect.adjusted(theme.px(30), 0, -theme.px(8), 0)
        painter.setFont(theme.font("body"))
        count = count_text(index.data(_COUNT))
        painter.setPen(theme.colour("ink2"))
        painter.drawText(words, (Qt.AlignmentFlag.AlignRight | _MIDDLE).value, count)
        room = words.width() - painter.fontMetrics().horizontalAdvance(count + "  ")
        label = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, room)
        painter.setPen(theme.colour("ink"))
        painter.drawText(words, _MIDDLE.value, label)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Space or a click ticks."""
        pressed = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        typed = event.type() == QEvent.Type.KeyPress and pressed
        if not typed and event.type() != QEvent.Type.MouseButtonRelease:
            return False
        state = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        turned = _UNCHECKED if state == _CHECKED else _CHECKED
        return model.setData(index, turned, Qt.ItemDataRole.CheckStateRole)


class CheckList(QListView):
    """Space ticks; the lines can be dragged when `movable`."""

    changed = Signal()

    def __init__(self, name: str, all_line: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all_line = all_line
        self._lines = QStandardItemModel(self)
        self._following = False
        self.setModel(self._lines)
        self.setItemDelegate(_LineDelegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._lines.itemChanged.connect(self._follow)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Replace the lines."""
        self._following = True
        self._lines.clear()
        if self._all_line and choices:
            self._lines.appendRow(_item(Choice(None, _("(Tout sélectionner)"), True)))
        for choice in choices:
            self._lines.appendRow(_item(choice))
        self._update_all_line()
        self._following = False
        if choices:
            self.setCurrentIndex(self._lines.index(0, 0))
        self.changed.emit()

    def checked(self) -> list[Any]:
        """The values ticked, in order."""
        return [item.data(_VALUE) for item in self._items() if item.checkState() == _CHECKED]

    def unchecked(self) -> list[Any]:
        """The values that are not ticked, in order."""
        return [item.data(_VALUE) for item in self._items() if item.checkState() != _CHECKED]

    def values(self) -> list[Any]:
        """All values, in the order seen."""
        return [item.data(_VALUE) for item in self._items()]

    def counted(self) -> int:
        """The sum of the counts of the lines ticked."""
        ticked = [item for item in self._items() if item.checkState() == _CHECKED]
        return sum(item.data(_COUNT) or 0 for item in ticked)

    def filter_lines(self, hides: Sequence[bool]) -> None:
        """Hide the lines whose place is True."""
        first = int(self._all_line)
        for place, hidden in enumerate(hides):
            self.setRowHidden(place + first, hidden)

    def move_current(self, step: int) -> None:
        """Move the current line up or down."""
        row = self.currentIndex().row()
        if row >= 0 and 0 <= row + step < self._lines.rowCount():
            taken = self._lines.takeRow(row)
            self._lines.insertRow(row + step, taken)
            self.setCurrentIndex(self._lines.index(row + step, 0))
            self.changed.emit()

    def _items(self) -> list[QStandardItem]:
        first = int(self._all_line)
        return [self._lines.item(row) for row in range(first, self._lines.rowCount())]

    def _follow(self, item: QStandardItem) -> None:
        if self._following:
            return
        self._following = True
        if self._all_line and item.row() == 0:
            for line in self._items():
                line.setCheckState(item.checkState())
        self._update_all_line()
        self._following = False
        self.changed.emit()

    def _update_all_line(self) -> None:
        if not self._all_line or self._lines.rowCount() == 0:
            return
        states = {item.checkState() for item in self._items()}
        state = states.pop() if len(states) == 1 else Qt.CheckState.PartiallyChecked
        self._lines.item(0).setCheckState(state)


def _item(choice: Choice) -> QStandardItem:
    item = QStandardItem(choice.label)
    item.setCheckable(True)
    item.setCheckState(_CHECKED if choice.checked else _UNCHECKED)
    item.setData(choice.value, _VALUE)
    item.setData(choice.count, _COUNT)
    return item
