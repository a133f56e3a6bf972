"""The panels, the other lists and « À compléter »."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from acse_desktop.typography import amount_text
from ui.context import Context
from ui.pages.actions import ActionsPage
from ui.pages.contrats import ContratsPage
from ui.pages.listing.choosing import OrganismeDialog
from ui.pages.listing.dialogs import TextDialog
from ui.pages.organismes import OrganismesPage
from ui.pages.to_complete import ToCompletePage
from ui.panel.action import ActionPanel
from ui.panel.contrat import ContratPanel

Ask = Callable[[Callable[[Any], Any]], Any]


def texts(widget: Any) -> list[str]:
    """What a part of a panel shows."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def rows(statement: str) -> Callable[[Any], Any]:
    """Reads rows by SQL, apart from the code that is tested."""
    from sqlalchemy import text

    return lambda session: [tuple(row) for row in session.execute(text(statement))]


def euros(cents: int) -> str:
    return amount_text(Decimal(cents) / 100, unit="€")


def test_the_panel_shows_the_sums_of_the_base_and_follows_the_row(
    qtbot: QtBot, page: ActionsPage, context: Context, ask: Ask
) -> None:
    panel = page.panel
    assert isinstance(panel, ActionPanel)
    page.grid.go(0, 4)  # the one before bears a fault of the example
    page.toggle_panel()
    action = page.grid.current_id()
    ((number, asked),) = ask(
        rows(f"SELECT numero, montant_demande FROM action WHERE id = '{action}'")
    )
    qtbot.waitUntil(lambda: panel.number.text() == number, timeout=5000)
    assert euros(asked) in texts(panel.amounts)
    funders = ask(
        rows(
            "SELECT coalesce(demande_specifique, 0) + coalesce(demande_commun, 0)"
            f" FROM financement WHERE action_id = '{action}'"
        )
    )
    shown = texts(panel.plan)
    assert funders and all(euros(cents) in shown for (cents,) in funders if cents)
    assert panel.plan_heading.word.text() == "équilibré"
    page.grid.step(0, 3)
    qtbot.waitUntil(lambda: panel.number.text() not in ("", number), timeout=5000)
    with qtbot.waitSignal(context.opened) as opened:
        panel.open_button.click()
    assert opened.args == ["action", page.grid.current_id()]


def test_the_panel_floats_over_the_table_of_a_narrow_window(
    qtbot: QtBot, page: ActionsPage
) -> None:
    page.toggle_panel()
    wide = page.side.content.width()
    assert page.side.docked() and wide == page.side.width() - page.panel.width()
    page.window().resize(1024, 600)
    qtbot.waitUntil(lambda: not page.side.docked(), timeout=5000)
    assert page.side.content.width() == page.side.width()
    assert page.side.rect().contains(page.panel.geometry())
    QTest.keyClick(page.panel, Qt.Key.Key_Escape)
    assert not page.side.is_open()


def test_the_panel_lists_what_is_to_be_done(qtbot: QtBot, page: ActionsPage, ask: Ask) -> None:
    def faulty(session: Any) -> tuple[str, list[str]]:
        from acse_desktop.services.checking import check_base

        found = [one for one in check_base(session, 2012) if one.table == "action"]
        first = found[0].id
        return first, [one.message for one in found if one.id == first]

    action, messages = ask(faulty)
    panel = page.panel
    assert page.grid.select_id(action)
    page.toggle_panel()
    qtbot.waitUntil(lambda: messages[0] in texts(panel.to_do), timeout=5000)
    with qtbot.waitSignal(page.context.opened) as opened:
        panel.to_do.links[0].click()
    assert opened.args == ["action", action]


def test_an_organisme_is_searched_before_it_is_added(
    qtbot: QtBot, context: Context, show: Any, ask: Ask
) -> None:
    page = OrganismesPage(context)
    with qtbot.waitSignal(page.filled, timeout=10_000):
        show(page)
    assert page.grid.columns.visible()[0] == "nom"
    assert page.window().focusWidget() in page.grid.pair.halves
    page.header.create_button.click()
    dialog = page.findChild(OrganismeDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.search, "Fanfare <b>du Parc</b>")
    with qtbot.waitSignal(context.opened, timeout=5000) as opened:
        dialog.add_link.click()
    found = ask(rows(f"SELECT nom FROM organisme WHERE id = '{opened.args[1]}'"))
    assert opened.args[0] == "organisme" and found == [("Fanfare <b>du Parc</b>",)]


def test_a_contract_is_added_and_its_panel_shows_quarters_and_signatories(
    qtbot: QtBot, context: Context, show: Any, ask: Ask
) -> None:
    page = ContratsPage(context)
    with qtbot.waitSignal(page.filled, timeout=10_000):
        show(page)
    panel = page.panel
    assert isinstance(panel, ContratPanel)
    page.toggle_panel()
    contrat = page.grid.current_id()
    names = ask(
        rows(
            f"SELECT nom FROM quartier WHERE contrat_id = '{contrat}'"
            f" UNION SELECT nom FROM signataire WHERE contrat_id = '{contrat}'"
        )
    )
    qtbot.waitUntil(lambda: bool(texts(panel.quarters)), timeout=5000)
    shown = {*texts(panel.quarters), *texts(panel.signatories)}
    assert len(names) > 1 and {name for (name,) in names} <= shown
    page.header.create_button.click()
    dialog = page.findChild(TextDialog)
    assert dialog is not None
    dialog.lines[0].setText("CUCS de Valbrun")
    with qtbot.waitSignal(context.opened, timeout=5000) as opened:
        dialog.accept_button.click()
    assert opened.args[0] == "contrat"


@pytest.fixture
def to_complete(qtbot: QtBot, context: Context, show: Any) -> ToCompletePage:
    """The page, with the anomalies of the example."""
    made = ToCompletePage(context)
    show(made)
    qtbot.waitUntil(lambda: made.found is not None, timeout=10_000)
    return made


def test_anomalies_are_grouped_filtered_and_opened(
    qtbot: QtBot, context: Context, to_complete: ToCompletePage
) -> None:
    tree, found = to_complete.tree, to_complete.found
    assert tree.topLevelItemCount() == len(found.problems) > 2
    to_complete.chips.chips["erreur"].click()
    errors = [one for one in found.problems if one.gravite == "erreur"]
    assert 0 < tree.topLevelItemCount() == len(errors) < len(found.problems)
    first = errors[0].anomalies[0]
    assert tree.current() == first
    assert first.remede == to_complete.detail.remedy.text()
    assert first.source in to_complete.detail.source.text()
    with qtbot.waitSignal(context.opened, timeout=5000) as opened:
        qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert opened.args[0] in ("action", "organisme", "contrat", "dossier")
    to_complete.commands["next_error"]()
    assert tree.current() not in (None, first)


def test_a_reason_takes_an_anomaly_off_the_list_and_undo_brings_it_back(
    qtbot: QtBot, context: Context, to_complete: ToCompletePage, ask: Ask
) -> None:
    total = to_complete.found.total
    anomaly = to_complete.tree.current()
    to_complete.accept_button.click()
    dialog = to_complete.findChild(TextDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.lines[0], "Vu avec le porteur")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: to_complete.found.total < total, timeout=10_000)
    kept = ask(rows("SELECT regle, cible_id, motif FROM reserve"))
    assert kept == [(anomaly.code, anomaly.id, "Vu avec le porteur")]
    context.database.undo()
    qtbot.waitUntil(lambda: to_complete.found.total == total, timeout=10_000)
