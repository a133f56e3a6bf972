"""From the first start to the list; bases held by others, languages, errors."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from acse_desktop.errors import UserError
from acse_desktop.services import listing, records
from acse_desktop.services.listing_types import Query
from acse_desktop.settings import load_preferences
from ui.app import Program
from ui.dialogs.message import MessageDialog, ReportDialog
from ui.palette import Palette

WAIT = 20_000
Start = Callable[..., Program]


def _dialog(program: Program) -> MessageDialog:
    assert isinstance(program.dialog, MessageDialog)
    return program.dialog


def _palette(program: Program) -> Palette:
    assert program.searching is not None
    return program.searching.palette


def test_smoke_test_of_the_whole_program() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "acse_desktop", "--smoke-test"],
        env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")


def test_the_shell_is_painted_before_the_database_library(tmp_path: Path) -> None:
    script = (
        "import sys, ui.app, ui.errors, acse_desktop.settings as s\n"
        "from pathlib import Path\n"
        "app = ui.app.application()\n"
        "program = ui.app.Program(app, s.Preferences(Path(sys.argv[1])), ui.errors.Errors())\n"
        "program.window.show()\n"
        "app.processEvents()\n"
        "print([n for n in ('sqlalchemy', 'alembic', 'openpyxl') if n in sys.modules])\n"
        "program.window.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "absent.toml")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout.strip()) == (0, "[]")


def test_first_start_creates_a_base_and_shows_its_list(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    program = start()
    window, target = program.window, tmp_path / "nouvelle.acse"
    assert not window.navigation.isVisible()
    page = window.pages.currentWidget()
    page.create_requested.emit(target, "93", 2012)

    qtbot.waitUntil(lambda: window.here == "dossiers", timeout=WAIT)
    assert target.is_file()
    assert window.navigation.isVisible()
    assert "Seine-Saint-Denis" in window.top_bar.territory.caption
    assert window.top_bar.exercice.caption == "Exercice 2012"
    remembered = load_preferences(program.preferences.path)
    assert remembered.recent_bases == [str(target)]


def test_the_last_base_opens_by_itself(qtbot: QtBot, start: Start, base: Path) -> None:
    program = start(wait=False)
    program.preferences.last_base = str(base)
    program.start(None)

    qtbot.waitUntil(lambda: program.window.here == "dossiers", timeout=WAIT)
    assert program.bases.path == base


def test_a_base_found_damaged_after_its_first_rows_is_closed_and_told(
    qtbot: QtBot, start: Start, base: Path
) -> None:
    with closing(sqlite3.connect(base)) as writer, writer:  # a link that only the check sees
        writer.execute("INSERT INTO dossier (id, version, organisme_id) VALUES ('d', 1, 'rien')")
    program = start(base, wait=False)
    qtbot.waitUntil(lambda: program.dialog is not None, timeout=WAIT)
    assert "est endommagée" in _dialog(program).message.text()

    qtbot.waitUntil(lambda: program.window.here == "accueil", timeout=WAIT)
    assert program.bases.path is None
    qtbot.waitUntil(lambda: program.database.base is None, timeout=WAIT)


def test_a_base_held_by_somebody_says_so_and_opens_for_reading(
    qtbot: QtBot, start: Start, base: Path
) -> None:
    start(base)
    second = start(base, wait=False)
    qtbot.waitUntil(lambda: second.dialog is not None, timeout=WAIT)
    dialog = _dialog(second)
    assert "est déjà ouverte par" in dialog.message.text()
    assert dialog.remedy.text().startswith("Ouvrez-la en lecture seule")
    button = dialog.findChild(object, "read_only")
    assert button is not None
    button.click()

    qtbot.waitUntil(lambda: second.window.here == "dossiers", timeout=WAIT)
    assert second.bases.read_only
    assert second.window.status.saved.text() == "Lecture seule"
    assert not second.window.commands["undo"].isEnabled()


def test_undo_and_redo_from_the_menu_name_the_operation(
    qtbot: QtBot, start: Start, base: Path
) -> None:
    program = start(base)
    commands = program.window.commands
    program.database.write(
        lambda session: records.new_organisme(session, {"nom": "Essai & Cie"}, agent="essai")
    )
    qtbot.waitUntil(lambda: "Ajouter un organisme" in commands["undo"].text(), timeout=WAIT)
    assert program.window.status.saved.text().startswith("Enregistré à ")
    commands["undo"].trigger()

    qtbot.waitUntil(lambda: "Ajouter un organisme" in commands["redo"].text(), timeout=WAIT)
    commands["redo"].trigger()
    qtbot.waitUntil(lambda: "Ajouter un organisme" in commands["undo"].text(), timeout=WAIT)


def test_language_is_switched_while_running(qtbot: QtBot, start: Start) -> None:
    program = start()
    said = QCoreApplication.translate
    assert said("QPlatformTheme", "Cancel") == "Annuler"
    before = program.window.commands["quit"].text()
    qtbot.mouseClick(program.window.status.languages, Qt.MouseButton.LeftButton)

    assert said("QPlatformTheme", "Cancel") == "Cancel"
    assert program.window.status.languages.text() == "EN"
    assert program.window.commands["quit"].text() != before
    assert load_preferences(program.preferences.path).language == "en"
    program.window.appearance.set_language("fr")
    assert program.window.commands["quit"].text() == before


def test_user_errors_are_plain_text_with_their_remedy(start: Start) -> None:
    program = start()
    program.errors.receive(UserError("<b>Nom</b> refusé.", "<img src=x> Changez-le."))
    dialog = _dialog(program)
    shown = {label.text(): label.textFormat() for label in dialog.findChildren(QLabel)}

    assert shown["<b>Nom</b> refusé."] == Qt.TextFormat.PlainText
    assert shown["<img src=x> Changez-le."] == Qt.TextFormat.PlainText
    assert not isinstance(dialog, ReportDialog)
    dialog.reject()


def test_a_bug_gives_a_report_to_copy_without_bank_accounts(
    qtbot: QtBot, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    program = start()
    try:
        raise ValueError("compte FR76 3000 6000 0112 3456 7890 189 refusé")
    except ValueError as error:
        program.errors.receive(error)
    dialog = _dialog(program)
    assert isinstance(dialog, ReportDialog)
    copy = dialog.findChild(object, "copy")
    assert copy is not None
    copy.click()

    report = QApplication.clipboard().text()
    assert "ValueError" in report and "[IBAN]" in report
    assert "3000" not in report + caplog.text
    dialog.reject()


def test_search_finds_records_and_commands(qtbot: QtBot, start: Start, base: Path) -> None:
    program = start(base)
    window, palette = program.window, _palette(program)
    qtbot.keyClicks(window.search_box, "vacances")
    qtbot.waitUntil(palette.isVisible, timeout=WAIT)
    lines = [palette.list.item(row).text() for row in range(palette.list.count())]
    assert lines and all("acances" in line for line in lines)
    window.search_box.clear()
    qtbot.keyClicks(window.search_box, "raccourcis")
    qtbot.keyClick(window.search_box, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: window.here == "aide", timeout=WAIT)
    assert window.search_box.text() == ""


def test_back_returns_to_the_page_before(qtbot: QtBot, start: Start, base: Path) -> None:
    window = start(base).window
    window.go_to("journal")
    window.go_to("aide")
    window.commands["back"].trigger()
    assert window.here == "journal"
    window.commands["back"].trigger()
    assert window.here == "dossiers"


def test_pages_of_records_open_from_everywhere(qtbot: QtBot, start: Start, base: Path) -> None:
    program = start(base)
    window, found = program.window, list[str]()
    program.database.read(
        lambda session: listing.page(session, "actions", Query(), 2012, 0, 1).rows[0][0],
        found.append,
    )
    qtbot.waitUntil(lambda: bool(found), timeout=WAIT)
    program.context.open("action", found[0])

    assert window.here == "fiche_action"
    assert window.navigation.items["dossiers"].isChecked()
    assert window.commands["save"].isEnabled()
    window.appearance.set_language("fr")
    assert window.here == "fiche_action"
    window.commands["close_base"].trigger()
    qtbot.waitUntil(lambda: window.here == "accueil", timeout=WAIT)
    assert not window.commands["export"].isEnabled()
