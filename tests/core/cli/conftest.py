"""The program as a script runs it: another process, its status and its two outputs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from acse_desktop.store.opening import create_base

PROGRAM = """
import sys
from acse_desktop.cli import run
status = run(sys.argv[1:])
loaded = {name.partition(".")[0] for name in sys.modules}
assert not loaded & {"PySide6", "ui"}, "the command line loaded Qt"
sys.exit(status)
"""


@dataclass(frozen=True)
class Outcome:
    """What a run gave."""

    status: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def call(*arguments: str | Path) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, *map(str, arguments)],
            capture_output=True, cwd=tmp_path, timeout=60, check=False,
        )  # fmt: skip
        outcome = Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in outcome.err
        assert "\r" not in outcome.err, "progress is for terminals"
        return outcome

    return call


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("blank")
    return create_base(folder / "93.acse", exercice=2012, agent="lea", departement="93")


@pytest.fixture
def base(blank: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(blank, tmp_path))
