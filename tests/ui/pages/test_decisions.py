"""Many actions are decided from the list, after what it would do is told; one undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.lifecycle.dialog import ChangeDialog
from ui.pages.actions import ActionsPage
from ui.pages.motifs import MotifsCard

Ask = Callable[[Callable[[Any], Any]], Any]


def rows(statement: str) -> Callable[[Any], Any]:
    """Reads rows by SQL, apart from the code that is tested."""
    from sqlalchemy import text

    return lambda session: [tuple(row) for row in session.execute(text(statement))]


def _idle(qtbot: QtBot, context: Context) -> None:
    qtbot.waitUntil(lambda: context.database.idle, timeout=10_000)


def _choose(qtbot: QtBot, page: ActionsPage, entry: str, label: str) -> ChangeDialog:
    """Open the dialog from the context menu and choose a statut or a decision."""
    (action,) = [one for one in page.menu_of(page.grid).actions() if one.text() == entry]
    action.trigger()
    _idle(qtbot, page.context)
    (dialog,) = [one for one in page.findChildren(ChangeDialog) if one.isVisible()]
    rank = dialog.form.choice.findText(label)
    dialog.form.choice.setCurrentIndex(rank)
    dialog.form.choice.activated.emit(rank)
    _idle(qtbot, page.context)
    return dialog


def test_a_selection_is_decided_after_a_preflight_and_undone_at_once(
    qtbot: QtBot, page: ActionsPage, ask: Ask
) -> None:
    first = ask(rows("SELECT id, statut, decision, montant_accorde FROM action ORDER BY id"))
    steps = ask(rows("SELECT count(*) FROM evenement"))
    page.grid.caret.select_all()
    ids = set(page.grid.selected_ids())
    assert len(ids) == page.grid.summary().count > 20
    dialog = _choose(qtbot, page, "Décider…", "Refus")
    told = len(dialog._found.passing), len(dialog._found.warned), len(dialog._found.refused)
    assert sum(told) == len(ids) and told[1] and told[2] == 0
    assert dialog.view.warned.label.text() == f"{told[1]} avec un avertissement"
    assert dialog.view.table.texts.rowCount() >= told[1]
    assert not dialog.accept_button.isEnabled()
    dialog.form.reasons.activated.emit(1)
    assert dialog.accept_button.isEnabled()
    dialog.accept_button.click()
    _idle(qtbot, page.context)
    refused = ask(rows("SELECT id, montant_accorde FROM action WHERE statut = 'REFUSE'"))
    assert ids <= {one for one, _amount in refused}
    assert all(amount is None for one, amount in refused if one in ids)
    assert ask(rows("SELECT count(*) FROM evenement")) > steps
    page.context.database.undo()
    _idle(qtbot, page.context)
    again = ask(rows("SELECT id, statut, decision, montant_accorde FROM action ORDER BY id"))
    assert again == first and ask(rows("SELECT count(*) FROM evenement")) == steps


def test_those_with_a_warning_may_be_left_aside(qtbot: QtBot, page: ActionsPage, ask: Ask) -> None:
    page.grid.caret.select_all()
    dialog = _choose(qtbot, page, "Changer le statut…", "En instruction")
    found = dialog._found
    assert found.refused and dialog.view.refused.isVisible()  # already there
    dialog.aside.setChecked(True)
    assert dialog.going() == [one.id for one in found.passing]
    dialog.form.reason.setPlainText("Repris en séance")
    if dialog.accept_button.isEnabled():
        dialog.accept_button.click()
        _idle(qtbot, page.context)
    moved = ask(rows("SELECT action_id FROM evenement WHERE motif = 'Repris en séance'"))
    assert {one for (one,) in moved} == {one.id for one in found.passing}


@pytest.fixture
def card(qtbot: QtBot, context: Context) -> MotifsCard:
    """The list of reasons of a base that has none of its own."""
    made = MotifsCard(context)
    qtbot.addWidget(made)
    made.show()
    _idle(qtbot, context)
    return made


def test_the_list_of_reasons_is_edited_in_its_table_and_undone(
    qtbot: QtBot, context: Context, card: MotifsCard, ask: Ask
) -> None:
    shipped = card.table.sheet.lines
    assert len(shipped) > 20 and ask(rows("SELECT count(*) FROM motif")) == [(0,)]
    card.table.enter(shipped[3].key, "texte", "  Crédits   épuisés <b> ")
    _idle(qtbot, context)
    assert card.table.here() == (card.table.sheet.lines[3].key, "texte")
    assert card.table.sheet.lines[3].cells[1].text == "Crédits épuisés <b>"
    card.retire_button.click()
    _idle(qtbot, context)
    assert ask(rows("SELECT texte FROM motif WHERE actif = 0")) == [("Crédits épuisés <b>",)]
    assert card.retire_button.text() == "Proposer de nouveau"
    for _gesture in range(2):
        context.database.undo()
    _idle(qtbot, context)
    assert ask(rows("SELECT count(*) FROM motif")) == [(0,)]
    assert [one.key for one in card.table.sheet.lines] == [one.key for one in shipped]


def test_a_reason_is_added_to_a_decision(
    qtbot: QtBot, context: Context, card: MotifsCard, ask: Ask
) -> None:
    count = len(card.table.sheet.lines)
    card.add_button.click()
    assert card.message.isVisible()
    card.decision.set_value("REFUS")
    card.texte.setText("Hors délai de la région")
    card.texte.returnPressed.emit()
    _idle(qtbot, context)
    assert not card.texte.text() and not card.message.isVisible()
    assert ask(rows("SELECT count(*) FROM motif")) == [(count + 1,)]
    from acse_desktop.services import motifs

    assert "Hors délai de la région" in ask(lambda session: motifs.proposed(session, "REFUS"))
