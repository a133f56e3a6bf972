"""One window, started in a process of its own and measured: run by `windows.py`, not by hand.

    python window_probe.py empty
    python window_probe.py program BASE FOLDER

Prints one JSON object: milliseconds of CPU since the process began, mebibytes resident.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

PATIENCE_SECONDS = 120.0
STEPS = 60


def cpu() -> float:
    """Milliseconds of CPU of this process since it began, its threads included."""
    return time.process_time() * 1000


def resident() -> float:
    """Mebibytes in memory now; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * 4096 / 2**20


def empty() -> dict[str, Any]:
    """An application with one empty window."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    app.processEvents()
    return {"shell": cpu(), "memory": resident()}


def program(base: Path, folder: Path) -> dict[str, Any]:
    """The program: its shell painted, then its table of actions, then that table scrolled."""
    from acse_desktop.settings import Preferences
    from ui.app import Program, application
    from ui.errors import Errors

    app = application()
    running = Program(app, Preferences(folder / "preferences.toml"), Errors(None, app))
    running.window.resize(1366, 768)
    running.window.show()
    app.processEvents()
    found: dict[str, Any] = {"shell": cpu(), "shell_memory": resident()}
    running.context.exercice = 2012
    running.start(base)
    grid = _first_table(app, running.window)
    found |= {"table": cpu(), "memory": resident(), "rows": grid.model.rowCount()}
    found["steps"] = _scrolled(app, grid)
    return found


def _first_table(app: Any, window: Any) -> Any:
    """The table of the first page, once its first rows are there and painted."""
    limit = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < limit:
        time.sleep(0.005)  # waiting must cost nothing
        app.processEvents()
        module = sys.modules.get("ui.grid.grid")
        grid = window.findChild(module.Grid) if module else None
        if grid is not None and grid.model.rowCount() and grid.model.row(0) is not None:
            app.processEvents()
            return grid
    raise SystemExit("the table never came")


def _scrolled(app: Any, grid: Any) -> list[float]:
    """CPU of the window's own thread for each step of three rows, its painting included."""
    bar = grid.pair.right.verticalScrollBar()
    steps = []
    for _step in range(STEPS):
        before = time.thread_time()
        bar.setValue(bar.value() + 3)
        app.processEvents()
        steps.append((time.thread_time() - before) * 1000)
        time.sleep(0.01)
    return steps


def main() -> None:
    """Measure what the command line names."""
    kind, *rest = sys.argv[1:]
    found = empty() if kind == "empty" else program(Path(rest[0]), Path(rest[1]))
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    # Closing would measure something else, and nothing here is worth keeping.
    os._exit(0)


if __name__ == "__main__":
    main()
