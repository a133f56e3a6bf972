"""A small table inside a page, edited in place with the keys of Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)

from ui.form.cells import Fault, Head, Line, SheetModel
from ui.form.painting import CellDelegate, SheetHeader
from ui.theme.apply import current

ROOM = 150
"""The least width of the columns that take the room left, design px."""
_Hint = QAbstractItemDelegate.EndEditHint


class Sheet(QTableView):
    """Lines prepared by the page.

    Signals:
        typed: line, column and text, to be read and saved by the page.
        chosen: line, column and value, from a list.
        pasted: the block of the clipboard, rows of texts.
        opened: the line that Enter or a double click asks for, on a cell that is not edited.
    """

    typed = Signal(str, str, str)
    chosen = Signal(str, str, object)
    pasted = Signal(list)
    opened = Signal(str)

    def __init__(self, name: str, heads: Sequence[Head], row: int = 28, fits: bool = True) -> None:
        super().__init__()
        self.sheet = SheetModel(heads)
        self._row, self._fits, self._kept = row, fits, 0
        self.setModel(self.sheet)
        self.delegate = CellDelegate(self.sheet, self)
        self.setItemDelegate(self.delegate)
        self.setHorizontalHeader(SheetHeader(self.sheet, self))
        self.verticalHeader().hide()
        self.setAccessibleName(name)
        self._set_up()
        self.sheet.typed.connect(self.typed)
        self.sheet.chosen.connect(self.chosen)
        self.doubleClicked.connect(self._double_clicked)
        self.refresh_theme()

    def _set_up(self) -> None:
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        if self._fits:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def edit_with(self, column: str, maker: Callable[[str], QWidget]) -> None:
        """Edit a column with the widget that `maker` makes for the key of a line."""
        self.delegate.makers[column] = maker

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines, at the same place."""
        here = self.here()
        self.sheet.set_lines(lines)
        if here is not None:
            again = self.sheet.at(*here)
            if again.isValid() and self.currentIndex() != again:
                self.setCurrentIndex(again)
        self.updateGeometry()
        self._share_width()

    def here(self) -> tuple[str, str] | None:
        """Line and column of the current cell."""
        index = self.currentIndex()
        return self.sheet.keys(index) if index.isValid() else None

    def go(self, line: str, column: str) -> None:
        """Make a cell the current one."""
        self.setCurrentIndex(self.sheet.at(line, column))

    def enter(self, line: str, column: str, text: str) -> None:
        """Enter a text in a cell, as typing would."""
        self.go(line, column)
        self.sheet.typed.emit(line, column, text)

    def show_fault(self, line: str, column: str, text: str, message: str) -> None:
        """Keep a text that cannot be read in its cell, marked."""
        self.sheet.set_fault(line, column, Fault(text, message) if message else None)

    # ---- size

    def refresh_theme(self) -> None:
        """Rows follow the text size."""
        self.verticalHeader().setDefaultSectionSize(current().px(self._row))
        self.updateGeometry()
        self._share_width()

    def sizeHint(self) -> QSize:
        """As tall as its lines, when it does not scroll."""
        bar = self.horizontalScrollBar()
        extra = bar.sizeHint().height() if bar.maximum() else 0
        rows = self.sheet.rowCount() * current().px(self._row)
        head = 0 if self.horizontalHeader().isHidden() else current().px(32)
        return QSize(current().px(320), head + rows + extra + 2)

    def minimumSizeHint(self) -> QSize:
        """It can be narrow, not low."""
        height = self.sizeHint().height() if self._fits else current().px(32 + 6 * self._row)
        return QSize(current().px(200), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the room left to the columns without width."""
        super().resizeEvent(event)
        self._share_width()

    def show_column(self, key: str, shown: bool) -> None:
        """Show or hide a column."""
        self.setColumnHidden(self.sheet.place(key), not shown)
        self._share_width()

    def keep_right(self, room: int) -> None:
        """Leave px at the right, under the scroll bar of another table."""
        self._kept = room
        self._share_width()

    def _share_width(self) -> None:
        px = current().px
        heads = self.sheet.heads
        seen = [head for place, head in enumerate(heads) if not self.isColumnHidden(place)]
        taken = sum(px(head.width) for head in seen)
        free = [head for head in seen if not head.width]
        left = max(px(ROOM), (self.viewport().width() - self._kept - taken) // max(len(free), 1))
        for place, head in enumerate(heads):
            self.setColumnWidth(place, px(head.width) or left)

    # ---- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Excel's keys; letters start editing."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """The selected cells, as Excel takes them."""
        rows: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda i: (i.row(), i.column())):
            rows.setdefault(index.row(), []).append(self.sheet.cell(index).text)
        out = io.StringIO()
        csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows.values())
        QGuiApplication.clipboard().setText(out.getvalue().rstrip("\n"))

    def paste(self) -> None:
        """Hand the block of the clipboard to the page."""
        if block := clipboard_block():
            self.pasted.emit(block)

    def _clear(self) -> None:
        for index in self.selectedIndexes():
            if self.sheet.cell(index).editable:
                self._emptied(index)

    def _emptied(self, index: QModelIndex) -> None:
        keys = self.sheet.keys(index)
        if keys[1] in self.delegate.makers:
            self.chosen.emit(*keys, None)
        else:
            self.typed.emit(*keys, "")

    def _enter(self) -> None:
        index = self.currentIndex()
        # The Enter that closes an editor comes here too.
        if not index.isValid() or self.state() == QAbstractItemView.State.EditingState:
            return
        if self.sheet.cell(index).editable:
            self.edit(index)
        else:
            self.opened.emit(self.sheet.keys(index)[0])

    def _double_clicked(self, index: QModelIndex) -> None:
        if not self.sheet.cell(index).editable:
            self.opened.emit(self.sheet.keys(index)[0])

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes down, Tab to the next cell that can be edited."""
        super().closeEditor(editor, _Hint.NoHint)
        if hint == _Hint.SubmitModelCache:
            self._move(1, 0)
        elif hint in (_Hint.EditNextItem, _Hint.EditPreviousItem):
            self._move(0, 1 if hint == _Hint.EditNextItem else -1)

    def _move(self, rows: int, columns: int) -> None:
        """To the next editable cell in a direction; right of the last one is the next line."""
        width, here = len(self.sheet.heads), self.currentIndex()
        place = here.row() * width + here.column()
        step = rows * width + columns
        place += step
        while 0 <= place < width * len(self.sheet.lines):
            index = self.sheet.index(place // width, place % width)
            if self.sheet.cell(index).editable:
                self.setCurrentIndex(index)
                return
            place += step


def clipboard_block() -> list[list[str]]:
    """The rows of texts that Excel put in the clipboard."""
    text = QGuiApplication.clipboard().text().rstrip("\r\n")
    return list(csv.reader(io.StringIO(text), delimiter="\t"))
