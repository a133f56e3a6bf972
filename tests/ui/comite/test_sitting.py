"""A sitting through its table: votes typed, pasted, closed in one gesture and undone."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui.comite.dialogs import SittingDialog
from ui.comite.page import SittingPage
from ui.comite.returning import ReturnDialog
from ui.comite.screen import CommitteeScreen
from ui.context import Context
from ui.dialogs.message import MessageDialog
from ui.pages.seances import SeancesPage

WAIT = 10_000
Do = Callable[[Callable[[Any], Any]], Any]


def _settled(qtbot: QtBot, page: SittingPage) -> None:
    qtbot.waitUntil(lambda: page.context.database.idle, timeout=WAIT)


def _go(page: SittingPage, key: str, line: int) -> None:
    assert page.table is not None
    grid = page.table.grid
    grid.pair.right.setFocus()
    grid.go(grid.columns.visible().index(key), line)


def _type(page: SittingPage, text: str) -> None:
    """Type in the current cell, then Enter."""
    assert page.table is not None
    right = page.table.grid.pair.right
    while not page.context.database.idle:
        QTest.qWait(10)  # an answer that comes now would close the editor
    QTest.keyClicks(right, text[0])
    editor = next(one for one in right.findChildren(QLineEdit) if one.isVisible())
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # the editor is read once Enter has been dealt with


def _votes(page: SittingPage) -> list[tuple[Decimal | None, str | None]]:
    assert page.sitting is not None
    return [(line.montant, line.decision) for line in page.sitting.lines]


def test_votes_are_typed_down_the_column_and_the_gauge_follows(
    qtbot: QtBot, page: SittingPage
) -> None:
    assert page.sitting is not None and page.table is not None
    before = {(one.kind, one.key): one for one in page.figures}
    _go(page, "montant", 0)
    for text in ("1234,56", "=2*500", "0"):
        _type(page, text)
    _settled(qtbot, page)
    votes = _votes(page)
    assert [amount for amount, _decision in votes[:4]] == [
        Decimal("1234.56"), Decimal(1000), Decimal(0), None,
    ]  # fmt: skip
    assert votes[2][1] is None and votes[0][1] in ("ACCORD", "PARTIEL")
    assert page.table.grid.caret.row() == 3  # Enter goes down
    assert page.table.grid.summary().totals["montant"] == Decimal("2234.56")
    first = page.sitting.lines[0]
    shown = next(one for one in page.figures if one.kind in ("dispositif", "enveloppe")
                 and one.dispositif == first.dispositif)  # fmt: skip
    page.gauge.select(shown.kind, shown.key)
    old = before[shown.kind, shown.key]
    expected = sum(
        (line.montant or 0 for line in page.sitting.lines
         if line.dispositif == first.dispositif and shown.theme in (None, line.theme)), Decimal(0),
    )  # fmt: skip
    assert shown.vote == expected > 0 and old.vote == 0
    assert (
        page.gauge.entries["sitting"]
        .value.text()
        .startswith(page.gauge.entries["sitting"].value.text().split("\u00a0")[0])
    )
    assert dict(page.gauge.bar.parts)["sitting"] == expected
    assert page.table.grid.model.presentation.marked(page.table.source.rows[0], "montant") == (
        first.propose is not None and first.propose != first.montant
    )


def test_letters_choose_decisions_without_opening_the_list(qtbot: QtBot, page: SittingPage) -> None:
    _go(page, "decision", 0)
    assert page.table is not None
    QTest.keyClicks(page.table.grid.pair.right, "arj")
    _settled(qtbot, page)
    votes = _votes(page)
    assert votes[0][1] in ("ACCORD", "PARTIEL") and votes[0][0]
    assert [decision for _amount, decision in votes[1:3]] == ["REFUS", "AJOURNEMENT"]
    assert page.table.grid.caret.row() == 3
    _go(page, "decision", 1)
    QTest.keyClick(page.table.grid.pair.right, Qt.Key.Key_Delete)
    _settled(qtbot, page)
    assert _votes(page)[1] == (None, None)
    with qtbot.waitSignal(page.context.went) as gone:
        QTest.keyClick(page.table.grid.pair.right, Qt.Key.Key_Escape)
    assert gone.args == ["comite"]


def test_a_block_of_excel_finds_its_lines_by_number(qtbot: QtBot, page: SittingPage) -> None:
    assert page.sitting is not None
    third, first = page.sitting.lines[3], page.sitting.lines[1]
    lines = [("N°", "Voté", "Observations"), (third.numero, "0", "Hors délai"),
             (first.numero, "4 321,09", ""), ("93-1999-0001", "5", "")]  # fmt: skip
    QGuiApplication.clipboard().setText("\r\n".join("\t".join(line) for line in lines) + "\r\n")
    said: list[str] = []
    page.context.message.connect(lambda text, _undoable: said.append(text))
    page.gestures.paste_button.click()
    _settled(qtbot, page)
    assert _votes(page)[1][0] == Decimal("4321.09") and _votes(page)[3] == (Decimal(0), None)
    assert page.sitting.lines[3].motif == "Hors délai"
    assert said[-1].startswith("2 montants collés depuis Excel, 1 décision à confirmer")
    assert "93-1999-0001" in said[-1]


def test_what_cannot_be_read_is_said_above_the_table(qtbot: QtBot, page: SittingPage) -> None:
    _go(page, "montant", 0)
    _type(page, "beaucoup")
    _settled(qtbot, page)
    assert page.notice.isVisible() and "beaucoup" in page.notice.remedy.text()
    assert _votes(page)[0] == (None, None)


def test_the_sitting_closes_in_one_gesture_and_undo_opens_it_again(
    qtbot: QtBot, page: SittingPage, context: Context, do: Do
) -> None:
    _go(page, "decision", 0)
    assert page.table is not None and page.sitting is not None
    QTest.keyClicks(page.table.grid.pair.right, "ar")
    _settled(qtbot, page)
    ids = [line.action_id for line in page.sitting.lines[:3]]
    before = do(lambda session: _statuts(session, ids))
    page.gestures.close_button.click()
    dialog = page.findChild(MessageDialog)
    assert dialog is not None and "8 dossiers" in dialog.remedy.text()
    dialog.findChild(type(page.gestures.close_button), "close").click()
    _settled(qtbot, page)
    assert page.is_closed() and not page.table.grid.can_edit_current()
    assert do(lambda session: _statuts(session, ids))[:2] == ["ACCORDE", "REFUSE"]
    context.database.undo()
    _settled(qtbot, page)
    assert not page.is_closed()
    assert do(lambda session: _statuts(session, ids)) == before


def _statuts(session: Any, ids: list[str]) -> list[str]:
    from acse_desktop.services.records import read

    return [read(session, "action", one).values["statut"] for one in ids]


def test_the_screen_of_the_room_follows_and_keeps_confidences(
    qtbot: QtBot, page: SittingPage, do: Do
) -> None:
    assert page.sitting is not None
    first, second = page.sitting.lines[:2]

    def confide(session: Any) -> str:
        from acse_desktop.services.records import create

        for sens, hidden in (("FAVORABLE", False), ("DEFAVORABLE", True)):
            values = {"action_id": second.action_id, "auteur": "DDCS", "sens": sens,
                      "confidentiel": hidden}  # fmt: skip
            create(session, "avis", values, agent="Awa")
        return "fait"

    before = len(second.avis)
    do(confide)
    _settled(qtbot, page)
    assert len(page.sitting.lines[1].avis) == before + 2
    _go(page, "montant", 0)
    screen = CommitteeScreen(page)
    screen.show()
    assert screen.organisme.text() == first.organisme
    QTest.keyClick(screen, Qt.Key.Key_Down)
    assert screen.organisme.text() == second.organisme
    assert "favorable" in screen.opinions.text() and "défavorable" not in screen.opinions.text()
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert not screen.isVisible()


def test_the_minutes_are_written_as_pdf_and_workbook(
    qtbot: QtBot, page: SittingPage, tmp_path: Path
) -> None:
    page.gestures.documents.export_to("proces_verbal", tmp_path / "pv.xlsx")
    dialog = page.gestures.documents.print("proces_verbal")
    qtbot.waitUntil(lambda: dialog.document is not None, timeout=WAIT)
    with qtbot.waitSignal(dialog.accepted, timeout=WAIT):
        dialog.write(tmp_path / "pv.pdf")
    _settled(qtbot, page)
    assert (tmp_path / "pv.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "pv.xlsx").read_bytes().startswith(b"PK")


def test_the_sheet_of_the_room_comes_back_compared(
    qtbot: QtBot, page: SittingPage, tmp_path: Path
) -> None:
    path = tmp_path / "seance.xlsx"
    page.gestures.documents.export_to("feuille", path)
    _settled(qtbot, page)
    book = load_workbook(path)
    cells = [cell for row in book["Séance"].iter_rows() for cell in row if cell.value == "Voté"]
    book["Séance"].cell(cells[0].row + 1, cells[0].column).value = 321.5
    book.save(path)
    page.gestures.documents.take_back(path)
    dialog = page.findChild(ReturnDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.returned.review is not None, timeout=WAIT)
    dialog.returned.apply_button.click()
    _settled(qtbot, page)
    assert _votes(page)[0][0] == Decimal("321.50")
    dialog.accept()


def test_a_sitting_is_prepared_from_the_list(qtbot: QtBot, context: Context) -> None:
    listed = SeancesPage(context)
    qtbot.addWidget(listed)
    with qtbot.waitSignal(listed.filled, timeout=WAIT):
        listed.show()
    qtbot.waitUntil(lambda: context.database.idle, timeout=WAIT)
    listed.create_record()
    dialog = listed.findChild(SittingDialog)
    assert dialog is not None
    dialog.save.click()
    assert dialog.isVisible() and dialog.fields["tenue_le"].message.isVisible()
    dialog.fields["intitule"].editor.set_value("Comité de printemps")
    dialog.fields["tenue_le"].editor.setText("15/03/2012")
    with qtbot.waitSignal(context.opened, timeout=WAIT) as opened:
        dialog.save.click()
    assert opened.args[0] == "seance"
    qtbot.waitUntil(lambda: context.database.idle, timeout=WAIT)
