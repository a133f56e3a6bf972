"""The list of the dossiers, from the header menus to the base and back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from acse_desktop.services.listing_types import Filter
from ui.context import Context
from ui.pages.actions import ActionsPage
from ui.pages.listing.choosing import OrganismeDialog
from ui.pages.listing.dialogs import TextDialog
from ui.pages.listing.exporting import export_seen

Ask = Callable[[Callable[[Any], Any]], Any]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def sql(text: str) -> Callable[[Any], Any]:
    """Reads one value by SQL, apart from the code that is tested."""
    from sqlalchemy import text as statement

    return lambda session: session.execute(statement(text)).scalar()


def filled(qtbot: QtBot, page: ActionsPage, act: Callable[[], object]) -> None:
    """Do something and wait for the rows that it asks for."""
    with qtbot.waitSignal(page.filled, timeout=10_000):
        act()


def type_text(widget: QWidget, text: str) -> None:
    """Type a text, accents included, which QTest refuses."""
    for char in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char)
            QApplication.sendEvent(widget, event)


def column(page: ActionsPage, key: str) -> list[Any]:
    """The values of a column, over all the rows shown."""
    assert page.grid is not None
    place = page.grid.caret.place_of(key) + 1
    rows = [page.grid.model.row(number) for number in range(page.grid.model.rowCount())]
    return [row[place] for row in rows if row is not None]


def place_cursor(page: ActionsPage, key: str, row: int) -> None:
    """Put the cursor on a cell, and the keys in the table."""
    assert page.grid is not None
    page.grid.setFocus()
    page.grid.go(page.grid.columns.visible().index(key), row)


def test_a_header_menu_filters_rows_totals_count_and_tags(
    qtbot: QtBot, page: ActionsPage, ask: Ask
) -> None:
    assert page.grid is not None
    menu = page.grid.open_menu("montant_demande", QPoint(0, 0))
    menu.close()
    bound = Filter("montant_demande", "between", (Decimal(10_000), None))
    filled(qtbot, page, lambda: page.grid.set_filter("montant_demande", bound))
    kept = column(page, "montant_demande")
    cents = ask(
        sql(
            "SELECT sum(montant_demande) FROM action JOIN dossier ON dossier.id = dossier_id"
            " WHERE exercice = 2012 AND montant_demande >= 1000000"
        )
    )
    assert kept and min(kept) >= 10_000
    assert page.grid.summary().totals["montant_demande"] == Decimal(cents) / 100 == sum(kept)
    assert page.header.count.text() == f"{len(kept)} sur 33"
    assert [tag.caption for tag in page.tags.tags] == ["Demandé ≥ 10\u202f000\u00a0€"]
    filled(qtbot, page, page.tags.tags[0].click)
    assert page.tags.isHidden() and page.header.count.text() == "33"


def test_chips_count_narrow_and_replace_each_other(qtbot: QtBot, page: ActionsPage) -> None:
    chips = page.toolbar.chips.chips
    assert chips["tous"].isChecked() and chips["tous"].count == "33"
    for code, statuses in (("comite", {"COMITE"}), ("instruire", {"RECU", "INSTRUCTION"})):
        filled(qtbot, page, chips[code].click)
        assert set(column(page, "statut")) == statuses
        assert chips[code].count == str(len(column(page, "statut")))
        assert [one.isChecked() for one in chips.values()].count(True) == 1
    filled(qtbot, page, page.tags.clear.click)
    assert chips["tous"].isChecked()


def test_a_view_is_saved_survives_and_says_when_it_is_changed(
    qtbot: QtBot, page: ActionsPage, context: Context, show: Any
) -> None:
    assert page.grid is not None
    page.grid.show_column("theme", False)
    filled(qtbot, page, page.toolbar.chips.chips["comite"].click)
    assert page.toolbar.view.text() == "Vue\u00a0: Programmation ●"
    page.tags.save.click()
    dialog = page.findChild(TextDialog)
    assert dialog is not None and not dialog.accept_button.isEnabled()
    type_text(dialog.lines[0], "Comité & suites")
    with qtbot.waitSignal(page.views.renamed, timeout=5000):
        dialog.accept_button.click()
    assert page.toolbar.view.text() == "Vue\u00a0: Comité & suites"

    later = ActionsPage(context)
    filled(qtbot, later, lambda: show(later))
    filled(qtbot, later, lambda: later.views.pick("Comité & suites"))
    assert later.grid is not None and "theme" not in later.grid.columns.visible()
    assert set(column(later, "statut")) == {"COMITE"}
    with qtbot.waitSignal(context.message, timeout=5000):
        later.views.forget()
    assert "Comité & suites" not in later.views.saved


def test_a_pasted_block_is_one_operation_that_undo_takes_back(
    qtbot: QtBot, page: ActionsPage, context: Context, ask: Ask
) -> None:
    before = column(page, "montant_propose"), column(page, "montant_accorde")
    operations = ask(sql("SELECT count(*) FROM operation"))
    QGuiApplication.clipboard().setText("1 000,50\t900\n2000\t1 800 €\n=1000*3\t\n")
    place_cursor(page, "montant_propose", 0)
    with qtbot.waitSignal(context.message, timeout=5000) as said:
        filled(qtbot, page, page.grid.paste)
    assert said.args == ["6 cellules enregistrées", True]
    assert column(page, "montant_propose")[:3] == [Decimal("1000.50"), 2000, 3000]
    assert column(page, "montant_accorde")[:3] == [900, 1800, None]
    assert ask(sql("SELECT count(*) FROM operation")) == operations + 1
    filled(qtbot, page, context.database.undo)
    assert (column(page, "montant_propose"), column(page, "montant_accorde")) == before


def test_a_block_with_faults_writes_nothing_and_lists_them_by_row(
    qtbot: QtBot, page: ActionsPage, ask: Ask
) -> None:
    before = column(page, "montant_propose")
    operations = ask(sql("SELECT count(*) FROM operation"))
    QGuiApplication.clipboard().setText("1000\ndouze\n3000\n")
    place_cursor(page, "montant_propose", 0)
    page.grid.paste()
    qtbot.waitUntil(page.notice.isVisible, timeout=5000)
    assert "1 valeur" in page.notice.message.text()
    assert column(page, "numero")[1] in page.notice.remedy.text()
    assert "douze" in page.notice.remedy.text()
    assert column(page, "montant_propose") == before
    assert ask(sql("SELECT count(*) FROM operation")) == operations


def test_cells_are_typed_filled_down_and_cleared_with_the_keyboard(
    qtbot: QtBot, page: ActionsPage
) -> None:
    grid = page.grid
    assert grid is not None
    place_cursor(page, "montant_accorde", 0)
    right = grid.pair.right
    QTest.keyClicks(right, "4")
    editor = right.findChild(QLineEdit)
    assert editor is not None
    editor.setText("4 321,50")
    filled(qtbot, page, lambda: QTest.keyClick(editor, Qt.Key.Key_Return))
    assert column(page, "montant_accorde")[0] == Decimal("4321.50")
    x = grid.columns.visible().index("montant_accorde")
    grid.go(x, 0)
    grid.go(x, 3, True)
    filled(qtbot, page, lambda: QTest.keyClick(right, Qt.Key.Key_D, CTRL))
    assert column(page, "montant_accorde")[:4] == [Decimal("4321.50")] * 4
    filled(qtbot, page, lambda: QTest.keyClick(right, Qt.Key.Key_Delete))
    assert column(page, "montant_accorde")[:4] == [None] * 4


def test_the_keyboard_alone_finds_opens_and_steps(
    qtbot: QtBot, page: ActionsPage, context: Context
) -> None:
    grid, shell = page.grid, page.window()
    assert grid is not None
    wanted = column(page, "numero")[4]
    qtbot.keyClick(shell, Qt.Key.Key_F, CTRL)
    assert page.header.search.hasFocus()
    filled(qtbot, page, lambda: qtbot.keyClicks(page.header.search, wanted))
    assert wanted in column(page, "numero")
    qtbot.keyClick(page.header.search, Qt.Key.Key_Return)
    target = shell.focusWidget()
    assert target in grid.pair.halves
    grid.go(0, 0)
    with qtbot.waitSignal(context.opened, timeout=5000) as opened:
        qtbot.keyClick(target, Qt.Key.Key_Return)
    assert opened.args == ["action", grid.current_id()]
    filled(qtbot, page, lambda: qtbot.keyClick(shell, Qt.Key.Key_F, CTRL | SHIFT))
    first = grid.current_id()
    qtbot.keyClick(shell, Qt.Key.Key_F4)
    assert page.side.is_open() and page.toolbar.panel.isChecked()
    page.commands["next"]()
    assert grid.current_id() != first
    qtbot.keyClick(shell, Qt.Key.Key_F4)
    assert not page.side.is_open()


def test_the_page_comes_back_as_it_was_left(qtbot: QtBot, page: ActionsPage) -> None:
    grid, shell = page.grid, page.window()
    assert grid is not None
    filled(qtbot, page, lambda: grid.sort_by("montant_demande", True))
    grid.go(3, 25)
    kept = grid.query(), grid.current_id(), grid.pair.right.verticalScrollBar().value()
    other = ActionsPage(page.context)
    shell.add_page("contrats", other)
    filled(qtbot, other, lambda: shell.go_to("contrats"))
    shell.go_to("dossiers")
    assert (grid.query(), grid.current_id(), grid.pair.right.verticalScrollBar().value()) == kept


def test_a_page_that_was_hidden_reads_what_changed_meanwhile(
    qtbot: QtBot, page: ActionsPage, context: Context
) -> None:
    shell, organisme = page.window(), None
    shell.add_page("contrats", ActionsPage(context))
    shell.go_to("contrats")
    organisme = page.grid.current_id()
    with qtbot.waitSignal(context.database.changed, timeout=5000):
        page._delete([organisme])
    assert page.grid.summary().count == 33
    filled(qtbot, page, lambda: shell.go_to("dossiers"))
    assert page.grid.summary().count == 32


def test_what_is_filtered_out_is_explained_and_mended(qtbot: QtBot, page: ActionsPage) -> None:
    filled(qtbot, page, lambda: page.grid.set_text("zzzzzz introuvable"))
    assert page.stack.currentWidget() is page.empty
    assert "33" in page.empty.guidance.text()
    filled(qtbot, page, page.empty.button.click)
    assert page.stack.currentWidget() is page.grid and page.grid.summary().count == 33


def test_rows_are_duplicated_carried_over_and_deleted_from_the_menu(
    qtbot: QtBot, page: ActionsPage, context: Context, ask: Ask
) -> None:
    entries = {action.text(): action for action in page.menu_of(page.grid).actions()}
    assert "Dupliquer le dossier vers 2013" in entries and "Changer le statut…" in entries
    original = page.grid.current_id()
    filled(qtbot, page, entries["Dupliquer l’action"].trigger)
    assert page.grid.summary().count == 34
    qtbot.waitUntil(lambda: page.grid.current_id() not in ("", original), timeout=5000)
    filled(qtbot, page, entries["Supprimer"].trigger)
    assert page.grid.summary().count == 33 and not page.grid.select_id(original)
    filled(qtbot, page, context.database.undo)
    assert page.grid.select_id(original)
    filled(qtbot, page, entries["Dupliquer le dossier vers 2013"].trigger)
    assert ask(sql("SELECT count(*) FROM dossier WHERE exercice = 2013")) == 1
    filled(qtbot, page, lambda: context.set_exercice(2013))
    assert page.grid.summary().count >= 1


@pytest.mark.parametrize("known", [True, False])
def test_a_new_dossier_is_for_a_known_organisme_or_a_new_one(
    qtbot: QtBot, page: ActionsPage, context: Context, ask: Ask, known: bool
) -> None:
    name = ask(sql("SELECT nom FROM organisme ORDER BY nom")) if known else "Les Voisins du Parc"
    qtbot.keyClick(page.window(), Qt.Key.Key_N, CTRL)
    dialog = page.findChild(OrganismeDialog)
    assert dialog is not None
    type_text(dialog.search, name)
    qtbot.waitUntil(lambda: (dialog.list.count() > 0) == known, timeout=5000)
    with qtbot.waitSignal(context.opened, timeout=5000) as opened:
        if known:
            qtbot.waitUntil(lambda: dialog.list.item(0).text().startswith(name), timeout=5000)
            qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
        else:
            dialog.add_link.click()
    kind, identifier = opened.args
    found = ask(
        sql(
            "SELECT organisme.nom FROM action JOIN dossier ON dossier.id = dossier_id"
            f" JOIN organisme ON organisme.id = organisme_id WHERE action.id = '{identifier}'"
        )
    )
    assert (kind, found) == ("action", name)


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_what_is_seen_is_exported_as_it_is_filtered_sorted_and_arranged(
    qtbot: QtBot, page: ActionsPage, context: Context, tmp_path: Path, form: str
) -> None:
    filled(qtbot, page, page.toolbar.chips.chips["instruire"].click)
    filled(qtbot, page, lambda: page.grid.sort_by("montant_demande", True))
    page.grid.show_column("theme", False)
    amounts = column(page, "montant_demande")
    target = tmp_path / f"vu.{form}"
    with qtbot.waitSignal(context.message, timeout=5000) as said:
        export_seen(context, "actions", page.grid, target, pytest.fail)
    assert said.args[0] == f"{len(amounts)} lignes affichées exportées dans vu.{form}"
    sheet = CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()
    assert sheet[0][:5] == ["N° action", "Intitulé de l’action", "Organisme", "Statut",
                            "Montant demandé"]  # fmt: skip
    assert [row[4] for row in sheet[1:]] == [float(one) for one in amounts]
    assert {row[3] for row in sheet[1:]} == {"Reçu", "En instruction"}
    assert "Thématique" not in sheet[0]


def test_nothing_of_the_base_is_loaded_before_the_lists_are_painted() -> None:
    code = (
        "import sys, ui.pages.actions, ui.pages.organismes, ui.pages.contrats,"
        " ui.pages.to_complete; print([m for m in sys.modules if m == 'sqlalchemy'])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
