"""A compte rendu entered in the window: gaps, proposal, decision, repayment, and back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from acse_desktop.services import records
from acse_desktop.typography import count_text
from ui.fiche.action import REPORT, ActionFiche

AGENT = "N. Ferry"


def _prepare(session, action: str) -> None:
    lines = {"622": {"prevu": Decimal(4000), "realise": None},
             "641": {"prevu": Decimal(16000), "realise": None}}  # fmt: skip
    records.set_budget_lines(session, action, lines, agent=AGENT)
    paid = {"action_id": action, "nature": "SOLDE", "montant": Decimal(10000)}
    records.create(session, "versement", paid, agent=AGENT)
    changes = {"crf_attendu_le": date(2012, 6, 30), "public_prevu": 50}
    records.update(session, "action", action, changes, agent=AGENT)


@pytest.fixture
def fiche(bench: Any) -> ActionFiche:
    """The action of 2011, at its compte rendu."""
    action = bench.ids["old"]
    bench.read(lambda session: _prepare(session, action) or True)
    page = bench.show(ActionFiche(bench.context), action)
    page.header.tabs.setCurrentIndex(REPORT)
    bench.idle()
    return page


def _text(fiche: ActionFiche, line: str, column: str) -> str:
    table = fiche.report.accounts.table
    return str(table.sheet.at(line, column).data())


def _enter(bench: Any, fiche: ActionFiche, line: str, text: str) -> None:
    fiche.report.accounts.table.enter(line, "realise", text)
    bench.idle()


def test_gaps_follow_what_is_typed_and_a_fault_stays_in_its_cell(bench, fiche) -> None:
    _enter(bench, fiche, "ligne_budget:641", "10 000")
    _enter(bench, fiche, "ligne_budget:622", "5000")
    assert _text(fiche, "ligne_budget:641", "ecart") == "−6\u202f000"
    assert _text(fiche, "ligne_budget:641", "part") == "−37,5\u00a0%"
    assert _text(fiche, "total_charges", "realise") == "15\u202f000"
    assert _text(fiche, "total_charges", "part") == "−25,0\u00a0%"
    assert bench.value("action", bench.ids["old"], "montant_realise") == 15000
    _enter(bench, fiche, "ligne_budget:622", "beaucoup")
    assert _text(fiche, "ligne_budget:622", "realise") == "beaucoup"
    assert fiche.report.accounts.message.isVisible()
    assert bench.value("action", bench.ids["old"], "montant_realise") == 15000


def test_a_column_is_pasted_over_the_accounts_in_one_undo(bench, fiche) -> None:
    QGuiApplication.clipboard().setText("1 234,50\n2000\n")
    table = fiche.report.accounts.table
    table.go("ligne_budget:622", "realise")
    table.paste()
    bench.idle()
    rows = {row["compte"]: row["realise"] for row in bench.rows("ligne_budget", bench.ids["old"])}
    assert rows == {"622": Decimal("1234.50"), "641": Decimal(2000)}
    fiche.undo()
    bench.idle()
    rows = {row["compte"]: row["realise"] for row in bench.rows("ligne_budget", bench.ids["old"])}
    assert rows == {"622": None, "641": None}


def test_an_account_nobody_foresaw_appears_on_demand(bench, fiche) -> None:
    table = fiche.report.accounts.table
    assert table.sheet.row_of("ligne_budget:606") == table.sheet.row_of("ligne_budget:6251") == -1
    count = table.sheet.rowCount()
    fiche.report.accounts.more.click()
    assert table.sheet.rowCount() > count + 10


def _spend(bench: Any, fiche: ActionFiche) -> None:
    for line, text in (("ligne_budget:641", "10000"), ("ligne_budget:622", "5000")):
        _enter(bench, fiche, line, text)


def _decide(bench: Any, fiche: ActionFiche, amount: str, reason: str) -> None:
    card = fiche.report.repayment
    card.amount.setText(amount)
    card.motive.setPlainText(reason)
    card.decide_button.click()
    bench.idle()


def test_the_repayment_is_proposed_in_words(bench, fiche) -> None:
    card = fiche.report.repayment
    assert "Saisissez" in card.reasons.text() and card.amount.value() is None
    _spend(bench, fiche)
    assert "même proportion" in card.reasons.text()
    assert card.amount.value() == 2500  # 10 000 × 15 000 / 20 000 due out of 10 000 paid
    card.improper.setChecked(True)
    assert card.amount.value() == 10000
    card.improper.setChecked(False)
    _decide(bench, fiche, "10000,01", "Trop")
    assert card.fault.isVisible()
    assert bench.value("action", bench.ids["old"], "montant_a_reverser") is None


def test_the_repayment_is_decided_ordered_received_and_undone(bench, fiche) -> None:
    card, action = fiche.report.repayment, bench.ids["old"]
    _spend(bench, fiche)
    _decide(bench, fiche, "2000", "Une partie des dépenses était engagée")
    assert bench.value("action", action, "montant_a_reverser") == 2000
    assert "n’est pas établi" in card.state.text() and not card.fault.isVisible()
    card.order_button.click()
    bench.idle()
    assert bench.value("action", action, "reversement_demande_le") == date.today()
    card.repay_button.click()
    bench.idle()
    assert bench.value("action", action, "montant_paye") == 8000
    assert not card.repay_button.isEnabled() and "en entier" in card.state.text()
    for _turn in range(3):
        fiche.undo()
        bench.idle()
    assert bench.value("action", action, "montant_a_reverser") is None
    assert card.amount.value() == 2500 and not card.state.isVisible()


def test_a_dispense_needs_a_reason(bench, fiche) -> None:
    card, action = fiche.report.repayment, bench.ids["old"]
    card.dispense_button.click()
    bench.idle()
    assert card.fault.isVisible()
    card.motive.setPlainText("Écart dû à une inondation")
    card.dispense_button.click()
    bench.idle()
    assert bench.value("action", action, "montant_a_reverser") == 0
    assert "Dispensé" in card.state.text()


def test_the_day_the_words_and_the_state_are_kept(bench, fiche) -> None:
    tab, action = fiche.report, bench.ids["old"]
    assert tab.state.text().startswith("En retard de ")
    tab.remind_button.click()
    bench.idle()
    assert bench.value("action", action, "crf_relance_le") == date.today()
    assert "Dernière relance" in tab.state.text()
    tab.words.editors["bilan_qualitatif"].setPlainText("Quarante parents ont suivi les ateliers.")
    fiche.flush()
    bench.idle()
    assert "Quarante" in bench.value("action", action, "bilan_qualitatif")
    tab.words.editors["public_realise"].setText("40")
    fiche.flush()
    bench.idle()
    assert "40 bénéficiaires sur 50" in tab.public.text() and "80" in tab.public.text()
    tab.receive_button.click()
    bench.idle()
    assert tab.state.text().startswith("Compte rendu reçu le ")
    assert not tab.remind_button.isEnabled()


def test_the_fields_are_in_one_tab_only_and_problems_lead_to_it(bench, fiche) -> None:
    others = set(fiche.action.form.editors)
    assert not {"crf_recu_le", "bilan_qualitatif", "montant_a_reverser"} & others
    fiche.header.tabs.setCurrentIndex(0)
    problem = next(one for one in fiche.summary.problems if one.field == "crf_recu_le")
    fiche.go_to_problem(problem)
    assert fiche.header.tabs.currentIndex() == REPORT
    assert fiche.report.deadline.editors["crf_recu_le"].hasFocus()
    assert "30/06/2012" in fiche.report.deadline.message_of("crf_recu_le")


def test_the_due_day_is_told_when_none_is_written(bench, fiche) -> None:
    action = bench.ids["old"]
    blank = {"crf_attendu_le": None}
    bench.read(lambda s: records.update(s, "action", action, blank, agent=AGENT))
    fiche.show_record(action)
    bench.idle()
    days = (date.today() - date(2012, 6, 30)).days
    assert f"{count_text(days)} jours" in fiche.report.state.text()
