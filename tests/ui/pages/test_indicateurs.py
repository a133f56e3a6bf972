"""The grid of the indicators: typed, pasted, summed, exported."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtGui import QGuiApplication

from acse_desktop.models import Indicateur
from acse_desktop.services import records
from tests.ui.fiche.conftest import Bench, bench  # noqa: F401
from ui.pages.indicateurs import TOTAL, IndicateursPage


@pytest.fixture
def page(bench: Bench) -> Any:  # noqa: F811
    bench.read(
        lambda session: records.update(
            session, "action", bench.ids["action"], {"dispositif": "E2C"}, agent="Awa"
        )
    )
    page = IndicateursPage(bench.context)
    bench.qtbot.addWidget(page)
    page.resize(1314, 690)
    with bench.qtbot.waitExposed(page):
        page.show()
    bench.idle()
    return page


def _texts(page: Any, line: str) -> dict[str, str]:
    found = next(one for one in page.table.sheet.lines if one.key == line)
    return {head.key: cell.text for head, cell in
            zip(page.table.sheet.heads, found.cells, strict=True)}  # fmt: skip


def test_a_block_is_pasted_summed_and_exported(bench: Bench, page: Any, tmp_path: Path) -> None:  # noqa: F811
    assert page.dispositif == "E2C"
    action = bench.ids["action"]
    page.table.setFocus()
    page.table.go(action, "E2C.STAGIAIRES")
    QGuiApplication.clipboard().setText("120\t46")
    page.table.paste()
    bench.idle()
    assert _texts(page, action)["E2C.PART_QUARTIER"] == "38,33\u00a0%"
    assert _texts(page, TOTAL)["E2C.STAGIAIRES"] == "120"
    rows = bench.read(lambda session: session.query(Indicateur).count())
    assert rows == 2
    target = tmp_path / "indicateurs.xlsx"
    page.export(target)
    bench.idle()
    sheet = load_workbook(target).active
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values[0][3] == "Stagiaires accueillis"
    assert values[-1][:5] == ["Total", None, None, 120, 46]


def test_a_wrong_text_writes_nothing(bench: Bench, page: Any) -> None:  # noqa: F811
    page.table.typed.emit(bench.ids["action"], "E2C.STAGIAIRES", "cent")
    bench.qtbot.waitUntil(lambda: not page.fault.isHidden())
    assert "Stagiaires accueillis" in page.fault.label.text()
    bench.failures.clear()
    assert bench.rows("indicateur", bench.ids["action"]) == []


def test_what_was_foreseen_is_typed_apart(bench: Bench, page: Any) -> None:  # noqa: F811
    page.show_side("prevu")
    bench.idle()
    page.table.typed.emit(bench.ids["action"], "E2C.STAGIAIRES", "150")
    bench.idle()
    rows = bench.rows("indicateur", bench.ids["action"])
    assert [(row["prevu"], row["realise"]) for row in rows] == [(Decimal(150), None)]
    assert "E2C.FILLES" not in [head.key for head in page.table.sheet.heads]
