"""The figures of a contract on its page: year after year, by theme, by quarter."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from acse_desktop.nomenclatures import label_of
from acse_desktop.services.dashboard.shapes import ZERO, Block, Link, Mark
from acse_desktop.translation import _
from acse_desktop.typography import amount_text, count_text
from ui.charts.card import ChartCard, Legend
from ui.charts.rows import RowsChart
from ui.fiche.tabs.column import CardColumn
from ui.widgets.card import Card
from ui.widgets.text_table import TextTable

if TYPE_CHECKING:
    from acse_desktop.services.dashboard import Dashboard
    from acse_desktop.services.territoires import Site
    from ui.context import Context


def _empty(key: str, title: str) -> Block:
    return Block(key, title, "", ("", "", ""), ())


class SiteTab(CardColumn):
    """« Tableau de bord par site »; every figure opens the actions behind it."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.found: Site | None = None
        self.years = TextTable(
            _("Évolution du contrat"),
            (_("Exercice"), _("Actions"), _("Organismes"), _("Demandé"), _("Accordé"), _("Payé"),
             _("Par habitant")),
            (90, 90, 100, 150, 150, 150, 150), right=range(1, 7),
        )  # fmt: skip
        self.years_card = Card(_("Évolution"), _("exercice après exercice"))
        self.years_card.add(self.years)
        self.themes = RowsChart(_empty("themes", _("Consommation")), 8)
        self.quarters = RowsChart(_empty("quartiers", _("Quartiers")), 12)
        spending = (_("Payé"), _("Programmé, à payer"), _("Disponible"))
        none = _("Les figures apparaissent avec les premières décisions du contrat.")
        self.themes_card = ChartCard(_("Thématiques"), "", self.themes, Legend(spending[:2]), none)
        self.quarters_card = ChartCard(_("Quartiers"), "", self.quarters, None, none)
        super().__init__(self.years_card, self.themes_card, self.quarters_card)
        for chart in (self.themes, self.quarters):
            chart.chosen.connect(self._open)

    def read(self, contrat_id: str) -> None:
        """Read the figures of a contract for the exercice in view."""
        exercice = self.context.exercice

        def work(session: Any) -> Any:
            from acse_desktop.services.dashboard import dashboard
            from acse_desktop.services.territoires import site

            return site(session, contrat_id, exercice), dashboard(
                session, exercice, contrat_id=contrat_id
            )

        self.context.database.read(work, lambda found: self._take(*found))

    def _take(self, found: Site, made: Dashboard) -> None:
        self.found = found
        self.years.show_rows([
            [str(one.exercice), count_text(one.actions), count_text(one.organismes),
             *(amount_text(value, unit="€") for value in (one.demande, one.accorde, one.paye)),
             amount_text(one.par_habitant, unit="€")]
            for one in found.years
        ])  # fmt: skip
        self.years.setFixedHeight(self.years.verticalHeader().defaultSectionSize()
                                  * (len(found.years) + 2))  # fmt: skip
        people = count_text(found.population) if found.population else ""
        text = _("{n} habitants des quartiers").format(n=people) if people else _(
            "habitants des quartiers non comptés"
        )  # fmt: skip
        self.years_card.subtitle.setText(text)
        themes = made.block("themes")
        shown = [Mark(one.key, one.label, (*one.values[:2], ZERO), one.link) for one in themes.marks
                 if one.values[0] + one.values[1]]  # fmt: skip
        block = Block("themes", _("Thématiques"), themes.subtitle, themes.legend, tuple(shown))
        self.themes_card.show_block(block, self.themes.show_block)
        self.quarters_card.show_block(self._quarters(found), self.quarters.show_block)

    def _quarters(self, found: Site) -> Block:
        exercice = self.context.exercice
        marks = tuple(
            Mark(one.id or "hors", _quarter_label(one), (one.accorde,), Link(), one.part)
            for one in found.quarters
        )
        return Block(
            "quartiers", _("Quartiers"),
            _("accordé {annee}, selon les parts des lieux").format(annee=exercice),
            (_("Accordé"),), marks, share_of=_("de l’accordé du contrat"),
        )  # fmt: skip

    def _open(self, key: str) -> None:
        if self.found is None:
            return
        values: dict[str, str] = {"contrat": self.found.nom}
        if key in {mark.key for mark in self.themes.marks}:
            values["theme"] = key
        link = Link.to("dossiers", **values)
        self.context.show_rows(link.page, link.query)


def _quarter_label(quarter: Any) -> str:
    if not quarter.id:
        return _("Hors des quartiers")
    priority = _(label_of("priorite", quarter.priorite)) if quarter.priorite else ""
    head: Decimal | None = quarter.par_habitant
    extra = [priority, _("{montant} par habitant").format(montant=amount_text(head, unit="€"))
             if head else ""]  # fmt: skip
    told = ", ".join(part for part in extra if part)
    return f"{quarter.nom} ({told})" if told else str(quarter.nom)
