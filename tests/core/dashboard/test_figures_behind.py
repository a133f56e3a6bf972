"""The rows behind a national figure make it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from acse_desktop.services.example import make_example
from acse_desktop.services.figures import DEFINITIONS, compute
from acse_desktop.services.figures_behind import READERS, rows_behind
from acse_desktop.store.opening import open_base


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path = make_example(tmp_path_factory.mktemp("base") / "exemple.acse", actions=400)
    with open_base(path, agent="Awa") as base, base.session() as session:
        yield session


def test_every_figure_has_its_rows() -> None:
    assert READERS.keys() == DEFINITIONS.keys()


@pytest.mark.parametrize("exercice", [2012, None])
@pytest.mark.parametrize("code", sorted(READERS))
def test_the_rows_make_the_figure(session: Session, code: str, exercice: int | None) -> None:
    figures = compute(session, exercice)
    total = sum((one.value for one in rows_behind(session, code, exercice)), Decimal(0))
    if code == "taux_retour_parrainage":
        sponsored = figures["parrainages"]
        rate = figures[code]
        assert rate is None or abs(total * 100 / Decimal(sponsored or 1) - rate) < Decimal("0.01")
        assert (rate is None) == (not sponsored)
    else:
        assert total == figures[code]
