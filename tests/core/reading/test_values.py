"""Cells of real files: read exactly, repaired with a note, or handed to the agent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acse_desktop.errors import InvalidInput
from acse_desktop.services.reading.tables import Cell
from acse_desktop.services.reading.values import (
    Read,
    read_action_code,
    read_amount,
    read_count,
    read_date,
    read_siret,
    read_year,
)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1200,50", "1200.50"), ("12,5", "12.50"), ("1 234 567,89", "1234567.89"),
        ("1\u00a0234\u00a0567,89", "1234567.89"), ("1\u202f234\u202f567,89", "1234567.89"),
        ("1.234,56", "1234.56"), ("38 200,00 €", "38200.00"), ("-1200", "-1200"),
        ("250.0", "250"), (1200.5, "1200.50"), (0.1 + 0.2, "0.30"), (15000, "15000"),
        (-3, "-3"), ("0", "0"), (None, None), ("  ", None),
    ],
)  # fmt: skip
def test_amounts(cell: Cell, expected: str | None) -> None:
    assert read_amount(cell) == Read(Decimal(expected) if expected else None)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("(1 200,00)", "-1200.00"),
        ("240 000 € (pour les 3 saisons sportives)", "240000"),
        (12.345, "12.35"),
    ],
)
def test_repaired_amounts(cell: Cell, expected: str) -> None:
    read = read_amount(cell)
    assert read.value == Decimal(expected)
    assert read.repaired


@pytest.mark.parametrize(
    "cell",
    ["1,234.56", "1.234", "1,234", "15 k€", "X", "$0", "7,17E+13", "=3*4", "#REF!", "1e308",
     1e308, float("nan"), float("inf"), True, date(2012, 1, 1), "9" * 40],
)  # fmt: skip
def test_refused_amounts(cell: Cell) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_amount(cell)
    assert caught.value.remedy


@given(st.integers(-(10**12), 10**12))
def test_amount_of_any_float_is_exact_to_the_cent(cents: int) -> None:
    assert read_amount(cents / 100) == Read(Decimal(cents).scaleb(-2))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("25/12/2021", date(2021, 12, 25)), ("05/04/2021", date(2021, 4, 5)),
        ("2021-04-05 00:00:00", date(2021, 4, 5)), ("2021-04-05T00:00:00Z", date(2021, 4, 5)),
        ("01.01.1970", date(1970, 1, 1)), ("2022/01/13", date(2022, 1, 13)),
        (date(2012, 2, 29), date(2012, 2, 29)), (datetime(2012, 2, 29), date(2012, 2, 29)),
        (None, None),
    ],
)  # fmt: skip
def test_dates(cell: Cell, expected: date | None) -> None:
    assert read_date(cell) == Read(expected)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (44300, date(2021, 4, 14)), (44300.75, date(2021, 4, 14)), ("43655", date(2019, 7, 9)),
        ("28/02/18", date(2018, 2, 28)), ("2021-04-05 10:30:00", date(2021, 4, 5)),
        (datetime(2021, 4, 5, 10, 30), date(2021, 4, 5)),
    ],
)  # fmt: skip
def test_repaired_dates(cell: Cell, expected: date) -> None:
    read = read_date(cell)
    assert read.value == expected
    assert read.repaired


@pytest.mark.parametrize(
    "cell",
    ["2018-04", "2014", 2014, "T", "+7", "23/11", "31/02/2012", "12/25/2021", "MAI 2014",
     "2018-01-01_2018-12-31", 1e12, -5, True, "231112", "NC/2018-12-31"],
)  # fmt: skip
def test_refused_dates(cell: Cell) -> None:
    with pytest.raises(InvalidInput):
        read_date(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("82 212 742 900 014", "82212742900014"), ("224 900 019 000 15'", "22490001900015"),
        ("82\u00a0212\u00a0742\u00a0900\u00a0014", "82212742900014"),
        (35338402700036, "35338402700036"), ("#", None), (None, None),
    ],
)  # fmt: skip
def test_sirets(cell: Cell, expected: str | None) -> None:
    assert read_siret(cell) == Read(expected)


@pytest.mark.parametrize(
    ("cell", "expected", "word"),
    [
        ("35338402700036.0", "35338402700036", "lu"),
        (6520146400022, "06520146400022", "Zéro"),
        ("6520146400022", "06520146400022", "Zéro"),
        ("6520146400022.0", "06520146400022", "Zéro"),
        ("353384027", "353384027", "SIREN"),
        (71700000000000.0, "71700000000000", "arrondi"),
    ],
)
def test_repaired_sirets(cell: Cell, expected: str, word: str) -> None:
    read = read_siret(cell)
    assert read.value == expected
    assert read.repaired is not None and word in read.repaired


@pytest.mark.parametrize("cell", ["7,17E+13", "7.17e13", "3,5338402700E+13"])
def test_lost_siret_is_said_lost(cell: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_siret(cell)
    assert "perdu" in caught.value.message
    assert "irrécupérables" in caught.value.remedy


@pytest.mark.parametrize(
    ("cell", "expected", "repaired"),
    [
        ("2020", 2020, False), (2020, 2020, False), (2020.0, 2020, False),
        ("ANNEE 2014", 2014, True), ("DP 2017", 2017, True), (date(2012, 5, 1), 2012, True),
        ("2020.0", 2020, True),
    ],
)  # fmt: skip
def test_years(cell: Cell, expected: int, repaired: bool) -> None:
    read = read_year(cell)
    assert (read.value, read.repaired is not None) == (expected, repaired)


@pytest.mark.parametrize(
    ("cell", "expected", "repaired"),
    [
        ("DA00005026", "00005026", False), ("00005026-02", "00005026", False),
        (5026, "00005026", True), ("5026", "00005026", True), (5026.0, "00005026", True),
        ("da00005026-01", "00005026", False),
    ],
)  # fmt: skip
def test_action_codes(cell: Cell, expected: str, repaired: bool) -> None:
    read = read_action_code(cell)
    assert (read.value, read.repaired is not None) == (expected, repaired)


@pytest.mark.parametrize(
    ("reader", "cell"),
    [
        (read_year, "2013/2014"), (read_year, 40909), (read_year, "12"), (read_year, True),
        (read_action_code, "123456789"), (read_action_code, "abc"), (read_action_code, True),
        (read_count, 1.5), (read_count, "45 postes"), (read_count, "=2*3"), (read_count, True),
        (read_siret, True), (read_siret, date(2012, 1, 1)), (read_siret, float("nan")),
        (read_count, float("nan")),
    ],
)  # fmt: skip
def test_refused_values(reader: Callable[[Cell], object], cell: Cell) -> None:
    with pytest.raises(InvalidInput):
        reader(cell)


def test_counts() -> None:
    assert read_count("1 200") == Read(1200)
    assert read_count(45.0) == Read(45)
    assert read_count(None) == Read(None)
