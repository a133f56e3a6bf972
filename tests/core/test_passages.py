"""A theme goes from one year to the next, and back, by data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from acse_desktop.nomenclatures import entries, entries_of_year
from acse_desktop.passages import Mapped, mapped, passages
from acse_desktop.services import duplication, records
from acse_desktop.store.opening import create_base, open_base


def test_both_ends_of_a_passage_exist_and_follow_one_another() -> None:
    for one in passages():
        known = {entry.code: entry for entry in entries(one.liste)}
        assert int(known[one.de].valide_au) + 1 == int(known[one.vers].valide_du)
        assert one.source


@pytest.mark.parametrize("year", [2012, 2013, 2014])
def test_every_theme_of_every_year_has_a_name_in_any_other(year: int) -> None:
    for entry in entries("theme"):
        found = mapped("theme", entry.code, year)
        if found is not None:
            assert found.code in {one.code for one in entries_of_year("theme", year)}
        else:
            assert (entry.code, year) == ("2013-8", 2012), "only the FIPD had no theme before"


def test_the_same_number_is_another_theme() -> None:
    assert mapped("theme", "2012-1", 2014) == Mapped("2014-2", True)
    assert mapped("theme", "2012-5", 2014) == Mapped("2014-6", False)
    assert mapped("theme", "2014-1", 2012) == Mapped("2012-2", True)
    assert mapped("theme", "2013-1", 2013) == Mapped("2013-1", True)
    assert mapped("theme", "2014-1", 2031) is None
    assert mapped("theme", "inconnu", 2012) is None


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    path = create_base(tmp_path / "base.acse", exercice=2012, agent="Awa", departement="93")
    with open_base(path, agent="Awa") as base, base.session() as session:
        yield session


def test_an_action_carried_over_takes_the_theme_of_its_year(session: Session) -> None:
    bearer = records.new_organisme(session, {"nom": "Passerelles"}, agent="Awa")
    _dossier, action = records.new_dossier(session, bearer, 2012, {}, agent="Awa")
    records.update(session, "action", action, {"theme": "2012-1"}, agent="Awa")
    copy = duplication.duplicate_action(session, action, 2013, agent="Awa")
    assert records.read(session, "action", copy).values["theme"] == "2013-2"
