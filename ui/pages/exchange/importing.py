"""« Importer »: files are recognised, simulated and shown first; nothing is written before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox

from acse_desktop.progress import Progress
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import amount_text, count_text
from ui.context import Context
from ui.pages.exchange.parts import AnomalyTable, DropZone, ExchangePage, WorkBar, row_of
from ui.theme.apply import current
from ui.theme.dress import dress
from ui.theme.tokens import CONTROL
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel
from ui.widgets.text_table import TextTable

if TYPE_CHECKING:
    from acse_desktop.services.importing.preview import Preview
    from acse_desktop.services.importing.report import Report


@dataclass(frozen=True)
class Tried:
    """What the files would bring."""

    preview: Preview
    """Of the first file."""
    report: Report
    profils: dict[str, str]


class ImportPage(ExchangePage):
    """Files, profile, preview, anomalies, then « Importer »."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Importer"))
        self._context = context
        self.paths: list[Path] = []
        self.drop = DropZone(
            _(
                "Déposez ici des extractions (GISPRO, budget, listes) ou un classeur de"
                " remontée. Rien n’est écrit avant votre accord."
            ),
            _("&Choisir des fichiers…"),
        )
        self.profil = QComboBox()
        self.profil.setAccessibleName(_("Forme du fichier"))
        dress(self.profil, font="body", height=CONTROL, width=320)
        self.files = TextLabel("", "strong", wrap=True)
        self.found = TextLabel("", "body", "ink2", wrap=True)
        self.preview = TextTable(_("Premières lignes du fichier"), ())
        self.counts = TextLabel("", "strong", wrap=True)
        self.anomalies = AnomalyTable()
        self.work = WorkBar()
        self.button = Button(_("I&mporter"), "arrow_import", primary=True)
        self._lay_out()
        self._connect()
        self.drop.set_large(True)
        context.database.apart(_known, self.drop.show_known)

    def _lay_out(self) -> None:
        self.cards.addWidget(self.drop)
        self.result = Card(_("Ce qui sera importé"))
        self.result.add(self.files)
        self.result.content.addLayout(row_of(TextLabel(_("Forme"), "label"), self.profil))
        self.result.add(self.found)
        self.preview.setMinimumHeight(current().px(190))
        self.result.add(self.preview)
        self.result.add(self.counts)
        self.result.add(self.anomalies)
        self.result.content.addLayout(row_of(self.button))
        self.cards.addWidget(self.work)
        self.cards.addWidget(self.result, 1)
        self.cards.addStretch(0)
        self.result.hide()

    def _connect(self) -> None:
        self.drop.chosen.connect(self.try_files)
        self.profil.activated.connect(lambda: self.try_files(self.paths, self._forced()))
        self.button.clicked.connect(self._import)
        self.work.cancelled.connect(self._released)

    def try_files(self, paths: list[Path], profil: str | None = None) -> None:
        """Recognise files and simulate their import."""
        self.paths = list(paths)
        database = self._context.database

        def work(session: Any, progress: Progress) -> Tried:
            from acse_desktop.services.importing.preview import preview, profils
            from acse_desktop.services.importing.service import import_files

            seen = preview(paths[0], profil, progress)
            report = import_files(session, paths, profil, simuler=True, progress=progress)
            return Tried(seen, report, profils())

        self._begin(_("Lecture des fichiers…"))
        self.work.follow(database.run(work, self._tried, self._failed, watch=self.work.step))

    def _import(self) -> None:
        paths, profil = list(self.paths), self._forced()
        agent, database = self._context.agent, self._context.database

        def work(session: Any, progress: Progress) -> Report:
            from acse_desktop.services.importing.service import import_files

            return import_files(session, paths, profil, agent=agent, progress=progress)

        self._begin(_("Import en cours…"))
        self.work.follow(
            database.run(work, self._imported, self._failed, writes=True, watch=self.work.step)
        )

    def _begin(self, text: str) -> None:
        self.drop.set_large(False)
        self.work.start(text)
        self.button.setEnabled(False)

    def _released(self) -> None:
        self.button.setEnabled(bool(self.paths))

    def _failed(self, error: Exception) -> None:
        self.work.stop()
        self.drop.set_large(True)
        self.result.hide()
        self._context.database.failed.emit(error)

    def _tried(self, tried: Tried) -> None:
        self.work.stop()
        self._offer(tried.profils, tried.preview.profil)
        self.files.setText(", ".join(path.name for path in self.paths))
        self.found.setText(
            _("{forme}, feuille « {feuille} », titres à la ligne {ligne}.").format(
                forme=tried.preview.libelle,
                feuille=tried.preview.feuille,
                ligne=tried.preview.ligne_entete,
            )
        )
        self.preview.show_rows(tried.preview.lignes, headers=tried.preview.colonnes)
        self._show_report(tried.report)
        fresh = sum(one.lignes_importees for one in tried.report.fichiers)
        self.button.setEnabled(bool(fresh))
        self.result.show()

    def _offer(self, profils: dict[str, str], current_profil: str) -> None:
        if not self.profil.count():
            for name, label in profils.items():
                self.profil.addItem(label, name)
        self.profil.setCurrentIndex(self.profil.findData(current_profil))

    def _forced(self) -> str | None:
        return self.profil.currentData() if self.profil.count() else None

    def _show_report(self, report: Report) -> None:
        self.counts.setText(counts_text(report))
        self.anomalies.show_anomalies(
            (one.fichier, anomaly) for one in report.fichiers for anomaly in one.anomalies
        )
        self.anomalies.setVisible(bool(report.anomalies))

    def _imported(self, report: Report) -> None:
        self.work.stop()
        self._show_report(report)
        self.paths = []
        self.button.setEnabled(False)
        count = sum(one.lignes_importees for one in report.fichiers)
        text = ngettext("{count} ligne importée", "{count} lignes importées", count)
        self._context.say(text.format(count=count_text(count)), True)
        if count and any(one.profil == "chorus" for one in report.fichiers):
            self._context.go("rapprochement")


def _known(_progress: Progress) -> list[str]:
    from acse_desktop.services.importing.preview import profils

    return list(profils().values())


def counts_text(report: Report) -> str:
    """Rows read, kept and refused, and what they bring."""
    read, kept, refused = (
        sum(getattr(one, name) for one in report.fichiers)
        for name in ("lignes_lues", "lignes_importees", "lignes_refusees")
    )
    rows = _("{read} lignes lues, {kept} retenues, {refused} refusées.").format(
        read=count_text(read), kept=count_text(kept), refused=count_text(refused)
    )
    totals = report.totaux
    brought = _(
        "Organismes\u00a0: {organismes}, dossiers\u00a0: {dossiers}, actions\u00a0: {actions},"
        " montant accordé\u00a0: {accorde}."
    ).format(
        organismes=count_text(totals.organismes), dossiers=count_text(totals.dossiers),
        actions=count_text(totals.actions),
        accorde=amount_text(totals.montant_accorde, unit="€"),
    )  # fmt: skip
    return f"{rows} {brought}"
