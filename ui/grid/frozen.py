"""Frozen columns: two views side by side on one model and one selection, scrolled together.

A view laid over the other would switch off the scroll blit of Qt and repaint every cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QHeaderView, QScrollBar, QTableView, QWidget

from acse_desktop.translation import _
from ui.grid.delegate import CellDelegate
from ui.grid.header import GridHeader
from ui.grid.layout import ColumnLayout
from ui.grid.look import Look
from ui.grid.model import PagedModel
from ui.grid.totals import TotalsStrip
from ui.grid.view import HalfView, Pilot

LEAST_SCROLLING = 160
"""Room always left to the scrolling half, logical px at 100 %."""


class FrozenPair(QWidget):
    """The two halves with their headers, bars and totals.

    A delegate each: a shared one would close the editors of both.
    """

    layout_changed = Signal()
    """The agent has dragged or resized a column."""

    def __init__(
        self,
        model: PagedModel,
        columns: ColumnLayout,
        delegates: Sequence[CellDelegate],
        pilot: Pilot,
    ) -> None:
        super().__init__()
        self._rows = model
        self._columns = columns
        self._look = delegates[0].look
        self._applying = False
        self._delegates = delegates
        self.left, self.left_totals = self._half(delegates[0], pilot)
        self.right, self.right_totals = self._half(delegates[1], pilot)
        self.right.setSelectionModel(self.left.selectionModel())
        self.halves = (self.left, self.right)
        self._border = QFrame()
        self._border.setAutoFillBackground(True)
        self._bar = QScrollBar(Qt.Orientation.Horizontal)
        self._arrange()
        self._link()
        self.set_look(self._look)

    def selection(self) -> QItemSelectionModel:
        """The selection that both halves show."""
        return self.left.selectionModel()

    def half_of(self, key: str) -> HalfView:
        """The half that shows a column."""
        return self.left if key in self._columns.frozen_keys() else self.right

    def header_of(self, view: HalfView) -> GridHeader:
        """The header of a half."""
        header = view.horizontalHeader()
        assert isinstance(header, GridHeader)
        return header

    def seen_rows(self) -> tuple[int, int]:
        """First and last row in sight."""
        view = self.right
        first = max(0, view.rowAt(0))
        last = view.rowAt(view.viewport().height() - 1)
        step = max(1, view.verticalHeader().defaultSectionSize())
        return first, last if last >= 0 else first + view.viewport().height() // step

    def page_rows(self) -> int:
        """Rows a Page key crosses."""
        first, last = self.seen_rows()
        return max(1, last - first - 1)

    def keys_of(self, view: QTableView) -> list[str]:
        """The columns that a half shows."""
        return [key for key in self._columns.visible() if self.half_of(key) is view]

    def name(self, text: str) -> None:
        """Name the halves for screen readers."""
        self.left.setAccessibleName(_("{name}, colonnes figées").format(name=text))
        self.right.setAccessibleName(text)

    # ---- building

    def _half(self, delegate: CellDelegate, pilot: Pilot) -> tuple[HalfView, TotalsStrip]:
        view = HalfView(pilot)
        header = GridHeader(self._rows, self._look)
        view.setHorizontalHeader(header)
        view.setModel(self._rows)
        view.setItemDelegate(delegate)
        view.verticalHeader().setMinimumSectionSize(1)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.sectionMoved.connect(self._take_order)
        header.sectionResized.connect(self._take_width)
        header.sectionHandleDoubleClicked.connect(view.resizeColumnToContents)
        return view, TotalsStrip(self._rows, header, self._look)

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.left, 0, 0)
        grid.addWidget(self._border, 0, 1)
        grid.addWidget(self.right, 0, 2)
        grid.addWidget(self._bar, 1, 0, 1, 3)
        grid.addWidget(self.left_totals, 2, 0, 1, 2)
        grid.addWidget(self.right_totals, 2, 2)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(0, 1)

    def _link(self) -> None:
        self.left.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left, right = self.left.verticalScrollBar(), self.right.verticalScrollBar()
        left.valueChanged.connect(right.setValue)
        right.valueChanged.connect(left.setValue)
        inner = self.right.horizontalScrollBar()
        inner.rangeChanged.connect(self._take_range)
        inner.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(inner.setValue)
        inner.valueChanged.connect(lambda _value: self.right_totals.update())
        self.right.resized.connect(self._fit_frozen)

    def _take_range(self, low: int, high: int) -> None:
        inner = self.right.horizontalScrollBar()
        self._bar.setRange(low, high)
        self._bar.setPageStep(inner.pageStep())
        self._bar.setSingleStep(inner.singleStep())
        self._bar.setVisible(high > low)

    # ---- look and layout

    def set_look(self, look: Look) -> None:
        """Take other colours and sizes."""
        self._look = look
        for view in self.halves:
            view.verticalHeader().setDefaultSectionSize(look.row_height)
            view.horizontalScrollBar().setSingleStep(look.px(40))
            self.header_of(view).set_look(look)
            palette = view.palette()
            palette.setColor(QPalette.ColorRole.Base, look.surface)
            view.setPalette(palette)
        palette = self._border.palette()
        palette.setColor(QPalette.ColorRole.Window, look.edge)
        self._border.setPalette(palette)
        self._border.setFixedWidth(look.focus)
        self.left_totals.set_look(look)
        self.right_totals.set_look(look)
        self.apply()

    def apply(self) -> None:
        """Show the columns as the layout says."""
        self._applying = True
        frozen = set(self._columns.frozen_keys())
        for view in self.halves:
            self._apply_to(
                view,
                {key for key in self._columns.visible()} - frozen if view is self.right else frozen,
            )
        self._applying = False
        self.left.setVisible(bool(frozen))
        self._border.setVisible(bool(frozen))
        self.left_totals.setVisible(bool(frozen))
        self.left_totals.captioned = bool(frozen)
        self.right_totals.captioned = not frozen
        self._fit_frozen()

    def _apply_to(self, view: HalfView, shown: set[str]) -> None:
        header = view.horizontalHeader()
        places = {column.key: place for place, column in enumerate(self._rows.columns)}
        for visual, key in enumerate(self._columns.order):
            place = places[key]
            header.moveSection(header.visualIndex(place), visual)
            header.setSectionHidden(place, key not in shown)
            if key in shown:
                header.resizeSection(place, self._look.px(self._columns.widths[key]))

    def _fit_frozen(self) -> None:
        header = self.left.horizontalHeader()
        most = max(self.width() - self._look.px(LEAST_SCROLLING), 0)
        width = min(header.length(), most) if self.width() > 0 else header.length()
        if self.left.width() != width:
            self.left.setFixedWidth(width)
            self.left_totals.setFixedWidth(width + self._look.focus)

    def _take_order(self, *_places: int) -> None:
        header = self.sender()
        if self._applying or not isinstance(header, QHeaderView):
            return
        keys = [column.key for column in self._rows.columns]
        self._columns.reorder([keys[header.logicalIndex(at)] for at in range(header.count())])
        self.apply()
        self.layout_changed.emit()

    def _take_width(self, place: int, _old: int, new: int) -> None:
        if self._applying or new == 0:
            return
        key = self._rows.columns[place].key
        self._columns.widths[key] = round(new / self._look.scale)
        self._fit_frozen()
        self.layout_changed.emit()

    def make_room(self) -> None:
        """Widen the columns whose total would not fit: a number cut short is another number."""
        needs = {key: ceil(px / self._look.scale) for key, px in self.right_totals.needs().items()}
        if any(need > self._columns.widths[key] for key, need in needs.items()):
            for key, need in needs.items():
                self._columns.widths[key] = max(self._columns.widths[key], need)
            self.apply()

    def tint_row(self, row: int | None) -> None:
        """Tint the whole row of the current cell; none when several cells are selected."""
        new = -1 if row is None else row
        old = self._delegates[0].current_row
        for delegate in self._delegates:
            delegate.current_row = new
        for changed in {old, new} - {-1} if old != new else ():
            self._repaint_row(changed)

    def _repaint_row(self, row: int) -> None:
        for view in self.halves:
            y = view.rowViewportPosition(row)
            view.viewport().update(0, y, view.viewport().width(), view.rowHeight(row))

    def show_cell(self, index: QModelIndex, key: str) -> None:
        """Scroll so that a cell is in sight, and give its half the focus of the table."""
        view = self.half_of(key)
        view.scrollTo(index)
        if self.left.hasFocus() or self.right.hasFocus():
            view.setFocus(Qt.FocusReason.OtherFocusReason)
