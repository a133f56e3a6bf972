"""The cards of papers and of files, the same on the page of an action and of an organisme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout

from acse_desktop.errors import InvalidInput
from acse_desktop.fields import fields_of
from acse_desktop.models import Piece
from acse_desktop.translation import _
from acse_desktop.typography import count_text, day_text
from ui.form.table import Sheet
from ui.papers.gestures import FileGestures
from ui.papers.lines import FILE_HEADS, PAPER_HEADS, file_line, paper_line
from ui.widgets.bars import BusyBar
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.card import Card
from ui.widgets.message import InlineMessage

if TYPE_CHECKING:
    from acse_desktop.services.attachments import Owner
    from acse_desktop.services.piece_facts import Papers
    from ui.fiche.page import RecordPage


class PapersCard(Card):
    """Which papers are due, why, and how far each is.

    Signals:
        counted: « 4/6 », papers settled out of those due.
    """

    counted = Signal(str)

    def __init__(self, page: RecordPage, permanent: bool) -> None:
        title, subtitle = _titles(permanent)
        super().__init__(title, subtitle)
        self.page = page
        self.papers: Papers | None = None
        self.gestures = FileGestures(page, self)
        self.table = Sheet(title, PAPER_HEADS, row=32)
        self.busy, self.fault = BusyBar(_("Copie des fichiers")), InlineMessage()
        self.completeness, self.settle = InlineMessage(), LinkButton("")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.join_button = Button(_("Joindre…"), "attach")
        self.receive_button = Button(_("Tout reçu aujourd’hui"), "checkmark")
        self.ask_button = Button(_("Marquer relancé"), "mail_checkmark")
        told, below = QHBoxLayout(), QHBoxLayout()
        told.addWidget(self.completeness, 1)
        told.addWidget(self.settle)
        for button in (self.join_button, self.receive_button, self.ask_button):
            below.addWidget(button)
        below.addStretch(1)
        for part in (self.busy, self.table, self.fault):
            self.add(part)
        self.content.addLayout(told)
        self.content.addLayout(below)
        self.settle.hide()

    def _connect(self) -> None:
        self.table.typed.connect(self._typed)
        self.table.opened.connect(self._open)
        self.join_button.clicked.connect(self._ask_join)
        self.receive_button.clicked.connect(self.receive_all)
        self.ask_button.clicked.connect(self.ask_again)
        self.settle.clicked.connect(self._settle)
        self.gestures.refused.connect(lambda text: self.fault.show_message(text or None))
        self.gestures.stepped.connect(self.busy.show_progress)

    # ---- showing

    def show_papers(self, papers: Papers) -> None:
        """Show the papers of the dossier first, then those of the permanent file."""
        self.papers = papers
        ordered = sorted(papers.pieces, key=lambda one: one.permanente)
        self.table.show_lines([paper_line(one) for one in ordered])
        missing = len(papers.missing)
        for button in (self.receive_button, self.ask_button):
            button.setEnabled(missing > 0)
        due = len(papers.due)
        self.counted.emit(f"{count_text(due - missing)}/{count_text(due)}")
        self._tell_completeness(papers)

    def _tell_completeness(self, papers: Papers) -> None:
        text, offer, level = _completeness(papers)
        self.completeness.show_message(text or None, level)
        self.settle.setText(offer)
        self.settle.setVisible(bool(offer))

    # ---- writing

    def owner(self) -> Owner | None:
        """What the files of the page hang on; nothing until an organisme is known."""
        if self.papers is None or not self.papers.organisme_id:
            return None
        from acse_desktop.services.attachments import Owner

        return Owner(self.papers.organisme_id, self.papers.dossier_id)

    def _typed(self, nature: str, name: str, text: str) -> None:
        try:
            value = fields_of(Piece)[name].type.parse(text)
        except InvalidInput as error:
            self.table.show_fault(nature, name, text, str(error))
            self.fault.show_message(str(error))
            return
        self.table.show_fault(nature, name, text, "")
        self.fault.show_message(None)
        self._write("set_value", nature, {name: value})

    def receive_all(self) -> None:
        """What is missing came today."""
        self._write_missing("receive")

    def ask_again(self) -> None:
        """The bearer was asked today for what is missing."""
        self._write_missing("ask_again")

    def _write_missing(self, gesture: str) -> None:
        if self.papers is not None:
            self._write(gesture, [one.nature for one in self.papers.missing])

    def _write(self, gesture: str, *values: Any) -> None:
        owner, agent = self.owner(), self.page.context.agent

        def work(session: Any) -> None:
            from acse_desktop.services import pieces

            getattr(pieces, gesture)(session, owner, *values, agent=agent)

        self.page.do(work)

    def _settle(self) -> None:
        papers, agent = self.papers, self.page.context.agent
        if papers is None or papers.dossier_id is None:
            return
        dossier, day = papers.dossier_id, papers.proposal

        def work(session: Any) -> None:
            from acse_desktop.services import pieces

            pieces.confirm_complete(session, dossier, day, agent=agent)

        self.page.do(work)

    # ---- files

    def join(self, sources: list[Path], nature: str | None) -> None:
        """Keep files under a paper, or with no paper."""
        owner = self.owner()
        if owner is not None:
            self.gestures.join(owner, nature, sources)

    def _ask_join(self) -> None:
        owner, here = self.owner(), self.table.here()
        if owner is not None:
            self.gestures.ask_join(owner, here[0] if here else None)

    def nature_at(self, point: QPoint) -> str | None:
        """The paper under a point of the screen; it becomes the current one."""
        index = self.table.indexAt(self.table.viewport().mapFromGlobal(point))
        if not index.isValid():
            return None
        self.table.setCurrentIndex(index)
        return self.table.sheet.keys(index)[0]

    def _open(self, nature: str) -> None:
        """Open the files of a paper; one that has none asks for them."""
        pieces = self.papers.pieces if self.papers else ()
        files = [one for piece in pieces if piece.nature == nature for one in piece.fichiers]
        if not files:
            self._ask_join()
        for one in files[:1]:
            self.gestures.open(one.id)


def _titles(permanent: bool) -> tuple[str, str]:
    """Title and explanation of the card of papers."""
    if permanent:
        return _("Dossier permanent"), _("donné une fois, il sert à toutes les demandes")
    return _("Pièces"), _("déposez un fichier sur une pièce pour le joindre")


def _completeness(papers: Papers) -> tuple[str, str, str]:
    """What is said of the completeness, what is offered, and how serious it is."""
    day, proposal = papers.complet_le, papers.proposal
    if papers.dossier_id is None or (proposal is None and day is None):
        return "", "", "information"
    if day is None and proposal is not None:
        text = _("Toutes les pièces sont là, la dernière depuis le {day}.")
        offer = _("Inscrire le dossier complet le {day}").format(day=day_text(proposal))
        return text.format(day=day_text(proposal)), offer, "information"
    if papers.missing and not papers.begun:
        return "", "", "information"  # followed elsewhere: nothing contradicts the date
    if papers.missing and day is not None:
        text = _("Le dossier est dit complet le {day}, et il manque des pièces.")
        return text.format(day=day_text(day)), _("Effacer la date de complétude"), "warning"
    assert day is not None
    return _("Dossier complet le {day}.").format(day=day_text(day)), "", "information"


class FilesCard(Card):
    """Every file that is kept, under a paper or not; hidden while there is none."""

    def __init__(self, gestures: FileGestures) -> None:
        super().__init__(_("Fichiers joints"), _("Entrée ou double clic ouvre une copie"))
        self.gestures = gestures
        self.ids: list[str] = []
        self.table = Sheet(_("Fichiers joints"), FILE_HEADS, row=32)
        self.export_button = Button(_("Exporter les fichiers"), "arrow_export_ltr")
        self.save_button = Button(_("Enregistrer une copie"), "save")
        self.remove_button = Button(_("Retirer le fichier"), "delete")
        below = QHBoxLayout()
        for button in (self.export_button, self.save_button, self.remove_button):
            below.addWidget(button)
        below.addStretch(1)
        self.add(self.table)
        self.content.addLayout(below)
        self.table.opened.connect(gestures.open)
        self.export_button.clicked.connect(lambda: gestures.ask_export(self.ids))
        self.save_button.clicked.connect(lambda: self._with_current(self._save))
        self.remove_button.clicked.connect(lambda: self._with_current(gestures.remove))
        self.hide()

    def show_papers(self, papers: Papers) -> None:
        """Show the files."""
        self.ids = [one.id for one in papers.fichiers]
        self.table.show_lines([file_line(one) for one in papers.fichiers])
        self.setVisible(bool(self.ids))

    def _with_current(self, act: Any) -> None:
        here = self.table.here()
        if here is not None:
            act(here[0])

    def _save(self, fichier_id: str) -> None:
        self.gestures.ask_export([fichier_id])
