"""The page of the dashboard: tiles, chain, charts, what is to be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acse_desktop.nomenclatures import entries
from acse_desktop.services.dashboard.shapes import MONTHS, Block, Link
from acse_desktop.translation import N_, _
from acse_desktop.typography import amount_text
from ui.charts.card import ChartCard, Legend
from ui.charts.chain import ChainChart
from ui.charts.map import MapChart, table_of
from ui.charts.pace import PaceChart
from ui.charts.ring import RingChart
from ui.charts.rows import RowsChart
from ui.charts.tile import FigureTile
from ui.charts.todo import TaskList
from ui.context import Context
from ui.pages.dashboard.cards import CardGrid
from ui.pages.dashboard.tasks import tasks_of
from ui.pages.listing.chips import ChipRow
from ui.pages.listing.source import Presets
from ui.shell.page_header import PageHeader
from ui.theme.apply import current
from ui.theme.tokens import CARD_GAP, NARROW_MARGIN, PAGE_MARGIN
from ui.widgets.card import Card
from ui.widgets.scroll import scrolled

if TYPE_CHECKING:
    from acse_desktop.services.dashboard import Dashboard
    from ui.printing import PrintDialog

ALL = "tous"
FIRST = ("CUCS", "PRE", "FIPD", "VVV", "AR")
"""The programmes that come first among the chips."""
TILES = {
    "enveloppe": ("wallet", "primary"), "programme": ("gavel", "primary"),
    "paye": ("payment", "success"), "reste": ("clock", "warning"),
    "a_traiter": ("folder", "primary"),
}  # fmt: skip
EMPTY = N_("Les figures apparaissent avec les premières décisions de l’exercice.")


def _block(key: str) -> Block:
    return Block(key, "", "", ("", "", ""), ())


class DashboardPage(QWidget):
    """One exercice, one programme or all of them; a region sees its départements."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.dispositif = ""
        self.made: Dashboard | None = None
        self.commands: dict[str, Callable[[], object]] = {"print": self.print_page}
        self._again = QTimer(self, singleShot=True, interval=200)
        self._again.timeout.connect(self._read)
        self._build()
        self._connect()

    # ---- building

    def _build(self) -> None:
        self.header = PageHeader(_("Tableau de bord"))
        self.chips = ChipRow()
        rest = [one.code for one in entries("dispositif") if one.code not in FIRST]
        codes: Presets = {ALL: (_("Tous programmes"), ())}
        codes |= {code: (code, ()) for code in (*FIRST, *rest)}
        self.chips.set_presets(codes)
        self.chips.show_chosen(ALL)
        self.report_button = self.header.add_button(_("Rapport annuel"), "document")
        self.print_button = self.header.add_button(_("Imprimer"), "print")
        self.export_button = self.header.add_button(_("Exporter"), "arrow_export_ltr")
        self.tiles = {key: FigureTile(*look) for key, look in TILES.items()}
        self.chain = ChainChart(_("Chaîne d’instruction"))
        self._build_cards()
        self._lay_out()

    def _build_cards(self) -> None:
        spending = (_("Payé"), _("Programmé, à payer"), _("Disponible"))
        self.rows = {key: RowsChart(_block(key), 8) for key in ("themes", "publics", "contrats",
                                                             "departements")}  # fmt: skip
        self.ring = RingChart(_block("dispositifs"))
        self.pace = PaceChart(_("Rythme des engagements"), ())
        self.pace_legend = Legend((), (0, 1, 3))
        self.tasks = TaskList(_("À faire"))
        self.map = MapChart(_("Carte des départements"))
        self.cards: dict[str, Card] = {
            "themes": self._chart(_("Consommation"), "themes", Legend(spending)),
            "pace": ChartCard(_("Rythme des engagements"), _("cumul par mois"), self.pace,
                              self.pace_legend, _(EMPTY)),
            "tasks": Card(_("À faire"), _("par échéance")),
            "dispositifs": ChartCard(_("Financement par programme"), "", self.ring, None,
                                     _(EMPTY)),
            "publics": self._chart(_("Bénéficiaires"), "publics"),
            "contrats": self._chart(_("Territoires"), "contrats"),
            "carte": ChartCard(_("Carte"), _("accordé par département"), self.map),
            "departements": self._chart(_("Départements"), "departements", Legend(spending)),
        }  # fmt: skip
        self.all_tasks = self.cards["tasks"].add_link(_("Tout voir"))
        self.cards["tasks"].add(self.tasks)
        self.cards["tasks"].content.addStretch(1)

    def _chart(self, title: str, key: str, legend: Legend | None = None) -> ChartCard:
        return ChartCard(title, "", self.rows[key], legend, _(EMPTY))

    def _lay_out(self) -> None:
        self.steps = Card(_("Chaîne d’instruction"), _("actions et montants demandés"))
        self.steps.add(self.chain)
        self.top = CardGrid(list(self.tiles.values()), ((900, 5), (560, 3), (0, 2)))
        self.grid = CardGrid(list(self.cards.values()))
        self.setTabOrder(self.all_tasks, self.tasks)
        content = QWidget()
        self._inner = QVBoxLayout(content)
        for widget in (self.top, self.steps, self.grid):
            self._inner.addWidget(widget)
        self._inner.addStretch(1)
        self._line = QVBoxLayout()
        self._line.addWidget(self.chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(self._line)
        self.area = scrolled(content)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.area, 1)
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Margins follow the width and the text size."""
        px = current().px
        side = px(PAGE_MARGIN if self.width() > px(900) else NARROW_MARGIN)
        self._inner.setContentsMargins(side, 0, side, px(CARD_GAP))
        self._inner.setSpacing(px(CARD_GAP))
        self._line.setContentsMargins(side, 0, side, px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow pages have narrow margins."""
        super().resizeEvent(event)
        self.refresh_theme()

    def _connect(self) -> None:
        self.chips.chosen.connect(self.show_dispositif)
        for tile in self.tiles.values():
            tile.clicked.connect(lambda _on=False, one=tile: self._open(one.tile and one.tile.link))
        self.chain.chosen.connect(self._open_step)
        for key, chart in (*self.rows.items(), ("dispositifs", self.ring)):
            chart.chosen.connect(lambda mark, block=key: self._open_mark(block, mark))
        self.map.chosen.connect(
            lambda code: self._open(Link.to("dossiers", dossier_departement=code))
        )
        self.tasks.chosen.connect(lambda _key: self.context.go("obligations"))
        self.all_tasks.clicked.connect(lambda: self.context.go("obligations"))
        self.report_button.clicked.connect(self.ask_report)
        self.print_button.clicked.connect(self.print_page)
        self.export_button.clicked.connect(self.ask_export)
        self.context.database.changed.connect(self._changed)
        self.context.exercice_changed.connect(lambda _year: self._changed())

    # ---- reading

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was written meanwhile."""
        super().showEvent(event)
        self._read()

    def _changed(self) -> None:
        if self.isVisible():
            self._again.start()

    def show_dispositif(self, code: str) -> None:
        """Show one programme, or all of them."""
        self.chips.show_chosen(code)
        self.dispositif = "" if code == ALL else code
        self._read()

    def _read(self) -> None:
        from acse_desktop.services import reference

        exercice, dispositif = self.context.exercice, self.dispositif or None
        regional = self.context.regional
        here = reference.region_of(self.context.departement)
        region = self.context.region or (here.code if here else None)

        def work(session: Any) -> Any:
            from acse_desktop.services.dashboard import dashboard
            from acse_desktop.services.obligations import obligations_on
            from acse_desktop.services.territoires import zones
            from acse_desktop.services.today import current_day

            day = current_day(session)
            made = dashboard(session, exercice, dispositif=dispositif, regional=regional, day=day)
            drawn = zones(session, exercice, region=region, dispositif=dispositif)
            return made, obligations_on(session, day), drawn

        self.context.database.read(work, lambda found: self._take(*found))

    def _take(self, made: Dashboard, due: list[Any], drawn: list[Any]) -> None:
        self.made = made
        self.header.set_title(
            _("Tableau de bord"), _("Situation au {jour}").format(jour=made.jour)
        )  # fmt: skip
        for one in made.tiles:
            self.tiles[one.key].show_tile(one)
        self.chain.show_steps(made.chain)
        for block in made.blocks:
            chart = self.ring if block.key == "dispositifs" else self.rows[block.key]
            self._card(block.key).show_block(block, chart.show_block)
        self.cards["departements"].setVisible(self.context.regional)
        self._take_pace(made)
        self.tasks.show_tasks(tasks_of(due))
        self.map.show_zones(drawn, self.context.departement)
        self._card("carte").show_rows(*table_of(drawn))

    def _take_pace(self, made: Dashboard) -> None:
        self.pace.show_lines(made.pace)
        self.pace_legend.show_words([one.label for one in made.pace])
        shown = [one for one in made.pace if one.values]
        rows = [
            [_(name), *(amount_text(one.values[month], unit="€") for one in shown)]
            for month, name in enumerate(MONTHS)
        ]
        headers = [_("Mois"), *(one.label for one in shown)]
        self._card("pace").show_rows(headers, rows)

    def _card(self, key: str) -> ChartCard:
        card = self.cards[key]
        assert isinstance(card, ChartCard)
        return card

    # ---- opening what is behind

    def _open(self, link: Link | None) -> None:
        if link is not None:
            self.context.show_rows(link.page, link.query)

    def _open_step(self, statut: str) -> None:
        if self.made is not None:
            self._open(next(one.link for one in self.made.chain if one.statut == statut))

    def _open_mark(self, block: str, key: str) -> None:
        if self.made is not None:
            marks = {one.key: one.link for one in self.made.block(block).marks}
            self._open(marks.get(key, Link("dossiers")))

    # ---- paper and files

    def print_page(self) -> PrintDialog | None:
        """Print the figures, tables included."""
        from ui.pages.dashboard.leaving import print_dashboard

        return print_dashboard(self)

    def ask_report(self) -> None:
        """Write the annual report of the préfet."""
        from ui.pages.dashboard.leaving import ask_report

        ask_report(self)

    def ask_export(self) -> None:
        """Write the figures in a workbook."""
        from ui.pages.dashboard.leaving import ask_export

        ask_export(self)
