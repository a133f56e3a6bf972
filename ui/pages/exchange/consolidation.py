"""« Consolidation »: the workbooks of the départements in the base of the region."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QStackedLayout, QWidget

from acse_desktop.progress import Progress
from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import amount_text, count_text
from ui.context import Context
from ui.pages.exchange.parts import (
    AnomalyTable,
    DropZone,
    ExchangePage,
    WorkBar,
    open_folder,
    row_of,
)
from ui.theme.dress import dress
from ui.theme.tokens import CONTROL
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel
from ui.widgets.message import EmptyState
from ui.widgets.text_table import TextTable

if TYPE_CHECKING:
    from acse_desktop.services.consolidation.report import ConsolidationReport, TerritoryState

STATES = {
    "recu": (N_("Reçue"), ("checkmark_circle", "success")),
    "identique": (N_("Reçue, identique"), ("checkmark_circle", "success")),
    "remplace": (N_("Remplace la précédente"), ("checkmark_circle", "success")),
    "modifie_apres_export": (N_("Modifiée après l’export"), ("warning", "warning")),
    "en_double": (N_("Laissée\u00a0: une plus récente est là"), ("warning", "warning")),
    "absent": (N_("Absente"), ("error_circle", "error")),
}


class ConsolidationPage(QWidget):
    """The page of a regional base; a base of a département is told where to do it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._stack = QStackedLayout(self)
        if context.regional:
            self.gathering = GatheringPage(context)
            self._stack.addWidget(self.gathering)
            return
        empty = EmptyState(
            _("La consolidation se fait dans la base d’une région"),
            _(
                "Cette base est celle d’un département\u00a0: elle envoie sa remontée. Créez la"
                " base de la région pour y réunir les remontées reçues."
            ),
            _("Créer une base régionale…"),
            "merge",
        )
        empty.action_requested.connect(lambda: context.go("nouvelle_region"))
        self._stack.addWidget(empty)


class GatheringPage(ExchangePage):
    """Workbooks received, state of each département, consolidation, report."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Consolidation"))
        self._context = context
        self.paths: list[Path] = []
        self._written: Path | None = None
        self.drop = DropZone(
            _("Déposez ici les classeurs de remontée reçus des départements."),
            _("&Choisir des classeurs…"),
        )
        self.files = TextLabel("", "body", "ink2", wrap=True)
        self.target = QLineEdit()
        self.button = Button(_("Conso&lider"), "merge", primary=True)
        self.work = WorkBar()
        self.missing = TextLabel("", "strong", wrap=True)
        self.states = TextTable(
            _("État des remontées"),
            (_("Département"), _("Remontée"), _("Actions"), _("Montant accordé"), _("Fichier")),
            (220, 220, 80, 140, 240),
            right=(2, 3),
        )
        self.anomalies = AnomalyTable()
        self.folder = Button(_("&Ouvrir le dossier"), "folder_open")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.target.setAccessibleName(_("Classeur consolidé"))
        dress(self.target, font="body", height=CONTROL)
        self.target.setText(str(Path.home() / self._name()))
        gather = Card(_("Classeurs à consolider"))
        gather.add(self.files)
        label = TextLabel(_("Classeur consolidé"), "label", "ink2")
        label.setBuddy(self.target)
        browse = Button(_("&Parcourir…"), "folder_open")
        browse.clicked.connect(self._choose)
        gather.add(label)
        gather.content.addLayout(row_of(self.target, browse, stretch=False))
        gather.content.addLayout(row_of(self.button, self.folder))
        gather.add(self.work)
        state = Card(_("État des remontées"))
        state.add(self.missing)
        self.states.setMinimumHeight(260)
        state.add(self.states)
        self.report = Card(_("Rapport"))
        self.report.add(self.anomalies)
        for widget in (self.drop, gather, state, self.report):
            self.cards.addWidget(widget)
        self.cards.addStretch(1)
        self.report.hide()
        self.folder.hide()
        self._show_files()

    def _connect(self) -> None:
        self.drop.chosen.connect(self.add_files)
        self.button.clicked.connect(self.consolidate)
        self.folder.clicked.connect(self._open_folder)
        self.work.cancelled.connect(self._show_files)
        self._context.exercice_changed.connect(self._refresh)

    def showEvent(self, event: QShowEvent) -> None:
        """Where the region stands now."""
        super().showEvent(event)
        self._refresh()

    def add_files(self, paths: list[Path]) -> None:
        """Add workbooks to those that will be consolidated."""
        self.paths = list(dict.fromkeys([*self.paths, *paths]))
        self._show_files()

    def consolidate(self) -> None:
        """Put the workbooks in the base and write the whole."""
        paths, agent = list(self.paths), self._context.agent
        target = Path(self.target.text()).expanduser()

        def work(session: Any, progress: Progress) -> ConsolidationReport:
            from acse_desktop.services.consolidation.service import consolidate

            return consolidate(session, paths, target, agent, progress)

        self.work.start(_("Consolidation…"))
        self.button.setEnabled(False)
        self.work.follow(
            self._context.database.run(
                work, self._consolidated, self._failed, writes=True, watch=self.work.step
            )
        )

    def _consolidated(self, report: ConsolidationReport) -> None:
        self.work.stop()
        self._written = Path(self.target.text()).expanduser()
        count = len(self.paths)
        self.paths = []
        self._show_files()
        self.folder.show()
        self._show_states(report.departements)
        self.anomalies.show_anomalies(
            (one.fichier, anomaly) for one in report.fichiers for anomaly in one.anomalies
        )
        self.report.setVisible(bool(report.anomalies))
        text = ngettext("{count} classeur consolidé", "{count} classeurs consolidés", count)
        self._context.say(text.format(count=count), True)

    def _failed(self, error: Exception) -> None:
        self.work.stop()
        self._show_files()
        self._context.database.failed.emit(error)

    def _refresh(self) -> None:
        exercice = self._context.exercice

        def work(session: Any) -> list[TerritoryState]:
            from acse_desktop.services.consolidation.standing import standing

            return standing(session, exercice)

        self._context.database.read(work, self._show_states)

    def _show_states(self, states: list[TerritoryState]) -> None:
        from acse_desktop.services.consolidation.territories import territory_name

        self.states.show_rows(
            [
                (f"{one.code} — {territory_name(one.code)}", _(STATES[one.etat][0]),
                 count_text(one.actions), amount_text(one.montant_accorde, unit="€"), one.fichier)
                for one in states
            ],
            [STATES[one.etat][1] for one in states],
        )  # fmt: skip
        self.missing.setText(missing_text(states))

    def _show_files(self) -> None:
        none = _("Aucun classeur choisi.")
        self.files.setText(", ".join(path.name for path in self.paths) or none)
        self.button.setEnabled(bool(self.paths))

    def _name(self) -> str:
        region = self._context.region or "france"
        return f"consolidation_{region}_{self._context.exercice}_{date.today():%Y-%m-%d}.xlsx"

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Classeur consolidé"), self.target.text(), _("Classeurs Excel (*.xlsx)")
        )
        if chosen:
            self.target.setText(chosen)

    def _open_folder(self) -> None:
        if self._written is not None:
            open_folder(self._written)


def missing_text(states: list[TerritoryState]) -> str:
    """Who sent nothing yet."""
    missing = [one.code for one in states if one.etat == "absent"]
    if not missing:
        return _("Toutes les remontées attendues sont là.") if states else ""
    text = ngettext("Remontée absente\u00a0: {codes}", "Remontées absentes\u00a0: {codes}",
                    len(missing))  # fmt: skip
    return text.format(codes=", ".join(missing))
