"""« Contrôles »: a plan is seen before it is written; a control leads to its repayment."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.dialogs.control_plan import ControlPlanDialog
from ui.dialogs.new_control import NewControl
from ui.pages.controles import ControlesPage

Ask = Callable[[Callable[[Any], Any]], Any]


@pytest.fixture
def controls(qtbot: QtBot, context: Context, show: Any, ask: Ask) -> ControlesPage:
    """The page; what the example holds is removed first."""

    def empty(session: Any) -> None:
        from acse_desktop.services import gestures, listing
        from acse_desktop.services.listing_types import Query

        rows = listing.page(session, "controles", Query(), None, 0, 500).rows
        if rows:
            gestures.delete_all(session, "controle", [row[0] for row in rows], agent="Awa")

    done: list[None] = []
    context.database.write(empty, done.append)
    qtbot.waitUntil(lambda: bool(done))
    made = ControlesPage(context)
    with qtbot.waitSignal(made.filled, timeout=10_000):
        show(made)
    return made


def _count(ask: Ask) -> int:
    from acse_desktop.services import listing
    from acse_desktop.services.listing_types import Query

    return int(ask(lambda session: listing.summary(session, "controles", Query(), 2012)).count)


def _previewed(qtbot: QtBot, context: Context, dialog: ControlPlanDialog, share: int) -> list[str]:
    """The actions that a share gives."""
    dialog.taux.set_value(Decimal(share))
    dialog.preview()
    qtbot.waitUntil(lambda: context.database.idle)
    return [line.key for line in dialog.table.sheet.lines]


def test_a_plan_is_shown_then_written_and_drawn_again(
    qtbot: QtBot, context: Context, controls: ControlesPage, ask: Ask
) -> None:
    said: list[str] = []
    context.message.connect(lambda text, _undoable: said.append(text))
    controls.plan_button.click()
    dialog = controls.findChild(ControlPlanDialog)
    dialog.graine.set_value(7)
    few = _previewed(qtbot, context, dialog, 10)
    assert _previewed(qtbot, context, dialog, 10) == few
    assert len(_previewed(qtbot, context, dialog, 50)) > len(few)
    assert _count(ask) == 0
    _previewed(qtbot, context, dialog, 150)
    assert not dialog.writing.isEnabled() and dialog.fields["taux"].message.isVisible()
    assert _previewed(qtbot, context, dialog, 10) == few
    with qtbot.waitSignal(controls.filled, timeout=10_000):
        dialog.writing.click()
    assert _count(ask) == len(few)
    qtbot.waitUntil(lambda: f"0 sur {len(few)}" in controls.figures.text())
    controls.plans_menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: any("exactement" in text for text in said))


def test_a_training_is_added(
    qtbot: QtBot, context: Context, controls: ControlesPage, ask: Ask
) -> None:
    controls.header.create_button.click()
    qtbot.waitUntil(lambda: controls.findChild(NewControl) is not None)
    dialog = controls.findChild(NewControl)
    dialog.creation.click()
    assert dialog.isVisible() and dialog.fields["nature"].message.isVisible()
    dialog.nature.set_value("FORMATION")
    dialog.dispositif.set_value("PRE")
    dialog.intitule.set_value("Évaluer un parcours")
    with qtbot.waitSignal(context.opened, timeout=10_000) as opened:
        dialog.creation.click()
    assert opened.args[0] == "controle" and _count(ask) == 1
    with qtbot.waitSignal(controls.filled, timeout=10_000):
        controls.delete_controls([opened.args[1]])
    assert _count(ask) == 0


@pytest.fixture
def control(qtbot: QtBot, context: Context, ask: Ask) -> Any:
    """The fiche of a control of an action that was paid, just scheduled."""
    from acse_desktop.services import listing
    from acse_desktop.services.controls import fiche
    from acse_desktop.services.listing_types import Filter, Query
    from ui.fiche.controle import ControleFiche

    paid = Query(filters=(Filter("statut", "in", ("PAIEMENT", "BILAN", "CLOS")),))
    action = ask(lambda session: listing.page(session, "actions", paid, 2012, 0, 1)).rows[0][0]
    made: list[str] = []
    context.database.write(
        lambda session: fiche.schedule(session, action, agent="Awa"), made.append
    )
    qtbot.waitUntil(lambda: bool(made))
    page = ControleFiche(context)
    qtbot.addWidget(page)
    page.resize(1314, 690)
    page.show()
    with qtbot.waitSignal(page.shown, timeout=10_000):
        page.show_record(made[0])
    return page


def test_the_fiche_leads_to_the_repayment_of_the_action(
    qtbot: QtBot, context: Context, control: Any, ask: Ask
) -> None:
    from acse_desktop.services import records

    assert len(control.points.table.sheet.lines) == 9 and not control.repayment.isVisible()
    line = control.points.table.sheet.lines[0].key
    control.points.table.chosen.emit(line, "reponse", "NON")
    for name, value in (("fait_le", context.today), ("suite", "REVERSEMENT"),
                        ("constats", "Aucune séance n’a eu lieu.")):  # fmt: skip
        control.form.editors[name].committed.emit(value)
    qtbot.waitUntil(control.repayment.isVisible, timeout=10_000)
    control.repayment.amount.set_value(Decimal(100))
    control.repayment.decide_button.click()
    qtbot.waitUntil(lambda: "100" in control.repayment.state.text(), timeout=10_000)
    action = control.sheet.action.id
    values = ask(lambda session: records.read(session, "action", action)).values
    assert values["montant_a_reverser"] == Decimal(100)
    assert "Aucune séance" in values["reversement_motif"]


def test_the_fiche_is_exported_and_opens_its_action(
    qtbot: QtBot, context: Context, control: Any, tmp_path: Path
) -> None:
    target = tmp_path / "fiche.xlsx"
    with qtbot.waitSignal(context.message, timeout=10_000):
        control.export(target, blank=True)
    assert target.stat().st_size > 1000
    opened: list[tuple[str, str]] = []
    context.opened.connect(lambda *record: opened.append(record))
    control.action_button.click()
    assert opened == [("action", control.sheet.action.id)]
