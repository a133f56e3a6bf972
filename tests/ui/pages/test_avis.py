"""Opinions from the list to the sheet, and back, through the window and real files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from acse_desktop.services import avis, records
from acse_desktop.services.round_sheet.layout import MARK
from ui.context import Context
from ui.dialogs.opinions import AskOpinions, SendSheet
from ui.pages.actions import ActionsPage
from ui.pages.exchange.avis import AvisPage
from ui.pages.exchange.differences import STATE, TICK

Ask = Callable[[Callable[[Any], Any]], Any]
WAIT = 10_000


def _select(page: ActionsPage, rows: int) -> list[str]:
    grid = page.grid
    assert grid is not None
    grid.go(0, 0)
    grid.go(0, rows - 1, extend=True)
    return grid.selected_ids()


def _opinions(ask: Ask, ids: list[str]) -> dict[str, tuple[avis.Opinion, ...]]:
    found: dict[str, tuple[avis.Opinion, ...]] = ask(lambda session: avis.opinions(session, ids))
    return found


def _menu(page: ActionsPage, text: str) -> None:
    assert page.grid is not None
    menu = page.menu_of(page.grid)
    next(action for action in menu.actions() if action.text() == text).trigger()


def _opened(qtbot: QtBot, page: ActionsPage, kind: type[Any]) -> Any:
    qtbot.waitUntil(lambda: page.findChild(kind) is not None, timeout=WAIT)
    return page.findChild(kind)


@pytest.fixture
def chosen(page: ActionsPage) -> list[str]:
    """Three actions selected in the list."""
    ids = _select(page, 3)
    assert len(ids) == 3
    return ids


@pytest.fixture
def sent(
    qtbot: QtBot, page: ActionsPage, chosen: list[str], context: Context, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:  # fmt: skip
    """The sheet of the CAF on these actions, sent from the menu of the list."""
    target = tmp_path / "avis.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    _menu(page, "Envoyer la fiche d’avis…")
    dialog = _opened(qtbot, page, SendSheet)
    QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert "Choisissez" in dialog.message.label.text(), "an author is needed"
    dialog.auteur.set_value("CAF")
    dialog.nom.setText("M. Roux")
    dialog.attendu_le.setText("20/03/2012")
    with qtbot.waitSignal(context.message, timeout=WAIT) as said:
        QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert "3 actions" in said.args[0]
    return target


def _filled(path: Path, values: dict[int, dict[str, Any]]) -> Path:
    """The sheet as its author fills it: values by row from 0."""
    book = openpyxl.load_workbook(path)
    sheet = book["Avis"]
    marks = next(row for row in sheet.iter_rows() if row[0].value == f"{MARK}id")
    places = {cell.value: cell.column for cell in marks}
    for rank, typed in values.items():
        for name, value in typed.items():
            sheet.cell(marks[0].row + 2 + rank, places[MARK + name]).value = value
    book.save(path)
    return path


@pytest.fixture
def returns(qtbot: QtBot, context: Context, show: Any) -> AvisPage:
    """The page of the sheets."""
    made = AvisPage(context)
    show(made)
    return made


def _drop(qtbot: QtBot, page: AvisPage, path: Path) -> None:
    page.result.review = None
    page.drop.chosen.emit([path])
    qtbot.waitUntil(lambda: page.result.review is not None, timeout=WAIT)


def _column(page: AvisPage, column: int) -> list[str]:
    model = page.result.table.differences
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_several_authors_are_asked_and_seen_in_the_panel(
    qtbot: QtBot, page: ActionsPage, chosen: list[str], context: Context, ask: Ask
) -> None:
    before = {one: len(found) for one, found in _opinions(ask, chosen).items()}
    _menu(page, "Demander un avis…")
    dialog = _opened(qtbot, page, AskOpinions)
    QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert dialog.isVisible() and dialog.message.isVisible()
    dialog.list.setCurrentIndex(dialog.list.model().index(6, 0))
    for _row in range(2):
        QTest.keyClick(dialog.list, Qt.Key.Key_Space)
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.list.checked() == ["ARS", "DRAC"]
    with qtbot.waitSignal(context.message, timeout=WAIT) as said:
        QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert said.args[1] is True
    after = _opinions(ask, chosen)
    assert sum(map(len, after.values())) > sum(before.values())
    assert page.panel is not None
    page.panel.show_record(chosen[0])
    qtbot.waitUntil(lambda: "En attente" in _words(page.panel), timeout=WAIT)
    assert "Agence régionale de santé" in _words(page.panel)


def _words(widget: Any) -> list[str]:
    return [
        label.property("text") for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)
    ]


def test_a_sheet_goes_out_comes_back_is_applied_and_undone(
    qtbot: QtBot, chosen: list[str], sent: Path, context: Context, returns: AvisPage, ask: Ask
) -> None:
    def mine() -> list[avis.Opinion]:
        return [
            next(one for one in found if one.auteur == "CAF")
            for found in _opinions(ask, chosen).values()
        ]

    first = mine()[0].id
    changed = {"sens": "RESERVE"}
    context.database.write(
        lambda session: records.update(session, "avis", first, changed, agent="x")
    )
    before = mine()
    _filled(sent, {
        0: {"sens": "Défavorable"},
        1: {"sens": "Favorable", "montant_propose": "2 500,00 €"},
        2: {"rendu_le": "le mois prochain"},
    })  # fmt: skip
    _drop(qtbot, returns, sent)
    assert _column(returns, STATE) == ["Conflit", "Modifié", "Modifié"]
    assert mine() == before, "nothing is written before"
    assert returns.result.troubles.isVisible()
    assert "le mois prochain" in returns.result.troubles.texts.rows[0][1]
    assert "Caisse" in returns.result.title.property("text")
    with qtbot.waitSignal(context.message, timeout=WAIT) as said:
        QTest.mouseClick(returns.result.apply_button, Qt.MouseButton.LeftButton)
    assert said.args[1] is True
    qtbot.waitUntil(lambda: "Modifié" not in _column(returns, STATE), timeout=WAIT)
    assert (mine()[0].sens, mine()[1].sens) == ("RESERVE", "FAVORABLE")
    assert mine()[1].rendu_le == date(2012, 11, 19)
    context.database.undo()
    qtbot.waitUntil(lambda: "Modifié" in _column(returns, STATE), timeout=WAIT)
    assert mine() == before


def test_a_conflict_is_ticked_by_hand_with_the_keyboard_or_the_mouse(
    qtbot: QtBot, chosen: list[str], sent: Path, context: Context, returns: AvisPage, ask: Ask
) -> None:
    opinion = next(one for one in _opinions(ask, chosen)[chosen[0]] if one.auteur == "CAF")
    context.database.write(
        lambda session: records.update(
            session, "avis", opinion.id, {"commentaire": "Base"}, agent="x"
        )
    )
    _filled(sent, {0: {"commentaire": "Auteur"}})
    _drop(qtbot, returns, sent)
    assert _column(returns, STATE) == ["Conflit"]
    result, table = returns.result, returns.result.table
    assert not result.apply_button.isEnabled() and result.chosen() == set()
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert result.apply_button.isEnabled() and len(result.chosen()) == 1
    place = table.visualRect(table.differences.index(0, TICK)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert result.chosen() == set()
    QTest.mouseClick(result.all_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(context.message, timeout=WAIT):
        QTest.mouseClick(result.apply_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not _column(returns, STATE), timeout=WAIT)
    held = ask(lambda session: records.read(session, "avis", opinion.id).values["commentaire"])
    assert held == "Auteur"


def test_a_file_that_is_no_sheet_is_refused_and_shows_nothing(
    qtbot: QtBot, returns: AvisPage, tmp_path: Path
) -> None:
    wrong = tmp_path / "autre.xlsx"
    openpyxl.Workbook().save(wrong)
    returns.drop.chosen.emit([wrong])
    qtbot.waitUntil(returns.notice.isVisible, timeout=WAIT)
    assert "autre.xlsx" in returns.notice.message.text()
    assert not returns.result.isVisible()


def test_who_is_awaited_is_listed(
    qtbot: QtBot, sent: Path, context: Context, returns: AvisPage
) -> None:
    qtbot.waitUntil(lambda: bool(returns.table.texts.rows), timeout=WAIT)
    assert "M. Roux" in [row[1] for row in returns.table.texts.rows]
