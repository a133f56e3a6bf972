"""Where the agent is in a table and what is selected, over the border of frozen columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
)

from ui.grid.layout import ColumnLayout
from ui.grid.model import PagedModel

Flag = QItemSelectionModel.SelectionFlag
Key = Qt.Key


@dataclass(frozen=True)
class Area:
    """Rows and columns that hold the selection."""

    rows: tuple[int, ...]
    keys: tuple[str, ...]
    """In the order seen."""

    def cells(self) -> int:
        """How many cells it holds."""
        return len(self.rows) * len(self.keys)


def moved(key: int, far: bool, start: QPoint, end: QPoint, page: int) -> QPoint | None:
    """Where a key leads from a cell (x: column seen, y: row); None when it is not a move.

    `far` is with Ctrl held: to the end of the row or of the column.
    """
    x, y = start.x(), start.y()
    targets = {
        Key.Key_Left: (0 if far else x - 1, y),
        Key.Key_Right: (end.x() if far else x + 1, y),
        Key.Key_Up: (x, 0 if far else y - 1),
        Key.Key_Down: (x, end.y() if far else y + 1),
        Key.Key_Home: (0, 0 if far else y),
        Key.Key_End: (end.x(), end.y() if far else y),
        Key.Key_PageUp: (x, y - page),
        Key.Key_PageDown: (x, y + page),
    }
    target = targets.get(Key(key)) if key in targets else None
    if target is None:
        return None
    return QPoint(max(0, min(target[0], end.x())), max(0, min(target[1], end.y())))


class Cursor:
    """The current cell and the selection, in columns seen rather than columns of the model."""

    def __init__(
        self, model: PagedModel, selection: QItemSelectionModel, layout: ColumnLayout
    ) -> None:
        self._model = model
        self._selection = selection
        self._layout = layout
        self._places = {column.key: place for place, column in enumerate(model.columns)}
        self._anchor = QPoint(0, 0)

    def place_of(self, key: str) -> int:
        """Where a column stands in the model."""
        return self._places[key]

    def key(self) -> str | None:
        """The column of the current cell, if there is one."""
        index = self._selection.currentIndex()
        return self._model.columns[index.column()].key if index.isValid() else None

    def row(self) -> int | None:
        """The row of the current cell, if there is one."""
        index = self._selection.currentIndex()
        return index.row() if index.isValid() else None

    def position(self) -> QPoint | None:
        """The current cell: x counts the columns seen, y the rows."""
        key, row, seen = self.key(), self.row(), self._layout.visible()
        if key is None or row is None or key not in seen:
            return None
        return QPoint(seen.index(key), row)

    def end(self) -> QPoint:
        """The last cell of the table."""
        return QPoint(len(self._layout.visible()) - 1, self._model.rowCount() - 1)

    def index(self, position: QPoint) -> QModelIndex:
        """The index of a cell."""
        key = self._layout.visible()[position.x()]
        return self._model.index(position.y(), self._places[key])

    def position_of(self, index: QModelIndex) -> QPoint:
        """An index in columns seen and rows."""
        key = self._model.columns[index.column()].key
        return QPoint(self._layout.visible().index(key), index.row())

    def set_anchor(self) -> None:
        """Selections will grow from the current cell."""
        self._anchor = self.position() or QPoint(0, 0)

    def go(self, position: QPoint, extend: bool = False) -> None:
        """Move to a cell, alone or with all those since the anchor."""
        if self._model.rowCount() == 0:
            return
        if extend:
            self._select_from_anchor(position)
            self._selection.setCurrentIndex(self.index(position), Flag.NoUpdate)
        else:
            self._selection.setCurrentIndex(self.index(position), Flag.ClearAndSelect)
            self._anchor = position

    def _select_from_anchor(self, position: QPoint) -> None:
        left, right = sorted((self._anchor.x(), position.x()))
        top, bottom = sorted((self._anchor.y(), position.y()))
        self.select(top, min(bottom, self.end().y()), self._layout.visible()[left : right + 1])

    def select(self, top: int, bottom: int, keys: Iterable[str]) -> None:
        """Select some rows of some columns."""
        selection = QItemSelection()
        for key in keys:
            place = self._places[key]
            selection.select(self._model.index(top, place), self._model.index(bottom, place))
        self._selection.select(selection, Flag.ClearAndSelect)

    def select_columns(self) -> None:
        """Every row of the columns that hold the selection."""
        self.select(0, self.end().y(), self.area().keys)

    def select_rows(self) -> None:
        """Every column of the rows that hold the selection."""
        rows = self.area().rows
        if rows:
            self.select(rows[0], rows[-1], self._layout.visible())

    def select_all(self) -> None:
        """Every cell."""
        self.select(0, self.end().y(), self._layout.visible())

    def area(self) -> Area:
        """The rows and the columns that hold the selection, else those of the current cell."""
        rows: set[int] = set()
        places: set[int] = set()
        for found in self._ranges():
            rows |= set(range(found.top(), found.bottom() + 1))
            places |= set(range(found.left(), found.right() + 1))
        if not rows and (here := self._selection.currentIndex()).isValid():
            rows, places = {here.row()}, {here.column()}
        seen = self._layout.visible()
        return Area(tuple(sorted(rows)), tuple(key for key in seen if self._places[key] in places))

    def _ranges(self) -> list[QItemSelectionRange]:
        selection = self._selection.selection()
        return [selection.at(place) for place in range(selection.count())]

    def runs(self) -> list[tuple[range, Sequence[str]]]:
        """The selection as rectangles of rows and columns seen, none of which overlap."""
        seen = {self._places[key]: key for key in self._layout.visible()}
        return [
            (
                range(found.top(), found.bottom() + 1),
                [seen[place] for place in range(found.left(), found.right() + 1) if place in seen],
            )
            for found in self._ranges()
        ]
