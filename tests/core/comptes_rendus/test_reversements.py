"""The table of the compte rendu, the amount proposed to be paid back, and its follow-up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acse_desktop.errors import InvalidInput
from acse_desktop.services import records
from acse_desktop.services.comptes_rendus import gestes
from acse_desktop.services.comptes_rendus.bilan_financier import bilan_of
from acse_desktop.services.comptes_rendus.reversements import Situation, proposer
from acse_desktop.store.operations import undo

AGENT = "Awa"
amounts = st.decimals(0, 10**7, places=2)


def _situation(accorde, paye, prevu, realise, conforme=True) -> Situation:
    read = [None if one is None else Decimal(one) for one in (accorde, paye, prevu, realise)]
    return Situation(*read, conforme)


@pytest.mark.parametrize(
    ("situation", "montant", "words"),
    [
        # 10 000 × 15 000 / 20 000 = 7 500
        (("10000", "10000", "20000", "15000"), "2500", "même proportion"),
        # 10 000 × 13 333,33 / 20 000 = 6 666,665, rounded to 6 666,67
        (("10000", "10000", "20000", "13333.33"), "3333.33", "même proportion"),
        (("10000", "5000", "20000", "15000"), "0", "restent à payer"),
        (("10000", "8000", "20000", "15000"), "500", "à reverser"),
        (("10000", "10000", "20000", "25000"), "0", "en entier"),
        (("10000", "10000", "20000", "0"), "10000", "à reverser"),
        (("10000", "10000", None, "4000"), "6000", "Aucun coût"),
        (("10000", "9000", "20000", "20000", False), "9000", "pas conforme"),
    ],
)
def test_the_proposal_is_worked_out_by_hand(situation, montant, words) -> None:
    found = proposer(_situation(*situation))
    assert found.montant == Decimal(montant)
    assert words in " ".join(found.raisons)


def test_nothing_is_proposed_before_the_expenses_are_known() -> None:
    found = proposer(_situation("10", "10", "20", None))
    assert found.montant is None and found.raisons


@given(amounts, amounts, amounts, amounts, st.booleans())
def test_a_proposal_never_passes_what_was_paid(accorde, paye, prevu, realise, conforme) -> None:
    found = proposer(Situation(accorde, paye, prevu, realise, conforme))
    assert found.montant is not None and found.due is not None
    assert 0 <= found.montant <= paye and 0 <= found.due <= accorde
    assert found.montant == found.montant.quantize(Decimal("0.01"))
    if conforme:
        assert found.montant == max(paye - found.due, 0)


def _prepared(session, grant) -> str:
    action = grant(2012, montant_demande=Decimal(10000))
    lines = {"622": {"prevu": Decimal(4000)}, "641": {"prevu": Decimal(16000)},
             "860": {"prevu": Decimal(500)}, "756": {"prevu": Decimal(8000)}}  # fmt: skip
    records.set_budget_lines(session, action, lines, agent=AGENT)
    funder = {"compte": "74etat", "financeur": "Acsé", "acse": True, "action_id": action,
              "demande_specifique": Decimal(10000), "demande_commun": Decimal(2000)}  # fmt: skip
    records.create(session, "financement", funder, agent=AGENT)
    paid = {"action_id": action, "nature": "ACOMPTE", "montant": Decimal(9000)}
    records.create(session, "versement", paid, agent=AGENT)
    return action


def _bilan(session, action):
    return bilan_of(
        records.children(session, "ligne_budget", "action", action),
        records.children(session, "financement", "action", action),
    )


def test_gaps_are_in_euros_and_in_percentage_and_the_expense_follows(session, grant) -> None:
    action = _prepared(session, grant)
    for compte, amount in (("622", "5000"), ("641", "10000.50"), ("860", "700")):
        gestes.set_realised(
            session, action, "ligne_budget", compte, Decimal(amount), agent=AGENT
        )  # fmt: skip
    (funder,) = [one for one in _bilan(session, action).produits if one.table == "financement"]
    gestes.set_realised(session, action, "financement", funder.cle, Decimal(9000), agent=AGENT)
    found = _bilan(session, action)
    gaps = {one.compte: (one.ecart.montant, one.ecart.pourcentage)
            for one in (*found.charges, *found.produits)}  # fmt: skip
    assert gaps == {
        "622": (1000, Decimal("25.0")), "641": (Decimal("-5999.50"), Decimal("-37.5")),
        "860": (200, Decimal("40.0")), "74etat": (-3000, Decimal("-25.0")), "756": (None, None),
    }  # fmt: skip
    assert found.total_charges.prevu == 20000
    assert found.total_charges.realise == Decimal("15000.50")
    assert found.total_produits.realise == 9000
    values = records.read(session, "action", action).values
    assert values["montant_realise"] == Decimal("15000.50")
    records.update(session, "action", action, {"montant_realise": Decimal(14000)}, agent=AGENT)
    gestes.set_realised(session, action, "ligne_budget", "622", Decimal(1), agent=AGENT)
    assert records.read(session, "action", action).values["montant_realise"] == 14000


def test_an_account_nobody_had_foreseen_can_be_entered(session, grant) -> None:
    action = _prepared(session, grant)
    lines = records.children(session, "ligne_budget", "action", action)
    seen = {one.compte for one in bilan_of(lines, (), every=True).charges}
    assert {"622", "641", "606"} & seen and len(seen) > 10
    assert not any(one.compte.startswith("74") for one in bilan_of(lines, (), every=True).produits)


def test_a_repayment_is_decided_ordered_paid_and_undone(session, grant) -> None:
    action = _prepared(session, grant)
    for amount, reason in (("9000.01", "trop"), ("0", "rien"), ("-1", "moins"), ("100", "  ")):
        with pytest.raises(InvalidInput):
            gestes.decide(session, action, Decimal(amount), reason, agent=AGENT)
    with pytest.raises(InvalidInput):
        gestes.order(session, action, date(2013, 9, 1), agent=AGENT)
    gestes.decide(session, action, Decimal(1500), "Sous-réalisation", agent=AGENT)
    assert "n’est pas établi" in gestes.suivi(session, action).phrase(date(2013, 9, 1))
    gestes.order(session, action, date(2013, 9, 1), agent=AGENT)
    gestes.repay(session, action, Decimal(600), date(2013, 9, 20), agent=AGENT)
    found = gestes.suivi(session, action)
    assert (found.paye, found.reverse, found.reste) == (9000, 600, 900)
    assert "depuis 30 jours" in found.phrase(date(2013, 10, 1))
    assert records.read(session, "action", action).values["montant_paye"] == 8400
    gestes.repay(session, action, Decimal(900), date(2013, 10, 2), agent=AGENT)
    assert gestes.suivi(session, action).reste == 0
    for _turn in range(4):
        undo(session, agent=AGENT)
    values = records.read(session, "action", action).values
    assert values["montant_a_reverser"] is None and values["montant_paye"] == 9000


def test_a_dispense_needs_a_reason_and_asks_nothing(session, grant) -> None:
    action = _prepared(session, grant)
    with pytest.raises(InvalidInput):
        gestes.dispense(session, action, "", agent=AGENT)
    gestes.dispense(session, action, "Écart dû à une crue", agent=AGENT)
    values = records.read(session, "action", action).values
    assert (values["montant_a_reverser"], values["reversement_motif"]) == (0, "Écart dû à une crue")
    assert "Dispensé" in gestes.suivi(session, action).phrase(date(2013, 9, 1))


def test_many_are_reminded_in_one_undo_and_received_ones_are_left(session, grant) -> None:
    late = [grant(2011), grant(2012), grant(2012, crf_recu_le=date(2013, 3, 1))]
    assert gestes.mark_reminded(session, late, date(2013, 9, 2), agent=AGENT) == 2

    def days() -> list[date | None]:
        return [records.read(session, "action", one).values["crf_relance_le"] for one in late]

    assert days() == [date(2013, 9, 2), date(2013, 9, 2), None]
    undo(session, agent=AGENT)
    assert days() == [None, None, None]
