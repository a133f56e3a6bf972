"""A program with its own preferences, and example bases made once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acse_desktop.services.example import make_example
from acse_desktop.settings import Preferences
from acse_desktop.store.opening import create_base
from ui.app import Program
from ui.errors import Errors
from ui.theme.apply import apply_theme

EXERCICE = 2012
WAIT = 20_000


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two small départements of the same region."""
    folder = tmp_path_factory.mktemp("exemples")
    made = {}
    for code in ("93", "94"):
        made[code] = folder / f"exemple-{code}.acse"
        make_example(made[code], departement=code, exercice=EXERCICE, actions=30, graine=7)
    return made


@pytest.fixture
def base(examples: dict[str, Path], tmp_path: Path) -> Path:
    """A copy of the first example."""
    return Path(shutil.copy(examples["93"], tmp_path / "base-93.acse"))


@pytest.fixture
def region(tmp_path: Path) -> Path:
    """An empty base of Île-de-France."""
    return create_base(tmp_path / "region.acse", exercice=EXERCICE, agent="essai", region="11")


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Starts the program, on a base or not; several may run at once."""
    running: list[Program] = []

    def started(path: Path | None = None, wait: bool = True) -> Program:
        preferences = Preferences(tmp_path / f"poste{len(running)}" / "preferences.toml")
        program = Program(qapp, preferences, Errors(None, qapp))
        running.append(program)
        program.window.show()
        program.start(path)
        if wait:
            goal = "accueil" if path is None else "dossiers"
            qtbot.waitUntil(lambda: program.window.here == goal, timeout=WAIT)
        return program

    yield started
    for program in running:
        program.appearance.set_language("fr")
        program.window.close()
        program.window.deleteLater()
        program.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    apply_theme(qapp, "clair", 1.0)
