"""Every figure of a dashboard equals the list that it opens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from acse_desktop.services import listing
from acse_desktop.services.dashboard import Dashboard, dashboard
from acse_desktop.services.dashboard.shapes import Link
from acse_desktop.services.example import make_example
from acse_desktop.services.listing_types import Summary
from acse_desktop.store.opening import open_base

LISTS = {"dossiers": "actions", "enveloppes": "enveloppes"}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path = make_example(tmp_path_factory.mktemp("base") / "exemple.acse")
    with open_base(Path(path), agent="Awa") as base, base.session() as session:
        yield session


def _behind(session: Session, link: Link) -> Summary:
    return listing.summary(session, LISTS[link.page], link.query, 2012)


def _granted(summary: Summary) -> Decimal:
    return Decimal(summary.totals["montant_accorde"])


@pytest.mark.parametrize("dispositif", [None, "PRE", "CUCS"])
def test_each_figure_is_that_of_the_list_behind_it(
    session: Session, dispositif: str | None
) -> None:
    made = dashboard(session, 2012, dispositif=dispositif)
    tiles = {one.key: one for one in made.tiles}
    assert _granted(_behind(session, tiles["programme"].link)) == tiles["programme"].value
    assert _behind(session, tiles["a_traiter"].link).count == tiles["a_traiter"].value
    for step in made.chain:
        found = _behind(session, step.link)
        assert (found.count, found.totals.get("montant_demande", 0)) == (step.count, step.demande)
    for key in ("themes", "dispositifs", "contrats"):
        for mark in made.block(key).marks:
            found = _behind(session, mark.link)
            granted = mark.values[0] + mark.values[1] if key == "themes" else mark.values[0]
            assert _granted(found) == granted, mark.label


def test_the_blocks_say_the_same_total(session: Session) -> None:
    made = dashboard(session, 2012)
    granted = next(one.value for one in made.tiles if one.key == "programme")
    for key in ("dispositifs", "contrats"):
        assert sum(one.total for one in made.block(key).marks) == granted
    assert sum(one.values[0] + one.values[1] for one in made.block("themes").marks) == granted


def test_the_pace_ends_at_what_was_granted_and_stops_today(session: Session) -> None:
    made = dashboard(session, 2012, day=date(2012, 6, 15))
    this, last, target = made.pace
    assert [value is None for value in this.values] == [False] * 6 + [True] * 6
    over = dashboard(session, 2012, day=date(2013, 1, 2)).pace[0].values
    assert over[-1] == _tile(made, "programme")
    assert list(over) == sorted(value for value in over if value is not None)
    assert last.values[-1] == _tile(dashboard(session, 2011), "programme")
    assert target.values[-1] == _tile(made, "enveloppe")


def _tile(made: Dashboard, key: str) -> Decimal | int:
    return next(one.value for one in made.tiles if one.key == key)


def test_a_region_compares_its_departements(session: Session) -> None:
    made = dashboard(session, 2012, regional=True)
    assert [one.key for one in made.block("departements").marks] == ["93"]


def test_an_empty_year_has_no_share(session: Session) -> None:
    made = dashboard(session, 2031)
    assert all(one.share is None and not one.value for one in made.tiles)
    assert all(not block.marks for block in made.blocks)
    assert [pace.values for pace in made.pace[1:]] == [(), ()]
