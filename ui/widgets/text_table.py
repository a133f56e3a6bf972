"""A small read-only table of texts: reports, states, previews; a few thousand rows at most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from ui.theme.apply import current
from ui.theme.icons import icon
from ui.theme.tokens import ROW
from ui.widgets.labels import escaped

MARK = 16
"""Side of the icon of a row, design px."""
Rows = Sequence[Sequence[str]]
_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class TextModel(QAbstractTableModel):
    """Texts, and the icon of each row when there is one."""

    def __init__(self, headers: Sequence[str], right: frozenset[int]) -> None:
        super().__init__()
        self.headers, self._right = tuple(headers), right
        self.rows: Rows = ()
        self.marks: Sequence[tuple[str, str]] = ()

    def show_rows(
        self,
        rows: Rows,
        marks: Sequence[tuple[str, str]],
        headers: Sequence[str] | None,
        right: Sequence[int] | None,
    ) -> None:
        """Replace everything; what is None stays."""
        self.beginResetModel()
        self.rows, self.marks = rows, marks
        if headers is not None:
            self.headers = tuple(headers)
        if right is not None:
            self._right = frozenset(right)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """As many as were given."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """As many as the headers."""
        return 0 if parent.isValid() else len(self.headers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment, tooltip and mark."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return escaped(self._text(index))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self._right:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.DecorationRole and not index.column() and self.marks:
            return icon(*self.marks[index.row()], filled=True)
        return None

    def _text(self, index: _Index) -> str:
        row = self.rows[index.row()]
        return row[index.column()] if index.column() < len(row) else ""

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The headers, aligned as their column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.headers[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in self._right else (
                Qt.AlignmentFlag.AlignLeft
            )  # fmt: skip
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


class TextTable(QTableView):
    """The table. `widths` are design px by column; the last one takes what is left."""

    def __init__(
        self,
        name: str,
        headers: Sequence[str],
        widths: Sequence[int] = (),
        right: Sequence[int] = (),
    ) -> None:
        super().__init__()
        self._widths = tuple(widths)
        self.texts = TextModel(headers, frozenset(right))
        self.setModel(self.texts)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(bool(widths))
        self.horizontalHeader().setHighlightSections(False)
        self.refresh_theme()

    def show_rows(
        self,
        rows: Rows,
        marks: Sequence[tuple[str, str]] = (),
        headers: Sequence[str] | None = None,
        right: Sequence[int] | None = None,
    ) -> None:
        """Show other rows; `marks` are (icon, colour) by row, `headers` other columns.

        `right` are the columns of numbers.
        """
        self.texts.show_rows(rows, marks, headers, right)
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Rows and columns follow the text size."""
        theme = current()
        self.setFont(theme.font("table"))
        self.setIconSize(QSize(theme.px(MARK), theme.px(MARK)))
        self.horizontalHeader().setFont(theme.font("header"))
        tokens = theme.tokens
        # On the header alone: a rule for the view itself would make it repaint at each scroll.
        self.horizontalHeader().setStyleSheet(
            f"QHeaderView {{ background: {tokens.head}; border: 0; }}"
            f"QHeaderView::section {{ background: {tokens.head}; color: {tokens.ink2}; border: 0;"
            f" border-bottom: 1px solid {tokens.line}; padding: {theme.px(6)}px 4px; }}"
        )
        vertical = self.verticalHeader()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(theme.px(ROW["compact"]))
        for column in range(self.texts.columnCount()):
            wide = self._widths[column] if column < len(self._widths) else 120
            self.setColumnWidth(column, theme.px(wide))
