"""A sitting: its order of the day, its votes, its figures, its closing and the way back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from acse_desktop.errors import Conflict
from acse_desktop.models import Action
from acse_desktop.services import records
from acse_desktop.services.committee import live, pasting, sheet, sittings, votes
from acse_desktop.services.committee.applying import apply_decisions
from acse_desktop.services.gestures import RefusedCells
from acse_desktop.services.listing_types import Filter, Query
from acse_desktop.store import operations

AGENT = "Awa"


def _passages(session: Any, seance: str) -> dict[str, str]:
    return {one.action_id: one.id for one in sheet.read_sitting(session, seance).lines}


def _vote(session: Any, seance: str, *cells: tuple[str, str, str]) -> None:
    ids = _passages(session, seance)
    votes.write_votes(
        session, seance, [(ids[one], key, typed) for one, key, typed in cells], agent=AGENT
    )


def _voted(session: Any, seance: str) -> dict[str, tuple[Decimal | None, str | None]]:
    lines = sheet.read_sitting(session, seance).lines
    return {one.action_id: (one.montant, one.decision) for one in lines}


def _figures(session: Any, seance: str) -> dict[tuple[str, str], live.Figures]:
    return {(one.kind, one.key): one for one in live.figures_of(session, seance)}


def _content(session: Any) -> dict[str, list[Any]]:
    """Every field of the tables that a sitting writes."""
    session.expire_all()
    models = (records.MODELS[name] for name in ("action", "evenement", "seance", "passage"))
    return {
        model.__tablename__: sorted(
            (one.id, repr(records.card_of(one).values)) for one in session.scalars(select(model))
        )
        for model in models
    }


def test_the_order_of_the_day_is_filled_moved_and_emptied(session: Any, seance: str) -> None:
    assert sittings.add_actions(session, seance, ["a1", "a2"], agent=AGENT) == 0
    ids = _passages(session, seance)
    sittings.move_passages(session, seance, [ids["a4"]], -2, agent=AGENT)
    assert list(_passages(session, seance)) == ["a1", "a4", "a2", "a3"]
    assert sittings.remove_passages(session, seance, [ids["a4"]], agent=AGENT) == 1
    lines = sheet.read_sitting(session, seance).lines
    assert [(one.action_id, one.rang) for one in lines] == [("a1", 1), ("a2", 2), ("a3", 3)]
    query = Query(filters=(Filter("statut", "in", ("COMITE",)),))
    assert sittings.add_found(session, seance, query, agent=AGENT) == 1
    ids = _passages(session, seance)
    sittings.sort_passages(session, seance, [ids["a4"], ids["a2"]], agent=AGENT)
    assert list(_passages(session, seance)) == ["a4", "a2", "a1", "a3"]


def test_a_vote_settles_what_follows_from_it(session: Any, seance: str) -> None:
    _vote(session, seance, ("a1", "montant", "15 000,01"), ("a2", "montant", "=7000+800"),
          ("a3", "decision", "Accordé"), ("a4", "decision", "refusé"))  # fmt: skip
    assert _voted(session, seance) == {
        "a1": (Decimal("15000.01"), "PARTIEL"), "a2": (Decimal(7800), "ACCORD"),
        "a3": (Decimal(9600), "ACCORD"), "a4": (Decimal(0), "REFUS"),
    }  # fmt: skip
    _vote(session, seance, ("a1", "montant", "0"), ("a4", "decision", "à décider"))
    assert _voted(session, seance)["a1"] == (Decimal(0), None)
    assert _voted(session, seance)["a4"] == (None, None)


def test_what_cannot_be_read_is_named_and_nothing_is_written(session: Any, seance: str) -> None:
    with pytest.raises(RefusedCells) as refused:
        _vote(session, seance, ("a1", "montant", "1000"), ("a2", "montant", "-5"),
              ("a3", "decision", "peut-être"))  # fmt: skip
    assert [fault.split(",")[0] for fault in refused.value.faults] == ["93-2012-2", "93-2012-3"]
    assert set(_voted(session, seance).values()) == {(None, None)}


def test_the_figures_move_with_each_vote_to_the_cent(session: Any, seance: str) -> None:
    before = _figures(session, seance)
    whole = before["enveloppe", "e1"]
    assert (whole.disponible, whole.ailleurs) == (Decimal(40000), Decimal("8000.25"))
    assert whole.a_examiner == Decimal("15000.01") + 6000 + 9600 + Decimal("3000.50")
    _vote(session, seance, ("a1", "montant", "14000.33"), ("a3", "montant", "100.10"),
          ("a4", "decision", "ajourné"))  # fmt: skip
    after = _figures(session, seance)
    whole, theme = after["enveloppe", "e1"], after["enveloppe", "e2"]
    assert (whole.vote, whole.a_examiner) == (Decimal("14100.43"), Decimal(6000))
    assert whole.reste == Decimal(40000) - Decimal("8000.25") - Decimal("14100.43")
    assert theme.reste == Decimal(20000) - Decimal("8000.25") - Decimal("14000.33")
    assert after["theme", "2012-1"].vote == Decimal("14000.33")
    assert after["theme", "2012-1"].disponible == Decimal(20000)
    contract = after["contrat", "c1"]
    assert (contract.nom, contract.vote) == ("CUCS de Valbrun", Decimal("14100.43"))
    assert contract.reste is None


def test_closing_decides_in_one_gesture_and_undo_gives_the_first_base(
    session: Any, seance: str
) -> None:
    _vote(session, seance, ("a1", "montant", "15000.01"), ("a2", "montant", "7800"),
          ("a4", "decision", "refus"), ("a4", "motif", "Hors territoire"))  # fmt: skip
    before, figures = _content(session), _figures(session, seance)
    applied = apply_decisions(session, seance, agent=AGENT)
    assert (applied.decided, applied.left) == (3, 1)
    session.expire_all()
    first, refused, left = (session.get(Action, one) for one in ("a1", "a4", "a3"))
    assert (first.statut, first.montant_accorde) == ("ACCORDE", Decimal("15000.01"))
    assert (first.decision, str(first.comite_le)) == ("PARTIEL", "2012-11-26")
    assert (refused.statut, refused.decision_motif) == ("REFUSE", "Hors territoire")
    assert (left.statut, left.decision) == ("COMITE", None)
    after = _figures(session, seance)
    for key, known in figures.items():
        assert (after[key].reste, after[key].ailleurs) == (known.reste, known.ailleurs)
    with pytest.raises(Conflict):
        _vote(session, seance, ("a3", "montant", "1"))
    operations.undo(session, AGENT)
    assert _content(session) == before


def test_reopened_only_what_changed_is_decided_again(session: Any, seance: str) -> None:
    _vote(session, seance, ("a1", "montant", "10"), ("a2", "montant", "20"))
    apply_decisions(session, seance, agent=AGENT)
    steps = len(_content(session)["evenement"])
    sittings.reopen(session, seance, agent=AGENT)
    _vote(session, seance, ("a2", "montant", "30"))
    apply_decisions(session, seance, agent=AGENT)
    content = _content(session)
    assert len(content["evenement"]) <= steps + 1
    session.expire_all()
    assert session.get(Action, "a2").montant_accorde == Decimal(30)


def test_a_block_is_laid_by_the_numbers_of_the_actions() -> None:
    passages = {"93-2012-1": "p1", "93-2012-2": "p2"}
    headed = pasting.matched(
        [["N°", "Demandé", "Voté", "Décision"], ["93-2012-2", "9", "5,50", "Accordé"],
         ["93-2012-7", "1", "1", ""], ["", "", "6,50", ""]],
        passages,
    )  # fmt: skip
    assert headed is not None
    assert headed.cells == (("p2", "montant", "5,50"), ("p2", "decision", "Accordé"))
    assert (headed.lines, headed.unknown) == (1, ("93-2012-7",))
    bare = pasting.matched([["Passerelles", "93-2012-1", "18 000", "15 000", "accordé"]], passages)
    assert bare is not None
    assert set(bare.cells) == {("p1", "montant", "15 000"), ("p1", "decision", "accordé")}
    assert pasting.matched([["12"], ["13"]], passages) is None
