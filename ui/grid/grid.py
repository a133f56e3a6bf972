"""The table of the program: what pages create, ask and listen to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from acse_desktop.services.listing_types import Column, Filter, Query, Row, Summary
from ui.grid.cells import Presentation
from ui.grid.column_chooser import ColumnChooser
from ui.grid.commands import Commands
from ui.grid.cursor import Cursor
from ui.grid.delegate import CellDelegate, EditorFactory, plain_editor
from ui.grid.frozen import FrozenPair
from ui.grid.header_menu import HeaderMenu
from ui.grid.header_menus import HeaderMenus
from ui.grid.keyboard import Keyboard
from ui.grid.layout import ColumnLayout
from ui.grid.look import DENSITIES, Look
from ui.grid.model import PagedModel
from ui.grid.source import Source
from ui.grid.view_state import query_from, query_state

_SETTLE = 60
"""Milliseconds before the statistics of a selection that is being dragged."""


class Grid(QWidget):
    """An Excel-like table over a source of rows."""

    filters_changed = Signal()
    """The query (text, filters or sort) has changed."""
    view_changed = Signal()
    """Something that `state` keeps has changed."""
    summary_changed = Signal(object)
    """The Summary of the rows now shown."""
    statistics_changed = Signal(object)
    """The Statistics of the selection."""
    loading = Signal(bool)
    current_changed = Signal(str)
    """Identifier of the record of the current row, empty when there is none."""
    activated = Signal(str)
    """Enter or a double click on a cell that cannot be edited: the identifier."""
    edit_requested = Signal(str, str, str)
    """Identifier, column key, text typed."""
    paste_requested = Signal(list)
    """Changes (identifier, column key, text), to be written as one step."""
    paste_left_over = Signal(object)
    """The Leftover of a paste that did not go in whole; emitted before `paste_requested`."""
    fill_requested = Signal(list)
    clear_requested = Signal(list)
    menu_requested = Signal(QPoint)
    """The context menu is wanted at a global point."""

    def __init__(
        self,
        columns: Sequence[Column],
        source: Source,
        presentation: Presentation,
        layout: ColumnLayout | None = None,
        editors: EditorFactory = plain_editor,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = layout or ColumnLayout(columns)
        self._look = Look()
        self.model = PagedModel(columns, source, presentation, self)
        self._delegates = [CellDelegate(self.model, self._look, editors, self) for _half in "lr"]
        self._keyboard = Keyboard(self)
        self.pair = FrozenPair(self.model, self.columns, self._delegates, self._keyboard)
        self.caret = Cursor(self.model, self.pair.selection(), self.columns)
        self._commands = Commands(self.model, self.caret, self.columns)
        self._menus = HeaderMenus(self, source)
        self.columns.widen(self.pair.header_of(self.pair.right).needs())
        self._build()
        self._connect()
        self.pair.apply()

    def _build(self) -> None:
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(2)
        self._bar.hide()
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self._bar.setAccessibleName(self.model.presentation.name)
        self.pair.name(self.model.presentation.name)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self._bar)
        body.addWidget(self.pair, 1)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self.setFocusProxy(self.pair.right)

    def _connect(self) -> None:
        self.model.window = self.pair.seen_rows
        self.model.loading.connect(self._show_loading)
        self.model.swapped.connect(self._rows_swapped)
        self.model.edited.connect(self.edit_requested)
        self.pair.layout_changed.connect(self.view_changed)
        selection = self.pair.selection()
        selection.selectionChanged.connect(self._selection_changed)
        selection.currentRowChanged.connect(
            lambda *_rows: self.current_changed.emit(self.current_id())
        )
        self._settle.timeout.connect(lambda: self._commands.count(self.statistics_changed.emit))
        for view in self.pair.halves:
            view.doubleClicked.connect(self._double_clicked)
            header = self.pair.header_of(view)
            header.sort_asked.connect(self._sort_from_header)
            header.menu_asked.connect(self.open_menu)

    # ---- query

    def query(self) -> Query:
        """The query last asked."""
        return self.model.target()

    def ask(self, query: Query) -> None:
        """Show the rows of another query; the old ones stay until they have come."""
        self.model.ask(query)
        for view in self.pair.halves:
            view.horizontalHeader().viewport().update()
        self.filters_changed.emit()
        self.view_changed.emit()

    def reload(self) -> None:
        """Read the rows again where the agent is, after something was written."""
        self.model.reload()

    def give_up(self) -> None:
        """Stop waiting: the source has failed and the page has said so."""
        self.model.give_up()

    def set_text(self, text: str) -> None:
        """Search words in all text columns."""
        self.ask(replace(self.query(), text=text))

    def set_filter(self, column: str, condition: Filter | None) -> None:
        """Replace the condition of a column; None lifts it."""
        self.ask(self.query().with_filter(column, condition))

    def clear_filters(self) -> None:
        """Lift all conditions and the search."""
        self.ask(replace(self.query(), text="", filters=()))

    def sort_by(self, key: str, descending: bool, adds: bool = False) -> None:
        """Sort by a column, alone or after those already chosen."""
        kept = tuple(one for one in self.query().sort if one[0] != key) if adds else ()
        self.ask(replace(self.query(), sort=(*kept, (key, descending))))

    def summary(self) -> Summary:
        """Count and totals of the rows now shown."""
        return self.model.summary

    # ---- rows and cells

    def current_id(self) -> str:
        """Identifier of the record of the current row; empty when there is none."""
        row = self.caret.row()
        values = None if row is None else self.model.row(row)
        return "" if values is None else str(values[0])

    def selected_ids(self) -> list[str]:
        """Identifiers of the selected rows, among those held."""
        rows = (self.model.row(number) for number in self.caret.area().rows)
        return [str(row[0]) for row in rows if row is not None]

    def select_id(self, record: str) -> bool:
        """Go to a record; False when it is not among the rows held."""
        row = self.model.row_of(record)
        if row is None:
            return False
        here = self.caret.position()
        self.go(here.x() if here else 0, row)
        return True

    def replace_row(self, row: Row) -> None:
        """Show the new values of one record; totals need `reload`."""
        self.model.replace_row(row)

    def go(self, x: int, y: int, extend: bool = False) -> None:
        """Move the cursor to a cell: x counts the columns seen, y the rows."""
        if self.model.rowCount() == 0:
            return
        position = QPoint(x, y)
        self.caret.go(position, extend)
        self.pair.show_cell(self.caret.index(position), self.columns.visible()[x])

    def step(self, right: int, down: int) -> None:
        """Move the cursor by some cells, as far as the table goes."""
        here, end = self.caret.position() or QPoint(0, 0), self.caret.end()
        self.go(max(0, min(here.x() + right, end.x())), max(0, min(here.y() + down, end.y())))

    # ---- commands

    def copy(self, headers: bool = False) -> None:
        """Copy the selection for Excel."""
        self._commands.copy(headers)

    def paste(self) -> None:
        """Hand the clipboard, cell by cell, to the page."""
        self._commands.paste(self._pasted)

    def fill_down(self) -> None:
        """Hand the first selected row, repeated, to the page."""
        self._commands.fill_down(lambda changes: self._hand(self.fill_requested, changes))

    def clear_cells(self) -> None:
        """Hand the emptied cells to the page."""
        self._commands.clear(lambda changes: self._hand(self.clear_requested, changes))

    def can_edit_current(self) -> bool:
        """Whether the current cell can be typed in."""
        index = self.pair.selection().currentIndex()
        return bool(self.model.flags(index) & Qt.ItemFlag.ItemIsEditable)

    def edit_current(self, event: QKeyEvent | None = None) -> bool:
        """Open the editor of the current cell; False when it cannot be edited."""
        key = self.caret.key()
        if key is None or not self.can_edit_current():
            return False
        view = self.pair.half_of(key)
        return view.start_edit(self.pair.selection().currentIndex(), event)

    def activate_current(self) -> None:
        """Open the record of the current row."""
        if record := self.current_id():
            self.activated.emit(record)

    def _pasted(self, changes: list[Any], leftover: Any) -> None:
        if leftover.read_only or leftover.beyond:
            self.paste_left_over.emit(leftover)
        self._hand(self.paste_requested, changes)

    def _hand(self, signal: Any, changes: list[Any]) -> None:
        if changes:
            signal.emit(changes)

    # ---- columns

    def set_density(self, density: str) -> None:
        """compact, normal or airy."""
        self._take_look(Look(density))
        self.view_changed.emit()

    def refresh_theme(self) -> None:
        """Called when the theme or the text size changes."""
        self._take_look(Look(self._look.density))

    def _take_look(self, look: Look) -> None:
        self._look = look
        for delegate in self._delegates:
            delegate.set_look(look)
        self.pair.set_look(look)

    def freeze_to(self, key: str) -> None:
        """Freeze the columns up to this one; asked again on the last, unfreeze."""
        self.columns.freeze_to(key)
        self._columns_changed()

    def show_column(self, key: str, shown: bool) -> None:
        """Show or hide a column."""
        self.columns.show(key, shown)
        self._columns_changed()

    def open_menu(self, key: str, corner: QPoint) -> HeaderMenu:
        """The menu of a column, at a global point."""
        return self._menus.open(key, corner, self._look)

    def open_header_menu(self) -> None:
        """The menu of the current column, from the keyboard."""
        key = self.caret.key()
        if key is not None:
            header = self.pair.header_of(self.pair.half_of(key))
            header.ask_menu(self.caret.place_of(key))

    def open_column_chooser(self, corner: QPoint) -> ColumnChooser:
        """The list of columns, at a global point."""
        by_key = {column.key: column for column in self.model.columns}
        chooser = ColumnChooser(by_key, self.columns, self._look, self)
        chooser.columns_changed.connect(self._columns_changed)
        chooser.open_at(corner)
        return chooser

    def _columns_changed(self) -> None:
        self.pair.apply()
        self.view_changed.emit()

    def state(self) -> dict[str, Any]:
        """Columns by key, sort, filters and density: plain values for JSON."""
        return {
            **self.columns.state(),
            "density": self._look.density,
            **query_state(self.query()),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Take a view saved by `state`, even before columns were added or removed."""
        self.columns.restore(state)
        density = state.get("density")
        self._take_look(Look(density if density in DENSITIES else "compact"))
        self.ask(query_from(state, self.model.columns))

    # ---- what happens

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The page decides what the context menu holds."""
        self.menu_requested.emit(event.globalPos())

    def _show_loading(self, loading: bool) -> None:
        self._bar.setVisible(loading)
        self.loading.emit(loading)

    def _rows_swapped(self, same: bool) -> None:
        if not same:
            self.pair.selection().clear()
            self.pair.right.verticalScrollBar().setValue(0)
        self.pair.make_room()
        self.summary_changed.emit(self.summary())
        self.current_changed.emit(self.current_id())
        self._settle.start()

    def _selection_changed(self, *_ranges: object) -> None:
        alone = self.caret.area().cells() <= 1
        self.pair.tint_row(self.caret.row() if alone else None)
        self._settle.start()

    def _double_clicked(self, _index: QModelIndex) -> None:
        if not self.edit_current():
            self.activate_current()

    def _sort_from_header(self, key: str, adds: bool) -> None:
        self.sort_by(key, self.query().descending(key) is False, adds)
