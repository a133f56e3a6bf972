"""The dashboard: its figures, the lists behind them, its tables, paper and workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from acse_desktop.services.listing_types import Query
from ui.context import Context
from ui.pages.dashboard import DashboardPage
from ui.pages.dashboard.leaving import print_dashboard, write_report, write_workbook


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Any:
    page: Any = DashboardPage(context)
    page.asked, page.said = [], []
    context.listed.connect(lambda *asked: page.asked.append(asked))
    context.message.connect(lambda text, _undo: page.said.append(text))
    qtbot.addWidget(page)
    page.resize(1440, 1000)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: page.made is not None)
    qtbot.wait(20)
    return page


def _click(qtbot: QtBot, chart: Any, key: str) -> None:
    part = next(one for one in chart.parts() if one.key == key)
    middle: QPointF = part.area.center()
    qtbot.mouseClick(
        chart, Qt.MouseButton.LeftButton, pos=QPoint(int(middle.x()), int(middle.y()))
    )  # fmt: skip


def _filters(query: Query) -> dict[str, tuple[Any, ...]]:
    return {one.column: one.values for one in query.filters}


def test_every_block_opens_the_list_behind_it(qtbot: QtBot, page: Any) -> None:
    _click(qtbot, page.chain, "COMITE")
    assert (page.asked[-1][0], _filters(page.asked[-1][1])) == ("dossiers", {"statut": ("COMITE",)})
    _click(qtbot, page.rows["themes"], page.rows["themes"].marks[0].key)
    assert _filters(page.asked[-1][1]) == {"theme": (page.rows["themes"].marks[0].key,)}
    _click(qtbot, page.ring, page.ring.marks[0].key)
    assert _filters(page.asked[-1][1]) == {"dispositif": (page.ring.marks[0].key,)}
    qtbot.mouseClick(page.tiles["enveloppe"], Qt.MouseButton.LeftButton)
    assert page.asked[-1][0] == "enveloppes"


def test_a_chart_is_walked_through_by_keyboard(qtbot: QtBot, page: Any) -> None:
    chart = page.rows["contrats"]
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.parts()[chart.here].text.startswith(chart.marks[1].label)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert _filters(page.asked[-1][1]) == {"contrat": (chart.marks[1].key,)}
    assert chart.marks[0].label in chart.accessibleDescription()


def test_each_chart_has_its_table(qtbot: QtBot, page: Any) -> None:
    for key in ("themes", "pace", "dispositifs", "publics", "contrats"):
        card = page.cards[key]
        qtbot.mouseClick(card.switch, Qt.MouseButton.LeftButton)
        assert card.pages.currentWidget() is card.table
        assert card.table.texts.rowCount() > 0
        assert all(len(row) == len(card.table.texts.headers) for row in card.table.texts.rows)
        qtbot.mouseClick(card.switch, Qt.MouseButton.LeftButton)
        assert card.pages.currentWidget() is card.chart


def test_one_programme_alone(qtbot: QtBot, page: Any) -> None:
    before = page.made
    page.show_dispositif("PRE")
    qtbot.waitUntil(lambda: page.made is not before)
    assert [one.key for one in page.made.block("dispositifs").marks] == ["PRE"]
    _click(qtbot, page.chain, "ACCORDE")
    assert _filters(page.asked[-1][1]) == {"dispositif": ("PRE",), "statut": ("ACCORDE",)}


def test_paper_and_workbook_hold_the_figures(qtbot: QtBot, page: Any, tmp_path: Path) -> None:
    dialog = print_dashboard(page)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.document is not None)
    with qtbot.waitSignal(dialog.accepted):
        dialog.write(tmp_path / "tableau.pdf")
    assert (tmp_path / "tableau.pdf").read_bytes().startswith(b"%PDF-")
    write_workbook(page, tmp_path / "tableau.xlsx")
    qtbot.waitUntil(lambda: len(page.said) == 2)
    rows = list(load_workbook(tmp_path / "tableau.xlsx").active.iter_rows(values_only=True))
    tile = next(one for one in page.made.tiles if one.key == "programme")
    found = [row[3] for row in rows if row[1] == "Programmé" and row[2] == "Valeur"]
    assert found == [float(tile.value)]


def test_the_annual_report_is_written_and_opened(
    qtbot: QtBot, page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("ui.pages.dashboard.leaving.open_file", opened.append)
    target = tmp_path / "rapport.docx"
    write_report(page, target)
    qtbot.waitUntil(lambda: opened == [target])
    assert target.read_bytes().startswith(b"PK") and "rapport.docx" in page.said[-1]
