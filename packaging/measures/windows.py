"""Start, first table, scrolling and memory of the window, against an empty Qt window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from measures.bases import base_of
from measures.measure import Line

PROBE = Path(__file__).with_name("window_probe.py")
ROOT = PROBE.parents[2]


def _probed(compiled: Path, *arguments: str) -> dict[str, Any]:
    """What a window in a process of its own says of itself; settings of nobody are touched.

    Compiled modules are kept in a folder: what agents install is compiled.
    """
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home,
            "APPDATA": home, "LOCALAPPDATA": home, "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(compiled),
            "PYTHONDONTWRITEBYTECODE": "",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, str(PROBE), *arguments, home], env=environment, check=True,
            capture_output=True, text=True,
        )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _runs(cache: Path, times: int, *arguments: str) -> list[dict[str, Any]]:
    compiled = cache.absolute() / "compiled"
    _probed(compiled, *arguments)  # modules are compiled and files in memory from now on
    return [_probed(compiled, *arguments) for _time in range(times)]


def _middle(runs: list[dict[str, Any]], name: str) -> float:
    return float(median(run[name] for run in runs))


def windows(cache: Path, sizes: list[int], times: int) -> Iterator[Line]:
    """The lines of the window, for bases of some sizes."""
    empty = _runs(cache, times, "empty")
    bare, memory = _middle(empty, "shell"), _middle(empty, "memory")
    for size in sizes:
        runs = _runs(cache, times, "program", str(base_of(cache, size)))
        name = f"{size:,} actions"
        if size == sizes[0]:
            yield Line("shell painted", _middle(runs, "shell"), bare, "ms", 1.3)
        yield Line(f"first table, {name}", _middle(runs, "table"), bare, "ms", 3)
        steps = median(step for run in runs for step in run["steps"])
        yield Line(f"scroll step of 3 rows, {name}", steps, 0, "ms", 5)
        yield Line(f"memory, {name}", _middle(runs, "memory"), memory, "MiB", 2)
