"""One side of a budget: its accounts, scrolling, above its totals, fixed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from acse_desktop.services.budget import CHARGE
from acse_desktop.translation import N_, _
from ui.budget.lines import SideAmounts, footer_of, lines_of
from ui.form.cells import Head
from ui.form.table import Sheet
from ui.theme.dress import dress


def _heads(title: str) -> Sequence[Head]:
    return (
        Head("code", N_("N°"), 44),
        Head("libelle", title),
        Head("avant", N_("Avant"), 104, right=True),
        Head("prevu", N_("Prévu"), 116, right=True),
        Head("part", "%", 60, right=True),
    )


class BudgetSide(QFrame):
    """Charges or produits; `typed` and `pasted` come from the accounts."""

    typed = Signal(str, str)
    pasted = Signal(list)
    opened = Signal(str)

    def __init__(self, side: str) -> None:
        super().__init__()
        self.side = side
        dress(self, surface="card")
        title = N_("Charges") if side == CHARGE else N_("Produits")
        self.table = Sheet(_(title), _heads(title), fits=False)
        self.footer = Sheet(_("Totaux"), _heads(title))
        self.footer.horizontalHeader().hide()
        self.footer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self.footer)
        self.table.typed.connect(lambda line, _column, text: self.typed.emit(line, text))
        self.table.pasted.connect(self.pasted)
        self.table.opened.connect(self.opened)
        self.table.verticalScrollBar().rangeChanged.connect(lambda *_range: self._level())

    def show_amounts(self, amounts: SideAmounts) -> None:
        """Show every account and the totals."""
        self.table.show_lines(lines_of(self.side, amounts))
        self.footer.show_lines(footer_of(self.side, amounts))
        self._level()

    def name_columns(self, before: str, foreseen: str, compared: bool) -> None:
        """Name the years; last year's column is hidden when it is not compared."""
        self.table.sheet.set_head("avant", before)
        self.table.sheet.set_head("prevu", foreseen)
        for table in (self.table, self.footer):
            table.show_column("avant", compared)

    def editable(self) -> dict[str, str]:
        """The accounts that can be typed now: code and label."""
        return {
            line.key: line.cells[1].text
            for line in self.table.sheet.lines
            if line.cells[3].editable
        }

    def _level(self) -> None:
        # The totals stand under their columns, scroll bar or not.
        bar = self.table.verticalScrollBar()
        room = bar.sizeHint().width() if bar.maximum() else 0
        self.footer.keep_right(room)
