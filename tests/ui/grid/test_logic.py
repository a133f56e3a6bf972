"""The parts of the table that need no window."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import ModuleType

import pytest

from acse_desktop.services.listing_types import Column, Filter, Page, Query, Summary, Values
from ui.grid.cells import cell_text, copied_text
from ui.grid.clipboard import parsed, tsv
from ui.grid.layout import ColumnLayout
from ui.grid.source import ListSource
from ui.grid.statistics import statistics
from ui.grid.view_state import query_from, query_state


def test_statistics_are_exact_to_the_cent() -> None:
    found = statistics([Decimal("0.10")] * 3 + [None, "", "texte"])
    assert (found.count, found.total, found.average) == (4, Decimal("0.30"), Decimal("0.10"))
    assert statistics([Decimal("0.01"), Decimal("0.02")]).average == Decimal("0.02")
    assert statistics(["a", None]).total is None
    assert statistics([True, 2]).total == 2


@pytest.mark.parametrize(
    "lines",
    [
        [["a", "b"], ["c", ""]],
        [['dit « "oui" »', "deux\nlignes"], ["tab\tdedans", "fin"]],
        [["", ""], ["x", ""]],
    ],
)
def test_a_block_survives_the_clipboard(lines: list[list[str]]) -> None:
    assert parsed(tsv(lines)) == lines


def test_the_empty_line_of_excel_is_dropped() -> None:
    assert parsed("1\t2\r\n3\t4\r\n") == [["1", "2"], ["3", "4"]]


def test_amounts_are_read_with_groups_and_copied_without(data: ModuleType) -> None:
    amount = Column("m", "Montant", "amount")
    shown = cell_text(amount, Decimal("-12345.50"), data.PRESENTATION)
    assert shown == "\u221212\u202f345,50"
    assert copied_text(amount, Decimal("-12345.50"), data.PRESENTATION) == "-12345,50"
    day = Column("j", "Jour", "day")
    assert cell_text(day, date(2012, 3, 4), data.PRESENTATION) == "04/03/2012"


def test_a_view_survives_columns_added_and_removed() -> None:
    old = ColumnLayout([Column(key, key) for key in "abcd"], frozen=1)
    old.reorder(["c", "a", "b", "d"])
    old.show("b", False)
    old.widths["a"] = 333
    new = ColumnLayout([Column(key, key) for key in ("a", "neuf", "b", "c")], hidden=["neuf"])
    new.restore(old.state())
    assert new.order == ["c", "a", "neuf", "b"]
    assert new.visible() == ["c", "a"]
    assert (new.widths["a"], new.frozen_keys()) == (333, ["c"])


def test_hiding_a_frozen_column_does_not_freeze_its_neighbour() -> None:
    layout = ColumnLayout([Column(key, key) for key in "abc"], frozen=2)
    layout.show("a", False)
    assert layout.frozen_keys() == ["b"]
    layout.show("a", True)
    assert layout.frozen_keys() == ["a", "b"]
    for key in "abc":
        layout.show(key, False)
    assert layout.visible() == ["c"]


def test_the_query_of_a_view_comes_back_typed() -> None:
    columns = [Column("m", "M", "amount"), Column("j", "J", "day")]
    query = Query(
        "lène",
        (
            Filter("m", "between", (Decimal("5.10"), None)),
            Filter("j", "in", (date(2012, 1, 2), None)),
        ),
        (("m", True),),
    )
    assert query_from(query_state(query), columns) == query
    assert query_from(query_state(query), columns[1:]).filters == (query.filters[1],)


def _found(source: ListSource, query: Query) -> list[str]:
    pages: list[Page] = []
    source.request_page(query, 0, 1000, pages.append)
    return [row[0] for row in pages[0].rows]


def test_a_list_filters_sorts_and_counts() -> None:
    columns = [Column("nom", "Nom"), Column("m", "M", "amount", total=True)]
    rows = [
        ("1", "Élan", Decimal("1.10")),
        ("2", "zèbre", None),
        ("3", "elan", Decimal("2.20")),
        ("4", "", Decimal("0")),
    ]
    source = ListSource(columns, rows)
    assert _found(source, Query("elan")) == ["1", "3"]
    assert _found(source, Query(sort=(("nom", True),))) == ["2", "1", "3", "4"]
    assert _found(source, Query(sort=(("m", False),))) == ["4", "1", "3", "2"]
    bounds = (Decimal("0"), Decimal("1.10"))
    assert _found(source, Query(filters=(Filter("m", "between", bounds),))) == ["1", "4"]
    assert _found(source, Query(filters=(Filter("nom", "in", ("zèbre", None)),))) == ["2", "4"]
    assert _found(source, Query(filters=(Filter("m", "empty"),))) == ["2"]
    assert _found(source, Query(filters=(Filter("nom", "contains", ("LAN",)),))) == ["1", "3"]
    summaries: list[Summary] = []
    source.request_count_and_totals(Query(), summaries.append)
    assert summaries == [Summary(4, 4, {"m": Decimal("3.30")})]
    values: list[Values] = []
    query = Query(filters=(Filter("nom", "in", ("Élan",)),))
    source.request_values(query, "nom", "", values.append)
    assert [(one.value, one.count) for one in values[0].values] == [
        ("Élan", 1),
        ("elan", 1),
        ("zèbre", 1),
        (None, 1),
    ]
