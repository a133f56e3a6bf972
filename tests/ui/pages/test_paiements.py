"""Payments through real widgets: in bulk from the list, and a Chorus file reconciled."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from acse_desktop.models import Action, Dossier, LigneChorus, Organisme
from acse_desktop.services import records
from acse_desktop.services.chorus import rows
from acse_desktop.services.importing.service import import_files
from tests.core.payments.conftest import chorus_row, extraction
from ui.context import Context
from ui.pages.exchange.importing import ImportPage
from ui.pages.paiements import PaiementsPage
from ui.paiements.reconciliation import ReconciliationPage

Ask = Callable[[Callable[[Any], Any]], Any]
EJ = "2177777777"


def _idle(qtbot: QtBot, context: Context) -> None:
    qtbot.wait(20)
    qtbot.waitUntil(lambda: context.database.idle, timeout=10_000)
    qtbot.wait(20)


def _unpaid(session: Any) -> tuple[str, str, Decimal]:
    """An action of 2012 to which nothing was paid: identifier, SIRET of its organisme, granted."""
    query = (
        select(Action.id, Organisme.siret, Action.montant_accorde)
        .join(Dossier, Action.dossier_id == Dossier.id)
        .join(Organisme, Dossier.organisme_id == Organisme.id)
        .where(
            Dossier.exercice == 2012, Action.montant_accorde > 0, Action.montant_paye.is_(None),
            Action.notifie_le.is_not(None), Organisme.siret.is_not(None),
        )
        .order_by(Action.numero)
    )  # fmt: skip
    found = session.execute(query).first()
    return found[0], found[1], found[2]


def _paid(session: Any, action: str) -> list[tuple[str, Decimal, str]]:
    cards = records.children(session, "versement", "action", action)
    return [(one.values["nature"], one.values["montant"], one.values["dp"]) for one in cards]


def test_selected_actions_are_paid_at_once_and_undone(
    qtbot: QtBot, context: Context, show: Any, ask: Ask
) -> None:
    page = PaiementsPage(context)
    with qtbot.waitSignal(page.filled, timeout=10_000):
        show(page)
    _idle(qtbot, context)
    assert page.grid is not None
    action, _siret, granted = ask(_unpaid)
    page.grid.select_id(action)
    dialog = page.ask_payment()
    assert dialog is not None
    dialog.part.set_value(50)
    dialog.propose()
    qtbot.waitUntil(dialog.save.isEnabled)
    half = (granted / 2).quantize(Decimal("0.01"))
    assert [one.payment.montant for one in dialog.proposals] == [half]
    said: list[str] = []
    context.message.connect(lambda text, _undoable: said.append(text))
    dialog.save.click()
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["1 versement enregistré"]
    assert ask(lambda session: _paid(session, action))[0][:2] == ("AVANCE", half)
    context.database.undo()
    _idle(qtbot, context)
    assert ask(lambda session: _paid(session, action)) == []


def _forget_rows(session: Any) -> None:
    """The rows of Chorus of the example would come first."""
    for one in session.scalars(select(LigneChorus.id)).all():
        records.delete(session, "ligne_chorus", one, agent="Awa")


def _number(session: Any, action: str) -> str:
    return str(records.read(session, "action", action).values["numero"])


def _name(qtbot: QtBot, context: Context, page: ReconciliationPage, numero: str) -> None:
    page.matches.number.setFocus()
    page.matches.number.setText(numero)
    QTest.keyClick(page.matches.number, Qt.Key.Key_Return)
    _idle(qtbot, context)


@pytest.fixture
def received(qtbot: QtBot, context: Context, ask: Ask, tmp_path: Path) -> tuple[str, Decimal]:
    """Two payments of one action on one EJ, and a stranger; gives the action and its grant."""
    action, siret, granted = ask(_unpaid)
    first = (granted / 4).quantize(Decimal("0.01"))
    path = extraction(
        tmp_path / "chorus.xlsx",
        [
            chorus_row(float(first), ej=EJ, dp="1", siret=siret, paye_le=41150),
            chorus_row(float(granted - first), ej=EJ, dp="2", siret=siret, paye_le="30/09/2012"),
            chorus_row(12, ej="2166666666", dp="3", siret="#", nom="Inconnu", paye_le=41200),
        ],
    )
    done: list[Any] = []
    context.database.write(_forget_rows)
    context.database.write(lambda s: import_files(s, [path], agent="Awa"), done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    return action, granted


def _shown(qtbot: QtBot, context: Context, show: Any) -> ReconciliationPage:
    page = ReconciliationPage(context)
    with qtbot.waitSignal(page.filled, timeout=10_000):
        show(page)
    _idle(qtbot, context)
    return page


def test_an_action_is_paid_in_two_payments_through_a_chorus_file(
    qtbot: QtBot, context: Context, show: Any, ask: Ask, received: tuple[str, Decimal]
) -> None:
    action, granted = received
    page = _shown(qtbot, context, show)
    assert [chip.count for chip in page.rows.chips.values()] == ["3", "0", "0"]
    # No commitment is known yet: the agent names the action.
    _name(qtbot, context, page, ask(lambda session: _number(session, action)))
    QTest.keyClick(page.rows.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    _idle(qtbot, context)
    assert [chip.count for chip in page.rows.chips.values()] == ["2", "1", "0"]
    # The EJ was confirmed once: its action now comes first, and is sure.
    assert page.rows.here() is not None and page.rows.here().dp == "2"  # type: ignore[union-attr]
    best = page.matches.candidates[0]
    assert (best.action_id, best.confiance) == (action, "Sûr")
    assert "Parce que" in page.matches.reasons.text() and EJ in page.matches.reasons.text()
    page.sure_button.click()
    _idle(qtbot, context)
    paid = ask(lambda session: _paid(session, action))
    assert [one[0] for one in paid] == ["AVANCE", "SOLDE"] and {one[2] for one in paid} == {
        "1",
        "2",
    }
    assert sum(one[1] for one in paid) == granted
    assert page.rows.here() is not None and page.rows.here().dp == "3"  # type: ignore[union-attr]
    assert not page.matches.confirm_button.isEnabled()
    context.database.undo()
    context.database.undo()
    _idle(qtbot, context)
    assert ask(lambda session: _paid(session, action)) == []
    assert page.rows.chips["A_RAPPROCHER"].count == "3"


def test_a_row_is_split_and_taken_back(
    qtbot: QtBot, context: Context, show: Any, ask: Ask, received: tuple[str, Decimal]
) -> None:
    action, _granted = received
    page = _shown(qtbot, context, show)
    _name(qtbot, context, page, "inexistant")
    assert page.matches.fault.isVisible()
    _name(qtbot, context, page, ask(lambda session: _number(session, action)))
    page.matches.table.enter(action, "part", "10,50")
    page.matches.confirm_button.click()
    _idle(qtbot, context)
    assert ask(lambda session: _paid(session, action))[0][1] == Decimal("10.50")
    row = page.rows.here()
    assert row is not None and row.dp == "1" and row.montant - row.reste == Decimal("10.50")
    assert page.matches.reopen_button.isVisible()
    page.matches.reopen_button.click()
    _idle(qtbot, context)
    assert ask(lambda session: _paid(session, action)) == []


def test_a_row_is_set_aside_with_its_reason(
    qtbot: QtBot, context: Context, show: Any, received: tuple[str, Decimal]
) -> None:
    page = _shown(qtbot, context, show)
    page.commands["next"]()
    page.commands["next"]()
    _idle(qtbot, context)
    dialog = page.ask_reason()
    dialog.answered.emit(["autre programme"])
    dialog.reject()
    _idle(qtbot, context)
    page.rows.chips["ECARTEE"].click()
    _idle(qtbot, context)
    assert page.rows.here() is not None and page.rows.here().motif == "autre programme"  # type: ignore[union-attr]
    assert "autre programme" in page.matches.detail.text()


def test_an_extraction_is_previewed_then_leads_to_its_reconciliation(
    qtbot: QtBot, context: Context, show: Any, ask: Ask, tmp_path: Path
) -> None:
    page = ImportPage(context)
    show(page)
    went: list[str] = []
    context.went.connect(went.append)
    page.try_files([extraction(tmp_path / "x.xlsx", [chorus_row(12.5), chorus_row(-2, dp="9")])])
    qtbot.waitUntil(lambda: page.result.isVisible() and page.button.isEnabled(), timeout=20_000)
    assert "Chorus" in page.found.text()
    page.button.click()
    qtbot.waitUntil(lambda: went == ["rapprochement"], timeout=20_000)
    tally = ask(lambda session: rows.tallies(session)["A_RAPPROCHER"])
    assert tally.montant >= Decimal("10.50")
