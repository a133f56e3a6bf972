"""The bilan of a dispositif as a table: what was asked or foreseen, granted or reached."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from acse_desktop.translation import N_, _
from acse_desktop.typography import NBSP, amount_text
from ui.context import Context
from ui.fiche.tabs.indicateurs import figure_text
from ui.form.cells import Cell, Head, Line
from ui.form.table import Sheet
from ui.theme.apply import current
from ui.theme.tokens import PAGE_MARGIN

HEADS = (
    Head("rubrique", N_("Rubrique"), 248), Head("ligne", N_("Ligne")),
    Head("prevu", N_("Prévu ou demandé"), 152, right=True),
    Head("realise", N_("Réalisé ou accordé"), 152, right=True),
    Head("unite", N_("Unité"), 96),
)  # fmt: skip
EUROS = "€"


def number_text(value: Any, unite: str) -> str:
    """An amount with its sign, a rate, or a count."""
    if value is None:
        return ""
    if unite == EUROS:
        return amount_text(value, unit=EUROS)
    return figure_text(Decimal(value), unite)


class BilanView(QWidget):
    """Shows the bilan of a dispositif for the territory of the base, and writes it to a file."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.dispositif = ""
        self.lines: list[Any] = []
        self.table = Sheet(_("Bilan du dispositif"), HEADS, row=28, fits=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(current().px(PAGE_MARGIN), 0, current().px(PAGE_MARGIN), 0)
        column.addWidget(self.table)

    def show_bilan(self, dispositif: str) -> None:
        """Read the bilan and show it."""
        self.dispositif, exercice = dispositif, self.context.exercice

        def work(session: Any) -> Any:
            from acse_desktop.services import bilans

            return bilans.bilan_of(session, bilans.Scope(dispositif, exercice))

        self.context.database.read(work, lambda lines: self._take(dispositif, lines))

    def _take(self, dispositif: str, lines: list[Any]) -> None:
        if dispositif == self.dispositif:
            self.lines = lines
            self.table.show_lines([self._line(rank) for rank in range(len(lines))])

    def _line(self, rank: int) -> Line:
        one = self.lines[rank]
        begins = not rank or self.lines[rank - 1].rubrique != one.rubrique
        texts = (one.rubrique if begins else "", one.libelle)
        named = [Cell(text, strong=not place, help=text) for place, text in enumerate(texts)]
        numbers = [Cell(number_text(value, one.unite)) for value in (one.prevu, one.realise)]
        name = f"{one.rubrique}{NBSP}: {one.libelle}"
        return Line(str(rank), (*named, *numbers, Cell(one.unite)), name)

    def export(self, target: Path) -> None:
        """Write the bilan, as the name of the file says: XLSX, ODS or CSV."""
        title, lines = f"{self.dispositif} {self.context.exercice}", self.lines

        def work(_session: Any) -> int:
            from acse_desktop.services import bilans

            return bilans.export_bilan(target, title, lines)

        text = _("Bilan exporté dans {nom}").format(nom=target.name)
        self.context.database.read(work, lambda _count: self.context.say(text))
