"""Thresholds and rates are told for a date, with their source."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from acse_desktop.baremes import NoBareme, all_baremes, bareme, bareme_line, baremes
from acse_desktop.errors import UserError


@pytest.mark.parametrize(
    ("code", "on", "condition", "expected"),
    [
        ("SEUIL_CONVENTION", date(2012, 12, 31), "", "23000"),
        ("SEUIL_DEPOT", date(2012, 12, 31), "", "153000"),
        ("AR", date(2007, 1, 1), "AVANT_2013", "19678.30"),
        ("AR", date(2013, 6, 30), "AVANT_2013", "21923.10"),
        ("AR", date(2013, 7, 1), "AVANT_2013", "21988.90"),
        ("AR", date(2013, 1, 17), "", "17538.40"),
        ("AR", date(2013, 7, 1), "", "17591.00"),
        ("AR", date(2015, 9, 30), "", "17926.80"),
        ("AR", date(2015, 10, 1), "", "18823.09"),
        ("IE_PLACE", date(2012, 8, 31), "", "1100"),
        ("IE_PLACE", date(2012, 9, 1), "", "1000"),
        ("FIPD_TAUX", date(2012, 12, 31), "MAX", "40"),
        ("FIPD_TAUX", date(2013, 1, 1), "MIN", "20"),
        ("FIPD_TAUX", date(2013, 1, 1), "ZSP_MIN", "50"),
    ],
)
def test_a_value_is_that_of_its_date(code: str, on: date, condition: str, expected: str) -> None:
    """The first and the last day of a value are both in force."""
    assert bareme(code, on, condition) == Decimal(expected)


def test_an_unknown_value_is_an_error_the_agent_can_read() -> None:
    """No rate is invented before the texts, after the last known one, or for another case."""
    for on, condition in [
        (date(2006, 12, 31), "AVANT_2013"), (date(2013, 1, 16), ""), (date(2017, 7, 1), ""),
        (date(2013, 1, 17), "AUTRE"),
    ]:  # fmt: skip
        with pytest.raises(NoBareme, match="AR") as caught:
            bareme("AR", on, condition)
        assert isinstance(caught.value, UserError)
        assert isinstance(caught.value, LookupError)


def test_no_day_has_two_values_and_every_line_has_a_source() -> None:
    """For a code and a condition the lines follow each other without overlap."""
    cases = {(one.code, one.condition) for one in all_baremes()}
    for code, condition in cases:
        lines = sorted(
            (one for one in baremes(code) if one.condition == condition),
            key=lambda one: one.valide_du,
        )
        assert all(one.source and one.unite for one in lines)
        for before, after in pairwise(lines):
            assert before.valide_au == after.valide_du - timedelta(days=1)


def test_a_line_tells_where_it_comes_from() -> None:
    """What is assumed is said."""
    assert "supposée" in bareme_line("AR", date(2009, 7, 1), "AVANT_2013").source
