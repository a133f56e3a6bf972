"""The rows of the extraction at the left of the reconciliation: chips, search, sums, table."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from acse_desktop.translation import N_, _
from acse_desktop.typography import amount_text, count_text, day_text
from ui.theme.apply import current
from ui.widgets.chip import Chip
from ui.widgets.labels import TextLabel
from ui.widgets.search import SearchBox
from ui.widgets.text_table import TextTable

if TYPE_CHECKING:
    from acse_desktop.services.chorus.rows import ChorusRow, Tally

STATES = {
    "A_RAPPROCHER": N_("À rapprocher"), "RAPPROCHEE": N_("Rapprochées"),
    "ECARTEE": N_("Écartées"),
}  # fmt: skip
PAUSE = 150
_Index = QModelIndex | QPersistentModelIndex


class RowTable(TextTable):
    """The rows; Enter goes to the candidates."""

    moved = Signal()
    entered = Signal()

    def currentChanged(self, now: _Index, before: _Index) -> None:
        """Another row is looked at."""
        super().currentChanged(now, before)
        if now.row() != before.row():
            self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the candidates of the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class RowsPane(QWidget):
    """What was extracted, by state.

    Signals:
        asked: another state or other words: the rows are to be read.
        chosen: identifier of the row looked at, empty when there is none.
    """

    asked = Signal()
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ChorusRow] = []
        self._here = ""
        self.chips = {state: Chip(_(label)) for state, label in STATES.items()}
        self.search = SearchBox(_("EJ, DP, SIRET, nom"), _("Chercher une ligne"), "Ctrl+F")
        self.search.set_pause(PAUSE)
        self.sums = TextLabel("", "help", "ink2", wrap=True)
        self.table = RowTable(
            _("Lignes de Chorus"),
            (_("Payé le"), _("Fournisseur"), _("N° EJ"), _("N° DP"), _("Montant"), _("Reste")),
            (84, 140, 92, 84, 88, 70), right=(4, 5),
        )  # fmt: skip
        self.table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        px = current().px
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        row.setSpacing(px(6))
        for chip in self.chips.values():
            row.addWidget(chip)
        row.addStretch(1)
        row.addWidget(self.search)
        self.search.setMaximumWidth(px(190))
        for chip in self.chips.values():
            chip.setMinimumWidth(chip.sizeHint().width())
        self.table.setMinimumHeight(px(200))
        column.addLayout(row)
        column.addWidget(self.sums)
        column.addWidget(self.table, 1)

    def _connect(self) -> None:
        self._group = QButtonGroup(self)
        for chip in self.chips.values():
            self._group.addButton(chip)
        self.chips["A_RAPPROCHER"].setChecked(True)
        self._group.buttonClicked.connect(lambda _chip: self.asked.emit())
        self.search.search_edited.connect(lambda _text: self.asked.emit())
        self.table.moved.connect(self._moved)

    def state(self) -> str:
        """The state whose rows are shown."""
        return next(state for state, chip in self.chips.items() if chip.isChecked())

    def selected(self) -> list[str]:
        """Identifiers of the selected rows."""
        found = self.table.selectionModel().selectedRows()
        return [self.rows[index.row()].id for index in found]

    def here(self) -> ChorusRow | None:
        """The row looked at."""
        return next((one for one in self.rows if one.id == self._here), None)

    def show_rows(self, rows: list[ChorusRow], tallies: dict[str, Tally]) -> None:
        """Show the rows; the place is kept, or that of the row that went."""
        place = max(self.table.currentIndex().row(), 0)
        known = next((n for n, one in enumerate(rows) if one.id == self._here), place)
        self.rows = rows
        self.table.show_rows([_texts(one) for one in rows])
        for state, chip in self.chips.items():
            chip.set_count(tallies[state].lignes)
        self.sums.setText(sums_text(tallies))
        self._here = ""
        if rows:
            self.table.selectRow(min(known, len(rows) - 1))
        self._moved()

    def step(self, down: int) -> None:
        """The row under, or over."""
        target = self.table.currentIndex().row() + down
        if 0 <= target < len(self.rows):
            self.table.selectRow(target)

    def _moved(self) -> None:
        place = self.table.currentIndex().row()
        found = self.rows[place].id if 0 <= place < len(self.rows) else ""
        if found != self._here or not found:
            self._here = found
            self.chosen.emit(found)


def _texts(row: ChorusRow) -> tuple[str, ...]:
    rest = amount_text(row.reste, True) if row.reste != row.montant else ""
    return (
        day_text(row.paye_le), row.fournisseur, row.ej, row.dp, amount_text(row.montant, True),
        rest,
    )  # fmt: skip


def sums_text(tallies: dict[str, Tally]) -> str:
    """How many rows, and how much, in each state."""
    return " · ".join(
        _("{state}\u00a0: {n}, {sum}").format(
            state=_(label), n=count_text(tallies[state].lignes),
            sum=amount_text(tallies[state].montant or Decimal(0), unit="€"),
        )
        for state, label in STATES.items()
    )  # fmt: skip
