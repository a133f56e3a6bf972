"""The question before printing: on which printer, or in which PDF; then how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from acse_desktop.errors import UserError
from acse_desktop.progress import Progress
from acse_desktop.translation import N_, _
from acse_desktop.typography import day_text
from ui.printing.writing import pdf_steps, printing, set_up
from ui.theme.apply import current
from ui.widgets.bars import BusyBar
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import TextLabel
from ui.widgets.message import InlineMessage

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from acse_desktop.services.publishing.documents import Document
    from ui.context import Context

Read = Callable[[Any, Progress], "Document"]
"""Reads the document to print: `read(session, progress)`, on the database thread."""
ORIENTATIONS = ((False, N_("Portrait")), (True, N_("Paysage")))
SLICE = 0.03
"""Seconds of work between two turns of the window."""


class PrintDialog(QDialog):
    """Reads a document, then prints it or writes it as a PDF; « Annuler » gives up at any time."""

    def __init__(self, parent: QWidget, context: Context, read: Read) -> None:
        from ui.editors import ListEditor

        super().__init__(parent)
        self.setWindowTitle(_("Imprimer"))
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self._context = context
        self.document: Document | None = None
        self._steps: Iterator[float] | None = None
        self._said = ""
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._advance)
        self.named = TextLabel(_("Préparation du document…"), "strong", wrap=True)
        names = [(one, _(text)) for one, text in ORIENTATIONS]
        self.orientation = ListEditor(_("Orientation"), names)
        self.fault = InlineMessage()
        self.busy = BusyBar(_("Impression"))
        self.print_button = Button(_("Imprimer…"), "print", primary=True)
        self.pdf_button = Button(_("Enregistrer en PDF…"), "document")
        self.cancel_button = Button(_("Annuler"))
        self._lay_out()
        self._connect()
        self._enable(False)
        self._task = context.database.run(read, self._take, self._refuse, watch=self._watch)

    def _lay_out(self) -> None:
        px = current().px
        column, buttons = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(px(20), px(20), px(20), px(16))
        column.setSpacing(px(12))
        for widget in (self.named, Field(_("Orientation"), self.orientation), self.fault,
                       self.busy):  # fmt: skip
            column.addWidget(widget)
        buttons.addStretch(1)
        for button in (self.print_button, self.pdf_button, self.cancel_button):
            buttons.addWidget(button)
        column.addLayout(buttons)
        self.setMinimumWidth(px(420))

    def _connect(self) -> None:
        self.print_button.clicked.connect(self.ask_printer)
        self.pdf_button.clicked.connect(self.ask_pdf)
        self.cancel_button.clicked.connect(self.reject)

    def _enable(self, ready: bool) -> None:
        for part in (self.print_button, self.pdf_button, self.orientation):
            part.setEnabled(ready)

    # ---- reading

    def _watch(self, done: int, total: int, _text: str) -> None:
        self.busy.show_progress(done, total)

    def _take(self, document: Document) -> None:
        self.document = document
        self.named.setText(document.title)
        self.orientation.set_value(document.landscape)
        self.busy.hide()
        self._enable(True)
        self.print_button.setFocus()

    def _refuse(self, error: Exception) -> None:
        self.busy.hide()
        if not isinstance(error, UserError):
            self.reject()
            self._context.database.failed.emit(error)
            return
        self.fault.show_message(f"{error} {error.remedy}".strip())
        self._enable(self.document is not None)

    # ---- printing

    def ask_pdf(self) -> None:
        """Ask where to write, and write."""
        from acse_desktop.services.filenames import safe

        assert self.document is not None
        name = safe(f"{self.document.title} {date.today().isoformat()}.pdf")
        kinds = _("Document PDF (*.pdf)")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Enregistrer en PDF"), name, kinds)
        if chosen:
            self.write(Path(chosen))

    def write(self, target: Path) -> None:
        """Write the document as a PDF."""
        self._said = _("Enregistré dans {nom}").format(nom=target.name)
        self._start(pdf_steps(self._turned(), target, self.running()))

    def ask_printer(self) -> None:
        """Ask which printer, and print; a system without printing keeps the PDF."""
        try:
            from PySide6.QtPrintSupport import QPrintDialog, QPrinter
        except ImportError:
            text = _("L’impression n’est pas disponible sur ce poste.")
            remedy = _("Enregistrez en PDF, puis imprimez le fichier.")
            self.fault.show_message(f"{text} {remedy}")
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_up(printer, self._turned())
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print on a printer that is set up."""
        self._said = _("Document envoyé à l’imprimante")
        self._printer = printer
        self._start(printing(printer, self._turned(), self.running()))

    def running(self) -> str:
        """What heads every page: the base, the territory, the exercice and the day."""
        context, base = self._context, self._context.database.base
        exercice = _("Exercice {annee}").format(annee=context.exercice)
        day = _("Imprimé le {jour}").format(jour=day_text(date.today()))
        parts = (context.territory_name, exercice, base.path.name if base else "", day)
        return " · ".join(part for part in parts if part)

    def _turned(self) -> Document:
        assert self.document is not None
        return replace(self.document, landscape=bool(self.orientation.value()))

    def _start(self, steps: Iterator[float]) -> None:
        self.fault.show_message(None)
        self._enable(False)
        self._steps = steps
        self.busy.show_progress(0, 1000)
        self._timer.start()

    def _advance(self) -> None:
        assert self._steps is not None
        end = time.monotonic() + SLICE
        try:
            while time.monotonic() < end:
                self.busy.show_progress(int(next(self._steps) * 999), 1000)
        except StopIteration:
            self._timer.stop()
            self.accept()
            self._context.say(self._said)
        except UserError as error:
            self._timer.stop()
            self._refuse(error)

    def reject(self) -> None:
        """Give up: nothing is left of what was under way."""
        self._timer.stop()
        self._task.cancel()
        if self._steps is not None:
            close: Callable[[], None] = getattr(self._steps, "close", lambda: None)
            close()
        super().reject()


def print_document(parent: QWidget, context: Context, read: Read) -> PrintDialog:
    """Ask how to print what `read` gives, and print it."""
    dialog = PrintDialog(parent, context, read)
    dialog.open()
    return dialog
