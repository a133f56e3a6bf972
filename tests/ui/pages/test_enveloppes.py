"""« Enveloppes »: credits are notified, transferred, taken back and deleted."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from acse_desktop.nomenclatures import entries_of_year
from ui.context import Context
from ui.dialogs.new_enveloppe import NewEnveloppe
from ui.dialogs.transfer import TransferDialog
from ui.pages.enveloppes import EnveloppesPage

Ask = Callable[[Callable[[Any], Any]], Any]


def _filled(qtbot: QtBot, page: EnveloppesPage, act: Callable[[], object]) -> None:
    with qtbot.waitSignal(page.filled, timeout=10_000):
        act()


def _seen(page: EnveloppesPage, *keys: str) -> list[Any]:
    """Values of the current row."""
    row = page.grid.model.row(page.grid.caret.row())
    return [row[page.grid.caret.place_of(key) + 1] for key in keys]


@pytest.fixture
def envelopes(qtbot: QtBot, context: Context, show: Any) -> EnveloppesPage:
    """The page, with the envelopes of 2012."""
    made = EnveloppesPage(context)
    _filled(qtbot, made, lambda: show(made))
    return made


def test_an_envelope_is_created_with_its_first_notification_in_one_gesture(
    qtbot: QtBot, context: Context, envelopes: EnveloppesPage, ask: Ask
) -> None:
    page, count = envelopes, envelopes.grid.summary().count
    page.header.create_button.click()
    dialog = page.findChild(NewEnveloppe)
    assert dialog is not None
    dialog.creation.click()
    assert dialog.isVisible() and dialog.fields["montant"].message.isVisible()
    assert dialog.theme.count() == 1 + len(entries_of_year("theme", 2012))
    dialog.dispositif.set_value("CUCS")
    dialog.montant.set_value(Decimal("9000.50"))
    dialog.postes.set_value(3)
    _filled(qtbot, page, dialog.creation.click)
    qtbot.waitUntil(lambda: _seen(page, "notifie", "postes") == [Decimal("9000.50"), 3])
    wanted = page.grid.current_id()
    assert ask(lambda session: _stored(session, wanted)) == (2012, context.departement, "CUCS",
                                                             None)  # fmt: skip
    assert ask(lambda session: _told(session, wanted)) == [(Decimal("9000.50"), 3)]
    assert page.grid.summary().count == count + 1
    _filled(qtbot, page, context.database.undo)
    assert page.grid.summary().count == count and not page.grid.select_id(wanted)


def test_credits_are_transferred_from_the_list_and_undone(
    qtbot: QtBot, context: Context, envelopes: EnveloppesPage
) -> None:
    page, wanted = envelopes, envelopes.grid.current_id()
    before = _seen(page, "transferts", "disponible", "reste")
    _open_page, transfer, _line, _delete = page.menu_of(page.grid).actions()
    transfer.trigger()
    qtbot.waitUntil(lambda: page.findChild(TransferDialog) is not None)
    dialog = page.findChild(TransferDialog)
    assert dialog.de.value() == wanted and dialog.left[wanted] == before[2]
    dialog.montant.set_value(Decimal("0.01"))
    dialog.ok.click()
    assert dialog.isVisible() and dialog.fields["motif"].message.isVisible()
    other = next(one for one in dialog.left if one != wanted)
    dialog.vers.set_value(other)
    dialog.motif.set_value("Fongibilité")
    dialog.montant.set_value(before[2] + 1000)
    dialog.show_left()
    assert dialog.warning.isVisible() and "puis" in dialog.fields["de"].help.text()
    _filled(qtbot, page, dialog.ok.click)
    assert page.grid.select_id(wanted)
    assert _seen(page, "reste") == [Decimal(-1000)]
    _filled(qtbot, page, context.database.undo)
    assert page.grid.select_id(wanted)
    assert _seen(page, "transferts", "disponible", "reste") == before


def test_an_envelope_is_opened_and_deleted(
    qtbot: QtBot, context: Context, envelopes: EnveloppesPage
) -> None:
    page, count, wanted = envelopes, envelopes.grid.summary().count, envelopes.grid.current_id()
    open_page, _transfer, _line, delete = page.menu_of(page.grid).actions()
    _filled(qtbot, page, delete.trigger)
    assert page.grid.summary().count == count - 1 and not page.grid.select_id(wanted)
    with qtbot.waitSignal(context.opened) as opened:
        open_page.trigger()
    assert opened.args == ["enveloppe", wanted]


def _stored(session: Any, identifier: str) -> tuple[Any, ...]:
    from acse_desktop.services.records import read

    values = read(session, "enveloppe", identifier).values
    return tuple(values[name] for name in ("exercice", "departement", "dispositif", "theme"))


def _told(session: Any, identifier: str) -> list[Any]:
    from acse_desktop.services.records import children

    found = children(session, "notification", "enveloppe", identifier)
    return [(one.values["montant"], one.values["postes"]) for one in found]


def test_what_is_derived_is_not_typed_in_the_table(envelopes: EnveloppesPage) -> None:
    editable = {one.key for one in envelopes.grid.model.columns if one.editable}
    assert editable == {"dispositif", "theme", "commentaire"}
