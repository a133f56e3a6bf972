"""A small example base, opened in a shell that sends its commands to the page shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from acse_desktop.services.example import make_example
from acse_desktop.translation import set_language
from ui.context import Context
from ui.pages.actions import ActionsPage
from ui.shell.window import Shell
from ui.tasks import Database
from ui.theme.apply import apply_theme


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty actions on two exercices."""
    return make_example(tmp_path_factory.mktemp("exemple") / "exemple.acse", actions=60)


@pytest.fixture
def context(qtbot: QtBot, qapp: QApplication, template: Path, tmp_path: Path) -> Iterator[Context]:
    """A copy of the base, open; what fails makes the test fail."""
    set_language("fr")
    apply_theme(qapp, "clair")
    database = Database("Awa Diallo")
    made = Context(database, "Awa Diallo")
    failures: list[Exception] = []
    database.failed.connect(failures.append)
    with qtbot.waitSignal(made.exercice_changed, timeout=10_000):
        database.open(Path(shutil.copyfile(template, tmp_path / "base.acse")), made.set_base)
    yield made
    database.close()
    qapp.processEvents()
    assert not failures


Shown = Callable[[QWidget], Shell]


@pytest.fixture
def show(qtbot: QtBot) -> Shown:
    """Shows a page in a shell whose commands reach it, as the window does."""

    def shown(page: Any) -> Shell:
        shell = Shell()
        qtbot.addWidget(shell)
        shell.add_page("dossiers", page)
        shell.set_base_open(True)
        shell.resize(1366, 768)
        shell.command_requested.connect(lambda key: page.commands[key]())
        shell.go_to("dossiers")
        with qtbot.waitExposed(shell):
            shell.show()
        shell.activateWindow()
        return shell

    return shown


@pytest.fixture
def page(qtbot: QtBot, context: Context, show: Shown) -> Iterator[ActionsPage]:
    """The list of the dossiers of 2012, with its rows."""
    made = ActionsPage(context)
    with qtbot.waitSignal(made.filled, timeout=10_000):
        show(made)
    qtbot.waitUntil(lambda: context.database.idle, timeout=10_000)  # the chips are counted last
    yield made


@pytest.fixture
def ask(qtbot: QtBot, context: Context) -> Callable[[Callable[[Any], Any]], Any]:
    """Reads something from the base and waits for it."""

    def asked(work: Callable[[Any], Any]) -> Any:
        found: list[Any] = []
        context.database.read(work, found.append)
        qtbot.waitUntil(lambda: bool(found), timeout=10_000)
        return found[0]

    return asked
