"""The yearly amounts of a multi-year convention, as they are typed."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QWidget

from acse_desktop.translation import _
from ui.editors import AmountEditor
from ui.widgets.field import Field

YEARS = 4
"""A convention lasts four years at most."""


class Tranches(QWidget):
    """One amount a year, from the exercice on; the years left empty have none."""

    def __init__(self, exercice: int) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.editors: dict[int, AmountEditor] = {}
        for year in range(exercice, exercice + YEARS):
            label = _("Tranche {annee}").format(annee=year)
            self.editors[year] = AmountEditor(label)
            row.addWidget(Field(label, self.editors[year], optional=year > exercice + 1))

    def value(self) -> dict[int, Decimal]:
        """Euros by year."""
        found = {year: editor.value() for year, editor in self.editors.items()}
        return {year: amount for year, amount in found.items() if amount}
