"""« Remontée »: the checks first, then the workbook that goes to the region."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit

from acse_desktop.progress import Progress
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import amount_text, count_text
from ui.context import Context
from ui.pages.exchange.parts import ExchangePage, WorkBar, open_folder, row_of
from ui.theme.dress import dress
from ui.theme.tokens import CONTROL
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel
from ui.widgets.message import InlineMessage
from ui.widgets.text_table import TextTable

if TYPE_CHECKING:
    from acse_desktop.services.workbook.figures import ExportSummary


@dataclass(frozen=True)
class Ready:
    """What the checks found, and the name that the workbook would have."""

    erreurs: int
    avertissements: int
    acceptees: int
    """Errors and warnings that an agent gave a reason for."""
    nom: str


@dataclass(frozen=True)
class Written:
    """The workbook that was written: each sheet with its rows and its sums."""

    path: Path
    lines: list[tuple[str, str, str]]


class RemonteePage(ExchangePage):
    """Checks, file, export, what was written."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Remontée"))
        self._context = context
        self._written: Path | None = None
        self._named_by_agent = False
        self.checks = InlineMessage()
        self.to_complete = LinkButton(_("Voir la liste « À compléter »"))
        self.target = QLineEdit()
        self.browse = Button(_("&Parcourir…"), "folder_open")
        self.button = Button(_("&Exporter la remontée"), "arrow_export_ltr", primary=True)
        self.work = WorkBar()
        self.summary = TextTable(
            _("Contenu du classeur"),
            (_("Feuille"), _("Lignes"), _("Sommes")),
            (220, 90, 400),
            right=(1,),
        )
        self.folder = Button(_("&Ouvrir le dossier"), "folder_open")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.target.setAccessibleName(_("Classeur à écrire"))
        dress(self.target, font="body", height=CONTROL)
        self.verdict = Card(_("Contrôles"), _("ils n’empêchent pas l’envoi"))
        self.verdict.add(self.checks)
        self.verdict.content.addLayout(row_of(self.to_complete))
        self.file = Card(_("Classeur"))
        label = TextLabel(_("Classeur à écrire"), "label", "ink2")
        label.setBuddy(self.target)
        self.file.add(label)
        self.file.content.addLayout(row_of(self.target, self.browse, stretch=False))
        self.file.content.addLayout(row_of(self.button))
        self.file.add(self.work)
        self.done = Card(_("Classeur écrit"))
        self.written = TextLabel("", "body", wrap=True)
        self.done.add(self.written)
        self.summary.setMinimumHeight(260)
        self.done.add(self.summary)
        self.done.content.addLayout(row_of(self.folder))
        for card in (self.verdict, self.file, self.done):
            self.cards.addWidget(card)
        self.cards.addStretch(1)
        self.done.hide()

    def _connect(self) -> None:
        self.to_complete.clicked.connect(lambda: self._context.go("a_completer"))
        self.browse.clicked.connect(self._choose)
        self.target.textEdited.connect(self._typed)
        self.button.clicked.connect(self.export)
        self.folder.clicked.connect(self._open_folder)
        self.work.cancelled.connect(lambda: self.button.setEnabled(True))
        self._context.exercice_changed.connect(self._refresh)

    def showEvent(self, event: QShowEvent) -> None:
        """Check again: the agent comes here to send what the base holds now."""
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        exercice = self._context.exercice
        self.header.set_title(
            _("Remontée"), _("exercice {annee}").format(annee=exercice)
        )  # fmt: skip

        def work(session: Any) -> Ready:
            return _ready(session, exercice)

        self._context.database.read(work, self._checked)

    def _checked(self, ready: Ready) -> None:
        if not self._named_by_agent:
            folder = Path(self.target.text()).parent if self.target.text() else Path.home()
            self.target.setText(str(folder / ready.nom))
        wrong = ready.erreurs + ready.avertissements
        self.to_complete.setVisible(bool(wrong))
        if not wrong:
            self.checks.show_message(_("Aucune anomalie à corriger."), "information")
            return
        errors = ngettext("{count} erreur", "{count} erreurs", ready.erreurs)
        warnings = ngettext("{count} avertissement", "{count} avertissements", ready.avertissements)
        text = _(
            "{erreurs} et {avertissements} sans motif\u202f; la feuille Anomalies les dira à la"
            " région."
        ).format(
            erreurs=errors.format(count=count_text(ready.erreurs)),
            avertissements=warnings.format(count=count_text(ready.avertissements)),
        )
        self.checks.show_message(text, "error" if ready.erreurs else "warning")

    def export(self) -> None:
        """Write the workbook at the place shown."""
        target, exercice = Path(self.target.text()).expanduser(), self._context.exercice
        agent = self._context.agent

        def work(session: Any, progress: Progress) -> Written:
            return _exported(session, exercice, target, agent, progress)

        self.work.start(_("Écriture du classeur…"))
        self.button.setEnabled(False)
        database = self._context.database
        self.work.follow(database.run(work, self._exported, self._failed, watch=self.work.step))

    def _exported(self, written: Written) -> None:
        self.work.stop()
        self.button.setEnabled(True)
        self._written = written.path
        self.written.setText(str(written.path))
        self.summary.show_rows(written.lines)
        self.done.show()
        self._context.say(_("Remontée écrite\u00a0: {nom}").format(nom=written.path.name))

    def _failed(self, error: Exception) -> None:
        self.work.stop()
        self.button.setEnabled(True)
        self._context.database.failed.emit(error)

    def _typed(self) -> None:
        self._named_by_agent = True

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Classeur à écrire"), self.target.text(), _("Classeurs Excel (*.xlsx)")
        )
        if chosen:
            self._named_by_agent = True
            self.target.setText(chosen)

    def _open_folder(self) -> None:
        if self._written is not None:
            open_folder(self._written)


def _ready(session: Any, exercice: int) -> Ready:
    from acse_desktop.rules.anomalie import AVERTISSEMENT, ERREUR
    from acse_desktop.services.checking import check_base
    from acse_desktop.services.workbook.writing import remontee_name

    found = [one for one in check_base(session, exercice) if one.gravite in (ERREUR, AVERTISSEMENT)]
    left = Counter(one.gravite for one in found if one.reserve is None)
    accepted = len(found) - sum(left.values())
    name = remontee_name(session, exercice, date.today())
    return Ready(left[ERREUR], left[AVERTISSEMENT], accepted, name)


def _exported(session: Any, exercice: int, target: Path, agent: str, progress: Progress) -> Written:
    from acse_desktop.services.checking import handed_over
    from acse_desktop.services.workbook.figures import Sending
    from acse_desktop.services.workbook.writing import export_workbook

    anomalies = handed_over(session, exercice, progress)
    sending = Sending(agent, anomalies=anomalies)
    summary = export_workbook(session, exercice, target, progress, sending)
    return Written(summary.path, _lines(summary))


def _lines(summary: ExportSummary) -> list[tuple[str, str, str]]:
    from acse_desktop.services.workbook.layout import record_sheets

    titles = {
        (sheet.name, column.name): _(column.label)
        for sheet in record_sheets()
        for column in sheet.columns
    }
    return [
        (name, count_text(sheet.rows), _sums(name, sheet.sums, titles))
        for name, sheet in summary.feuilles.items()
    ]


def _sums(sheet: str, sums: dict[str, Any], titles: dict[tuple[str, str], str]) -> str:
    return ", ".join(
        f"{titles.get((sheet, name), name)} {amount_text(total, unit='€')}"
        for name, total in sums.items()
        if total
    )
