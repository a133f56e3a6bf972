"""« Pièces manquantes »: asked again in bulk, undone, exported, opened; reached from a button."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from acse_desktop.services import pieces
from acse_desktop.services.today import current_day
from ui.context import Context
from ui.pages.listing import page as listing_page
from ui.pages.missing_papers import MissingPapersPage
from ui.pages.to_complete import ToCompletePage

Ask = Callable[[Callable[[Any], Any]], Any]


def _filled(qtbot: QtBot, page: MissingPapersPage, act: Callable[[], object]) -> None:
    with qtbot.waitSignal(page.filled, timeout=10_000):
        act()


@pytest.fixture
def page(qtbot: QtBot, context: Context, show: Any) -> MissingPapersPage:
    made = MissingPapersPage(context)
    _filled(qtbot, made, lambda: show(made))
    return made


def _row(page: MissingPapersPage, rank: int) -> dict[str, Any]:
    keys = [column.key for column in page.grid.model.columns]
    return dict(zip(keys, page.grid.model.row(rank)[1:], strict=True))


def test_selected_dossiers_are_asked_again_in_one_gesture(
    qtbot: QtBot, context: Context, page: MissingPapersPage, ask: Ask
) -> None:
    count = page.grid.summary().count
    assert count > 3
    for rank in range(3):
        assert _row(page, rank)["relance"] is None
    page.grid.setFocus()
    table = page.grid.focusProxy()
    for _time in range(2):
        qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(page.grid.selected_ids()) == 3
    wanted = page.grid.selected_ids()
    _filled(qtbot, page, page.header.create_button.click)
    day = ask(current_day)
    qtbot.waitUntil(lambda: _row(page, 2)["relance"] == day)
    assert _row(page, 3)["relance"] is None
    labels = ask(lambda session: pieces.missing_labels(session, wanted[0]))
    assert _row(page, 0)["pieces"] == ", ".join(labels)
    assert _row(page, 0)["manquantes"] == len(labels)
    _filled(qtbot, page, context.database.undo)
    qtbot.waitUntil(lambda: _row(page, 2)["relance"] is None)
    opened: list[tuple[str, str]] = []
    context.opened.connect(lambda *one: opened.append(one))
    page.menu_of(page.grid).actions()[0].trigger()
    assert opened[0][0] == "dossier" and opened[0][1] in wanted


def test_the_list_is_exported_to_excel(
    qtbot: QtBot, context: Context, page: MissingPapersPage, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    target = tmp_path / "relances.xlsx"
    monkeypatch.setattr(listing_page, "ask_target", lambda _grid, _title: target)
    with qtbot.waitSignal(context.message, timeout=10_000):
        page.toolbar.export.click()
    sheet = openpyxl.load_workbook(target).active
    rows = list(sheet.iter_rows(values_only=True))
    assert "Pièces manquantes" in rows[0]
    assert len(rows) == 1 + page.grid.summary().count


def test_it_is_reached_from_what_is_to_complete(qtbot: QtBot, context: Context, show: Any) -> None:
    left = ToCompletePage(context)
    show(left)
    went: list[str] = []
    context.went.connect(went.append)
    left.papers_button.click()
    assert went == ["pieces_manquantes"]
