"""The credits of a contract and of its quarters, to the cent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Contrat, Dossier
from acse_desktop.services.example import make_example
from acse_desktop.services.reference import departements
from acse_desktop.services.territoires import site, zones
from acse_desktop.services.territoires.carte import outlines
from acse_desktop.services.territoires.site import shares, split
from acse_desktop.store.opening import open_base

AMOUNTS = st.integers(1, 10_000_000).map(lambda cents: Decimal(cents) / 100)
PARTS = st.one_of(st.none(), st.integers(0, 100).map(Decimal))


@given(AMOUNTS, st.lists(st.tuples(st.sampled_from("abc"), PARTS), min_size=1, max_size=7))
def test_the_parts_of_an_amount_make_it(
    amount: Decimal, places: list[tuple[str, Decimal | None]]
) -> None:
    found = split(amount, places)
    assert sum(part for _quarter, part in found) == amount
    assert [quarter for quarter, _part in found] == [quarter for quarter, _part in places]


def test_a_share_is_followed() -> None:
    found = split(Decimal("1000.00"), [("a", Decimal(75)), ("b", Decimal(25))])
    assert found == [("a", Decimal("750.00")), ("b", Decimal("250.00"))]
    assert split(Decimal("10.00"), [("a", None), ("b", None), ("c", None)]) == [
        ("a", Decimal("3.34")), ("b", Decimal("3.33")), ("c", Decimal("3.33")),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path = make_example(tmp_path_factory.mktemp("base") / "exemple.acse", actions=120)
    with open_base(path, agent="Awa") as base, base.session() as session:
        yield session


def test_the_quarters_of_a_contract_make_what_it_was_granted(session: Session) -> None:
    seen = 0
    for contrat in session.scalars(select(Contrat)).all():
        found = site(session, contrat.id, 2012)
        year = next((one for one in found.years if one.exercice == 2012), None)
        if year is not None and year.accorde:
            seen += 1
            assert sum(one.accorde for one in found.quarters) == year.accorde
            assert found.population is None or year.par_habitant == (
                year.accorde / found.population
            ).quantize(Decimal("0.01"))
    assert seen > 2


def test_the_years_are_those_of_its_actions(session: Session) -> None:
    contrat = session.scalars(
        select(Action.contrat_id).where(Action.contrat_id.is_not(None))
    ).first()
    assert contrat is not None
    for year in site(session, contrat, 2012).years:
        count, bearers, asked = session.execute(
            select(func.count(), func.count(func.distinct(Dossier.organisme_id)),
                   func.sum(Action.montant_demande))
            .join(Dossier, Action.dossier_id == Dossier.id)
            .where(Action.contrat_id == contrat, Dossier.exercice == year.exercice)
        ).one()  # fmt: skip
        assert (year.actions, year.organismes, year.demande) == (count, bearers, asked)


def test_the_whole_base_is_shared(session: Session) -> None:
    total = sum((part for _action, _quarter, part in shares(session, None, 2012)), Decimal(0))
    drawn = sum(one.accorde for one in zones(session, 2012))
    assert total == drawn > 0


def test_every_departement_has_an_outline(session: Session) -> None:
    assert outlines().keys() >= departements().keys() - {"976"}
    found = zones(session, 2012, region="11")
    assert {one.code for one in found} == {"75", "77", "78", "91", "92", "93", "94", "95"}
    assert [one.code for one in found if one.accorde] == ["93"]
