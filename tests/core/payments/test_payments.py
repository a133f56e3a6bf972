"""Avance, acompte, solde; commitments over several actions; a reversement netted; the rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.errors import InvalidInput
from acse_desktop.models import Compensation, Versement
from acse_desktop.services import commitments, payments, records
from acse_desktop.services.checking import check_action
from acse_desktop.services.payments import Payment
from acse_desktop.store.operations import redo, undo
from tests.core.payments.conftest import AGENT, values

NOVEMBER = date(2012, 11, 20)


def _codes(session: Session, action: str) -> set[str]:
    found = check_action(session, action, NOVEMBER)
    return {one.code for one in found if one.code.startswith("PAI-")}


def test_a_grant_is_paid_in_parts_and_the_next_one_is_proposed(session: Session) -> None:
    first = payments.standing(session, "t1")
    assert (first.reste, first.propose) == (Decimal(10000), Decimal(10000))
    advance = payments.pay(session, "t1", Payment(Decimal("2500.25")), agent=AGENT)
    payments.pay(session, "t1", Payment(Decimal(2000)), agent=AGENT)
    left = payments.standing(session, "t1").reste
    assert left == Decimal("5499.75")
    last = payments.pay(session, "t1", Payment(left), agent=AGENT)
    payments.pay(session, "t1", Payment(Decimal("-100.10")), agent=AGENT)
    kinds = [
        card.values["nature"] for card in records.children(session, "versement", "action", "t1")
    ]
    assert kinds == ["AVANCE", "ACOMPTE", "SOLDE", "REVERSEMENT"]
    assert values(session, "action", "t1")["montant_paye"] == Decimal("9899.90")
    assert values(session, "versement", advance)["ej"] == "2101234567"
    records.delete(session, "versement", last, agent=AGENT)
    assert payments.standing(session, "t1").paye == Decimal("4400.15")
    with pytest.raises(InvalidInput):
        payments.pay(session, "t1", Payment(Decimal(0)), agent=AGENT)


def test_many_actions_are_paid_at_once_within_what_is_left(session: Session) -> None:
    payments.pay(session, "t2", Payment(Decimal(5000)), agent=AGENT)
    wanted = payments.proposals(session, ["t1", "t2", "h2"], Decimal(50), date(2012, 4, 1))
    assert [one.payment.montant for one in wanted] == [5000, Decimal("0.50"), 1500]
    assert [one.payment.nature for one in wanted] == ["AVANCE", "SOLDE", "AVANCE"]
    assert wanted[0].remarks == ("La date est antérieure à la notification.",)
    assert "Aucun numéro d’EJ." in wanted[2].remarks
    assert payments.pay_many(session, wanted, agent=AGENT) == 3
    assert payments.standing(session, "t2").reste == 0
    again = payments.proposals(session, ["t2"])
    assert payments.pay_many(session, again, agent=AGENT) == 0
    undo(session, AGENT)
    assert payments.standing(session, "t1").paye == 0
    assert payments.standing(session, "t2").paye == 5000


def test_a_commitment_covers_several_actions_and_gives_their_engaged_amount(
    session: Session,
) -> None:
    records.update(session, "action", "t1", {"montant_engage": Decimal(1)}, agent=AGENT)
    first = commitments.link(session, "t1", "2101 234567", Decimal(6000), agent=AGENT)
    second = commitments.link(session, "t1", "55", Decimal("3999.99"), agent=AGENT)
    commitments.link(session, "t2", "2101234567", Decimal(5000), agent=AGENT)
    assert commitments.link(session, "h2", "2101234567", None, agent=AGENT)
    assert values(session, "action", "t1")["montant_engage"] == Decimal("9999.99")
    assert values(session, "action", "t2")["montant_engage"] == 5000
    assert values(session, "action", "h2")["montant_engage"] is None
    assert values(session, "action", "h2")["ej"] == "2101234567"
    links = {one.ej: one for one in commitments.links_of(session, "t1")}
    assert set(links) == {"2101234567", "0000000055"}
    assert links["2101234567"].others == ("93-h2", "93-t2")
    assert commitments.link(session, "t1", "55", Decimal(10), agent=AGENT) == second
    assert values(session, "action", "t1")["montant_engage"] == 6010
    engagement = links["2101234567"].engagement_id
    records.delete(session, "engagement", engagement, agent=AGENT)
    assert values(session, "action", "t1")["montant_engage"] == 10
    assert values(session, "action", "t2")["montant_engage"] is None
    undo(session, AGENT)
    assert values(session, "action", "t2")["montant_engage"] == 5000
    records.delete(session, "engagement_action", first, agent=AGENT)
    assert values(session, "action", "t1")["montant_engage"] == 10


def test_a_reversement_is_netted_against_the_next_grant(session: Session) -> None:
    payments.pay(session, "t0", Payment(Decimal(4000)), agent=AGENT)
    records.update(session, "action", "t0", {"montant_a_reverser": Decimal(700)}, agent=AGENT)
    (old,) = payments.old_grants(session, "t1")
    assert (old.action_id, old.montant, old.exercice) == ("t0", 700, 2011)
    paid, repaid = payments.net(session, "t0", "t1", Decimal("700.00"), agent=AGENT)
    assert [payments.standing(session, one).paye for one in ("t0", "t1")] == [3300, 700]
    assert payments.standing(session, "t1").reste == 9300
    assert payments.old_grants(session, "t1")[0].montant == 0
    records.update(session, "versement", repaid, {"montant": Decimal(600)}, agent=AGENT)
    assert values(session, "versement", paid)["montant"] == 600
    assert [payments.standing(session, one).paye for one in ("t0", "t1")] == [3400, 600]
    records.delete(session, "versement", repaid, agent=AGENT)
    assert session.scalar(select(func.count()).select_from(Compensation)) == 0
    assert [payments.standing(session, one).paye for one in ("t0", "t1")] == [4000, 0]
    undo(session, AGENT)
    assert [payments.standing(session, one).paye for one in ("t0", "t1")] == [3400, 600]
    records.delete(session, "action", "t0", agent=AGENT)
    assert payments.standing(session, "t1").paye == 0
    for _step in range(3):
        undo(session, AGENT)
    assert session.scalar(select(func.count()).select_from(Versement)) == 1
    redo(session, AGENT)
    assert payments.standing(session, "t1").paye == 700


@pytest.mark.parametrize(
    ("old", "new", "montant"),
    [("t0", "h1", 10), ("t0", "t0", 10), ("t0", "t1", 4001), ("t0", "t1", 0)],
)
def test_a_netting_that_the_grants_cannot_bear_is_refused(
    session: Session, old: str, new: str, montant: int
) -> None:
    payments.pay(session, "t0", Payment(Decimal(4000)), agent=AGENT)
    with pytest.raises(InvalidInput):
        payments.net(session, old, new, Decimal(montant), agent=AGENT)
    assert payments.standing(session, new).paye == (4000 if new == "t0" else 0)


def test_the_rules_watch_over_the_payments(session: Session) -> None:
    records.update(session, "action", "t0", {"crf_recu_le": date(2012, 6, 1)}, agent=AGENT)
    assert not _codes(session, "t1")
    payments.pay(session, "t1", Payment(Decimal(9000), verse_le=date(2012, 4, 10)), agent=AGENT)
    assert not _codes(session, "t1")
    commitments.link(session, "t1", "2101234567", Decimal(8000), agent=AGENT)
    assert _codes(session, "t1") == {"PAI-ENGAGE"}
    commitments.link(session, "t1", "2101234567", Decimal(10000), agent=AGENT)
    payments.pay(session, "t1", Payment(Decimal(500), "SOLDE", date(2012, 3, 1)), agent=AGENT)
    assert _codes(session, "t1") == {"PAI-NOTIFIE", "PAI-SOLDE"}
    records.update(session, "action", "h2", {"ej": "21"}, agent=AGENT)
    assert _codes(session, "h2") == {"PAI-EJ-FORME"}
    records.update(session, "action", "h2", {"ej": "2101234567"}, agent=AGENT)
    assert _codes(session, "h2") == {"PAI-EJ-PARTAGE"}
    records.update(session, "action", "t0", {"crf_recu_le": None}, agent=AGENT)
    payments.pay(session, "t2", Payment(Decimal(100), verse_le=date(2012, 7, 1)), agent=AGENT)
    assert "PAI-CRF" in _codes(session, "t2")
    assert "PAI-CRF" not in _codes(session, "t1")
