"""Beneficiaries by age band and sex, foreseen and reached, with their totals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acse_desktop.errors import InvalidInput
from acse_desktop.fieldtypes import Count
from acse_desktop.nomenclatures import entries
from acse_desktop.translation import N_, _
from acse_desktop.typography import count_text
from ui.form.cells import Cell, Head, Line
from ui.form.table import Sheet
from ui.widgets.card import Card
from ui.widgets.message import InlineMessage

if TYPE_CHECKING:
    from acse_desktop.services.sheets import ActionSheet
    from ui.fiche.page import RecordPage

SEXES = ("F", "H", "NP")
STAGES = ("prevu", "realise")
HEADS = (
    Head("tranche", N_("Tranche d’âge")),
    Head("F.prevu", N_("Femmes, prévu"), 118, right=True),
    Head("H.prevu", N_("Hommes, prévu"), 118, right=True),
    Head("NP.prevu", N_("Non précisé, prévu"), 136, right=True),
    Head("total.prevu", N_("Total prévu"), 104, right=True),
    Head("F.realise", N_("Femmes, réalisé"), 118, right=True),
    Head("H.realise", N_("Hommes, réalisé"), 118, right=True),
    Head("NP.realise", N_("Non précisé, réalisé"), 140, right=True),
    Head("total.realise", N_("Total réalisé"), 104, right=True),
)
TOTAL = "total"
Counts = dict[tuple[str, str, str], int | None]
"""By age band, sex and stage."""


class PublicsCard(Card):
    """The grid of the beneficiaries."""

    def __init__(self, page: RecordPage) -> None:
        super().__init__(_("Bénéficiaires"), _("par âge et par sexe"))
        self.page = page
        self.table = Sheet(_("Bénéficiaires par âge et par sexe"), HEADS)
        self.message = InlineMessage()
        self.add(self.table)
        self.add(self.message)
        self.table.typed.connect(self._typed)
        self.table.pasted.connect(self._pasted)

    def take(self, sheet: ActionSheet) -> None:
        """Show the numbers and compare their total with the number announced."""
        self._action = sheet.action.id
        self.counts: Counts = {
            (card.values["tranche_age"], card.values["sexe"], stage): card.values[stage]
            for card in sheet.parts["public"]
            for stage in STAGES
        }
        bands = [(entry.code, _(entry.libelle)) for entry in entries("tranche_age")]
        self.table.show_lines([*(self._line(*band) for band in bands), self._totals(bands)])
        self._compare(sheet.action.values)

    def _line(self, band: str, label: str) -> Line:
        cells = [Cell(label)]
        for stage in STAGES:
            for sex in SEXES:
                value = self.counts.get((band, sex, stage))
                cells.append(Cell(count_text(value), editable=True, value=value))
            cells.append(Cell(count_text(self.total(stage, band)), strong=True, ground="sub"))
        return Line(band, tuple(cells), label)

    def _totals(self, bands: list[tuple[str, str]]) -> Line:
        cells = [Cell(_("Total"), strong=True, ground="head")]
        for stage in STAGES:
            for sex in SEXES:
                text = count_text(self.total(stage, sex=sex))
                cells.append(Cell(text, strong=True, ground="head"))
            cells.append(Cell(count_text(self.total(stage)), strong=True, ground="head"))
        return Line(TOTAL, tuple(cells), _("Total"))

    def total(self, stage: str, band: str = "", sex: str = "") -> int | None:
        """The sum of what was entered; None when nothing was."""
        found = [
            value
            for (one_band, one_sex, one_stage), value in self.counts.items()
            if one_stage == stage and band in ("", one_band) and sex in ("", one_sex)
            and value is not None
        ]  # fmt: skip
        return sum(found) if found else None

    def _compare(self, values: dict[str, Any]) -> None:
        pairs = (("prevu", "public_prevu"), ("realise", "public_realise"))
        for stage, name in pairs:
            detail, announced = self.total(stage), values[name]
            if detail is not None and announced is not None and detail != announced:
                text = _("Le détail fait {detail}, le nombre annoncé est {announced}.")
                self.message.show_message(
                    text.format(detail=count_text(detail), announced=count_text(announced)),
                    "warning",
                )
                return
        self.message.show_message(None)

    # ---- writing

    def _typed(self, band: str, column: str, text: str) -> None:
        try:
            value = Count().parse(text)
        except InvalidInput as error:
            self.table.show_fault(band, column, text, str(error))
            self.message.show_message(str(error))
            return
        self.table.show_fault(band, column, text, "")
        self._write({(band, column): value})

    def _pasted(self, block: list[list[str]]) -> None:
        """A block goes down and right from the current cell; what cannot be read is left out."""
        here = self.table.here()
        if here is None:
            return
        keys = [head.key for head in HEADS]
        row, column = self.table.sheet.row_of(here[0]), keys.index(here[1])
        changes: dict[tuple[str, str], int | None] = {}
        for down, texts in enumerate(block):
            for right, text in enumerate(texts):
                self._take_cell(changes, (row + down, column + right), text)
        self._write(changes)

    def _take_cell(
        self, changes: dict[tuple[str, str], int | None], place: tuple[int, int], text: str
    ) -> None:
        index = self.table.sheet.index(*place)
        if not index.isValid() or not self.table.sheet.cell(index).editable:
            return
        line, column = self.table.sheet.keys(index)
        try:
            changes[line, column] = Count().parse(text)
        except InvalidInput as error:
            self.table.show_fault(line, column, text, str(error))

    def _write(self, changes: dict[tuple[str, str], int | None]) -> None:
        action, agent = self._action, self.page.context.agent

        def work(session: Any) -> None:
            from acse_desktop.services import parts

            parts.set_publics(session, action, changes, agent=agent)

        if changes:
            self.page.do(work)
