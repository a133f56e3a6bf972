"""The quick filters above a table: one chip each, the last ones folded when the place lacks."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from acse_desktop.services.listing_types import Query
from acse_desktop.translation import _
from ui.pages.listing.source import Presets
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.theme.tokens import CHIP
from ui.widgets.chip import Chip

GAP = 6


def narrowed(query: Query, presets: Presets, code: str) -> Query:
    """The query with the conditions of a chip in place of those of the other chips."""
    for column in _columns(presets):
        query = query.with_filter(column, None)
    for one in presets[code][1]:
        query = query.with_filter(one.column, one)
    return query


def chosen(query: Query, presets: Presets) -> str:
    """The code of the chip that a query amounts to; empty when it is none of them."""
    here = _conditions(query, presets)
    for code, (_label, filters) in presets.items():
        if here == {(one.column, one.operator, frozenset(one.values)) for one in filters}:
            return code
    return ""


def _columns(presets: Presets) -> set[str]:
    return {one.column for _label, filters in presets.values() for one in filters}


def _conditions(query: Query, presets: Presets) -> set[tuple[str, str, frozenset[object]]]:
    columns = _columns(presets)
    return {
        (one.column, one.operator, frozenset(one.values))
        for one in query.filters
        if one.column in columns
    }


class ChipRow(QWidget):
    """Chips on one line; those that do not fit are in the menu « Plus »."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.chips: dict[str, Chip] = {}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.more = QPushButton(_("Plus"), self)
        dress(self.more, font="label", height=CHIP, variant="quiet")
        self._menu = QMenu(self.more)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.more.setMenu(self._menu)
        self.more.hide()

    def set_presets(self, presets: Presets) -> None:
        """Make a chip of each."""
        for code, (label, _filters) in presets.items():
            chip = self.chips[code] = Chip(_(label))
            chip.setParent(self)
            chip.clicked.connect(lambda _on=False, one=code: self._clicked(one))
            chip.show()
            self.setTabOrder(chip, self.more)
        self._place()

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show how many rows each would leave."""
        for code, count in counts.items():
            if code in self.chips:
                self.chips[code].set_count(count)
        self._place()

    def show_chosen(self, code: str) -> None:
        """Tick one chip, or none."""
        for name, chip in self.chips.items():
            chip.setChecked(name == code)

    def refresh_theme(self) -> None:
        """Chips grow with the text."""
        self.updateGeometry()
        self._place()

    def sizeHint(self) -> QSize:
        """As wide as the chips it holds."""
        return QSize(self._needed(), current().px(CHIP))

    def minimumSizeHint(self) -> QSize:
        """Everything may be folded."""
        return QSize(current().px(96), current().px(CHIP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self._place()

    def _clicked(self, code: str) -> None:
        self.show_chosen(code)
        self.chosen.emit(code)

    def _needed(self) -> int:
        gap = current().px(GAP)
        return sum(chip.sizeHint().width() + gap for chip in self.chips.values())

    def _place(self) -> None:
        gap, left = current().px(GAP), 0
        folds = self._needed() > self.width()
        room = self.width() - (self.more.sizeHint().width() if folds else 0)
        for chip in self.chips.values():
            size = chip.sizeHint()
            fits = left + size.width() <= room
            chip.setVisible(fits)
            chip.setGeometry(left, 0, size.width(), size.height())
            left += size.width() + gap if fits else room
        self.more.setVisible(folds)
        self.more.setGeometry(room, 0, self.more.sizeHint().width(), current().px(CHIP))

    def _fill_menu(self) -> None:
        self._menu.clear()
        for code, chip in self.chips.items():
            if chip.isHidden():
                text = f"{chip.caption}  {chip.count}".strip()
                action = self._menu.addAction(text.replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(chip.isChecked())
                action.triggered.connect(lambda _on=False, one=code: self._clicked(one))
