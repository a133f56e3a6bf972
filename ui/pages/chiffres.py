"""« L’Acsé en chiffres »: the figures of the agency's page, computed, and the rows behind each."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acse_desktop.services.dashboard.shapes import Link, Tile
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import amount_text, count_text
from ui.charts.tile import FigureTile
from ui.context import Context
from ui.form.cells import Cell, Head, Line
from ui.form.table import Sheet
from ui.pages.dashboard.cards import CardGrid
from ui.shell.page_header import PageHeader
from ui.theme.apply import current
from ui.theme.tokens import CARD_GAP, NARROW_MARGIN, PAGE_MARGIN
from ui.widgets.card import Card
from ui.widgets.scroll import scrolled

SHOWN = 1000
"""Rows shown; all of them are counted."""
WIDTHS = ((1000, 4), (640, 3), (0, 2))


class ChiffresPage(QWidget):
    """A tile per figure with its definition; a click lists what makes it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.code = ""
        self.tiles: dict[str, FigureTile] = {}
        self._build()
        context.database.changed.connect(self._changed)
        context.exercice_changed.connect(lambda _year: self._changed())

    def _build(self) -> None:
        from acse_desktop.services.figures import DEFINITIONS

        self.header = PageHeader(_("L’Acsé en chiffres"))
        for code in DEFINITIONS:
            self.tiles[code] = FigureTile("board", "primary")
            self.tiles[code].clicked.connect(partial(self.show_behind, code))
        heads = (
            Head("label", _("Ligne"), 190), Head("detail", _("Détail")),
            Head("value", _("Valeur"), 150, right=True),
        )  # fmt: skip
        self.table = Sheet(_("Ce qui fait la figure"), heads, row=28)
        self.table.opened.connect(self._open)
        self.behind = Card(_("Ce qui fait la figure"), _("choisissez une figure"))
        self.behind.add(self.table)
        self.table.hide()
        content = QWidget()
        self._inner = QVBoxLayout(content)
        self._inner.addWidget(CardGrid(list(self.tiles.values()), WIDTHS))
        self._inner.addWidget(self.behind)
        self._inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(scrolled(content), 1)
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Margins follow the text size."""
        px = current().px
        side = px(PAGE_MARGIN if self.width() > px(900) else NARROW_MARGIN)
        self._inner.setContentsMargins(side, 0, side, px(CARD_GAP))
        self._inner.setSpacing(px(CARD_GAP))

    # ---- reading

    def showEvent(self, event: QShowEvent) -> None:
        """Compute again what was written meanwhile."""
        super().showEvent(event)
        self._changed()

    def _changed(self) -> None:
        if not self.isVisible():
            return
        exercice = self.context.exercice

        def work(session: Any) -> Any:
            from acse_desktop.services.figures import figures

            return figures(session, exercice)

        self.context.database.read(work, self._take)

    def _take(self, found: list[Any]) -> None:
        self.header.set_title(_("L’Acsé en chiffres"), str(self.context.exercice))
        for one in found:
            value = one.value if one.value is not None else 0
            self.tiles[one.code].show_tile(
                Tile(one.code, one.label, value, one.code == "budget", one.definition, Link())
            )
            self.tiles[one.code].setToolTip(one.definition)
        if self.code:
            self.show_behind(self.code)

    def show_behind(self, code: str, _checked: bool = False) -> None:
        """List the rows that make a figure."""
        self.code = code
        exercice = self.context.exercice

        def work(session: Any) -> Any:
            from acse_desktop.services.figures_behind import rows_behind

            return rows_behind(session, code, exercice)

        self.context.database.read(work, partial(self._take_rows, code))

    def _take_rows(self, code: str, rows: list[Any]) -> None:
        if code != self.code:
            return
        tile = self.tiles[code].tile
        total = sum((one.value for one in rows), Decimal(0))
        count = ngettext("{n} ligne", "{n} lignes", len(rows)).format(n=count_text(len(rows)))
        self.behind.title.setText(tile.label if tile else "")
        text = _("{n}, somme {total}").format(n=count, total=self._text(code, total))
        self.behind.subtitle.setText(text)
        self.table.setVisible(bool(rows))
        self.table.show_lines([
            Line(f"{rank}|{one.id}", (Cell(one.label), Cell(one.detail, help=one.detail),
                                      Cell(self._text(code, one.value))), one.label)
            for rank, one in enumerate(rows[:SHOWN])
        ])  # fmt: skip

    def _text(self, code: str, value: Decimal) -> str:
        return amount_text(value, unit="€") if code == "budget" else count_text(int(value))

    def _open(self, key: str) -> None:
        identifier = key.partition("|")[2]
        if identifier:
            self.context.open("action", identifier)
