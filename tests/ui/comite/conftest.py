"""A small example base, open, with a sitting of ten actions."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acse_desktop.services.example import make_example
from acse_desktop.translation import set_language
from ui.comite.page import SittingPage
from ui.context import Context
from ui.shell.window import Shell
from ui.tasks import Database
from ui.theme.apply import apply_theme

AGENT = "Awa Diallo"
WAIT = 10_000
Do = Callable[[Callable[[Any], Any]], Any]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eighty actions on two exercices."""
    return make_example(tmp_path_factory.mktemp("comite") / "exemple.acse", actions=80)


@pytest.fixture
def context(qtbot: QtBot, qapp: QApplication, template: Path, tmp_path: Path) -> Iterator[Context]:
    """A copy of the base, open; what fails makes the test fail."""
    set_language("fr")
    apply_theme(qapp, "clair")
    database = Database(AGENT)
    made = Context(database, AGENT)
    failures: list[Exception] = []
    database.failed.connect(failures.append)
    with qtbot.waitSignal(made.exercice_changed, timeout=WAIT):
        database.open(Path(shutil.copyfile(template, tmp_path / "base.acse")), made.set_base)
    yield made
    database.close()
    qapp.processEvents()
    assert not failures


@pytest.fixture
def do(qtbot: QtBot, context: Context) -> Do:
    """Runs something on the thread of the base, as a write, and waits for it."""

    def done(work: Callable[[Any], Any]) -> Any:
        found: list[Any] = []
        context.database.write(work, found.append)
        qtbot.waitUntil(lambda: bool(found) and context.database.idle, timeout=WAIT)
        return found[0]

    return done


def _prepared(session: Any) -> str:
    from acse_desktop.services import listing
    from acse_desktop.services.committee import sittings
    from acse_desktop.services.listing_types import Query

    values = {"exercice": 2012, "tenue_le": date(2012, 11, 26), "intitule": "Comité"}
    seance = sittings.create_sitting(session, values, agent=AGENT)
    rows = listing.page(session, "actions", Query(sort=(("dispositif", False),)), 2012, 0, 10).rows
    sittings.add_actions(session, seance, [row[0] for row in rows], agent=AGENT)
    return seance


@pytest.fixture
def page(qtbot: QtBot, context: Context, do: Do) -> SittingPage:
    """The page of the sitting in a shell, with its lines."""
    seance = do(_prepared)
    made, shell = SittingPage(context), Shell()
    qtbot.addWidget(shell)
    shell.add_page("dossiers", made)
    shell.set_base_open(True)
    shell.resize(1366, 768)
    shell.go_to("dossiers")
    with qtbot.waitExposed(shell):
        shell.show()
    shell.activateWindow()
    with qtbot.waitSignal(made.filled, timeout=WAIT):
        made.show_record(seance)
    return made
