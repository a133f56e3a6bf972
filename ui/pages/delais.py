"""« Délais »: the days that each step takes, what still waits, the organismes funded for years."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import NBSP, amount_text, count_text, day_text
from ui.context import Context
from ui.form.cells import Cell, Head, Index, Line
from ui.form.painting import PAD, CellDelegate
from ui.form.table import Sheet
from ui.pages.listing.chips import ChipRow
from ui.shell.page_header import PageHeader
from ui.theme.apply import current
from ui.theme.painting import filled
from ui.theme.tokens import PAGE_MARGIN
from ui.widgets.message import EmptyState

if TYPE_CHECKING:
    from acse_desktop.services.delays import Attente, Mesure
    from acse_desktop.services.recurrence import Porteur

DELAIS, ATTENTES, PORTEURS = "delais", "attentes", "porteurs"
VIEWS = {DELAIS: N_("Délais"), ATTENTES: N_("En attente aujourd’hui"),
         PORTEURS: N_("Porteurs récurrents")}  # fmt: skip
GROUPS = {"dispositif": N_("Par dispositif"), "organisme": N_("Par organisme"),
          "mois": N_("Par mois")}  # fmt: skip
STEPS = {"complet_le": N_("Dossier complet"), "comite_le": N_("Décision"),
         "notifie_le": N_("Notification"), "paye_le": N_("Premier versement")}  # fmt: skip
BAR = "barre"
HEADS = {
    DELAIS: (
        Head("groupe", N_("Groupe"), 220), Head("delai", N_("Délai"), 260),
        Head("nombre", N_("Actions"), 80, right=True),
        Head("mediane", N_("Médiane (j)"), 100, right=True), Head(BAR, N_("Médiane")),
        Head("moyenne", N_("Moyenne (j)"), 100, right=True),
        Head("maximum", N_("Maximum (j)"), 104, right=True),
    ),
    ATTENTES: (
        Head("numero", N_("N° action"), 150), Head("organisme", N_("Organisme")),
        Head("etape", N_("Attend"), 180), Head("depuis", N_("Depuis le"), 112, right=True),
        Head("jours", N_("Jours"), 88, right=True), Head(BAR, N_("Attente"), 240),
    ),
    PORTEURS: (
        Head("nom", N_("Organisme")), Head("annees", N_("Exercices de suite"), 128, right=True),
        Head("depuis", N_("Depuis"), 72, right=True),
        Head("accorde", N_("Accordé"), 112, right=True),
        Head("total", N_("Sur la période"), 120, right=True),
        Head("part", N_("Part du budget"), 112, right=True),
        Head("part_cout", N_("Part du coût"), 104, right=True),
        Head("actions", N_("Actions reconduites")),
    ),
}  # fmt: skip
YEARS = {"2": N_("2 exercices et plus"), "3": N_("3 et plus"), "5": N_("5 et plus")}
"""Exercices in a row from which an organisme is called recurrent."""
EMPTY = {
    DELAIS: (N_("Rien à mesurer pour cet exercice"),
             N_("Les délais se calculent dès que les dossiers portent leurs dates.")),
    ATTENTES: (N_("Rien n’attend"), N_("Chaque demande en cours a franchi ses étapes.")),
    PORTEURS: (N_("Aucun porteur récurrent"),
               N_("Aucun organisme n’est subventionné autant d’exercices de suite.")),
}  # fmt: skip
"""Why a view shows nothing."""


class BarDelegate(CellDelegate):
    """Cells of the column of bars hold a share from 0 to 1."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell, then its bar."""
        super().paint(painter, option, index)
        cell = self._sheet.cell(index)
        if self._sheet.heads[index.column()].key == BAR and cell.value is not None:
            theme, rect = current(), option.rect
            room = rect.adjusted(theme.px(PAD), 0, -theme.px(PAD), 0)
            tall = theme.px(8)
            wide = max(round(room.width() * float(cell.value)), 1)
            bar = QRect(room.left(), room.center().y() - tall // 2, wide, tall)
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            filled(painter, bar, theme.colour(cell.ink), tall / 2)
            painter.restore()


class DelaisPage(QWidget):
    """One table at a time: chips choose it, and how the delays are grouped."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.view, self.group, self.least = DELAIS, "dispositif", 3
        self._ids: dict[str, tuple[str, str]] = {}
        self._build()
        self.views.chosen.connect(self.show_view)
        self.groups.chosen.connect(self.show_group)
        self.years.chosen.connect(self.show_years)
        self.export_button.clicked.connect(self.ask_export)
        self.back_button.clicked.connect(lambda: context.go("bilans"))
        context.database.changed.connect(self._changed)
        context.exercice_changed.connect(self._changed)

    def _build(self) -> None:
        self.header = PageHeader(_("Délais"))
        self.back_button = self.header.add_button(_("Bilans"), "clipboard")
        self.export_button = self.header.add_button(_("Exporter"), "arrow_export_ltr", primary=True)
        self.views, self.groups, self.years = ChipRow(), ChipRow(), ChipRow()
        self.years.set_presets({key: (label, ()) for key, label in YEARS.items()})
        self.views.set_presets({key: (label, ()) for key, label in VIEWS.items()})
        self.groups.set_presets({key: (label, ()) for key, label in GROUPS.items()})
        self.tables = {key: self._table(key) for key in VIEWS}
        self.empty = EmptyState("", "", icon="timer")
        self.stack = QStackedWidget()
        for widget in (*self.tables.values(), self.empty):
            self.stack.addWidget(widget)
        self._lay_out()
        self._mark()

    def _table(self, key: str) -> Sheet:
        table = Sheet(_(VIEWS[key]), HEADS[key], fits=False)
        table.delegate = BarDelegate(table.sheet, table)
        table.setItemDelegate(table.delegate)
        table.opened.connect(self._open)
        return table

    def _lay_out(self) -> None:
        side = current().px(PAGE_MARGIN)
        line = QHBoxLayout()
        line.setContentsMargins(side, 0, side, current().px(8))
        line.addWidget(self.views, 3)
        line.addWidget(self.groups, 2)
        line.addWidget(self.years, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(line)
        column.addWidget(self.stack, 1)

    def _mark(self) -> None:
        self.views.show_chosen(self.view)
        self.groups.show_chosen(self.group)
        self.years.show_chosen(str(self.least))
        self.groups.setVisible(self.view == DELAIS)
        self.years.setVisible(self.view == PORTEURS)
        self.export_button.setEnabled(self.view != ATTENTES)

    # ---- what the agent asks

    def show_view(self, view: str) -> None:
        """Delays, what waits, or the recurrent organismes."""
        self.view = view
        self._mark()
        self._read()

    def show_group(self, group: str) -> None:
        """Delays by dispositif, organisme or month."""
        self.group = group
        self._mark()
        self._read()

    def show_years(self, years: str) -> None:
        """The organismes funded for at least so many exercices in a row."""
        self.least = int(years)
        self._mark()
        self._read()

    def _open(self, line: str) -> None:
        if line in self._ids:
            self.context.open(*self._ids[line])

    def ask_export(self) -> None:
        """Ask where to write the table."""
        name = f"{_(VIEWS[self.view])} {self.context.exercice}.xlsx"
        kinds = ";;".join((_("Classeur Excel (*.xlsx)"), _("Classeur OpenDocument (*.ods)")))
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Exporter"), name, kinds)
        if chosen:
            self.export(Path(chosen))

    def export(self, target: Path) -> None:
        """Write the table in view."""
        exercice, group, view = self.context.exercice, self.group, self.view
        least = self.least

        def work(session: Any) -> int:
            from acse_desktop.services import delay_tables

            if view == PORTEURS:
                return delay_tables.export_porteurs(session, exercice, least, target)
            return delay_tables.export_delais(session, exercice or None, group, target)

        def done(count: int) -> None:
            text = ngettext("{n} ligne exportée dans {nom}", "{n} lignes exportées dans {nom}",
                            count)  # fmt: skip
            self.context.say(text.format(n=count_text(count), nom=target.name))

        self.context.database.read(work, done)

    # ---- what is shown

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was written meanwhile."""
        super().showEvent(event)
        self._read()

    def _changed(self, *_args: object) -> None:
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        exercice, group, today = self.context.exercice, self.group, self.context.today
        least, asked = self.least, self.view

        def work(session: Any) -> Any:
            from acse_desktop.services import delay_tables, recurrence

            if asked == PORTEURS:
                return recurrence.porteurs_recurrents(session, exercice, least)
            return delay_tables.delais_of(session, exercice or None, group, today)

        self.context.database.read(work, lambda found: self._take(asked, found))

    def _take(self, view: str, found: Any) -> None:
        if view != self.view:
            return
        self._ids = {}
        if view == PORTEURS:
            lines = [self._porteur(one) for one in found]
        elif view == ATTENTES:
            lines = self._waits(found[2])
        else:
            lines = self._delays(*found[:2])
        self.tables[view].show_lines(lines)
        self.empty.explain(*map(_, EMPTY[view]))
        self.stack.setCurrentWidget(self.tables[view] if lines else self.empty)
        self.header.set_title(_(VIEWS[view]), count_text(len(lines)))

    def _delays(self, whole: Sequence[Mesure], found: Sequence[Mesure]) -> list[Line]:
        longest = max((one.mediane for one in (*whole, *found)), default=Decimal(0))
        lines, former = [], None
        for one in (*whole, *found):
            lines.append(_delay(one, one.groupe != former, longest))
            former = one.groupe
        return lines

    def _waits(self, found: Sequence[Attente]) -> list[Line]:
        longest = max((one.jours for one in found), default=0)
        self._ids = {one.parcours.action_id: ("action", one.parcours.action_id) for one in found}
        return [_wait(one, longest) for one in found]

    def _porteur(self, one: Porteur) -> Line:
        from acse_desktop.services.delay_tables import actions_text

        self._ids[one.organisme_id] = ("organisme", one.organisme_id)
        actions = actions_text(one.actions)
        cells = (
            Cell(one.nom, strong=True, help=one.nom), Cell(str(one.annees)), Cell(str(one.depuis)),
            Cell(amount_text(one.accorde)), Cell(amount_text(one.total)),
            Cell(_percent(one.part)), Cell(_percent(one.part_cout)),
            Cell(actions, ink="ink2", help=actions),
        )  # fmt: skip
        return Line(one.organisme_id, cells, one.nom)


def _delay(one: Mesure, first: bool, longest: Decimal) -> Line:
    from acse_desktop.services.delays import DELAIS as NAMES

    group = (one.groupe or _("Ensemble")) if first else ""
    share = one.mediane / longest if longest else Decimal(0)
    cells = (
        Cell(group, strong=True, help=group), Cell(_(NAMES[one.delai])),
        Cell(count_text(one.nombre)), Cell(_days(one.mediane), strong=True),
        Cell(value=share, ink="primary"), Cell(_days(one.moyenne)),
        Cell(count_text(one.maximum)),
    )  # fmt: skip
    return Line(f"{one.groupe}/{one.delai}", cells, f"{one.groupe} {_(NAMES[one.delai])}".strip())


def _wait(one: Attente, longest: int) -> Line:
    share = Decimal(one.jours) / longest if longest else Decimal(0)
    cells = (
        Cell(one.parcours.numero, ink="primary"), Cell(one.parcours.organisme),
        Cell(_(STEPS[one.etape])), Cell(day_text(one.depuis)), Cell(count_text(one.jours)),
        Cell(value=share, ink="warning"),
    )  # fmt: skip
    return Line(one.parcours.action_id, cells, one.parcours.numero)


def _days(value: Decimal) -> str:
    return f"{value:.1f}".replace(".", ",").removesuffix(",0")


def _percent(value: Decimal | None) -> str:
    return "" if value is None else f"{value:.0f}{NBSP}%"
