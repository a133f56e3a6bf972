"""The tab of the indicators: what the dispositif of the action declares, foreseen and reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acse_desktop.errors import InvalidInput
from acse_desktop.fieldtypes import Amount, Text
from acse_desktop.indicateurs import SCOLAIRE
from acse_desktop.services.indicators import PREVU, REALISE, SIDES, Reading, readings_of
from acse_desktop.translation import N_, _
from acse_desktop.typography import NBSP, amount_text, count_text
from ui.fiche.tabs.column import CardColumn
from ui.fiche.tabs.periodes import PeriodesCard
from ui.form.cells import Cell, Head, Line
from ui.form.table import Sheet
from ui.widgets.card import Card
from ui.widgets.message import InlineMessage

if TYPE_CHECKING:
    from acse_desktop.services.sheets import ActionSheet
    from ui.fiche.page import RecordPage

HEADS = (
    Head("libelle", N_("Indicateur")),
    Head("unite", N_("Unité"), 96),
    Head("periode", N_("Année"), 88),
    Head(PREVU, N_("Prévu"), 112, right=True),
    Head(REALISE, N_("Réalisé"), 112, right=True),
    Head("commentaire", N_("Commentaire"), 240),
)
PERIODES = {"civile": N_("civile"), SCOLAIRE: N_("scolaire")}


def figure_text(value: Any, unite: str) -> str:
    """A count without decimals; a rate or a part of a post with those it has."""
    if value is None:
        return ""
    whole = value == value.to_integral_value()
    text = count_text(int(value)) if whole else amount_text(value).rstrip("0").rstrip(",")
    return f"{text}{NBSP}%" if unite == "%" else text


class IndicateursTab(CardColumn):
    """The indicators of an action; a dispositif that declares none says so."""

    def __init__(self, page: RecordPage) -> None:
        self.page = page
        self.table = Sheet(_("Indicateurs"), HEADS, row=32)
        self.message, self.fault = InlineMessage(), InlineMessage()
        self.card = Card(_("Indicateurs"), _("les taux se calculent, ils ne se saisissent pas"))
        for widget in (self.table, self.fault, self.message):
            self.card.add(widget)
        self.periods = PeriodesCard(page)
        super().__init__(self.periods, self.card)
        self.table.typed.connect(self._typed)
        self.table.pasted.connect(self._pasted)

    # ---- showing

    def take(self, sheet: ActionSheet) -> None:
        """Show every indicator of the dispositif."""
        values = sheet.action.values
        self._readings = readings_of(
            values["dispositif"], sheet.dossier.values["exercice"], sheet.parts["indicateur"]
        )
        self.table.show_lines([self._line(one) for one in self._readings])
        self.table.setVisible(bool(self._readings))
        self._explain(values)
        self.periods.take(values["dispositif"], sheet.parts["periode"])

    def _line(self, reading: Reading) -> Line:
        one = reading.indicator
        texts = (_(one.libelle), _(one.unite), _(PERIODES.get(one.periode, "")))
        named = [
            Cell(text, strong=one.computed, indent=bool(one.groupe) and rank == 0, help=one.source)
            for rank, text in enumerate(texts)
        ]
        sides = [self._figure(reading, side) for side in SIDES]
        comment = Cell(reading.commentaire, not one.computed)
        return Line(one.code, (*named, *sides, comment), _(one.libelle))

    def _figure(self, reading: Reading, side: str) -> Cell:
        one = reading.indicator
        editable = not one.computed and (side == REALISE or one.foreseen)
        text = figure_text(reading.value(side), one.unite)
        return Cell(text, editable, typed=text.replace(NBSP, ""), strong=one.computed,
                    ground="surface" if editable else "sub")  # fmt: skip

    def _explain(self, values: dict[str, Any]) -> None:
        if not self._readings:
            none = _("Ce dispositif n’a pas d’indicateur déclaré\u202f; choisissez le dispositif.")
            self.message.show_message(none, "information")
        elif any(one.indicator.periode == SCOLAIRE for one in self._readings):
            year = values["annee_scolaire"]
            text = _("Les indicateurs scolaires sont ceux de l’année {annee}.").format(annee=year)
            missing = _("Donnez l’année scolaire dans l’onglet Action\u00a0: 2012-2013.")
            self.message.show_message(text if year else missing, "information")
        else:
            self.message.show_message(None)

    # ---- writing

    def _typed(self, line: str, name: str, text: str) -> None:
        kind: Any = Text() if name == "commentaire" else Amount()
        try:
            value = kind.parse(text)
        except InvalidInput as error:
            self.table.show_fault(line, name, text, str(error))
            self.fault.show_message(str(error))
            return
        self.table.show_fault(line, name, text, "")
        self.fault.show_message(None)
        self._write(line, {name: value})

    def _write(self, code: str, changes: dict[str, Any]) -> None:
        action, agent = self.page.record, self.page.context.agent

        def work(session: Any) -> None:
            from acse_desktop.services import indicators

            indicators.write(session, action, code, changes, agent=agent)

        self.page.do(work)

    def _pasted(self, rows: list[list[str]]) -> None:
        here = self.table.here()
        if here is None or here[1] not in SIDES:
            return
        lines = [one.indicator for one in self._readings]
        first = [one.code for one in lines].index(here[0])
        sides = SIDES[SIDES.index(here[1]):]  # fmt: skip
        action, agent = self.page.record, self.page.context.agent
        cells = [
            (action, one.code, side, text)
            for one, row in zip(lines[first:], rows, strict=False)
            if not one.computed
            for side, text in zip(sides, row, strict=False)
        ]

        def work(session: Any) -> int:
            from acse_desktop.services import indicators

            return indicators.write_many(session, cells, agent=agent)

        self.page.do(work)
