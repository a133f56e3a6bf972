"""Scenarios through their dialogs: made, compared, edited, applied to the sitting."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui.comite.agenda import AgendaDialog
from ui.comite.page import SittingPage
from ui.comite.scenario_rules import RulesDialog
from ui.comite.scenarios import ScenariosDialog
from ui.pages.listing.dialogs import TextDialog

WAIT = 10_000


def _settled(qtbot: QtBot, page: SittingPage) -> None:
    qtbot.waitUntil(lambda: page.context.database.idle, timeout=WAIT)


def _opened(qtbot: QtBot, page: SittingPage) -> ScenariosDialog:
    page.gestures.open_scenarios()
    _settled(qtbot, page)
    dialog = page.findChild(ScenariosDialog)
    assert dialog is not None
    return dialog


def _make(qtbot: QtBot, page: SittingPage, dialog: ScenariosDialog, nom: str, rate: int) -> None:
    dialog.new_scenario()
    rules = dialog.findChildren(RulesDialog)[-1]
    rules.save.click()
    assert rules.isVisible() and rules.fields["nom"].message.isVisible()
    rules.fields["nom"].editor.set_value(nom)
    rules.fields["taux"].editor.set_value(Decimal(rate))
    rules.save.click()
    _settled(qtbot, page)


def test_scenarios_are_made_compared_edited_and_applied(qtbot: QtBot, page: SittingPage) -> None:
    dialog = _opened(qtbot, page)
    assert dialog.stack.currentWidget() is dialog.empty
    _make(qtbot, page, dialog, "Tout", 100)
    dialog.copy_scenario()
    asking = dialog.findChild(TextDialog)
    assert asking is not None
    asking.lines[0].setText("À la main")
    asking.accept_button.click()
    _settled(qtbot, page)
    assert [chip.caption for chip in dialog.chips.values()] == ["Tout", "À la main"]
    view = dialog.view
    assert view.found is not None and view.grid is not None
    assert view.found.totals[0] == view.found.totals[1]
    _settled(qtbot, page)
    _type_first(view.grid, "montant.1", "777,77")
    _settled(qtbot, page)
    assert view.found.lines[0].cells[1][0] == Decimal("777.77")
    assert dialog.scenario() is not None and dialog.current.text() == "À la main"
    dialog.buttons["apply"].click()
    _settled(qtbot, page)
    assert page.sitting is not None
    voted = {line.action_id: line.montant for line in page.sitting.lines}
    assert voted[view.found.lines[0].action_id] == Decimal("777.77")
    assert sum(amount or 0 for amount in voted.values()) == view.found.totals[1]
    dialog.accept()


def _type_first(grid: object, key: str, text: str) -> None:
    from ui.grid.grid import Grid

    assert isinstance(grid, Grid)
    grid.pair.right.setFocus()
    grid.go(grid.columns.visible().index(key), 0)
    QTest.keyClicks(grid.pair.right, text[0])
    editor = next(one for one in grid.pair.right.findChildren(QLineEdit) if one.isVisible())
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # the editor is read once Enter has been dealt with


def test_chips_choose_what_is_side_by_side(qtbot: QtBot, page: SittingPage) -> None:
    dialog = _opened(qtbot, page)
    for nom, rate in (("Un", 50), ("Deux", 90)):
        _make(qtbot, page, dialog, nom, rate)
    assert dialog.view.found is not None and dialog.view.found.noms == ("Un", "Deux")
    next(iter(dialog.chips.values())).click()
    _settled(qtbot, page)
    assert dialog.view.found.noms == ("Deux",)
    dialog.delete_scenario()
    _settled(qtbot, page)
    assert dialog.view.found.noms == ("Un",)
    dialog.accept()


def test_the_order_of_the_day_is_completed_by_filter(qtbot: QtBot, page: SittingPage) -> None:
    page.gestures.edit_agenda()
    dialog = page.findChild(AgendaDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.grid is not None and bool(dialog.grid.summary().count),
                    timeout=WAIT)  # fmt: skip
    _settled(qtbot, page)
    assert dialog.grid is not None and page.sitting is not None
    before = {line.action_id for line in page.sitting.lines}
    shown = {row[0] for row in dialog.grid.model._pages[0]}
    dialog.add_all.click()
    _settled(qtbot, page)
    assert {line.action_id for line in page.sitting.lines} == before | shown
    dialog.accept()
