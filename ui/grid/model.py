"""The model of a table: it holds a few pages of rows and asks its source for the others."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from acse_desktop.services.listing_types import RIGHT_ALIGNED, Column, Page, Query, Row, Summary
from acse_desktop.translation import _
from ui.grid.cells import Presentation, cell_text
from ui.grid.clipboard import can_edit, plain
from ui.grid.source import Source

PAGE = 100
KEPT_PAGES = 60
"""6,000 rows of 60 columns weigh a few MB; the whole of a national base would weigh 200."""

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()


@dataclass
class _Pending:
    """A query under way: nothing is shown of it before all of this has come."""

    query: Query
    expected: frozenset[int]
    same: bool
    summary: Summary | None = None
    pages: dict[int, tuple[Row, ...]] = field(default_factory=dict)

    def complete(self) -> bool:
        return self.summary is not None and self.expected <= set(self.pages)


class PagedModel(QAbstractTableModel):
    """Rows of a query, page by page. The old rows stay until the new ones have come."""

    loading = Signal(bool)
    swapped = Signal(bool)
    """The rows of the last query are there; True when they are the same query read again."""
    edited = Signal(str, str, str)
    """Identifier, column key and text typed in a cell."""

    def __init__(
        self,
        columns: Sequence[Column],
        source: Source,
        presentation: Presentation,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.presentation = presentation
        self.query = Query()
        self.summary = Summary(0)
        self.window: Callable[[], tuple[int, int]] = lambda: (0, 0)
        """First and last row seen, told by the views."""
        self._source = source
        self._pages: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._count = 0
        self._sequence = 0
        self._pending: _Pending | None = None
        self._wanted: set[int] = set()
        self._asked: set[int] = set()
        self._fetch = QTimer(self, singleShot=True, interval=0)
        self._fetch.timeout.connect(self._ask_wanted)

    # ---- asking

    def ask(self, query: Query) -> None:
        """Show the rows of another query, from the first one."""
        self._start(_Pending(query, frozenset({0}), same=False))

    def reload(self) -> None:
        """Read the same query again, where the agent is."""
        first, last = self.window()
        expected = frozenset(range(first // PAGE, last // PAGE + 1))
        self._start(_Pending(self.target(), expected, same=self._pending is None))

    def give_up(self) -> None:
        """The source has failed: come back to the query whose rows are shown."""
        self._sequence += 1
        self._pending = None
        self._asked.clear()
        self.loading.emit(False)

    def target(self) -> Query:
        """The last query asked, whether its rows have come or not."""
        return self._pending.query if self._pending else self.query

    def is_loading(self) -> bool:
        """Whether rows are awaited."""
        return self._pending is not None or bool(self._asked)

    def with_rows(self, first: int, last: int, then: Callable[[Sequence[Row]], None]) -> None:
        """Give some rows in full, at once when they are held, later otherwise."""
        held = [self._held(row) for row in range(first, last + 1)]
        present = [row for row in held if row is not None]
        if len(present) == len(held):
            then(present)
            return
        reply = partial(self._got_rows, self._sequence, then)
        self._source.request_page(self.query, first, last - first + 1, reply)

    def replace_row(self, row: Row) -> None:
        """Show the new values of a record that has just been written."""
        for number, rows in self._pages.items():
            for place, old in enumerate(rows):
                if old[0] == row[0]:
                    self._pages[number] = (*rows[:place], row, *rows[place + 1 :])
                    self._changed(number * PAGE + place, number * PAGE + place)
                    return

    def _start(self, pending: _Pending) -> None:
        self._sequence += 1
        self._pending = pending
        self._wanted.clear()
        self._asked.clear()
        self.loading.emit(True)
        sequence = self._sequence
        self._source.request_count_and_totals(pending.query, partial(self._got_summary, sequence))
        for page in sorted(pending.expected):
            reply = partial(self._got_pending_page, sequence)
            self._source.request_page(pending.query, page * PAGE, PAGE, reply)

    def _got_rows(self, sequence: int, then: Callable[[Sequence[Row]], None], page: Page) -> None:
        if sequence == self._sequence:
            then(page.rows)

    def _got_summary(self, sequence: int, summary: Summary) -> None:
        if sequence == self._sequence and self._pending:
            self._pending.summary = summary
            self._swap_when_complete()

    def _got_pending_page(self, sequence: int, page: Page) -> None:
        if sequence == self._sequence and self._pending:
            self._pending.pages[page.offset // PAGE] = page.rows
            self._swap_when_complete()

    def _swap_when_complete(self) -> None:
        pending = self._pending
        if pending is None or pending.summary is None or not pending.complete():
            return
        self._pending = None
        self._swap(pending, pending.summary)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self.loading.emit(False)
        self.swapped.emit(pending.same)

    def _swap(self, pending: _Pending, summary: Summary) -> None:
        """Put the new rows in place; a reset would also undo the layout of the headers."""
        self._remove_after(summary.count)
        self.query, self.summary = pending.query, summary
        self._pages = OrderedDict(pending.pages)
        if self._count:
            self._changed(0, self._count - 1)
        if summary.count > self._count:
            self.beginInsertRows(_NOWHERE, self._count, summary.count - 1)
            self._count = summary.count
            self.endInsertRows()

    def _remove_after(self, count: int) -> None:
        if count < self._count:
            self.beginRemoveRows(_NOWHERE, count, self._count - 1)
            self._count = count
            self.endRemoveRows()

    def _changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    # ---- pages

    def row(self, number: int) -> Row | None:
        """The values of a row; None while it is being read, which this call starts."""
        found = self._held(number)
        if found is None and number < self._count:
            self._wanted.add(number // PAGE)
            self._fetch.start()
        return found

    def row_of(self, record: str) -> int | None:
        """Where a record stands, among the rows held."""
        for number, rows in self._pages.items():
            for place, row in enumerate(rows):
                if row[0] == record:
                    return number * PAGE + place
        return None

    def _held(self, number: int) -> Row | None:
        rows = self._pages.get(number // PAGE)
        place = number % PAGE
        return rows[place] if rows is not None and place < len(rows) else None

    def _ask_wanted(self) -> None:
        # Only what is still seen: a fast drag of the bar crosses hundreds of pages.
        first, last = self.window()
        seen = range(first // PAGE, last // PAGE + 1)
        pages = [page for page in sorted(self._wanted - self._asked) if page in seen]
        self._wanted.clear()
        for page in pages:
            self._asked.add(page)
            self.loading.emit(True)
            reply = partial(self._got_page, self._sequence)
            self._source.request_page(self.query, page * PAGE, PAGE, reply)

    def _got_page(self, sequence: int, page: Page) -> None:
        if sequence != self._sequence:
            return
        number = page.offset // PAGE
        self._asked.discard(number)
        self._pages[number] = page.rows
        self._pages.move_to_end(number)
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        if page.rows:
            self._changed(page.offset, page.offset + len(page.rows) - 1)
        self.loading.emit(self.is_loading())

    # ---- Qt

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rows of the query, read or not."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """All columns, seen or not."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells of editable columns can be edited once their row is there."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        column = self.columns[index.column()]
        if can_edit(column, self._held(index.row()), self.presentation):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Text of a cell; what is painted does not come from here (see CellDelegate)."""
        answer = _ANSWERS.get(role)
        if answer is None or not index.isValid():
            return None
        return answer(self, index.row(), index.column())

    def text(self, row: int, place: int) -> str:
        """A cell as it is read; empty while its row is being read."""
        values = self._held(row)
        if values is None:
            return ""
        return cell_text(self.columns[place], values[place + 1], self.presentation)

    def typed(self, row: int, place: int) -> str:
        """A cell as an editor starts with it."""
        values = self._held(row)
        number = self.columns[place].kind in ("amount", "count", "percent", "day")
        if values is None or number:
            return self.text(row, place)
        return plain(values[place + 1])

    def spoken(self, row: int, place: int) -> str:
        """A cell as a screen reader says it."""
        values = self._held(row)
        if values is None:
            return _("en cours de lecture")
        text = self.text(row, place) or _("vide")
        if self.presentation.marked(values, self.columns[place].key):
            return f"{text}, {self.presentation.mark_help}"
        return text

    def alignment(self, row: int, place: int) -> int:
        """Numbers to the right, the rest as the column says."""
        return alignment_of(self.columns[place])

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Hand what was typed to the page, which writes it and reads the row again."""
        row = self._held(index.row())
        if (
            role == Role.EditRole
            and row is not None
            and value != self.typed(index.row(), index.column())
        ):
            self.edited.emit(row[0], self.columns[index.column()].key, str(value))
        return False

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Labels of the columns, with sort and filter said to screen readers only."""
        if orientation == Qt.Orientation.Vertical:
            spoken = role in (Role.DisplayRole, Role.AccessibleTextRole)
            return str(section + 1) if spoken else None
        if not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Role.DisplayRole:
            return _(column.label)
        if role == Role.AccessibleTextRole:
            return ", ".join([_(column.label), *self._header_state(column.key)])
        return (_(column.help) or None) if role == Role.ToolTipRole else None

    def _header_state(self, key: str) -> list[str]:
        query = self.target()
        descending = query.descending(key)
        words = []
        if descending is not None:
            words.append(_("tri décroissant") if descending else _("tri croissant"))
        if query.filter_of(key):
            words.append(_("filtrée"))
        return words


def alignment_of(column: Column) -> int:
    """How the cells and the header of a column are aligned."""
    if column.kind in RIGHT_ALIGNED or column.align == "right":
        side = Qt.AlignmentFlag.AlignRight
    elif column.align == "center":
        side = Qt.AlignmentFlag.AlignHCenter
    else:
        side = Qt.AlignmentFlag.AlignLeft
    return (side | Qt.AlignmentFlag.AlignVCenter).value


_ANSWERS: dict[int, Callable[[PagedModel, int, int], Any]] = {
    int(Role.DisplayRole): PagedModel.text,
    int(Role.EditRole): PagedModel.typed,
    int(Role.AccessibleTextRole): PagedModel.spoken,
    int(Role.TextAlignmentRole): PagedModel.alignment,
    int(Role.ToolTipRole): PagedModel.text,
}
