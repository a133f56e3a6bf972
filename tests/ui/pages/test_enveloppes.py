"""« Enveloppes »: credits are added, typed over, taken back and deleted."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from acse_desktop.nomenclatures import entries_of_year
from ui.context import Context
from ui.dialogs.new_enveloppe import NewEnveloppe
from ui.pages.enveloppes import EnveloppesPage

Ask = Callable[[Callable[[Any], Any]], Any]


def _filled(qtbot: QtBot, page: EnveloppesPage, act: Callable[[], object]) -> None:
    with qtbot.waitSignal(page.filled, timeout=10_000):
        act()


def _seen(page: EnveloppesPage, *keys: str) -> list[Any]:
    """Values of the current row."""
    row = page.grid.model.row(page.grid.caret.row())
    return [row[page.grid.caret.place_of(key) + 1] for key in keys]


def _type(qtbot: QtBot, page: EnveloppesPage, key: str, text: str) -> None:
    page.grid.setFocus()
    page.grid.go(page.grid.columns.visible().index(key), page.grid.caret.row())
    right = page.grid.pair.right
    QTest.keyClicks(right, "1")
    editor = right.findChild(QLineEdit)
    assert editor is not None
    editor.setText(text)
    _filled(qtbot, page, lambda: QTest.keyClick(editor, Qt.Key.Key_Return))


@pytest.fixture
def envelopes(qtbot: QtBot, context: Context, show: Any) -> EnveloppesPage:
    """The page, with the envelopes of 2012."""
    made = EnveloppesPage(context)
    _filled(qtbot, made, lambda: show(made))
    return made


def test_an_envelope_is_created_for_the_exercice_and_territory_in_view(
    qtbot: QtBot, context: Context, envelopes: EnveloppesPage, ask: Ask
) -> None:
    page, count = envelopes, envelopes.grid.summary().count
    page.header.create_button.click()
    dialog = page.findChild(NewEnveloppe)
    assert dialog is not None
    dialog.creation.click()
    assert dialog.isVisible() and dialog.fields["notifie"].message.isVisible()
    assert dialog.theme.count() == 1 + len(entries_of_year("theme", 2012))
    dialog.dispositif.set_value("CUCS")
    dialog.notifie.set_value(Decimal("9000.50"))
    _filled(qtbot, page, dialog.creation.click)
    qtbot.waitUntil(lambda: _seen(page, "notifie") == [Decimal("9000.50")], timeout=5000)
    kept = ask(lambda session: _stored(session, page.grid.current_id()))
    assert kept == (2012, context.departement, "CUCS", None)
    assert page.grid.summary().count == count + 1


def test_credits_are_typed_over_undone_and_deleted(
    qtbot: QtBot, context: Context, envelopes: EnveloppesPage
) -> None:
    page, count = envelopes, envelopes.grid.summary().count
    wanted = page.grid.current_id()
    notified, *before = _seen(page, "notifie", "transferts", "disponible")
    _type(qtbot, page, "transferts", "-1 000")
    assert page.grid.select_id(wanted)
    assert _seen(page, "transferts", "disponible") == [-1000, notified - 1000]
    _filled(qtbot, page, context.database.undo)
    assert page.grid.select_id(wanted)
    assert _seen(page, "transferts", "disponible") == before
    (delete,) = page.menu_of(page.grid).actions()
    _filled(qtbot, page, delete.trigger)
    assert page.grid.summary().count == count - 1 and not page.grid.select_id(wanted)
    _filled(qtbot, page, context.database.undo)
    assert page.grid.summary().count == count and page.grid.select_id(wanted)


def _stored(session: Any, identifier: str) -> tuple[Any, ...]:
    from acse_desktop.services.records import read

    values = read(session, "enveloppe", identifier).values
    return tuple(values[name] for name in ("exercice", "departement", "dispositif", "theme"))


def test_opening_an_envelope_leads_nowhere(
    qtbot: QtBot, context: Context, envelopes: EnveloppesPage
) -> None:
    with qtbot.assertNotEmitted(context.opened, wait=200):
        envelopes.grid.activate_current()
