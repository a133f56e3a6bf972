"""Indicators are data: the table is sound, and everything else follows from it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.indicateurs import all_indicators, groups_of, indicator, indicators_of
from acse_desktop.models import Action, Indicateur, Operation
from acse_desktop.nomenclatures import entries
from acse_desktop.services import checking, indicators, records
from acse_desktop.services.gestures import RefusedCells
from acse_desktop.store.opening import create_base, open_base
from acse_desktop.store.operations import undo

CODES = [one.code for one in all_indicators()]


def test_the_table_is_sound() -> None:
    assert len(CODES) == len(set(CODES))
    labels = [one.libelle for one in all_indicators() if not one.computed]
    assert len(labels) == len(set(labels)), "a workbook tells an indicator by its label"
    dispositifs = {one.code for one in entries("dispositif")}
    for one in all_indicators():
        assert one.dispositif in dispositifs
        assert one.code.startswith(f"{one.dispositif}.")
        assert one.libelle and one.unite and one.source
        assert one.saisie in ("prevu_realise", "realise", "calcule")
        assert one.periode in ("civile", "scolaire")
        needed = [*one.numerateur.split("+"), *one.denominateur.split("+"), one.part_de]
        assert [code for code in needed if code and code not in CODES] == []
        assert one.computed == bool(one.numerateur and one.denominateur)


def test_every_dispositif_with_a_bilan_has_indicators() -> None:
    without = {one.code for one in entries("dispositif") if not indicators_of(one.code)}
    assert without == {"DC"}


def test_the_two_readings_of_the_second_chance_schools() -> None:
    values = {
        "E2C.SORT_EMPLOI_DUR": Decimal(24), "E2C.SORT_EMPLOI_CT": Decimal(11),
        "E2C.SORT_FORM": Decimal(24), "E2C.SORT_SANS": Decimal(19), "E2C.ABANDONS": Decimal(22),
    }  # fmt: skip
    wide, narrow = indicator("E2C.TAUX_POSITIF"), indicator("E2C.TAUX_DURABLE")
    assert wide is not None and narrow is not None
    assert wide.rate(values) == Decimal("59.00")
    assert narrow.rate(values) == Decimal("24.00")
    assert wide.rate({}) is None


@given(st.dictionaries(st.sampled_from(CODES), st.integers(0, 10_000).map(Decimal)))
def test_a_rate_is_between_its_bounds_or_unknown(values: dict[str, Decimal]) -> None:
    for one in all_indicators():
        rate = one.rate(values)
        if one.computed and rate is not None:
            parts = [values.get(code, Decimal(0)) for code in one.numerateur.split("+")]
            whole = [values.get(code, Decimal(0)) for code in one.denominateur.split("+")]
            assert abs(rate * sum(whole) / 100 - sum(parts)) <= sum(whole) * Decimal("0.0001")


@pytest.fixture
def session(tmp_path: Path) -> Any:
    path = create_base(tmp_path / "base.acse", exercice=2012, agent="Awa", departement="93")
    with open_base(path, agent="Awa") as base, base.session() as session:
        yield session


def _action(session: Session, dispositif: str) -> str:
    bearer = records.new_organisme(session, {"nom": f"Porteur {dispositif}"}, agent="Awa")
    _dossier, action = records.new_dossier(session, bearer, 2012, {"departement": "93"},
                                           agent="Awa")  # fmt: skip
    records.update(session, "action", action, {"dispositif": dispositif}, agent="Awa")
    return action


@pytest.mark.parametrize("dispositif", sorted({one.dispositif for one in all_indicators()}))
def test_every_declared_indicator_is_entered_read_and_undone(
    session: Session, dispositif: str
) -> None:
    action = _action(session, dispositif)
    typed = [one for one in indicators_of(dispositif, 2012) if not one.computed]
    for rank, one in enumerate(typed):
        indicators.write(session, action, one.code, {"realise": Decimal(rank + 1)}, agent="Awa")
    stored = records.children(session, "indicateur", "action", action)
    readings = indicators.readings_of(dispositif, 2012, stored)
    assert [one.indicator.code for one in readings if not one.indicator.computed] == [
        one.code for one in typed
    ]
    assert all(one.realise is not None for one in readings)
    total = {one.indicator.code: one.realise for one in
             indicators.totals(session, dispositif, 2012)}  # fmt: skip
    assert total == {one.indicator.code: one.realise for one in readings}
    for _turn in typed:
        undo(session, "Awa")
    assert session.scalars(select(Indicateur)).all() == []


def test_an_emptied_indicator_leaves_no_row(session: Session) -> None:
    action = _action(session, "PRE")
    indicators.write(session, action, "PRE.ETP", {"prevu": Decimal("2.5")}, agent="Awa")
    indicators.write(session, action, "PRE.ETP", {"prevu": None}, agent="Awa")
    assert session.scalars(select(Indicateur)).all() == []


def test_a_breakdown_that_does_not_add_up_is_told(session: Session) -> None:
    action = _action(session, "VVV")
    for code, value in (("JEUNES", 100), ("FILLES", 40), ("GARCONS", 50)):
        indicators.write(session, action, f"VVV.{code}", {"realise": Decimal(value)}, agent="Awa")
    found = [one for one in checking.check_action(session, action) if one.code == "IND-SOMME"]
    assert [one.message for one in found] == [
        "« Jeunes participants »\u00a0: la répartition fait 90 pour 100."
    ]
    indicators.write(session, action, "VVV.SEXE_NP", {"realise": Decimal(10)}, agent="Awa")
    assert [o for o in checking.check_action(session, action) if o.code == "IND-SOMME"] == []
    records.update(session, "action", action, {"dispositif": "ASV"}, agent="Awa")
    codes = {one.code for one in checking.check_action(session, action)}
    assert "IND-CODE" in codes


def test_a_block_is_written_whole_or_not_at_all(session: Session) -> None:
    first, second = _action(session, "PARR"), _action(session, "PARR")
    before = session.query(Operation).count()
    cells = [(first, "PARR.FILLEULS", "realise", "1 200"), (second, "PARR.FILLEULS", "prevu", "80")]
    assert indicators.write_many(session, cells, agent="Awa") == 2
    assert session.query(Operation).count() == before + 1
    rows = indicators.mass_rows(session, "PARR", 2012)
    assert [row.id for row in rows] == [first, second]
    assert rows[0].values["PARR.FILLEULS", "realise"] == Decimal(1200)
    with pytest.raises(RefusedCells) as refused:
        indicators.write_many(
            session, [*cells, (first, "PARR.PARRAINS", "prevu", "douze")], agent="Awa"
        )
    assert "Parrains mobilisés" in str(refused.value.remedy)
    assert session.query(Operation).count() == before + 1


def test_groups_make_their_total_in_the_table() -> None:
    found = groups_of(all_indicators())
    assert ("sexe", "VVV.JEUNES") in found and ("age", "VVV.JEUNES") in found
    for parts in found.values():
        assert len(parts) > 1
        assert any("NP" in one.code or one.groupe != "sexe" for one in parts), (
            "unknown has its place"
        )


def test_actions_of_another_dispositif_keep_what_was_typed(session: Session) -> None:
    action = _action(session, "CULT")
    session.scalars(select(Action)).one()
    indicators.write(session, action, "CULT.PARTICIP", {"prevu": Decimal(30)}, agent="Awa")
    stored = records.children(session, "indicateur", "action", action)
    readings = indicators.readings_of("ASV", 2012, stored)
    assert readings[-1].indicator.code == "CULT.PARTICIP"
    assert readings[-1].prevu == Decimal(30)
