"""Paints the cells from the row itself: no call to the model's `data`, fonts and pens kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from acse_desktop.services.listing_types import RIGHT_ALIGNED, Column, Row
from acse_desktop.translation import _
from ui.grid.cells import cell_text
from ui.grid.look import Look
from ui.grid.model import PagedModel, alignment_of

Index = QModelIndex | QPersistentModelIndex
EditorFactory = Callable[[Column, QWidget], QWidget]
"""Makes the editor of a column; it must have `text()` and `setText()`."""
_SELECTED = QStyle.StateFlag.State_Selected
_FOCUSED = QStyle.StateFlag.State_HasFocus
_KEPT_WIDTHS = 20_000


def plain_editor(column: Column, parent: QWidget) -> QWidget:
    """A line of text without frame, aligned as the cell."""
    editor = QLineEdit(parent)
    editor.setFrame(False)
    editor.setAlignment(Qt.AlignmentFlag(alignment_of(column)))
    editor.setAccessibleName(_(column.label))
    return editor


class CellDelegate(QStyledItemDelegate):
    """The delegate of one half of a table."""

    def __init__(
        self,
        model: PagedModel,
        look: Look,
        editors: EditorFactory = plain_editor,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.current_row = -1
        """Row tinted whole, or -1 when several cells are selected."""
        self._rows = model
        self._editors = editors
        self._fitted: dict[tuple[str, int, tuple[bool, bool]], tuple[str, int]] = {}
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take other colours and sizes."""
        self.look = look
        self._fitted.clear()
        self._columns = [
            (column, column.kind in RIGHT_ALIGNED or column.align == "right")
            for column in self._rows.columns
        ]

    # ---- painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Background, rules, then the value."""
        rect: QRect = option.rect
        state = option.state
        number = index.row()
        column, right = self._columns[index.column()]
        row = self._rows.row(number)
        self._background(painter, rect, self._tint(state, number, row, column))
        if row is None:
            self._placeholder(painter, rect)
        else:
            value = row[index.column() + 1]
            if value is not None and value != "":
                self._value(painter, rect, (row, column, value), right)
            if self._rows.presentation.marked(row, column.key):
                self._corner(painter, rect)
        if state & _FOCUSED:
            self._focus(painter, rect)

    def _tint(self, state: Any, number: int, row: Row | None, column: Column) -> QColor:
        look = self.look
        if state & _SELECTED or number == self.current_row:
            return look.sel
        if row is not None and self._rows.presentation.emphasised(row):
            return look.sub
        if column.editable and row is not None:
            return (
                look.editable if self._rows.presentation.editable(row, column.key) else look.surface
            )
        return look.surface

    def _background(self, painter: QPainter, rect: QRect, tint: QColor) -> None:
        painter.fillRect(rect, tint)
        x, y, width, height = rect.x(), rect.y(), rect.width(), rect.height()
        painter.fillRect(x, y + height - 1, width, 1, self.look.grid)
        painter.fillRect(x + width - 1, y, 1, height, self.look.grid)

    def _placeholder(self, painter: QPainter, rect: QRect) -> None:
        thick = self.look.px(8)
        width = min(rect.width() // 2, self.look.px(80))
        top = rect.top() + (rect.height() - thick) // 2
        painter.fillRect(rect.left() + self.look.pad, top, width, thick, self.look.grid)

    def _value(
        self, painter: QPainter, rect: QRect, cell: tuple[Row, Column, Any], right: bool
    ) -> None:
        row, column, value = cell
        look, presentation = self.look, self._rows.presentation
        if column.kind == "status" and value in presentation.statuses:
            self._pill(painter, rect, value)
            return
        if column.key in presentation.drawn:
            presentation.drawn[column.key](painter, rect, value, look)
            return
        strong = presentation.emphasised(row)
        named = column.key == presentation.key
        font, metrics = look.cell_font(right, strong, named)
        painter.setFont(font)
        painter.setPen(look.primary if named else look.ink)
        room = rect.width() - 2 * look.pad
        shown = cell_text(column, value, presentation).replace("\n", " ")
        text, width = self._fit(shown, room, metrics, (right, strong or named))
        left = self._left(column, rect, width, right)
        baseline = rect.top() + (rect.height() + metrics.ascent() - metrics.descent()) // 2
        painter.drawText(left, baseline, text)

    def _left(self, column: Column, rect: QRect, width: int, right: bool) -> int:
        if right:
            return rect.right() - self.look.pad - width
        if column.align == "center":
            return rect.left() + (rect.width() - width) // 2
        return rect.left() + self.look.pad

    def _fit(
        self, text: str, room: int, metrics: QFontMetrics, style: tuple[bool, bool]
    ) -> tuple[str, int]:
        """The text that fits and its width. A number cut short would be another number."""
        key = (text, room, style)
        found = self._fitted.get(key)
        if found is None:
            if len(self._fitted) > _KEPT_WIDTHS:
                self._fitted.clear()
            found = self._fitted[key] = _fitted(text, room, metrics, style[0])
        return found

    def _pill(self, painter: QPainter, rect: QRect, code: str) -> None:
        look = self.look
        status = self._rows.presentation.statuses[code]
        ink, fill = look.status_colours(status.kind)
        icon = look.pixmap(status.icon, ink, 14, filled=True)
        side = look.px(14)
        room = rect.width() - 2 * look.px(6) - look.px(22) - side
        text, width = self._fit(_(status.label), room, look.pill_metrics, (False, True))
        shape = QRectF(0, 0, width + side + look.px(20), look.pill_height)
        shape.moveTopLeft(
            QPointF(rect.left() + look.px(6), rect.top() + (rect.height() - look.pill_height) // 2)
        )
        self._capsule(painter, shape, fill)
        left = int(shape.left()) + look.px(6)
        painter.drawPixmap(left, rect.top() + (rect.height() - side) // 2, icon)
        painter.setFont(look.pill_font)
        painter.setPen(ink)
        metrics = look.pill_metrics
        baseline = rect.top() + (rect.height() + metrics.ascent() - metrics.descent()) // 2
        painter.drawText(left + side + look.px(4), baseline, text)

    def _capsule(self, painter: QPainter, shape: QRectF, fill: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _corner(self, painter: QPainter, rect: QRect) -> None:
        side = self.look.px(6)
        corner = QPointF(rect.right(), rect.top())
        shape = QPolygonF([corner, corner - QPointF(side, 0), corner + QPointF(0, side)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.mark)
        painter.drawPolygon(shape)

    def _focus(self, painter: QPainter, rect: QRect) -> None:
        thick = self.look.focus
        x, y, width, height = rect.x(), rect.y(), rect.width() - 1, rect.height() - 1
        for side in (
            QRect(x, y, width, thick),
            QRect(x, y + height - thick, width, thick),
            QRect(x, y, thick, height),
            QRect(x + width - thick, y, thick, height),
        ):
            painter.fillRect(side, self.look.primary)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """What a double click on the edge of a header asks: the room for the text."""
        column, right = self._columns[index.column()]
        text = self._rows.text(index.row(), index.column())
        named = column.key == self._rows.presentation.key
        metrics = self.look.cell_font(right, False, named)[1]
        extra = self.look.px(40) if column.kind == "status" else 2 * self.look.pad + 2
        return QSize(metrics.horizontalAdvance(text) + extra, self.look.row_height)

    # ---- editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The editor of the column, over the cell."""
        editor = self._editors(self._rows.columns[index.column()], parent)
        editor.setFont(self._editor_font(index.column()))
        editor.setAutoFillBackground(True)
        return editor

    def _editor_font(self, place: int) -> QFont:
        return self.look.cell_font(self._columns[place][1], False, False)[0]

    def setEditorData(self, editor: Any, index: Index) -> None:
        """Start from the text of the cell, selected."""
        editor.setText(self._rows.typed(index.row(), index.column()))
        if isinstance(editor, QLineEdit):
            editor.selectAll()

    def setModelData(self, editor: Any, model: Any, index: Index) -> None:
        """Hand the text to the model, which tells the page."""
        model.setData(index, editor.text())


def _fitted(text: str, room: int, metrics: QFontMetrics, number: bool) -> tuple[str, int]:
    width = metrics.horizontalAdvance(text)
    if width <= room:
        return text, width
    shown = "…" if number else metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    return shown, metrics.horizontalAdvance(shown)
