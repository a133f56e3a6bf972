"""Rows of Chorus matched with actions: candidates, split, remembered choices, undo, exact sums."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.errors import InvalidInput, UserError
from acse_desktop.models import LigneChorus, Provenance, Rapprochement, Versement
from acse_desktop.services import commitments, payments, records
from acse_desktop.services.chorus import candidates, reconciling, rows
from acse_desktop.services.chorus.candidates import SUR
from acse_desktop.services.chorus.reconciling import Part
from acse_desktop.services.importing.service import import_files
from acse_desktop.services.paid import signed
from acse_desktop.services.payments import Payment
from acse_desktop.store.operations import operation, redo, undo, undo_name
from tests.core.payments.conftest import (
    AGENT,
    HORIZON,
    TILLEULS,
    chorus_row,
    extraction,
    lignes,
    values,
)


@pytest.fixture
def receive(session: Session, tmp_path: Path) -> Callable[..., list[str]]:
    """Imports rows; gives their identifiers by DP."""

    def received(*found: Any) -> list[str]:
        import_files(session, [extraction(tmp_path / "x.xlsx", found)], agent=AGENT)
        return [one.id for one in lignes(session)]

    return received


def _matched(session: Session) -> Decimal:
    query = select(Versement.nature, Versement.montant).join(Rapprochement)
    return sum((signed(*row) for row in session.execute(query)), Decimal(0))


def test_candidates_come_with_their_reasons(session: Session, receive: Any) -> None:
    by_ej, by_siret, unknown = receive(
        chorus_row(8000, dp="1"),
        chorus_row(1500, dp="2", ej="2199999999"),
        chorus_row(77, dp="3", ej="2188888888", siret="11111111111111", nom="Inconnu"),
    )
    best, *others = candidates.candidates(session, by_ej)
    assert (best.action_id, best.confiance, best.nature) == ("h1", SUR, "SOLDE")
    assert any("même EJ 2107654321" in one for one in best.reasons)
    assert {"même SIRET", "même nom", "même exercice"} <= set(best.reasons)
    assert "payé après la notification du 03/05/2012" in best.reasons
    assert {one.action_id for one in others} == {"h2"}
    guesses = candidates.candidates(session, by_siret)
    assert [one.action_id for one in guesses] == ["h2", "h1"]
    assert all(one.confiance != SUR for one in guesses)
    assert "l’action a un autre EJ" in guesses[1].reasons
    assert candidates.candidates(session, unknown) == []


def test_sure_rows_are_reconciled_at_once_and_the_rest_is_left(
    session: Session, receive: Any
) -> None:
    receive(
        chorus_row(8000, dp="1"),
        chorus_row(10000, dp="2", ej="2101234567", siret=TILLEULS, nom="Les Tilleuls"),
        chorus_row(200, dp="3", ej="2155555555", siret="11111111111111"),
        chorus_row(15000.5, dp="4", ej="2101234567", siret=TILLEULS),
    )
    sure = dict(reconciling.sure_matches(session))
    assert set(sure.values()) == {"h1", "t1"}
    assert reconciling.confirm_sure(session, agent=AGENT) == 2
    tallies = rows.tallies(session)
    assert (tallies["RAPPROCHEE"].lignes, tallies["RAPPROCHEE"].montant) == (2, 18000)
    assert tallies["A_RAPPROCHER"].montant == Decimal("15200.50")
    paid = records.children(session, "versement", "action", "h1")[0].values
    assert (paid["nature"], paid["dp"], paid["ej"]) == ("SOLDE", "1", "2107654321")
    assert paid["verse_le"] == date(2012, 6, 15)
    undo(session, AGENT)
    assert rows.tallies(session)["RAPPROCHEE"].lignes == 0 and not _matched(session)
    assert values(session, "action", "h1")["montant_paye"] is None
    assert not commitments.links_of(session, "h1")


def test_one_row_may_pay_two_actions_and_two_rows_one(session: Session, receive: Any) -> None:
    advance, both, rest = receive(
        chorus_row(2500, dp="1"),
        chorus_row(15000.5, dp="2", ej="2101234567", siret=TILLEULS),
        chorus_row(5500, dp="1", poste_dp="2"),
    )
    advance, rest, both = (one.id for one in lignes(session))
    asked = candidates.asked_of(session, session.get_one(LigneChorus, both))
    shared = candidates.split(candidates.candidates(session, both), asked)
    assert shared == [("t1", Decimal(10000)), ("t2", Decimal("5000.50"))]
    reconciling.confirm(session, both, [Part(*one) for one in shared], agent=AGENT)
    assert {one.numero: one.montant for one in rows.tied(session, both)} == dict(
        zip(("93-t1", "93-t2"), (10000, Decimal("5000.50")), strict=True)
    )
    for row in (advance, rest):
        best = candidates.candidates(session, row)[0]
        reconciling.confirm(session, row, [Part(best.action_id, best.montant)], agent=AGENT)
    kinds = [one.values["nature"] for one in records.children(session, "versement", "action", "h1")]
    assert kinds == ["AVANCE", "SOLDE"]
    assert values(session, "action", "h1")["montant_paye"] == 8000
    assert _matched(session) == rows.tallies(session)["RAPPROCHEE"].montant == Decimal("23000.50")


def test_a_row_paid_in_part_stays_for_the_rest(session: Session, receive: Any) -> None:
    (row,) = receive(chorus_row(9000))
    with pytest.raises(InvalidInput, match="9\u202f000"):
        reconciling.confirm(session, row, [Part("h1", Decimal("9000.01"))], agent=AGENT)
    with pytest.raises(InvalidInput):
        reconciling.confirm(session, row, [Part("h1", Decimal(-1))], agent=AGENT)
    assert not _matched(session)
    reconciling.confirm(session, row, [Part("h1", Decimal(8000))], agent=AGENT)
    (seen,) = rows.rows(session, "A_RAPPROCHER")
    assert seen.reste == 1000
    reconciling.confirm(session, row, [Part("h2", Decimal(1000))], agent=AGENT)
    assert not rows.rows(session, "A_RAPPROCHER")


def test_a_negative_row_is_a_repayment(session: Session, receive: Any) -> None:
    payments.pay(session, "h1", Payment(Decimal(8000), dp="9"), agent=AGENT)
    (row,) = receive(chorus_row(-500.25))
    best = candidates.candidates(session, row)[0]
    assert (best.action_id, best.nature) == ("h1", "REVERSEMENT")
    reconciling.confirm(session, row, [Part("h1", best.montant)], agent=AGENT)
    back = records.children(session, "versement", "action", "h1")[1].values
    assert (back["nature"], back["montant"]) == ("REVERSEMENT", Decimal("500.25"))
    assert values(session, "action", "h1")["montant_paye"] == Decimal("7499.75")


def test_a_payment_typed_by_hand_is_not_counted_twice(session: Session, receive: Any) -> None:
    typed = payments.pay(session, "h2", Payment(Decimal(3000)), agent=AGENT)
    (row,) = receive(chorus_row(3000, dp="44", ej="2133333333"))
    best = candidates.candidates(session, row)[0]
    assert best.entered is not None and best.confiance == SUR
    reconciling.confirm(session, row, [Part("h2", best.montant)], agent=AGENT)
    (paid,) = records.children(session, "versement", "action", "h2")
    assert (paid.id, paid.values["dp"], paid.values["ej"]) == (typed, "44", "2133333333")
    reconciling.reopen(session, row, agent=AGENT)
    assert [one.id for one in records.children(session, "versement", "action", "h2")] == [typed]
    assert rows.tallies(session)["A_RAPPROCHER"].lignes == 1


def test_a_commitment_once_confirmed_comes_first(session: Session, receive: Any) -> None:
    first, second = receive(
        chorus_row(100, dp="1", ej="2144444444"), chorus_row(150, dp="2", ej="2144444444")
    )
    assert candidates.candidates(session, second)[0].confiance != SUR
    reconciling.confirm(session, first, [Part("h2", Decimal(100))], agent=AGENT)
    best = candidates.candidates(session, second)[0]
    assert (best.action_id, best.confiance) == ("h2", SUR)
    assert best.reasons[0] == "EJ 2144444444 déjà lié à cette action"
    assert reconciling.remembered(session, "2144444444") == ["h2"]


def test_two_actions_alike_make_a_doubt(session: Session, receive: Any) -> None:
    (row,) = receive(chorus_row(100, ej="2101234567", siret=TILLEULS))
    found = candidates.candidates(session, row)
    assert {one.action_id for one in found} >= {"t1", "t2"}
    assert all(one.confiance != SUR for one in found)
    assert not reconciling.sure_matches(session)


def test_a_row_is_set_aside_with_a_reason_and_taken_back(session: Session, receive: Any) -> None:
    first, second = receive(chorus_row(1, dp="1"), chorus_row(2, dp="2"))
    with pytest.raises(InvalidInput):
        reconciling.set_aside(session, [first], " ", agent=AGENT)
    reconciling.set_aside(session, [first, second], "autre programme", agent=AGENT)
    assert rows.tallies(session)["ECARTEE"].montant == 3
    assert rows.rows(session, "ECARTEE", words="horizon 1")[0].motif == "autre programme"
    reconciling.reopen(session, first, agent=AGENT)
    assert rows.tallies(session)["A_RAPPROCHER"].montant == 1
    undo(session, AGENT)
    undo(session, AGENT)
    assert rows.tallies(session)["A_RAPPROCHER"].lignes == 2
    reconciling.confirm(session, first, [Part("h1", Decimal(1))], agent=AGENT)
    with pytest.raises(InvalidInput):
        reconciling.set_aside(session, [first], "doublon", agent=AGENT)


def test_a_payment_that_goes_or_changes_reopens_its_row(session: Session, receive: Any) -> None:
    (row,) = receive(chorus_row(8000))
    reconciling.confirm(session, row, [Part("h1", Decimal(8000))], agent=AGENT)
    (tie,) = rows.tied(session, row)
    records.update(session, "versement", tie.versement_id, {"montant": Decimal(7000)}, agent=AGENT)
    assert rows.rows(session, "A_RAPPROCHER")[0].reste == 1000
    records.update(session, "versement", tie.versement_id, {"montant": Decimal(8000)}, agent=AGENT)
    assert not rows.rows(session, "A_RAPPROCHER")
    records.delete(session, "versement", tie.versement_id, agent=AGENT)
    assert rows.rows(session, "A_RAPPROCHER")[0].reste == 8000
    undo(session, AGENT)
    assert rows.tallies(session)["RAPPROCHEE"].lignes == 1
    records.delete(session, "action", "h1", agent=AGENT)
    assert rows.tallies(session)["A_RAPPROCHER"].montant == 8000


AMOUNTS = st.integers(-400_000, 1_200_000).filter(bool).map(lambda n: Decimal(n).scaleb(-2))
RECEIVED = {"exercice": 2012, "siret": HORIZON, "etat": "A_RAPPROCHER", "provenance_id": "p"}
NOW = datetime(2012, 11, 20)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("confirm"), st.integers(0, 5), st.sampled_from(["h1", "h2", "t1"])),
        st.tuples(st.just("split"), st.integers(0, 5), st.sampled_from(["h1", "t2"])),
        st.tuples(st.just("reopen"), st.integers(0, 5), st.just("")),
        st.tuples(st.just("delete"), st.integers(0, 5), st.just("")),
        st.tuples(st.just("sure"), st.just(0), st.just("")),
        st.tuples(st.just("undo"), st.just(0), st.just("")),
        st.tuples(st.just("redo"), st.just(0), st.just("")),
    ),
    max_size=10,
)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(AMOUNTS, min_size=1, max_size=6), STEPS)
def test_reconciled_sums_equal_the_payments_whatever_is_done(
    session: Session, amounts: list[Decimal], steps: Any
) -> None:
    with operation(session, "Recevoir", agent=AGENT):
        session.merge(Provenance(id="p", fichier="x", sha256="x", nature="import", lu_le=NOW))
        session.flush()
        for rank, one in enumerate(amounts):
            session.add(LigneChorus(ej="2107654321", dp=str(rank), montant=one, **RECEIVED))
    for name, rank, action in steps:
        _do(session, name, rank, action)
        _check(session)
    while lignes(session):
        undo(session, AGENT)
        _check(session)


def _do(session: Session, name: str, rank: int, action: str) -> None:
    kept = lignes(session)
    if name in ("undo", "redo"):
        _step(session, undo if name == "undo" else redo)
    elif name == "sure":
        reconciling.confirm_sure(session, agent=AGENT)
    elif kept:
        _on_row(session, name, kept[rank % len(kept)], action)


def _step(session: Session, step: Any) -> None:
    if step is undo and undo_name(session) == "Recevoir":
        return
    try:
        step(session, AGENT)
    except UserError as error:
        assert "Il n’y a rien" in str(error)


def _on_row(session: Session, name: str, row: LigneChorus, action: str) -> None:
    if name == "reopen":
        reconciling.reopen(session, row.id, agent=AGENT)
        return
    if name == "delete":
        for tie in rows.tied(session, row.id)[:1]:
            records.delete(session, "versement", tie.versement_id, agent=AGENT)
        return
    rest = candidates.asked_of(session, row).montant
    part = rest if name == "confirm" else (rest / 2).quantize(Decimal("0.01"))
    if part:
        reconciling.confirm(session, row.id, [Part(action, part)], agent=AGENT)


def _check(session: Session) -> None:
    total = Decimal(0)
    for row in lignes(session):
        tied = sum((signed(one.nature, one.montant) for one in rows.tied(session, row.id)), total)
        assert (row.etat == "RAPPROCHEE") == (tied == row.montant)
    for action in ("h1", "h2", "t1", "t2"):
        cards = records.children(session, "versement", "action", action)
        paid = sum((signed(c.values["nature"], c.values["montant"]) for c in cards), total)
        assert (values(session, "action", action)["montant_paye"] or 0) == paid
    assert _matched(session) == sum(
        (signed(v.nature, v.montant) for v in session.scalars(select(Versement))), total
    )
