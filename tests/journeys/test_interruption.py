"""Ctrl+C in the middle of a consolidation: one sentence, status 2, and everything as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest

from acse_desktop.services.reading.tables import read_tables
from acse_desktop.services.reading.worker import Worker
from tests.journeys.conftest import ROOT, Made, environment
from tests.journeys.test_mauvaises_entrees import contents

SLOWED = """
import sys, time
import acse_desktop.progress as progress
from acse_desktop.cli import run
step, wanted = progress.Progress.step, sys.argv[1]
def slow(self, done, total, text=""):
    step(self, done, total, text)
    if text.startswith(wanted):
        print("reached", flush=True)
        time.sleep(30)
progress.Progress.step = slow
sys.exit(run(sys.argv[2:]))
"""
STAGES = {
    "reading": "Lecture de",
    "merging": "Consolidation de",
    "writing the workbook": "Écriture du classeur",
}


@pytest.mark.skipif(sys.platform == "win32", reason="signals to a group are of POSIX")
@pytest.mark.parametrize("stage", STAGES)
def test_interrupted_consolidation(made: Made, region: Path, tmp_path: Path, stage: str) -> None:
    """The whole group gets the signal, as from a terminal: the reader of files too."""
    folder = region.parent
    target, report = folder / "sortie.xlsx", folder / "rapport.json"
    target.write_bytes(b"the old workbook")
    report.write_bytes(b"the old report")
    before = contents(folder)
    words = ("consolider", region, *made.workbooks.values(), "-o", target, "--rapport", report)
    with subprocess.Popen(
        [sys.executable, "-c", SLOWED, STAGES[stage], *map(str, words)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(tmp_path), cwd=ROOT,
        start_new_session=True,
    ) as running:  # fmt: skip
        assert running.stdout is not None and running.stderr is not None
        assert running.stdout.readline() == b"reached\n"
        os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert running.returncode == 2
    assert err.decode() == "Interrompu\u00a0: rien n’a été changé.\n"
    assert out == b""
    assert contents(folder) == before
    assert sorted(path.name for path in folder.iterdir() if "-journal" not in path.name) == sorted(
        [*before, "R11.acse.sauvegardes"]
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals to a group are of POSIX")
def test_the_reader_ignores_ctrl_c_from_its_first_instant(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has the console of its parent, and would put a traceback there while it loads."""
    start = SpawnProcess.start

    def interrupted(self: SpawnProcess) -> None:
        start(self)
        assert self.pid is not None
        os.kill(self.pid, signal.SIGINT)

    monkeypatch.setattr(SpawnProcess, "start", interrupted)
    reader = Worker()
    try:
        assert read_tables(made.workbooks["93"], worker=reader)[0].sheet == "Lisez-moi"
    finally:
        reader.close()
