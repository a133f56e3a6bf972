"""« Bilans », « Délais » and « Ce que la loi demande » on the example base."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from acse_desktop.models import BaseInfo
from acse_desktop.services import listing
from acse_desktop.services.listing_types import Query
from acse_desktop.services.obligations import obligations_on
from acse_desktop.store.operations import unjournaled
from ui.context import Context
from ui.pages.bilans import BilansPage
from ui.pages.delais import ATTENTES, PORTEURS, DelaisPage
from ui.pages.obligations import ObligationsPage

Ask = Callable[[Callable[[Any], Any]], Any]


def _idle(qtbot: QtBot, context: Context) -> None:
    qtbot.wait(10)
    qtbot.waitUntil(lambda: context.database.idle, timeout=10_000)
    qtbot.wait(10)


@pytest.fixture
def bilans(qtbot: QtBot, context: Context, show: Any, ask: Ask) -> BilansPage:
    """The list of the comptes rendus a year later, late ones first."""
    ask(_a_year_later)
    made = BilansPage(context)
    with qtbot.waitSignal(made.filled, timeout=10_000):
        show(made)
    _idle(qtbot, context)
    return made


def _a_year_later(session: Any) -> None:
    with unjournaled(session):
        session.get_one(BaseInfo, "jour").valeur = "2013-11-19"


def _reminders(session: Any) -> dict[str, date | None]:
    columns = [one.key for one in listing.LISTINGS["bilans"].columns]
    place = columns.index("crf_relance_le") + 1
    rows = listing.page(session, "bilans", Query(), None, 0, 500).rows
    return {row[0]: row[place] for row in rows}


def test_late_ones_are_shown_first_and_reminded_in_one_undo(
    qtbot: QtBot, context: Context, bilans: BilansPage, ask: Ask
) -> None:
    page = bilans
    shown = page.grid.summary().count
    chips = page.toolbar.chips.chips
    assert chips["retard"].isChecked()
    assert 2 < shown == int(chips["retard"].count) < int(chips["tous"].count)
    said: list[str] = []
    context.message.connect(lambda text, _undoable: said.append(text))
    before = ask(_reminders)
    page.grid.setFocus()
    page.grid.caret.select_all()
    ids = page.grid.selected_ids()
    assert len(ids) == shown
    with qtbot.waitSignal(page.filled, timeout=10_000):
        page.header.create_button.click()
    after = ask(_reminders)
    assert {after[one] for one in ids} == {context.today}
    assert all(after[one] == day for one, day in before.items() if one not in ids)
    assert str(shown) in said[-1]
    context.database.undo()
    _idle(qtbot, context)
    assert ask(_reminders) == before


def test_a_day_of_reception_is_typed_in_the_list(
    qtbot: QtBot, context: Context, bilans: BilansPage, ask: Ask
) -> None:
    assert {"crf_recu_le", "crf_attendu_le", "crf_relance_le"} == bilans.spec.editable
    entries = [one.text() for one in bilans.menu_of(bilans.grid).actions()]
    assert entries == ["Ouvrir l’action", "Marquer relancé", "Lettres de relance"]


def test_letters_of_reminder_are_prepared_for_the_selection(
    qtbot: QtBot, context: Context, bilans: BilansPage
) -> None:
    dialog = bilans.make_letters()
    assert dialog is not None and dialog.nature.value() == "RELANCE_CRF"
    _idle(qtbot, context)
    assert dialog.isVisible()
    dialog.reject()
    _idle(qtbot, context)


@pytest.fixture
def obligations(qtbot: QtBot, context: Context, show: Any) -> ObligationsPage:
    """What the texts ask on 1 March 2013."""
    made = ObligationsPage(context)
    made.day.set_value(date(2013, 3, 1))
    show(made)
    _idle(qtbot, context)
    return made


def test_obligations_of_a_day_lead_to_their_records_and_to_their_list(
    qtbot: QtBot, context: Context, obligations: ObligationsPage, ask: Ask
) -> None:
    page = obligations
    expected = ask(lambda session: obligations_on(session, date(2013, 3, 1)))
    assert page.found == expected and len(expected) > 3
    wanted = next(one for one in expected if one.place == "dossiers" and one.lignes[0].numero)
    page.table.go(wanted.code, "titre")
    assert page.title.text() and wanted.source.split(",")[0] in page.note.text()
    assert page.lines.sheet.rowCount() == wanted.nombre
    opened: list[tuple[str, str]] = []
    context.opened.connect(lambda kind, one: opened.append((kind, one)))
    page.lines.opened.emit("0")
    assert opened == [("action", wanted.lignes[0].id)]
    asked: list[tuple[str, Query]] = []
    context.listed.connect(lambda place, query: asked.append((place, query)))
    page.link.click()
    ((place, query),) = asked
    assert place == "dossiers"
    assert set(query.filters[0].values) == {one.numero for one in wanted.lignes}
    found = ask(lambda s: listing.summary(s, "actions", query, None).count)
    assert found == wanted.nombre


def test_another_day_asks_something_else(
    qtbot: QtBot, context: Context, obligations: ObligationsPage
) -> None:
    codes = {one.code for one in obligations.found}
    obligations.day.setText("1/9/2012")
    obligations.day.commit()
    _idle(qtbot, context)
    assert {one.code for one in obligations.found} != codes
    assert "RAPPORT" in codes and "RAPPORT" not in {one.code for one in obligations.found}


def test_delays_are_grouped_drawn_and_exported(
    qtbot: QtBot, context: Context, show: Any, tmp_path: Path
) -> None:
    page = DelaisPage(context)
    show(page)
    _idle(qtbot, context)
    table = page.tables["delais"].sheet
    first = [cell.text for cell in table.lines[0].cells]
    assert first[0] == "Ensemble" and int(first[2]) > 3
    shares = [line.cells[4].value for line in table.lines]
    assert max(shares) == 1 and min(shares) >= 0
    groups = {line.cells[0].text for line in table.lines}
    page.show_group("mois")
    _idle(qtbot, context)
    assert {line.cells[0].text for line in table.lines} != groups
    target = tmp_path / "delais.xlsx"
    page.export(target)
    _idle(qtbot, context)
    assert target.exists()


def test_what_waits_and_the_recurrent_organismes_lead_to_their_pages(
    qtbot: QtBot, context: Context, show: Any
) -> None:
    page = DelaisPage(context)
    show(page)
    opened: list[tuple[str, str]] = []
    context.opened.connect(lambda kind, one: opened.append((kind, one)))
    for view, kind in ((ATTENTES, "action"), (PORTEURS, "organisme")):
        page.show_view(view)
        page.show_years("2")
        _idle(qtbot, context)
        lines = page.tables[view].sheet.lines
        assert lines and page.stack.currentWidget() is page.tables[view]
        page.tables[view].opened.emit(lines[0].key)
        assert opened[-1] == (kind, lines[0].key)
    assert all(int(line.cells[1].text) >= 2 for line in lines)
    page.show_years("5")
    _idle(qtbot, context)
    assert page.stack.currentWidget() is page.empty
