"""The figures of the agency's page, and what makes each."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.pages.chiffres import ChiffresPage


def test_a_figure_lists_what_makes_it(qtbot: QtBot, context: Context) -> None:
    page = ChiffresPage(context)
    opened: list[tuple[str, str]] = []
    context.opened.connect(lambda *record: opened.append(record))
    qtbot.addWidget(page)
    page.resize(1314, 690)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: page.tiles["actions"].tile is not None)
    qtbot.mouseClick(page.tiles["actions"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.table.sheet.lines))
    tile = page.tiles["actions"].tile
    assert tile is not None and len(page.table.sheet.lines) == tile.value > 0
    page.table.opened.emit(page.table.sheet.lines[0].key)
    assert opened[0][0] == "action"
    page.show_behind("budget")
    qtbot.waitUntil(lambda: "€" in page.behind.subtitle.text())
    credits = page.tiles["budget"].tile
    assert credits is not None and Decimal(credits.value) > 0
