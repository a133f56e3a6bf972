"""Tables answer from SQL: pages, filters, sorts, exact totals, distinct values."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from acse_desktop.models import Action, Contrat, Dossier, Organisme
from acse_desktop.services import listing, records
from acse_desktop.services.listing_types import Filter, Query
from acse_desktop.store import search_index
from acse_desktop.store.operations import operation, undo


def _found(
    session: Any, query: Query, exercice: int | None = 2012, key: str = "actions"
) -> list[str]:
    return [row[0] for row in listing.page(session, key, query, exercice, 0, 50).rows]


def test_the_natural_order_is_by_dossier_then_rank_within_the_exercice(session: Any) -> None:
    assert _found(session, Query()) == ["d1-1", "d1-2", "d2-1"]
    assert _found(session, Query(), None) == ["d0-1", "d1-1", "d1-2", "d2-1"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("accomp", ["d1-1"]),
        ("SCOLARITÉ acc", ["d1-1"]),
        ("épinay", ["d1-1", "d1-2"]),
        ("tilleul", ["d2-1"]),
        ("oeuvre", ["d2-1"]),
        ("93-2012-0001-02", ["d1-2"]),
        ("rien", []),
        ('") OR 1', []),
        ("  ", ["d1-1", "d1-2", "d2-1"]),
    ],
)
@pytest.mark.parametrize("many", [1, 1_000], ids=["walked in order", "found then sorted"])
def test_words_are_found_by_their_beginning(
    session: Any, words: str, expected: list[str], many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "MANY", many)
    assert _found(session, Query(text=words)) == expected
    narrowed = Query(text=words, filters=(Filter("statut", "in", ("COMITE",)),))
    assert _found(session, narrowed) == [one for one in expected if one == "d1-2"]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Filter("statut", "in", ("RECU", "CLOS")), ["d1-1", "d2-1"]),
        (Filter("montant_demande", "in", (None,)), ["d2-1"]),
        (Filter("montant_demande", "between", (Decimal("1000.10"), None)), ["d1-1", "d1-2"]),
        (Filter("montant_demande", "between", (None, Decimal("1000.10"))), ["d1-1"]),
        (Filter("montant_demande", "between", (None, None)), ["d1-1", "d1-2", "d2-1"]),
        (Filter("intitule", "contains", ("EDUCATIF",)), ["d1-2"]),
        (Filter("montant_accorde", "empty"), ["d1-1"]),
        (Filter("montant_accorde", "not_empty"), ["d1-2", "d2-1"]),
        (Filter("organisme_statut", "in", ("REGIE",)), ["d2-1"]),
    ],
)
def test_filters(session: Any, condition: Filter, expected: list[str]) -> None:
    assert _found(session, Query(filters=(condition,))) == expected


def test_sorts_and_pages(session: Any) -> None:
    query = Query(sort=(("montant_accorde", True),))
    assert _found(session, query)[0] == "d1-2"
    page = listing.page(session, "actions", query, 2012, 1, 1)
    assert (page.offset, len(page.rows)) == (1, 1)
    assert page.rows[0][0] == "d2-1"


def test_totals_are_exact_and_of_what_is_filtered(session: Any) -> None:
    everything = listing.summary(session, "actions", Query(), 2012)
    assert (everything.count, everything.total) == (3, 3)
    assert everything.totals["montant_demande"] == Decimal("3000.30")
    some = listing.summary(session, "actions", Query("tilleuls"), 2012)
    assert (some.count, some.total) == (1, 3)
    assert some.totals["montant_accorde"] == Decimal("300.30")


def test_distinct_values_ignore_the_columns_own_filter(session: Any) -> None:
    query = Query(
        filters=(Filter("statut", "in", ("RECU",)), Filter("dispositif", "in", ("CUCS",)))
    )
    found = listing.values(session, "actions", query, 2012, "statut")
    assert [(one.value, one.count) for one in found.values] == [
        ("CLOS", 1), ("COMITE", 1), ("RECU", 1),
    ]  # fmt: skip


def test_presets_count_and_neighbours_follow_the_filtered_order(session: Any) -> None:
    assert listing.preset_counts(session, "actions", 2012)["comite"] == 1
    assert listing.position(session, "actions", Query(), 2012, "d1-2") == (1, 3, "d1-1", "d2-1")
    assert listing.position(session, "actions", Query("tilleuls"), 2012, "d1-2")[0] == -1


def test_the_figures_of_a_contract_are_those_of_the_exercice(session: Any) -> None:
    with operation(session, "Lier", agent="Awa"):
        session.add(Contrat(id="c", code="CUCS-93-01", nom="CUCS"))
        session.flush()
        for name in ("d0-1", "d1-2"):
            session.get_one(Action, name).contrat_id = "c"
    names = [column.key for column in listing.LISTINGS["contrats"].columns]
    for exercice, expected in (
        (2012, (1, Decimal(1500))),
        (2011, (1, Decimal(900))),
        (None, (2, Decimal(2400))),
    ):
        row = listing.page(session, "contrats", Query(), exercice, 0, 9).rows[0][1:]
        found = dict(zip(names, row, strict=True))
        assert (found["actions"], found["accorde"]) == expected
        assert (
            listing.summary(session, "contrats", Query(), exercice).totals["accorde"] == expected[1]
        )


@pytest.mark.parametrize("key", listing.LISTINGS)
def test_every_table_lists_every_column(session: Any, key: str) -> None:
    page = listing.page(session, key, Query(), None, 0, 10)
    width = 1 + len(listing.LISTINGS[key].columns)
    assert all(len(row) == width for row in page.rows)
    assert all(set(labels) for labels in listing.labels_of(key).values())


def test_the_index_follows_every_change_and_its_undo(session: Any) -> None:
    with operation(session, "Renommer", agent="Awa"):
        session.get_one(Organisme, "o2").nom = "Centre social"
        session.get_one(Dossier, "d1").exercice = 2013
    assert _found(session, Query("centre")) == ["d2-1"]
    assert _found(session, Query("tilleuls")) == []
    assert _found(session, Query("scolarite"), 2013) == ["d1-1"]
    undo(session, "Awa")
    assert _found(session, Query("tilleuls")) == ["d2-1"]
    assert _found(session, Query("scolarite")) == ["d1-1"]
    records.delete(session, "action", "d2-1", agent="Awa")
    assert _found(session, Query("tilleuls")) == []
    assert session.get(Action, "d2-1") is None
