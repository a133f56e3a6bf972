"""Paints the cells and the header of a small table straight from its lines."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from acse_desktop.translation import _
from ui.editors import CommunePicker, ListEditor
from ui.form.cells import Cell, Index, SheetModel
from ui.theme.apply import current
from ui.theme.icons import pixmap
from ui.theme.painting import FOCUS

_SELECTED, _FOCUSED = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_HasFocus
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
PAD = 8
ICON = 16


class SheetHeader(QHeaderView):
    """Names of the columns, aligned as their cells."""

    def __init__(self, model: SheetModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sheet = model
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)

    def sizeHint(self) -> QSize:
        """Its height follows the text size."""
        return QSize(super().sizeHint().width(), current().px(32))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Ground, name, rule."""
        theme, head = current(), self._sheet.heads[logicalIndex]
        painter.fillRect(rect, theme.colour("head"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.colour("line2"))
        painter.setFont(theme.font("header"))
        painter.setPen(theme.colour("ink2"))
        room = rect.adjusted(theme.px(PAD), 0, -theme.px(PAD), 0)
        shown = painter.fontMetrics().elidedText(
            _(head.label), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, _RIGHT if head.right else _LEFT, shown)


class CellDelegate(QStyledItemDelegate):
    """Paints the cells; opens a line of text, or the editor that the page makes for a column."""

    def __init__(self, model: SheetModel, parent: Any) -> None:
        super().__init__(parent)
        self._sheet = model
        self.makers: dict[str, Any] = {}
        """By column: makes an editor for the key of a line."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, rules, text, then what is wrong and the focus."""
        cell, rect, theme = self._sheet.cell(index), option.rect, current()
        selected = bool(option.state & _SELECTED)
        ground = "sel" if selected else "primary_soft" if cell.editable else cell.ground
        painter.fillRect(rect, theme.colour(ground))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.colour("grid"))
        painter.fillRect(rect.right(), rect.y(), 1, rect.height(), theme.colour("grid"))
        fault = self._sheet.fault(index)
        self._text(painter, rect, (cell, fault.text if fault else cell.text, index.column()),
                   "error" if fault else cell.ink)  # fmt: skip
        if fault:
            self._edge(painter, rect, "error")
        if option.state & _FOCUSED:
            self._edge(painter, rect, "primary")

    def _text(self, painter: QPainter, rect: QRect, shown: tuple[Cell, str, int], ink: str) -> None:
        cell, text, column = shown
        if not text:
            return
        theme, right = current(), self._sheet.heads[column].right
        role = ("table_strong" if cell.strong else "table") if right else (
            "strong" if cell.strong else "body"
        )  # fmt: skip
        painter.setFont(theme.font(role))
        painter.setPen(theme.colour(ink))
        room = rect.adjusted(theme.px(PAD + cell.indent), 0, -theme.px(PAD), 0)
        if cell.icon:
            room.setLeft(self._icon(painter, room, cell.icon, ink))
        metrics = painter.fontMetrics()
        if right and metrics.horizontalAdvance(text) > room.width():
            text = "…"  # a number cut short would be another number
        text = metrics.elidedText(
            text.replace("\n", " "), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, _RIGHT if right else _LEFT, text)

    def _icon(self, painter: QPainter, room: QRect, name: str, ink: str) -> int:
        """Paint the icon; where the text begins."""
        side = current().px(ICON)
        place = QRect(room.left(), room.center().y() - side // 2 + 1, side, side)
        painter.drawPixmap(place.topLeft(), pixmap(name, ICON, ink, True))
        return place.right() + current().px(6)

    def _edge(self, painter: QPainter, rect: QRect, role: str) -> None:
        colour, (x, y, w, h) = current().colour(role), (rect.x(), rect.y(), rect.width() - 1,
                                                        rect.height() - 1)  # fmt: skip
        for side in ((x, y, w, FOCUS), (x, y + h - FOCUS, w, FOCUS),
                     (x, y, FOCUS, h), (x + w - FOCUS, y, FOCUS, h)):  # fmt: skip
            painter.fillRect(*side, colour)

    # ---- editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The editor of the column."""
        line, column = self._sheet.keys(index)
        if maker := self.makers.get(column):
            editor: QWidget = maker(line)
            editor.setParent(parent)
            if isinstance(editor, ListEditor):
                editor.committed.connect(lambda: self._done(editor))
            return editor
        text = QLineEdit(parent)
        text.setAccessibleName(_(self._sheet.heads[index.column()].label))
        text.setFont(current().font("table"))
        if self._sheet.heads[index.column()].right:
            text.setAlignment(_RIGHT)
        return text

    def _done(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Start from what was typed, selected."""
        fault, cell = self._sheet.fault(index), self._sheet.cell(index)
        if isinstance(editor, ListEditor | CommunePicker):
            editor.set_value(cell.value)
        elif isinstance(editor, QLineEdit):
            editor.setText(fault.text if fault else cell.typed or cell.text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Tell the page what was entered, when it is something else."""
        keys, cell = self._sheet.keys(index), self._sheet.cell(index)
        if isinstance(editor, ListEditor | CommunePicker):
            if isinstance(editor, CommunePicker):
                editor.commit()
            if editor.value() != cell.value:
                self._sheet.chosen.emit(*keys, editor.value())
        elif isinstance(editor, QLineEdit) and (
            self._sheet.fault(index) or editor.text() != (cell.typed or cell.text)
        ):
            self._sheet.typed.emit(*keys, editor.text())
