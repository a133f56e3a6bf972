"""The tab of the indicators, typed and pasted as an agent does."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from acse_desktop.services import records
from ui.fiche.action import FIGURES, ActionFiche


@pytest.fixture
def page(bench: Any) -> Any:
    bench.read(
        lambda session: records.update(
            session, "action", bench.ids["action"], {"dispositif": "PARR"}, agent="Awa"
        )
    )
    page = bench.show(ActionFiche(bench.context), bench.ids["action"])
    page.header.tabs.setCurrentIndex(FIGURES)
    return page


def _text(page: Any, code: str, column: int) -> str:
    lines = {line.key: line for line in page.figures.table.sheet.lines}
    return str(lines[code].cells[column].text)


def test_a_rate_follows_what_is_typed(bench: Any, page: Any) -> None:
    table = page.figures.table
    for code, text in (("PARR.FILLEULS", "50"), ("PARR.RET_EMPLOI", "20"), ("PARR.RET_FORM", "7")):
        table.setFocus()
        table.go(code, "realise")
        bench.qtbot.keyClick(table, Qt.Key.Key_F2)
        editor = table.findChild(QLineEdit)
        editor.selectAll()
        bench.qtbot.keyClicks(editor, text)
        bench.qtbot.keyClick(editor, Qt.Key.Key_Return)
        bench.idle()
    assert _text(page, "PARR.TAUX_RETOUR", 4) == "54\u00a0%"
    rows = {row["code"]: row["realise"] for row in bench.rows("indicateur", bench.ids["action"])}
    assert rows["PARR.RET_EMPLOI"] == Decimal(20)


def test_a_block_of_excel_is_pasted(bench: Any, page: Any) -> None:
    table = page.figures.table
    QGuiApplication.clipboard().setText("1 200\t1 150\n")
    table.setFocus()
    table.go("PARR.FILLEULS", "prevu")
    bench.qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    bench.idle()
    rows = bench.rows("indicateur", bench.ids["action"])
    assert [(row["prevu"], row["realise"]) for row in rows] == [(Decimal(1200), Decimal(1150))]


def test_a_wrong_number_stays_with_its_remedy(bench: Any, page: Any) -> None:
    table = page.figures.table
    table.typed.emit("PARR.FILLEULS", "prevu", "beaucoup")
    bench.idle()
    assert not page.figures.fault.isHidden()
    assert bench.rows("indicateur", bench.ids["action"]) == []
