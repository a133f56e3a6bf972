"""Copy, paste, fill down and clear: what the selection of a table is asked to do.

Nothing is written here: the changes are handed to the page, which checks and undoes them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from acse_desktop.services.listing_types import Column, Row
from ui.grid.clipboard import (
    Block,
    Change,
    Leftover,
    can_edit,
    html,
    parsed,
    place_block,
    repeated,
    tsv,
)
from ui.grid.cursor import Cursor
from ui.grid.layout import ColumnLayout
from ui.grid.model import PagedModel
from ui.grid.statistics import Statistics, statistics

Rows = Sequence[Row]


class Commands:
    """Works on the selection of one table; rows that are not held are read first."""

    def __init__(self, model: PagedModel, cursor: Cursor, layout: ColumnLayout) -> None:
        self._model = model
        self._cursor = cursor
        self._layout = layout
        self._columns = {column.key: column for column in model.columns}

    def copy(self, headers: bool) -> None:
        """Put the selection in the clipboard, as text and as HTML."""
        self._with_area(lambda rows, columns: self._copy(rows, columns, headers))

    def _copy(self, rows: Rows, columns: Sequence[Column], headers: bool) -> None:
        places = [self._place(column) for column in columns]
        block = Block(columns, places, rows)
        lines = block.texts(self._model.presentation)
        data = QMimeData()
        data.setText(tsv([block.headers(), *lines] if headers else lines))
        data.setHtml(html(block, lines, headers))
        QGuiApplication.clipboard().setMimeData(data)

    def paste(self, then: Callable[[list[Change], Leftover], None]) -> None:
        """Lay the clipboard from the first selected cell; one cell fills the selection."""
        lines = parsed(QGuiApplication.clipboard().text())
        area = self._cursor.area()
        if not lines or not area.rows or not area.keys:
            return
        lines = repeated(lines, area.rows[-1] - area.rows[0] + 1, len(area.keys))
        seen = self._layout.visible()
        columns = [self._columns[key] for key in seen[seen.index(area.keys[0]) :]]
        top = area.rows[0]
        bottom = min(top + len(lines), self._model.rowCount()) - 1
        self._model.with_rows(
            top,
            bottom,
            lambda rows: then(*place_block(lines, rows, columns, self._model.presentation)),
        )

    def fill_down(self, then: Callable[[list[Change]], None]) -> None:
        """Repeat the first selected row over the others."""
        self._with_area(lambda rows, columns: then(self._filled(rows, columns)))

    def _filled(self, rows: Rows, columns: Sequence[Column]) -> list[Change]:
        block = Block(columns, [self._place(column) for column in columns], rows[:1])
        first = block.texts(self._model.presentation)[0]
        lines = [first] * (len(rows) - 1)
        return place_block(lines, rows[1:], columns, self._model.presentation)[0]

    def clear(self, then: Callable[[list[Change]], None]) -> None:
        """Empty the selected cells that can be edited."""
        self._with_area(lambda rows, columns: then(self._cleared(rows, columns)))

    def _cleared(self, rows: Rows, columns: Sequence[Column]) -> list[Change]:
        return [
            (row[0], column.key, "")
            for row in rows
            for column in columns
            if can_edit(column, row, self._model.presentation)
            and row[self._place(column)] not in (None, "")
        ]

    def count(self, then: Callable[[Statistics], None]) -> None:
        """Average, count and sum of the selected cells."""
        runs = self._cursor.runs()
        if not runs:
            then(Statistics(0))
            return
        first = min(rows.start for rows, _keys in runs)
        last = max(rows.stop for rows, _keys in runs) - 1
        self._model.with_rows(first, last, lambda rows: then(self._counted(rows, first)))

    def _counted(self, rows: Rows, first: int) -> Statistics:
        held = range(first, first + len(rows))
        return statistics(
            rows[number - first][self._place(self._columns[key])]
            for numbers, keys in self._cursor.runs()
            for number in numbers
            if number in held
            for key in keys
        )

    def _place(self, column: Column) -> int:
        return self._cursor.place_of(column.key) + 1

    def _with_area(self, then: Callable[[Rows, Sequence[Column]], None]) -> None:
        area = self._cursor.area()
        if not area.rows or not area.keys:
            return
        columns = [self._columns[key] for key in area.keys]
        first = area.rows[0]

        def pick(rows: Rows) -> None:
            kept = [rows[number - first] for number in area.rows if number - first < len(rows)]
            if kept:
                then(kept, columns)

        self._model.with_rows(first, area.rows[-1], pick)
