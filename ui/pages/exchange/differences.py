"""The differences of a sheet that came back: the ticked ones are written, conflicts come first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from acse_desktop.translation import N_, _
from ui.theme.apply import current
from ui.theme.icons import icon
from ui.widgets.text_table import TextModel, TextTable
from ui.widgets.tick import BOX, paint_tick

if TYPE_CHECKING:
    from acse_desktop.services.round_sheet import Difference

HEADERS = (N_("Reprendre"), N_("État"), N_("Ligne"), N_("Champ"), N_("Envoyé"), N_("Revenu"),
           N_("Dans la base"), N_("Remarque"))  # fmt: skip
WIDTHS = (76, 104, 144, 120, 104, 204, 160, 120)
TICK, STATE = 0, 1
CONFLICT, CHANGED = ("warning", "warning"), ("edit", "information")
_CHECK = Qt.ItemDataRole.CheckStateRole
_Index = QModelIndex | QPersistentModelIndex


class DifferencesModel(TextModel):
    """One row per cell changed. `ticked` says that the choice changed."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__([_(header) for header in HEADERS], frozenset())
        self.differences: Sequence[Difference] = ()
        self.chosen: set[tuple[str, str]] = set()

    def show_differences(
        self, differences: Sequence[Difference], chosen: frozenset[tuple[str, str]]
    ) -> None:
        """Show other differences, some of them ticked."""
        self.differences, self.chosen = differences, set(chosen)
        self.show_rows([_row(one) for one in differences], (), None, None)
        self.ticked.emit()

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """The first column is ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == TICK else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The state has its icon and its word, the choice its box."""
        if index.isValid() and role == _CHECK and index.column() == TICK:
            ticked = self.differences[index.row()].key in self.chosen
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if index.isValid() and role == Qt.ItemDataRole.DecorationRole and index.column() == STATE:
            return icon(*(CONFLICT if self.differences[index.row()].conflict else CHANGED), True)
        return super().data(index, role)

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick a row."""
        if role != _CHECK or not index.isValid():
            return False
        key = self.differences[index.row()].key
        (self.chosen.add if value == Qt.CheckState.Checked else self.chosen.discard)(key)
        self.dataChanged.emit(index, index, [_CHECK])
        self.ticked.emit()
        return True


def _row(one: Difference) -> tuple[str, ...]:
    state = _("Conflit") if one.conflict else _("Modifié")
    sent, returned, now = (text.replace("\n", " ") or _("(vide)") for text in one.texts)
    return ("", state, one.what, _(one.label), sent, returned, now, one.remark)


class _Delegate(QStyledItemDelegate):
    """Paints the boxes, and the icon of the state of each row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The usual cell, then the box in its middle."""
        super().paint(painter, option, index)
        model = index.model()
        if index.column() == TICK and isinstance(model, DifferencesModel):
            side = current().px(BOX)
            box = QRect(0, 0, side, side)
            box.moveCenter(option.rect.center())
            paint_tick(painter, box, Qt.CheckState(index.data(_CHECK)))

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """The box is ours, the icon is that of the state."""
        super().initStyleOption(option, index)
        features = QStyleOptionViewItem.ViewItemFeature
        option.features &= ~features.HasCheckIndicator

    def editorEvent(
        self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """A click in the column ticks."""
        if index.column() != TICK or event.type() != QEvent.Type.MouseButtonRelease:
            return False
        return bool(model.setData(index, _turned(index), _CHECK))


def _turned(index: _Index) -> Qt.CheckState:
    checked = Qt.CheckState(index.data(_CHECK)) == Qt.CheckState.Checked
    return Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked


class DifferencesTable(TextTable):
    """The table; Space ticks the selected rows, all as the first of them."""

    def __init__(self, name: str) -> None:
        super().__init__(name, [_(header) for header in HEADERS], WIDTHS)
        self.differences = DifferencesModel()
        self.texts = self.differences
        self.setModel(self.differences)
        self.setItemDelegate(_Delegate(self))
        self.refresh_theme()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks or unticks what is selected."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        if event.key() != Qt.Key.Key_Space or not rows:
            super().keyPressEvent(event)
            return
        turned = _turned(self.differences.index(rows[0], TICK))
        for row in rows:
            self.differences.setData(self.differences.index(row, TICK), turned, _CHECK)
