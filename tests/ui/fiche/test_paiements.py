"""The tab of the payments: the amount left is proposed, a reversement is netted, an EJ linked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from acse_desktop.services import records
from acse_desktop.services.payments import Payment, pay
from ui.fiche.action import PAYMENTS, ActionFiche
from ui.paiements.dialogs import AskDialog, NettingDialog, PaymentDialog


def _fiche(bench: Any) -> ActionFiche:
    def prepare(session: Any) -> bool:
        granted = {"montant_accorde": Decimal("8000.50"), "notifie_le": date(2012, 5, 2)}
        records.update(session, "action", bench.ids["action"], granted, agent="essai")
        back = {"montant_a_reverser": Decimal(250)}
        records.update(session, "action", bench.ids["old"], back, agent="essai")
        pay(session, bench.ids["old"], Payment(Decimal(10000)), agent="essai")
        return True

    done: list[bool] = []
    bench.context.database.write(prepare, done.append)
    bench.qtbot.waitUntil(lambda: bool(done))
    fiche: ActionFiche = bench.show(ActionFiche(bench.context), bench.ids["action"])
    fiche.header.tabs.setCurrentIndex(PAYMENTS)
    bench.idle()
    return fiche


def _answer(bench: Any, fiche: ActionFiche, kind: type[AskDialog], **values: Any) -> AskDialog:
    bench.qtbot.waitUntil(lambda: fiche.findChild(kind) is not None)
    dialog = fiche.findChild(kind)
    assert dialog is not None
    for name, value in values.items():
        dialog.fields[name].editor.set_value(value)
    dialog.save.click()
    bench.idle()
    return dialog


def test_an_action_is_paid_in_two_payments_and_netted(bench: Any) -> None:
    fiche = _fiche(bench)
    tab = fiche.payments
    assert "Reste à payer\u00a0: 8\u202f000,50\u00a0€" in tab.line.text()
    tab.payments.add_button.click()
    _answer(bench, fiche, PaymentDialog, montant=Decimal(4000), dp="1000000001")
    tab.payments.net_button.click()
    bench.idle()
    _answer(bench, fiche, NettingDialog)
    assert bench.said[-1].startswith("250\u00a0€")
    tab.payments.add_button.click()
    dialog = fiche.findChild(PaymentDialog)
    assert dialog is not None
    assert dialog.fields["montant"].editor.value() == Decimal("3750.50")
    _answer(bench, fiche, PaymentDialog)
    rows = bench.rows("versement", bench.ids["action"])
    assert [one["nature"] for one in rows] == ["AVANCE", "COMPENSATION", "SOLDE"]
    assert sum(one["montant"] for one in rows) == Decimal("8000.50")
    assert bench.value("action", bench.ids["old"], "montant_paye") == Decimal(9750)
    assert "Reste à payer\u00a0: 0\u00a0€" in tab.line.text()
    assert not tab.payments.net_button.isEnabled()
    key = next(key for key, card in tab.payments.cards.items()
               if card.values["nature"] == "COMPENSATION")  # fmt: skip
    tab.payments.table.go(key, "montant")
    tab.payments.remove_button.click()
    bench.idle()
    assert bench.value("action", bench.ids["old"], "montant_paye") == Decimal(10000)


def test_a_commitment_is_linked_and_gives_the_amount_engaged(bench: Any) -> None:
    fiche = _fiche(bench)
    card = fiche.payments.commitments
    card.add_button.click()
    _answer(bench, fiche, AskDialog, ej="2101234567", montant=Decimal(5000))
    (line,) = card.cards
    assert card.table.sheet.lines[0].cells[0].text == "2101234567"
    assert bench.value("action", bench.ids["action"], "montant_engage") == Decimal(5000)
    card.table.enter(line, "montant", "6 000,10")
    bench.idle()
    assert bench.value("action", bench.ids["action"], "montant_engage") == Decimal("6000.10")
    assert "Engagé\u00a0: 6\u202f000,10\u00a0€" in fiche.payments.line.text()
    card.table.go(line, "montant")
    card.remove_button.click()
    bench.idle()
    assert bench.value("action", bench.ids["action"], "montant_engage") is None
