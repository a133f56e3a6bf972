"""The print dialog: a list as it is seen, a fiche, giving up, a file that cannot be written."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from acse_desktop.services.listing_types import Filter
from acse_desktop.services.publishing.documents import Document, Table
from ui.context import Context
from ui.fiche.action import ActionFiche
from ui.pages.actions import ActionsPage
from ui.printing import PrintDialog, print_document

WAIT = 20_000
PDFTOTEXT = shutil.which("pdftotext")


def _text(path: Path) -> str:
    if PDFTOTEXT is None:
        pytest.skip("pdftotext is not there")
    read = subprocess.run([PDFTOTEXT, "-layout", str(path), "-"], capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())


def _written(qtbot: QtBot, dialog: PrintDialog, target: Path) -> str:
    qtbot.waitUntil(lambda: dialog.document is not None, timeout=WAIT)
    with qtbot.waitSignal(dialog.accepted, timeout=WAIT):
        dialog.write(target)
    return _text(target)


def _dialog(qtbot: QtBot, page: Any) -> PrintDialog:
    qtbot.waitUntil(lambda: bool(page.findChildren(PrintDialog)), timeout=WAIT)
    found: PrintDialog = page.findChildren(PrintDialog)[-1]
    return found


def test_a_list_is_printed_with_its_filters(
    qtbot: QtBot, page: ActionsPage, context: Context, tmp_path: Path
) -> None:
    assert page.grid is not None
    page.grid.set_filter("dispositif", Filter("dispositif", "in", ("CUCS",)))
    qtbot.waitUntil(lambda: context.database.idle, timeout=WAIT)
    qtbot.mouseClick(page.toolbar.printer, Qt.MouseButton.LeftButton)
    text = _written(qtbot, _dialog(qtbot, page), tmp_path / "liste.pdf")
    assert "Filtres" in text and "Exercice 2012" in text and "base.acse" in text
    assert "Total" in text and "93-2012-" in text


def test_a_fiche_is_printed_from_its_head(
    qtbot: QtBot, context: Context, ask: Callable[[Callable[[Any], Any]], Any], tmp_path: Path
) -> None:
    from acse_desktop.services import listing
    from acse_desktop.services.listing_types import Query

    row = ask(lambda session: listing.page(session, "actions", Query(), 2012, 0, 1).rows[0])
    fiche = ActionFiche(context)
    qtbot.addWidget(fiche)
    with qtbot.waitSignal(fiche.shown, timeout=WAIT):
        fiche.show_record(row[0])
        fiche.show()
    assert fiche.commands["print"] == fiche.print_record
    qtbot.mouseClick(fiche.header.printer, Qt.MouseButton.LeftButton)
    text = _written(qtbot, _dialog(qtbot, fiche), tmp_path / "fiche.pdf")
    assert fiche.sheet.action.values["numero"] in text and "Montant demandé" in text
    qtbot.waitUntil(lambda: context.database.idle, timeout=WAIT)


def _long(count: int) -> Document:
    rows = tuple((str(rank), "Atelier de lecture " * 6) for rank in range(count))
    return Document("Liste", (), (Table("Liste", ("N°", "Titre"), rows, totalled=False),))


def test_printing_is_given_up_without_a_trace(
    qtbot: QtBot, page: ActionsPage, context: Context, tmp_path: Path
) -> None:
    dialog = print_document(page, context, lambda _session, _progress: _long(9000))
    qtbot.waitUntil(lambda: dialog.document is not None, timeout=WAIT)
    folder = tmp_path / "sortie"
    folder.mkdir()
    dialog.write(folder / "liste.pdf")
    qtbot.waitUntil(lambda: dialog.busy.value() > 0, timeout=WAIT)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)
    assert list(folder.iterdir()) == []


def test_a_file_that_cannot_be_written_is_told(
    qtbot: QtBot, page: ActionsPage, context: Context, tmp_path: Path
) -> None:
    dialog = print_document(page, context, lambda _session, _progress: _long(3))
    qtbot.waitUntil(lambda: dialog.document is not None, timeout=WAIT)
    dialog.write(tmp_path / "absent" / "liste.pdf")
    qtbot.waitUntil(dialog.fault.isVisible, timeout=WAIT)
    assert dialog.pdf_button.isEnabled()
    dialog.orientation.set_value(False)
    assert "Atelier" in _written(qtbot, dialog, tmp_path / "liste.pdf")


def test_a_printer_prints_the_same_pages(
    qtbot: QtBot, page: ActionsPage, context: Context, tmp_path: Path
) -> None:
    from PySide6.QtPrintSupport import QPrinter

    dialog = print_document(page, context, lambda _session, _progress: _long(60))
    qtbot.waitUntil(lambda: dialog.document is not None, timeout=WAIT)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "papier.pdf"))
    with qtbot.waitSignal(dialog.accepted, timeout=WAIT):
        dialog.print_on(printer)
    assert "Atelier de lecture" in _text(tmp_path / "papier.pdf")
