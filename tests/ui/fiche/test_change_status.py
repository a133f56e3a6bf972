"""One action goes forward and back from its page; its steps are shown, and undone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtWidgets import QMenu

from ui.fiche.action import ActionFiche
from ui.fiche.steps import StepsCard
from ui.lifecycle.dialog import ChangeDialog


@pytest.fixture
def fiche(bench: Any) -> ActionFiche:
    """The action of 2012 on screen."""
    page: ActionFiche = bench.show(ActionFiche(bench.context), bench.ids["action"])
    return page


def _texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def _ask(bench: Any, fiche: ActionFiche, text: str) -> ChangeDialog:
    """Choose an entry of the menu and wait for what it would do."""
    (action,) = [one for one in fiche.status_menu.actions() if one.text() == text]
    action.trigger()
    bench.idle()
    (dialog,) = [one for one in fiche.findChildren(ChangeDialog) if one.isVisible()]
    return dialog


def _statut(bench: Any) -> Any:
    return bench.value("action", bench.ids["action"], "statut")


def _rows(bench: Any, card: StepsCard, fiche: ActionFiche) -> list[list[str]]:
    card.take(fiche.sheet)
    bench.idle()
    return [[cell.text for cell in line.cells] for line in card.table.sheet.lines]


def test_an_action_goes_forward_and_back_and_its_steps_are_kept(
    bench: Any, fiche: ActionFiche
) -> None:
    assert "Passer en instruction" in _texts(fiche.status_menu)
    assert "Notifier" not in _texts(fiche.status_menu)
    dialog = _ask(bench, fiche, "Passer en instruction")
    assert [one.label.text() for one in dialog.view.messages] == [
        "Le dossier n’est pas noté complet. Inscrivez la date à laquelle le dossier est complet,"
        " ou demandez les pièces. (Circulaire du 24 décembre 2002, dossier unique de demande de"
        " subvention)"
    ]
    assert dialog.wanted.isVisible() and not dialog.accept_button.isEnabled()
    dialog.form.reason.setPlainText("Pièces promises")
    dialog.form.step_day.setText("231012")
    dialog.accept_button.click()
    bench.idle()
    assert _statut(bench) == "INSTRUCTION" and not fiche.findChildren(ChangeDialog)
    assert fiche.header.pill.word == "En instruction"
    _ask(bench, fiche, "Revenir à « Reçu »").accept_button.click()
    bench.idle()
    assert _statut(bench) == "RECU" and bench.said[-1] == "1 action\u00a0: Reçu"
    card = StepsCard(fiche)
    bench.qtbot.addWidget(card)
    rows = _rows(bench, card, fiche)
    assert [row[1:3] for row in rows] == [["En instruction", "Reçu"], ["Reçu", "En instruction"]]
    assert rows[1][0] == "23/10/2012" and rows[1][3:] == ["Pièces promises", "N. Ferry"]
    for expected in ("INSTRUCTION", "RECU"):
        fiche.undo()
        bench.idle()
        assert _statut(bench) == expected
    assert _rows(bench, card, fiche) == [] and card.empty.isVisibleTo(card)


def test_an_amount_typed_last_is_seen_before_it_is_granted(bench: Any, fiche: ActionFiche) -> None:
    fiche.commands["decide"]()
    bench.idle()
    (dialog,) = fiche.findChildren(ChangeDialog)
    assert not dialog.accept_button.isEnabled()  # nothing is chosen yet
    dialog.form.choice.setCurrentIndex(1)
    dialog.form.choice.activated.emit(1)
    bench.idle()
    assert dialog.form.amount.isVisible() and dialog.form.reasons.count() == 3
    dialog.form.reasons.setCurrentIndex(2)
    dialog.form.reasons.activated.emit(2)
    assert dialog.form.reason.toPlainText().startswith("Reconduction")
    dialog.form.amount.setText("12 000,01")
    seen = [one.label.text() for one in dialog.view.messages]
    dialog.go_on()  # Enter, from the amount: it is more than what is asked
    bench.idle()
    assert not any("12\u202f000,01" in text for text in seen)
    assert bench.value("action", bench.ids["action"], "montant_accorde") == Decimal("12000.01")
    assert _statut(bench) == "ACCORDE"
    motif = bench.value("action", bench.ids["action"], "decision_motif")
    assert motif.startswith("Reconduction")
    fiche.undo()
    bench.idle()
    assert _statut(bench) == "RECU"
    assert bench.value("action", bench.ids["action"], "montant_accorde") is None
