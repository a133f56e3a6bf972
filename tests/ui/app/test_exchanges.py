"""Export, consolidation and import through their pages, on real files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from PySide6.QtCore import QAbstractItemModel, Qt
from pytestqt.qtbot import QtBot

from acse_desktop.services.totals import totals_of
from ui.app import Program
from ui.dialogs.message import MessageDialog
from ui.pages.exchange.consolidation import ConsolidationPage
from ui.pages.exchange.importing import ImportPage
from ui.pages.exchange.remontee import RemonteePage

WAIT = 30_000
Start = Callable[..., Program]


def _texts(model: QAbstractItemModel, column: int) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


def _page(program: Program, key: str, kind: type[Any]) -> Any:
    program.window.go_to(key)
    page = program.window.pages.currentWidget()
    assert isinstance(page, kind)
    return page


def _actions_of(workbook: Path) -> int:
    book = load_workbook(workbook, read_only=True)
    rows = book["Actions"].max_row
    book.close()
    assert rows is not None
    return rows - 1


def _exported(qtbot: QtBot, program: Program, target: Path) -> RemonteePage:
    page: RemonteePage = _page(program, "remontee", RemonteePage)
    qtbot.waitUntil(lambda: bool(page.target.text()), timeout=WAIT)
    page.target.setText(str(target))
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.done.isVisible, timeout=WAIT)
    return page


def test_two_remontees_are_exported_and_consolidated(
    qtbot: QtBot, start: Start, examples: dict[str, Path], region: Path, tmp_path: Path
) -> None:
    workbooks, sent = [], 0
    for code, source in examples.items():
        program = start(Path(shutil.copy(source, tmp_path / source.name)))
        workbooks.append(tmp_path / f"remontee_{code}.xlsx")
        page = _exported(qtbot, program, workbooks[-1])
        sent += _actions_of(workbooks[-1])
        assert str(_actions_of(workbooks[-1])) in _texts(page.summary.model(), 1)
        assert page.checks.label.text()

    program = start(region)
    whole: ConsolidationPage = _page(program, "consolidation", ConsolidationPage)
    page = whole.gathering
    qtbot.waitUntil(lambda: page.states.model().rowCount() == 8, timeout=WAIT)
    assert page.missing.text().startswith("Remontées absentes\u00a0: 75, 77")
    page.target.setText(str(tmp_path / "tout.xlsx"))
    page.add_files(workbooks)
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.folder.isVisible, timeout=WAIT)

    assert "93" not in page.missing.text() and "75" in page.missing.text()
    assert _actions_of(tmp_path / "tout.xlsx") == sent > 10
    totals: list[dict[str, Any]] = []
    program.database.read(totals_of, totals.append)
    qtbot.waitUntil(lambda: bool(totals), timeout=WAIT)
    assert totals[0]["actions"] == sent


def test_an_export_that_fails_says_why_and_leaves_the_file(
    qtbot: QtBot, start: Start, base: Path, tmp_path: Path
) -> None:
    program = start(base)
    page: RemonteePage = _page(program, "remontee", RemonteePage)
    qtbot.waitUntil(lambda: bool(page.target.text()), timeout=WAIT)
    page.target.setText(str(tmp_path / "absent" / "remontee.xlsx"))
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(program.dialog, MessageDialog), timeout=WAIT)

    assert page.button.isEnabled()
    assert not page.done.isVisible()
    assert not (tmp_path / "absent").exists()


def test_import_is_simulated_then_written_then_undone(
    qtbot: QtBot, start: Start, base: Path, region: Path, tmp_path: Path
) -> None:
    workbook = tmp_path / "remontee.xlsx"
    _exported(qtbot, start(base), workbook)
    program = start(region)
    page: ImportPage = _page(program, "importer", ImportPage)
    page.try_files([workbook])
    qtbot.waitUntil(page.result.isVisible, timeout=WAIT)
    assert "Classeur de remontée" in page.found.text()
    sent = _actions_of(workbook)
    assert page.preview.model().rowCount() == sent > 5
    assert not program.window.commands["undo"].isEnabled()
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(program.window.commands["undo"].isEnabled, timeout=WAIT)

    totals: list[dict[str, Any]] = []
    program.database.read(totals_of, totals.append)
    program.window.commands["undo"].trigger()
    program.database.read(totals_of, totals.append)
    qtbot.waitUntil(lambda: len(totals) == 2, timeout=WAIT)
    assert [one["actions"] for one in totals] == [sent, 0]


def test_a_file_that_cannot_be_read_changes_nothing(
    qtbot: QtBot, start: Start, base: Path, tmp_path: Path
) -> None:
    program = start(base)
    page: ImportPage = _page(program, "importer", ImportPage)
    wrong = tmp_path / "photo.xlsx"
    wrong.write_bytes(b"\x89PNG" + bytes(500))
    page.try_files([wrong])
    qtbot.waitUntil(lambda: isinstance(program.dialog, MessageDialog), timeout=WAIT)

    assert not page.result.isVisible()
    assert not page.work.isVisible()


def test_a_departement_is_told_where_to_consolidate(start: Start, base: Path) -> None:
    page: ConsolidationPage = _page(start(base), "consolidation", ConsolidationPage)

    assert not hasattr(page, "gathering")
