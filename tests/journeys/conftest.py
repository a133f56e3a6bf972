"""Two example départements, their workbooks and their consolidation, made once by the commands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.cli import run
from acse_desktop.models import EDITABLE
from acse_desktop.services.reading.worker import shared_worker
from acse_desktop.settings import load_preferences
from acse_desktop.store.opening import open_base
from acse_desktop.store.operations import redo, redo_name, undo, undo_name, verify_chain
from tests.journeys.poste import WAIT, Poste
from ui.app import Program
from ui.errors import Errors
from ui.theme.apply import apply_theme

ROOT = Path(__file__).parents[2]
ACTIONS = {"93": 24, "77": 16}
"""Actions of each example base, on two exercices."""


@dataclass(frozen=True)
class Outcome:
    """What a command gave: its status and its two outputs."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Made:
    """What the journey made: bases and workbooks by département, and what came of them."""

    bases: dict[str, Path]
    workbooks: dict[str, Path]
    region: Path
    consolidated: Path
    report: Path


Call = Callable[..., Outcome]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """A command in this process."""

    def called(*arguments: object) -> Outcome:
        capsys.readouterr()
        status = run([str(one) for one in arguments])
        return Outcome(status, *capsys.readouterr())

    return called


def environment(home: Path) -> dict[str, str]:
    """That of a real command: the sources, and a home of its own for its log."""
    return {
        **os.environ, "PYTHONPATH": str(ROOT), "HOME": str(home), "XDG_STATE_HOME": str(home),
        "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip


@pytest.fixture
def spawn(tmp_path: Path) -> Call:
    """A command in a process of its own."""

    def spawned(*arguments: object, user: int | None = None) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "acse_desktop", *map(str, arguments)],
            capture_output=True, env=environment(tmp_path), cwd=ROOT, timeout=60, check=False,
            user=user,
        )  # fmt: skip
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return spawned


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The journey itself: exemple, exporter, creer, consolider. Not to be changed by a test."""
    folder = tmp_path_factory.mktemp("parcours")
    bases = {code: folder / f"{code}.acse" for code in ACTIONS}
    workbooks = {code: folder / f"remontee_{code}_2012.xlsx" for code in ACTIONS}
    region, report = folder / "R11.acse", folder / "rapport.json"
    consolidated = folder / "consolidation_2012.xlsx"
    for code, actions in ACTIONS.items():
        _did("exemple", bases[code], "--departement", code, "--actions", actions)
        _did("exporter", bases[code], "--exercice", 2012, "-o", workbooks[code])
    _did("creer", region, "--region", "11", "--exercice", 2012)
    _did("consolider", region, *workbooks.values(), "-o", consolidated, "--rapport", report)
    return Made(bases, workbooks, region, consolidated, report)


def _did(*arguments: object) -> None:
    assert run([str(one) for one in arguments]) in (0, 1), arguments


@pytest.fixture
def base(made: Made, tmp_path: Path) -> Path:
    """The base of the 93, alone in a folder, for one test."""
    (tmp_path / "travail").mkdir(exist_ok=True)
    return Path(shutil.copy(made.bases["93"], tmp_path / "travail"))


@pytest.fixture
def region(made: Made, tmp_path: Path) -> Path:
    """An empty base of the region, alone in a folder, for one test."""
    folder = tmp_path / "travail"
    folder.mkdir(exist_ok=True)
    assert run(["creer", str(folder / "R11.acse"), "--region", "11", "--exercice", "2012"]) == 0
    return folder / "R11.acse"


@pytest.fixture(scope="session", autouse=True)
def _no_reader_left() -> Iterator[None]:
    yield
    shared_worker().close()


Content = dict[str, list[tuple[object, ...]]]


def content_of(session: Session) -> Content:
    """Every record of a base, but how often it was written."""
    found = {}
    for model in EDITABLE:
        columns = [column for column in model.__table__.c if column.name != "version"]
        rows = session.execute(select(*columns).order_by(model.__table__.c.id))
        found[model.__tablename__] = [tuple(row) for row in rows]
    return found


@pytest.fixture
def reversible() -> Iterator[list[Path]]:
    """The bases put there are undone to nothing at the end, then redone to what they were."""
    bases: list[Path] = []
    yield bases
    for path in bases:
        with open_base(path, agent="essai") as base, base.session() as session:
            before = content_of(session)
            while undo_name(session) is not None:
                undo(session, "essai")
            assert not any(content_of(session).values())
            while redo_name(session) is not None:
                redo(session, "essai")
            assert content_of(session) == before and any(before.values())
            assert verify_chain(session) is None


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Poste]]:
    """Starts the program with the preferences of the desk, which the next start finds again."""
    running: list[Program] = []

    def started(path: Path | None = None, here: str = "accueil") -> Poste:
        preferences = load_preferences(tmp_path / "poste" / "preferences.toml")
        program = Program(qapp, preferences, Errors(None, qapp))
        running.append(program)
        program.window.show()
        program.window.activateWindow()
        program.start(path)
        qtbot.waitUntil(lambda: program.window.here == here, timeout=WAIT)
        qtbot.waitActive(program.window)
        return Poste(program)

    yield started
    for program in running:
        program.appearance.set_language("fr")
        program.window.close()
        program.window.deleteLater()
        program.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    apply_theme(qapp, "clair", 1.0)
