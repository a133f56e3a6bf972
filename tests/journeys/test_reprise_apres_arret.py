"""The window killed in the middle of typing: nothing saved is lost, and the work goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from acse_desktop.store.checking import check_file
from acse_desktop.store.lock import holder_of
from acse_desktop.store.opening import open_base
from acse_desktop.store.operations import verify_chain
from tests.journeys.conftest import ROOT, environment
from tests.journeys.poste import CONTROL, Key, Poste, rows_of

SAVED = 6
TYPING = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QPlainTextEdit
import ui.app, ui.errors
from acse_desktop.settings import Preferences
from tests.journeys.poste import Poste

base, action, preferences = sys.argv[1:]
app = ui.app.application()
program = ui.app.Program(app, Preferences(Path(preferences)), ui.errors.Errors())
program.window.show()
program.start(Path(base))
poste = Poste(program)
poste.until(lambda: program.window.here == "dossiers")
program.context.open("action", action)
poste.settle()
poste.tab("Action")
field = poste.find("objectifs", QPlainTextEdit)
rank = 0
while True:
    rank += 1
    poste.type("intitule", f"Titre {rank}")
    print(rank, flush=True)
    poste.enter(field)
    poste.write("Phrase en cours. ")
"""


def _killed(base: Path, action: str, home: Path) -> int:
    """Type in another process until it is killed; the last title that it said to be saved."""
    with subprocess.Popen(
        [sys.executable, "-c", TYPING, str(base), action, str(home / "preferences.toml")],
        stdout=subprocess.PIPE, env={**environment(home), "QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT,
    ) as running:  # fmt: skip
        assert running.stdout is not None
        lines = [running.stdout.readline() for _line in range(SAVED)]
        os.kill(running.pid, signal.SIGKILL)
        lines += running.stdout.readlines()
    assert running.returncode == -signal.SIGKILL
    return int(lines[-1])


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
def test_killed_while_typing(base: Path, desk: Callable[..., Poste], tmp_path: Path) -> None:
    """The last title said to be saved is there; the lock of the dead is taken over."""
    action = str(rows_of(base, "SELECT id FROM action ORDER BY numero LIMIT 1")[0][0])
    before = rows_of(base, "SELECT id, intitule FROM action WHERE id <> ? ORDER BY id", action)
    saved = _killed(base, action, tmp_path)
    dead = holder_of(base)
    assert dead is not None and dead.pid != os.getpid()

    poste = desk(base, "dossiers")
    mine = holder_of(base)
    assert mine is not None and mine.pid == os.getpid()
    query = "SELECT intitule, objectifs FROM action WHERE id = ?"
    title, aims = rows_of(base, query, action)[0]
    assert aims.count("Phrase en cours.") >= saved - 1
    assert title in (f"Titre {saved}", f"Titre {saved + 1}")
    others = "SELECT id, intitule FROM action WHERE id <> ? ORDER BY id"
    assert rows_of(base, others, action) == before
    poste.program.context.open("action", action)
    poste.settle()
    poste.undo()
    title = rows_of(base, "SELECT intitule FROM action WHERE id = ?", action)[0][0]
    assert title.startswith("Titre ")
    poste.strike(Key.Key_Q, CONTROL)
    check_file(base, thorough=True, mode="ro")
    with open_base(base, agent="essai") as opened, opened.session() as session:
        assert verify_chain(session) is None and not opened.warnings
