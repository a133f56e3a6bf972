"""Workbooks: written against openpyxl and against bare compression, gathered against calamine."""

from __future__ import annotations

import io
import os
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from acse_desktop.services.consolidation import consolidate
from acse_desktop.services.reading.worker import shared_worker
from acse_desktop.services.workbook.writing import export_workbook
from acse_desktop.store.opening import create_base, open_base
from measures.bases import AGENT, EXERCICE, base_of, workbooks_of
from measures.measure import Line, cpu_ms

LEVEL = 6


def exporting(cache: Path, size: int) -> Iterator[Line]:
    """A remontée against the same cells by openpyxl, and against its compression alone."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "remontee.xlsx"
        base_path = base_of(cache, size)
        with open_base(base_path, agent=AGENT, read_only=True) as base, base.session() as session:
            taken = cpu_ms(lambda: export_workbook(session, EXERCICE, target))
        sheets = _cells(target)
        other = cpu_ms(lambda: _by_openpyxl(sheets, Path(folder) / "openpyxl.xlsx"))
        parts = _parts(target)
        packing = cpu_ms(lambda: [zlib.compress(part, LEVEL) for part in parts])
    name = f"export, base of {size:,} actions"
    yield Line(f"{name}, openpyxl write-only", taken, other, "ms", 0.2)
    yield Line(f"{name}, deflate alone", taken, packing, "ms", 3)


def _cells(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def _by_openpyxl(sheets: dict[str, list[list[Any]]], target: Path) -> None:
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(target)


def _parts(path: Path) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return [archive.read(name) for name in archive.namelist()]


def gathering(cache: Path, count: int, actions: int) -> Iterator[Line]:
    """A consolidation into an empty regional base, child process included, then once more."""
    paths = workbooks_of(cache, count, actions)
    raw = cpu_ms(lambda: [_cells(path) for path in paths], 3)
    began = time.perf_counter()
    for path in paths:
        _cells(path)
    raw_wall = (time.perf_counter() - began) * 1000
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "region.acse"
        create_base(target, region="11", exercice=EXERCICE, agent=AGENT)
        with open_base(target, agent=AGENT) as base, base.session() as session:
            shared_worker().run(os.getpid)
            before, began = _child_ms(), time.perf_counter()
            own = cpu_ms(lambda: consolidate(session, paths, None, AGENT))
            wall = (time.perf_counter() - began) * 1000
            both = own + _child_ms() - before
            again = cpu_ms(lambda: consolidate(session, paths, None, AGENT))
    name = f"consolidation of {count} workbooks"
    yield Line(f"{name}, CPU of both processes", both, raw, "ms", 3)
    yield Line(f"{name}, elapsed", wall, raw_wall, "ms", 3)
    yield Line(f"{name}, the same files again", again, raw, "ms", 0.2)


def _child_ms() -> float:
    """CPU of the child that parses; 0 where the system does not say."""
    try:
        facts = Path(f"/proc/{shared_worker().pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(facts[11]) + int(facts[12])) * 1000 / os.sysconf("SC_CLK_TCK")
