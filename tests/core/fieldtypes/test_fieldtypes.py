"""What agents type becomes exact values, and comes back as they read it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acse_desktop.errors import InvalidInput
from acse_desktop.fieldtypes import (
    ALL_TYPES,
    Amount,
    Bic,
    Choice,
    CodeInsee,
    Count,
    Day,
    Email,
    FieldType,
    Flag,
    Iban,
    Instant,
    LongText,
    Percent,
    Reference,
    Rna,
    Siret,
    Text,
    Year,
)

amounts = st.decimals("-9999999999", "9999999999", places=2)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
VALUES: dict[type[FieldType[Any]], st.SearchStrategy[Any]] = {
    Amount: amounts,
    Percent: st.decimals(0, 100, places=2),
    Count: st.integers(0, 2**31 - 1),
    Day: days,
    Year: st.integers(1990, 2100),
    Flag: st.booleans(),
    Instant: st.datetimes(datetime(1990, 1, 1), datetime(2035, 1, 1)).map(
        lambda moment: moment.replace(microsecond=0, minute=30, hour=12)
    ),
    Choice: st.sampled_from([entry.code for entry in Choice("statut").entries()]),
}


def _made(kind: type[FieldType[Any]]) -> FieldType[Any]:
    if kind is Choice:
        return Choice("statut")
    return Reference("action") if kind is Reference else kind()


@pytest.mark.parametrize("kind", ALL_TYPES)
def test_what_is_shown_reads_back_the_same(kind: type[FieldType[Any]]) -> None:
    one = _made(kind)
    texts = st.text().map(one.parse).filter(lambda value: value is not None)

    @given(VALUES.get(kind, texts))
    def holds(value: Any) -> None:
        assert one.parse(one.format(value)) == value
        assert one.load(one.dump(value)) == value

    holds()


@pytest.mark.parametrize("kind", ALL_TYPES)
def test_empty_is_a_value(kind: type[FieldType[Any]]) -> None:
    one = _made(kind)
    assert one.parse("") is None
    assert one.parse("   ") is None
    assert (one.format(None), one.dump(None), one.load(""), one.check(None)) == ("", "", None, None)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1200,50", "1200.50"),
        ("12,5", "12.50"),
        ("1 234 567,89", "1234567.89"),
        ("1\u00a0234\u00a0567,89", "1234567.89"),
        ("1\u202f234\u202f567,89 €", "1234567.89"),
        ("1.234,56", "1234.56"),
        ("1.234.567", "1234567.00"),
        ("38 200,00 €", "38200.00"),
        ("-1200", "-1200.00"),
        ("−1 200", "-1200.00"),
        ("(1 200,00)", "-1200.00"),
        ("1234.5", "1234.50"),
        ("=3*450+120", "1470.00"),
        ("= (1 200 + 300,50) / 2", "750.25"),
        ("=10/3", "3.33"),
        ("=0,1+0,2", "0.30"),
    ],
)
def test_amounts(typed: str, value: str) -> None:
    assert Amount().parse(typed) == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    ["1,234.56", "15 k€", "abc", "1e308", "=1/0", "=__import__('os')", "=2**9", "12,345", "=",
     "1 2 a",
     "9" * 40, "=" + "9*" * 99 + "9", "nan", "inf"],
)  # fmt: skip
def test_amounts_that_cannot_be_read_are_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        Amount().parse(typed)
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("231112", date(2012, 11, 23)),
        ("23/11/12", date(2012, 11, 23)),
        ("23/11/2012", date(2012, 11, 23)),
        ("05/04/2021", date(2021, 4, 5)),
        ("2021-04-05 00:00:00", date(2021, 4, 5)),
        ("01.01.1970", date(1970, 1, 1)),
        ("23/11/26", date(2026, 11, 23)),
        ("23/11/85", date(1985, 11, 23)),
        ("23/11", date(date.today().year, 11, 23)),
        ("T", date.today()),
        ("+7", date.today() + timedelta(days=7)),
        ("-1", date.today() - timedelta(days=1)),
    ],
)
def test_days(typed: str, value: date) -> None:
    assert Day().parse(typed) == value


@pytest.mark.parametrize("typed", ["31/02/2012", "2012", "hier", "1/2/3/4", "32/01/2012"])
def test_days_that_do_not_exist_are_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        Day().parse(typed)


@pytest.mark.parametrize(
    ("kind", "value", "sound"),
    [
        (Siret(), "73282932000074", True),
        (Siret(), "35600000049837", True),
        (Siret(), "73282932000075", False),
        (Siret(), "7328293200007", False),
        (Siret(), "21490001900000", False),
        (Rna(), "W2A1234567", True),
        (Rna(), "W2B0001234", True),
        (Rna(), "W751234567", True),
        (Rna(), "751234567", False),
        (Iban(), "FR1420041010050500013M02606", True),
        (Iban(), "FR7630006000011234567890189", True),
        (Iban(), "FR0630006000011234567890188", False),
        (Bic(), "BDFEFRPP", True),
        (Bic(), "BDF", False),
        (CodeInsee(), "2A004", True),
        (CodeInsee(), "9300", False),
        (Email(), "contact@exemple.fr", True),
        (Email(), "contact@", False),
    ],
)
def test_identifiers_are_checked(kind: FieldType[str], value: str, sound: bool) -> None:
    assert (kind.check(value) is None) is sound


def test_a_wrong_identifier_is_kept() -> None:
    """« La case est bloquée » is what agents must never meet."""
    assert Siret().parse(" 123 456 ' ") == "123456"


def test_siret_reads_grouped() -> None:
    assert Siret().format("73282932000074") == "732 829 320 00074"


def test_choices_read_labels_and_codes() -> None:
    assert Choice("statut").parse("en instruction") == "INSTRUCTION"
    assert Choice("statut").parse("CLOS") == "CLOS"
    with pytest.raises(InvalidInput):
        Choice("statut").parse("autre chose")


def test_texts_lose_what_no_workbook_can_hold() -> None:
    assert Text().parse("a\x07\u202fb\ud800 c\n") == "a b c"
    assert LongText().parse("un\r\ndeux\x00\n") == "un\ndeux"
