"""The child dies, hangs or swells; the program goes on and starts another."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from acse_desktop.errors import Cancelled, UnreadableFile
from acse_desktop.progress import Progress
from acse_desktop.services.reading.tables import cell_name, read_many, read_tables, shared_worker
from acse_desktop.services.reading.worker import Worker, WorkerDied, WorkerError, WorkerTimeout


def test_one_child_serves_many_jobs(worker: Worker) -> None:
    first = worker.run(os.getpid)
    assert first == worker.pid != os.getpid()
    assert worker.run(cell_name, 11, 2) == "C12"
    assert worker.run(os.getpid) == first


def test_dead_child_is_replaced(worker: Worker) -> None:
    with pytest.raises(WorkerDied):
        worker.run(os.abort)
    assert worker.pid is None
    assert worker.run(cell_name, 0, 27) == "AB1"


def test_endless_job_is_stopped(worker: Worker) -> None:
    worker.run(os.getpid)
    start = time.monotonic()
    with pytest.raises(WorkerTimeout):
        worker.run(time.sleep, 60, timeout=0.3)
    assert time.monotonic() - start < 5


def test_memory_is_bounded(worker: Worker) -> None:
    with pytest.raises(WorkerError, match="MemoryError"):
        worker.run(bytes, 4 * 1024**3)


def test_closed_child_is_gone(worker: Worker) -> None:
    child = worker.run(os.getpid)
    worker.close()
    assert not psutil.pid_exists(child)


def test_child_imports_no_qt(worker: Worker) -> None:
    assert "PySide6" not in worker.run(modules)


def modules() -> list[str]:
    """The modules loaded in the process that runs this."""
    import sys

    return list(sys.modules)


def test_cancel_stops_the_reading(make_xlsx: Callable[..., Path]) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        read_tables(make_xlsx(), progress)


def test_cancel_during_a_job_kills_the_child(worker: Worker) -> None:
    def give_up() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        worker.run(time.sleep, 60, tick=give_up)
    assert worker.pid is None


def test_blocked_reader_is_an_unreadable_file(make_xlsx: Callable[..., Path]) -> None:
    impatient = Worker(timeout=-1)
    try:
        with pytest.raises(UnreadableFile, match="trop de temps"):
            read_tables(slow_workbook(make_xlsx), worker=impatient)
    finally:
        impatient.close()


def slow_workbook(make_xlsx: Callable[..., Path]) -> Path:
    """A legitimate workbook that takes more than a tick to read."""
    line = "".join(f'<c r="{cell_name(0, n)[:-1]}{{0}}"><v>{n}</v></c>' for n in range(20))
    rows = "".join(f'<row r="{n}">{line.format(n)}</row>' for n in range(1, 20_001))
    return make_xlsx(
        {"xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>"}
    )


def test_a_bad_file_stops_no_other(make_xlsx: Callable[..., Path], tmp_path: Path) -> None:
    good = make_xlsx()
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04")
    seen: list[tuple[int, int]] = []
    progress = Progress(lambda done, total, _text: seen.append((done, total)))
    results = [result for _path, result in read_many([good, bad, good], progress)]
    assert [type(result).__name__ for result in results] == ["list", "UnreadableFile", "list"]
    assert {(0, 3), (1, 3), (2, 3)} <= set(seen)
    assert shared_worker().pid is not None
