"""Lines of a small table, prepared by a page, and the model that hands them to the view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from acse_desktop.translation import _
from ui.widgets.labels import escaped

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


@dataclass(frozen=True)
class Cell:
    """One cell as it is shown; its editor starts from `typed`, or from `value`."""

    text: str = ""
    editable: bool = False
    typed: str = ""
    value: Any = None
    ink: str = "ink"
    ground: str = "surface"
    strong: bool = False
    indent: int = 0
    help: str = ""
    icon: str = ""
    """Before the text, in its colour: the same thing without words."""


@dataclass(frozen=True)
class Line:
    """One line, known by its key."""

    key: str
    cells: tuple[Cell, ...]
    name: str = ""
    """What it is called, for screen readers."""


@dataclass(frozen=True)
class Head:
    """A column; its width in design px, 0 to take the room left."""

    key: str
    label: str
    width: int = 0
    right: bool = False


@dataclass(frozen=True)
class Fault:
    """A text that could not be read; it stays in its cell."""

    text: str
    message: str


class SheetModel(QAbstractTableModel):
    """The lines and the faults. `typed` and `chosen` tell what the agent entered."""

    typed = Signal(str, str, str)
    chosen = Signal(str, str, object)

    def __init__(self, heads: Sequence[Head]) -> None:
        super().__init__()
        self.heads = list(heads)
        self.lines: list[Line] = []
        self._faults: dict[tuple[str, str], Fault] = {}

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; the view keeps its place when their keys are the same."""
        same = bool(lines) and [one.key for one in lines] == [one.key for one in self.lines]
        if same:
            self.lines = list(lines)
            last = self.index(len(self.lines) - 1, len(self.heads) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def set_head(self, key: str, label: str) -> None:
        """Name a column otherwise."""
        place = self.place(key)
        old = self.heads[place]
        self.heads[place] = Head(key, label, old.width, old.right)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, place, place)

    def place(self, key: str) -> int:
        """The rank of a column."""
        return next(rank for rank, head in enumerate(self.heads) if head.key == key)

    def row_of(self, key: str) -> int:
        """The rank of a line; -1 when it is not shown."""
        return next((rank for rank, line in enumerate(self.lines) if line.key == key), -1)

    def at(self, line: str, column: str) -> QModelIndex:
        """The index of a cell, invalid when its line is not shown."""
        row = self.row_of(line)
        return self.index(row, self.place(column)) if row >= 0 else _NONE

    def cell(self, index: Index) -> Cell:
        """The cell of an index."""
        return self.lines[index.row()].cells[index.column()]

    def fault(self, index: Index) -> Fault | None:
        """What could not be read there."""
        return self._faults.get(self.keys(index))

    def keys(self, index: Index) -> tuple[str, str]:
        """Line and column of an index."""
        return self.lines[index.row()].key, self.heads[index.column()].key

    def set_fault(self, line: str, column: str, fault: Fault | None) -> None:
        """Keep a text that could not be read in its cell, or forget it."""
        if fault is None:
            self._faults.pop((line, column), None)
        else:
            self._faults[line, column] = fault
        place = self.at(line, column)
        if place.isValid():
            self.dataChanged.emit(place, place)

    # ---- Qt

    def rowCount(self, parent: Index = _NONE) -> int:
        """The lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NONE) -> int:
        """The columns."""
        return 0 if parent.isValid() else len(self.heads)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything can be copied, some cells can be edited."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.cell(index).editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, for the clipboard and for screen readers; painting reads the cells."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            fault = self.fault(index)
            return fault.text if fault else self.cell(index).text
        if role == Qt.ItemDataRole.ToolTipRole:
            fault = self.fault(index)
            return escaped(fault.message if fault else self.cell(index).help)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(index)
        return None

    def _said(self, index: Index) -> str:
        line, head = self.lines[index.row()], self.heads[index.column()]
        fault = self.fault(index)
        shown = self.cell(index).text or _("vide")
        said = ", ".join(part for part in (line.name, _(head.label), shown) if part)
        return f"{said}. {fault.message}" if fault else said

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self.heads[section].label)
        return None
