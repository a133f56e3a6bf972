"""« Indicateurs »: those of every action of a dispositif in one grid, their sums, its bilan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from acse_desktop.indicateurs import Indicator, indicators_of
from acse_desktop.nomenclatures import entries
from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import NBSP, count_text
from ui.context import Context
from ui.fiche.tabs.indicateurs import figure_text
from ui.form.cells import Cell, Head, Line
from ui.form.table import Sheet
from ui.pages.bilan_view import BilanView
from ui.pages.listing.chips import ChipRow
from ui.pages.listing.source import Presets
from ui.shell.page_header import PageHeader
from ui.theme.apply import current
from ui.theme.tokens import PAGE_MARGIN
from ui.widgets.message import EmptyState, InlineMessage

PREVU, REALISE, BILAN = "prevu", "realise", "bilan"
SIDES = {REALISE: N_("Réalisé"), PREVU: N_("Prévu"), BILAN: N_("Bilan")}
NAMES = (
    Head("numero", N_("N° action"), 128), Head("organisme", N_("Organisme"), 200),
    Head("intitule", N_("Intitulé de l’action")),
)  # fmt: skip
TOTAL = "total"
WIDTH = 116


class IndicateursPage(QWidget):
    """A line per action, a column per indicator; rates are computed, the last line is the sum."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.dispositif, self.side = "", REALISE
        self.rows: list[Any] = []
        self.table: Sheet | None = None
        self._build()
        context.database.changed.connect(self._changed)
        context.exercice_changed.connect(self._changed)

    def _build(self) -> None:
        self.header = PageHeader(_("Indicateurs"))
        self.export_button = self.header.add_button(_("Exporter"), "arrow_export_ltr")
        self.chips, self.sides = ChipRow(), ChipRow()
        self.sides.set_presets({side: (label, ()) for side, label in SIDES.items()})
        self.sides.show_chosen(self.side)
        self.fault = InlineMessage()
        self.empty = EmptyState(
            _("Aucune action de ce dispositif"),
            _("Les indicateurs se saisissent ici dès qu’une action porte ce dispositif."),
            icon="clipboard_data_bar",
        )
        self._place = QStackedWidget()
        self._place.addWidget(self.empty)
        self.bilan = BilanView(self.context)
        self._place.addWidget(self.bilan)
        self._lay_out()
        self.chips.chosen.connect(self.show_dispositif)
        self.sides.chosen.connect(self.show_side)
        self.export_button.clicked.connect(self.ask_export)

    def _lay_out(self) -> None:
        side = current().px(PAGE_MARGIN)
        line = QHBoxLayout()
        line.setContentsMargins(side, 0, side, current().px(8))
        line.addWidget(self.chips, 4)
        line.addWidget(self.sides, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(line)
        column.addWidget(self.fault)
        column.addWidget(self._place, 1)

    # ---- reading

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was written meanwhile."""
        super().showEvent(event)
        self._changed()

    def _changed(self, *_args: object) -> None:
        if self.isVisible():
            self.context.database.read(self._counts, self._take_counts)

    def _counts(self, session: Any) -> Any:
        from acse_desktop.services import indicators

        return indicators.counts(session, self.context.exercice)

    def _take_counts(self, counts: dict[str, int]) -> None:
        if not self.chips.chips:
            wanted: Presets = {one.code: (one.code, ()) for one in entries("dispositif")
                      if indicators_of(one.code)}  # fmt: skip
            self.chips.set_presets(wanted)
        self.chips.set_counts({code: counts.get(code, 0) for code in self.chips.chips})
        if not self.dispositif and self.chips.chips:
            best = max(self.chips.chips, key=lambda code: counts.get(code, 0))
            self.show_dispositif(best)
        else:
            self._read()

    def _read(self) -> None:
        if self.side == BILAN:
            self.bilan.show_bilan(self.dispositif)
        dispositif, exercice = self.dispositif, self.context.exercice

        def work(session: Any) -> Any:
            from acse_desktop.services import indicators

            return indicators.mass_rows(session, dispositif, exercice)

        self.context.database.read(work, lambda rows: self._take(dispositif, rows))

    def _take(self, dispositif: str, rows: list[Any]) -> None:
        if dispositif != self.dispositif:
            return
        self.rows = rows
        label = {one.code: one.libelle for one in entries("dispositif")}[dispositif]
        count = ngettext("{n} action", "{n} actions", len(rows)).format(n=count_text(len(rows)))
        self.header.set_title(_("Indicateurs"), f"{_(label)} · {count}")
        shown = self.bilan if self.side == BILAN else self.table
        self._place.setCurrentWidget(shown if rows and shown else self.empty)
        if self.table is not None:
            self.table.show_lines([*map(self._line, rows), self._total()])

    # ---- choosing

    def show_dispositif(self, code: str) -> None:
        """Show the actions of a dispositif; its columns are its indicators."""
        self.chips.show_chosen(code)
        self.dispositif = code
        self._show_columns()

    def show_side(self, side: str) -> None:
        """What was foreseen, what was reached, or the bilan of the dispositif."""
        self.side = side
        self.sides.show_chosen(side)
        self._show_columns()

    def shown(self) -> list[Indicator]:
        """The indicators in columns."""
        found = indicators_of(self.dispositif, self.context.exercice or None)
        return [one for one in found if self.side == REALISE or one.foreseen]

    def _show_columns(self) -> None:
        if self.table is not None:
            self._place.removeWidget(self.table)
            self.table.deleteLater()
        heads = [*NAMES, *(Head(one.code, one.libelle, WIDTH, right=True) for one in self.shown())]
        self.table = Sheet(_("Indicateurs des actions"), heads, row=28, fits=False)
        self.table.typed.connect(self._typed)
        self.table.pasted.connect(self._pasted)
        self.table.opened.connect(self._open)
        self._place.addWidget(self.table)
        self._read()

    # ---- lines

    def _line(self, row: Any) -> Line:
        values = {code: value for (code, side), value in row.values.items() if side == self.side}
        names = [Cell(text, help=text) for text in (row.numero, row.organisme, row.intitule)]
        return Line(row.id, (*names, *self._figures(values, True)), row.numero)

    def _figures(self, values: dict[str, Decimal | None], editable: bool) -> list[Cell]:
        cells = []
        for one in self.shown():
            value = one.rate(values) if one.computed else values.get(one.code)
            text = figure_text(value, one.unite)
            typed = editable and not one.computed
            cells.append(
                Cell(text, typed, typed=text.replace(NBSP, ""), strong=not editable,
                     ground="surface" if typed else "sub", help=one.source)
            )  # fmt: skip
        return cells

    def sums(self) -> dict[str, Decimal | None]:
        """The sum of each indicator over the actions."""
        found: dict[str, Decimal | None] = {}
        for row in self.rows:
            for (code, side), value in row.values.items():
                if side == self.side and value is not None:
                    found[code] = (found.get(code) or Decimal(0)) + value
        return found

    def _total(self) -> Line:
        names = [
            Cell(_("Total") * (not rank), strong=True, ground="sub") for rank in range(len(NAMES))
        ]
        return Line(TOTAL, (*names, *self._figures(self.sums(), False)), _("Total"))

    # ---- writing

    def _typed(self, line: str, code: str, text: str) -> None:
        if line != TOTAL:
            self._write([(line, code, self.side, text)])

    def _pasted(self, block: Sequence[Sequence[str]]) -> None:
        here = self.table.here() if self.table is not None else None
        codes = [one.code for one in self.shown()]
        if here is None or here[1] not in codes or here[0] == TOTAL:
            return
        ids = [row.id for row in self.rows]
        computed = {one.code for one in self.shown() if one.computed}
        cells = [
            (action, code, self.side, text)
            for action, texts in zip(ids[ids.index(here[0]):], block, strict=False)
            for code, text in zip(codes[codes.index(here[1]):], texts, strict=False)
            if code not in computed
        ]  # fmt: skip
        self._write(cells)

    def _write(self, cells: list[tuple[str, str, str, str]]) -> None:
        agent = self.context.agent

        def work(session: Any) -> int:
            from acse_desktop.services import indicators

            return indicators.write_many(session, cells, agent=agent)

        def done(count: int) -> None:
            self.fault.show_message(None)
            if count > 1:
                text = ngettext("{n} valeur collée", "{n} valeurs collées", count)
                self.context.say(text.format(n=count_text(count)), True)

        self.context.database.write(work, done, self._refused)

    def _refused(self, error: Exception) -> None:
        remedy = getattr(error, "remedy", "")
        self.fault.show_message(f"{error} {remedy}".strip())

    def _open(self, line: str) -> None:
        if line != TOTAL:
            self.context.open("action", line)

    # ---- exporting

    def ask_export(self) -> None:
        """Ask where to write the table."""
        what = _("Bilan") if self.side == BILAN else _("Indicateurs")
        name = f"{what} {self.dispositif} {date.today().isoformat()}.xlsx"
        kinds = ";;".join((_("Classeur Excel (*.xlsx)"), _("Classeur OpenDocument (*.ods)"),
                           *([_("Texte (*.csv)")] if self.side == BILAN else [])))  # fmt: skip
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Exporter"), name, kinds)
        if chosen:
            self.export(Path(chosen))

    def export(self, target: Path) -> None:
        """Write the table as it is shown, sums included, or the bilan."""
        if self.side == BILAN:
            self.bilan.export(target)
            return
        header = [_("N° action"), _("Organisme"), _("Intitulé de l’action"),
                  *(_(one.libelle) for one in self.shown())]  # fmt: skip
        rows = [*(self._exported(row) for row in self.rows), self._exported_sums()]
        title = f"{self.dispositif} {self.context.exercice}"

        def work(_session: Any) -> int:
            from acse_desktop.services.publishing.table import write_table

            return write_table(target, title, header, rows)

        text = _("Tableau exporté dans {nom}").format(nom=target.name)
        self.context.database.read(work, lambda _count: self.context.say(text), self._refused)

    def _exported(self, row: Any) -> list[Any]:
        values = {code: value for (code, side), value in row.values.items() if side == self.side}
        return [row.numero, row.organisme, row.intitule, *self._exported_figures(values)]

    def _exported_sums(self) -> list[Any]:
        return [_("Total"), "", "", *self._exported_figures(self.sums())]

    def _exported_figures(self, values: dict[str, Decimal | None]) -> list[Decimal | None]:
        compute: Callable[[Indicator], Decimal | None] = lambda one: (  # noqa: E731
            one.rate(values) if one.computed else values.get(one.code)
        )
        return [compute(one) for one in self.shown()]
