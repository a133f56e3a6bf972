"""Three dispositifs through the real window: periods, fields of the action, bilan."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from acse_desktop.services import records
from tests.ui.fiche.conftest import Bench, bench  # noqa: F401
from ui.fiche.action import ACTION, FIGURES, ActionFiche
from ui.pages.bilan_view import BilanView
from ui.pages.indicateurs import BILAN, IndicateursPage


def _of(bench: Bench, dispositif: str) -> str:  # noqa: F811
    changes = {"dispositif": dispositif, "statut": "ACCORDE"}
    bench.read(
        lambda session: records.update(session, "action", bench.ids["action"], changes, agent="Awa")
    )
    return bench.ids["action"]


def _page(bench: Bench) -> Any:  # noqa: F811
    page = IndicateursPage(bench.context)
    bench.qtbot.addWidget(page)
    page.resize(1314, 690)
    with bench.qtbot.waitExposed(page):
        page.show()
    bench.idle()
    return page


def _shown(view: BilanView) -> dict[str, tuple[str, str]]:
    return {line.cells[1].text: (line.cells[2].text, line.cells[3].text)
            for line in view.table.sheet.lines}  # fmt: skip


def test_periods_are_entered_and_their_totals_carried(bench: Bench) -> None:  # noqa: F811
    action = _of(bench, "VVV")
    page = bench.show(ActionFiche(bench.context), action)
    page.header.tabs.setCurrentIndex(FIGURES)
    card = page.figures.periods
    assert not card.isHidden() and not card.carry_button.isEnabled()
    bench.qtbot.mouseClick(card.add_button, Qt.MouseButton.LeftButton)
    bench.idle()
    (period,) = card.cards
    card.table.chosen.emit(period, "vacances", "ETE")
    bench.idle()
    for name, text in (("filles", "12"), ("garcons", "20"), ("moins_13", "9"), ("de_13_18", "23"),
                       ("jours", "10")):  # fmt: skip
        card.table.typed.emit(period, name, text)
        bench.idle()
    bench.qtbot.mouseClick(card.carry_button, Qt.MouseButton.LeftButton)
    bench.idle()
    told = {row["code"]: row["realise"] for row in bench.rows("indicateur", action)}
    assert told["VVV.JEUNES"] == Decimal(32) and told["VVV.M13"] == Decimal(9)
    assert told["VVV.JOURNEES"] == Decimal(10)
    assert bench.said[-1].startswith("6 indicateurs reportés")
    bench.context.database.undo()
    bench.idle()
    assert bench.rows("indicateur", action) == []


def test_periods_are_those_of_vvv_only(bench: Bench) -> None:  # noqa: F811
    page = bench.show(ActionFiche(bench.context), _of(bench, "PRE"))
    page.header.tabs.setCurrentIndex(FIGURES)
    assert page.figures.periods.isHidden()
    assert "année scolaire" in page.figures.message.label.text()


def test_a_school_year_is_typed_and_its_indicators_say_it(bench: Bench) -> None:  # noqa: F811
    page = bench.show(ActionFiche(bench.context), _of(bench, "PRE"))
    page.header.tabs.setCurrentIndex(ACTION)
    editor = page.action.form.editors["annee_scolaire"]
    assert editor.isVisibleTo(page)
    editor.setFocus()
    bench.qtbot.keyClicks(editor, "2012-2013")
    bench.qtbot.keyClick(editor, Qt.Key.Key_Tab)
    bench.idle()
    assert bench.value("action", bench.ids["action"], "annee_scolaire") == "2012-2013"
    page.header.tabs.setCurrentIndex(FIGURES)
    assert "2012-2013" in page.figures.message.label.text()


def test_the_bilan_follows_the_grid_and_is_exported(bench: Bench, tmp_path: Path) -> None:  # noqa: F811
    action = _of(bench, "E2C")
    granted = {"montant_accorde": Decimal("10000.00")}
    bench.read(lambda session: records.update(session, "action", action, granted, agent="Awa"))
    page = _page(bench)
    exits = zip(("EMPLOI_DUR", "EMPLOI_CT", "FORM", "SANS"), (24, 11, 24, 19), strict=True)
    typed = {"E2C.STAGIAIRES": 100, "E2C.ABANDONS": 22}
    typed |= {f"E2C.SORT_{name}": value for name, value in exits}
    for code, value in typed.items():
        page.table.typed.emit(action, code, str(value))
        bench.idle()
    page.show_side(BILAN)
    bench.idle()
    assert page.bilan.isVisible()
    shown = _shown(page.bilan)
    assert shown["Sorties positives (emploi ou formation)"][1] == "59\u00a0%"
    assert shown["Sorties en emploi durable"][1] == "24\u00a0%"
    assert shown["Demandé à l’agence et accordé"][1] == "10\u202f000\u00a0€"
    target = tmp_path / "bilan.csv"
    page.export(target)
    bench.idle()
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert ["Indicateurs", "Stagiaires accueillis", "", "100", "stagiaires"] in rows
