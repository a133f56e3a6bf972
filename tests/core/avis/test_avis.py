"""Opinions asked for, given, awaited, and summed up."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import event

from acse_desktop.services import avis, listing
from acse_desktop.services.avis import Request
from acse_desktop.services.listing_types import Filter, Query
from acse_desktop.store.operations import undo, undo_name

AGENT = "Awa"
ACTIONS = ["a1", "a2", "a3"]
ASKED = date(2012, 3, 1)


@pytest.fixture
def asked(session):
    """Three authors asked on three actions: the identifier of each opinion."""
    found = {}
    for auteur, due in (("CAF", date(2012, 4, 30)), ("DELEGUE", date(2012, 3, 20))):
        request = Request(auteur, demande_le=ASKED, attendu_le=due)
        found[auteur] = avis.ask(session, ACTIONS, request, agent=AGENT)
    secret = Request("SOUS_PREFET", demande_le=ASKED, confidentiel=True)
    found["SOUS_PREFET"] = avis.ask(session, ["a1"], secret, agent=AGENT)
    return found


def give(session, avis_id, sens, montant=None):
    values = {"sens": sens, "montant_propose": montant and Decimal(montant)}
    avis.record(session, avis_id, values, agent=AGENT, on=date(2012, 3, 9))


def test_asking_twice_changes_nothing_and_keeps_the_answers(session, asked):
    give(session, asked["CAF"]["a1"], "RESERVE")
    name = undo_name(session)
    assert avis.ask(session, ACTIONS, Request("CAF"), agent=AGENT) == asked["CAF"]
    assert undo_name(session) == name
    assert [one.sens for one in avis.opinions(session, ["a1"])["a1"]] == [None, None, "RESERVE"]


def test_several_authors_are_asked_in_one_operation(session):
    requests = [Request("ARS"), Request("DDCS")]
    assert avis.ask_all(session, ACTIONS, requests, agent=AGENT) == 6
    assert avis.ask_all(session, ACTIONS, requests, agent=AGENT) == 0
    assert all(len(found) == 2 for found in avis.opinions(session, ACTIONS).values())
    undo(session, AGENT)
    assert not any(avis.opinions(session, ACTIONS).values())


def test_a_page_of_opinions_is_one_query_in_the_order_of_the_authors(session, asked):
    give(session, asked["CAF"]["a1"], "FAVORABLE", "1000.01")
    give(session, asked["SOUS_PREFET"]["a1"], "DEFAVORABLE", "500")
    queries = []
    listen = lambda _c, _cursor, text, *_rest: queries.append(text)  # noqa: E731
    event.listen(session.get_bind(), "before_cursor_execute", listen)
    found = avis.opinions(session, [*ACTIONS, "inconnue"])
    event.remove(session.get_bind(), "before_cursor_execute", listen)
    assert len([one for one in queries if one.startswith("SELECT")]) == 1
    assert [one.auteur for one in found["a1"]] == ["DELEGUE", "SOUS_PREFET", "CAF"]
    assert avis.dots(found["a1"]) == [("SOUS_PREFET", "DEFAVORABLE"), ("CAF", "FAVORABLE")]
    assert avis.proposed(one.montant_propose for one in found["a1"]) == avis.Proposed(
        Decimal("750.01"), Decimal(500)
    )
    assert found["inconnue"] == () and avis.proposed(()) == avis.Proposed(None, None)
    seen = avis.opinions(session, ["a1"], confidential=False)["a1"]
    assert [one.auteur for one in seen] == ["DELEGUE", "CAF"]


def test_who_has_not_answered(session, asked):
    give(session, asked["CAF"]["a1"], "FAVORABLE")
    waiting = avis.unanswered(session, 2012, today=date(2012, 4, 1))
    assert [(one.auteur, one.count, one.late) for one in waiting] == [
        ("DELEGUE", 3, 3), ("CAF", 2, 0), ("SOUS_PREFET", 1, 0),
    ]  # fmt: skip
    assert waiting[0].asked_since == ASKED
    assert avis.unanswered(session, 2011) == []


def columns(session, query=None):
    found = listing.page(session, "actions", query or Query(), 2012, 0, 10)
    keys = [column.key for column in listing.LISTINGS["actions"].columns]
    wanted = [keys.index(name) + 1 for name in ("avis", "avis_manquants")]
    return {row[0]: tuple(row[place] for place in wanted) for row in found.rows}


def test_the_list_of_dossiers_tells_the_opinions_and_is_filtered_by_them(session, asked):
    give(session, asked["CAF"]["a1"], "FAVORABLE")
    give(session, asked["DELEGUE"]["a1"], "FAVORABLE")
    give(session, asked["SOUS_PREFET"]["a1"], "RESERVE")
    give(session, asked["CAF"]["a2"], "DEFAVORABLE")
    expected = {
        "a1": ("2 favorables, 1 réservé", None), "a2": ("1 défavorable", 1), "a3": (None, 2),
    }  # fmt: skip
    assert columns(session) == expected
    late = Query(filters=(Filter("avis_manquants", "between", (2, None)),))
    assert list(columns(session, late)) == ["a3"]
    against = Query(filters=(Filter("avis", "contains", ("defavorable",)),))
    assert list(columns(session, against)) == ["a2"]
    values = listing.values(session, "actions", Query(), 2012, "avis").values
    assert {one.value for one in values} == {None, "2 favorables, 1 réservé", "1 défavorable"}
