"""The budget: formulas, live balance, paste, last year; then publics and places."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from acse_desktop.services.budget import CHARGE, PRODUIT
from ui.budget.pasting import by_account, downwards
from ui.fiche.action import BUDGET, FUNDERS, PLACES, ActionFiche


@pytest.fixture
def fiche(bench: Any) -> ActionFiche:
    """The budget of 2012 on screen."""
    page: ActionFiche = bench.show(ActionFiche(bench.context), bench.ids["action"], (1702, 1000))
    page.header.tabs.setCurrentIndex(BUDGET)
    return page


def _enter(bench: Any, table: Any, line: str, column: str, text: str) -> None:
    """Type over a cell and press Enter."""
    table.setFocus()
    table.go(line, column)
    bench.qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    editor.selectAll()
    bench.qtbot.keyClicks(editor, text)
    bench.qtbot.keyClick(editor, Qt.Key.Key_Return)
    bench.idle()


def _shown(table: Any, line: str, column: str) -> str:
    return str(table.sheet.data(table.sheet.at(line, column)))


def _foreseen(bench: Any) -> dict[str, Decimal]:
    rows = bench.rows("ligne_budget", bench.ids["action"])
    return {row["compte"]: row["prevu"] for row in rows}


def test_a_formula_a_subtotal_and_the_balance(bench: Any, fiche: ActionFiche) -> None:
    charges = fiche.budget.sides[CHARGE].table
    _enter(bench, charges, "622", "prevu", "=3*450+120")
    assert _foreseen(bench)["622"] == Decimal("1470.00")
    assert _shown(charges, "62", "prevu") == "1\u202f470"
    assert fiche.budget.strip.charges.text() == "15\u202f470\u00a0€"
    assert fiche.budget.strip.gap.text() == "−15\u202f470\u00a0€"
    assert charges.here() == ("623", "prevu")
    assert not charges.sheet.cell(charges.sheet.at("62", "prevu")).editable
    _enter(bench, charges, "622", "prevu", "mille")
    assert "n’est pas un nombre" in fiche.budget.message.label.text()
    assert _shown(charges, "622", "prevu") == "mille"
    assert _foreseen(bench)["622"] == Decimal("1470.00")


def test_the_gap_goes_to_autofinancement(bench: Any, fiche: ActionFiche) -> None:
    fiche.budget.strip.checks[0].link.click()
    bench.idle()
    assert _foreseen(bench)["INS"] == Decimal("15200.00")
    assert fiche.budget.balance()[0].gap == 0
    assert fiche.budget.strip.gap.text() == "0\u00a0€"
    assert not fiche.budget.strip.checks[0].link.isVisible()
    produits = fiche.budget.sides[PRODUIT].table
    _enter(bench, produits, "870", "prevu", "300")
    assert fiche.budget.balance()[0].gap == 0
    assert "300\u00a0€ en 87" in fiche.budget.strip.checks[2].text.text()


def test_a_block_of_excel_lands_by_account(bench: Any, fiche: ActionFiche) -> None:
    block = "604\tPrestations\t1 200,50\r\nAssurance\t600\r\n74etat\t5000\r\n999\t3\r\n"
    QApplication.clipboard().setText(block)
    charges = fiche.budget.sides[CHARGE].table
    charges.setFocus()
    charges.go("60", "prevu")
    bench.qtbot.keyClick(charges, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    bench.idle()
    found = _foreseen(bench)
    assert (found["604"], found["616"]) == (Decimal("1200.50"), Decimal("600.00"))
    assert "74etat" not in found
    assert "74etat 5000" in fiche.budget.message.label.text()
    fiche.undo()
    bench.idle()
    assert "604" not in _foreseen(bench)


def test_amounts_go_down_from_the_cursor() -> None:
    known = {"601": "Achats", "60x": "Autres"}
    pasted = downwards([["10"], [""], ["3"], ["4"]], ["601", "60x", "61"], known)
    assert pasted.amounts == {"601": Decimal("10.00")}
    assert pasted.refused == ["61 3", "4"]
    assert by_account([["601", "x"], ["1"]], known).refused == ["601 x"]


def test_last_year_stands_beside_and_can_be_hidden(bench: Any, fiche: ActionFiche) -> None:
    charges = fiche.budget.sides[CHARGE].table
    assert charges.sheet.headerData(2, Qt.Orientation.Horizontal) == "Réalisé 2011"
    assert _shown(charges, "641", "avant") == "13\u202f500"
    fiche.budget.compare_chip.click()
    assert charges.isColumnHidden(2)
    lines = len(charges.sheet.lines)
    fiche.budget.hide_chip.click()
    assert 0 < len(charges.sheet.lines) < lines


def test_class_74_is_kept_by_the_funders(bench: Any, fiche: ActionFiche) -> None:
    fiche.funders.add_acse()
    bench.idle()
    produits = fiche.budget.sides[PRODUIT].table
    assert _shown(produits, "74etat", "prevu") == "12\u202f000"
    assert not produits.sheet.cell(produits.sheet.at("74etat", "prevu")).editable
    produits.opened.emit("74etat")
    assert fiche.header.tabs.currentIndex() == FUNDERS


def test_publics_add_up(bench: Any, fiche: ActionFiche) -> None:
    fiche.header.tabs.setCurrentIndex(PLACES)
    card = fiche.places.publics
    _enter(bench, card.table, "6-15", "F.prevu", "12")
    _enter(bench, card.table, "18-25", "H.prevu", "=2*4")
    assert _shown(card.table, "total", "total.prevu") == "20"
    assert _shown(card.table, "6-15", "total.prevu") == "12"
    bench.idle()
    _enter(bench, card.table, "6-15", "F.prevu", " ")
    rows = bench.rows("public", bench.ids["action"])
    assert [(row["tranche_age"], row["prevu"]) for row in rows] == [("18-25", 8)]


def test_places_share_the_whole(bench: Any, fiche: ActionFiche) -> None:
    fiche.header.tabs.setCurrentIndex(PLACES)
    card = fiche.places.lieux
    for _place in range(3):
        card.add_place()
        bench.idle()
    lines = [line.key for line in card.table.sheet.lines]
    _enter(bench, card.table, lines[0], "part", "50")
    assert "Il manque 50" in card.message.label.text()
    card.equal_button.click()
    bench.idle()
    assert card.total() == Decimal(100)
    parts = [row["part"] for row in bench.rows("lieu", bench.ids["action"])]
    assert sorted(parts) == [Decimal("33.33"), Decimal("33.33"), Decimal("33.34")]
    card.table.sheet.chosen.emit(lines[0], "commune", "93010")
    bench.idle()
    names = {row["commune"] for row in bench.rows("lieu", bench.ids["action"])}
    assert "Bondy" in names
