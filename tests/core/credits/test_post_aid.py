"""The aid of posts of adultes-relais against amounts worked out by hand.

Each expected line is `rate × quotité × days / days of the year`, rounded to the cent, half up.
Days of the halves: January to June 181 (182 in 2012 and 2016), July to December 184.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from acse_desktop.services.post_aid import Span, Terms, aid_due, aid_lines

Line = tuple[int, str | None, str]
"""Days, yearly rate, amount."""


@dataclass(frozen=True)
class Case:
    """A convention and its lines worked out by hand."""

    name: str
    dates: tuple[str, str, str]
    """Signed, begins, ends."""
    lines: tuple[Line, ...]
    quotite: str | None = None
    ended: str | None = None
    vacancies: tuple[tuple[str, str | None], ...] = ()


CASES = (
    Case("a full year, one revaluation", ("2010-12-01", "2011-01-01", "2011-12-31"), (
        (181, "20664.60", "10247.38"),  # 20 664,60 × 181 / 365 = 10 247,377…
        (184, "20991.10", "10581.81"),  # 20 991,10 × 184 / 365 = 10 581,814…
    )),
    Case("a leap year", ("2011-12-15", "2012-01-01", "2012-12-31"), (
        (182, "20991.10", "10438.20"),  # 20 991,10 × 182 / 366 = 10 438,197…
        (184, "21923.10", "11021.45"),  # 21 923,10 × 184 / 366 = 11 021,449…
    )),
    Case("half time", ("2010-12-01", "2011-01-01", "2011-12-31"), (
        (181, "20664.60", "5123.69"),  # 20 664,60 × 0,5 × 181 / 365 = 5 123,688…
        (184, "20991.10", "5290.91"),  # 20 991,10 × 0,5 × 184 / 365 = 5 290,907…
    ), quotite="50"),
    Case("80 % from 15 March", ("2012-03-01", "2012-03-15", "2012-12-31"), (
        # 15 March to 30 June: 17 + 30 + 31 + 30 = 108 days
        (108, "20991.10", "4955.28"),  # 20 991,10 × 0,8 × 108 / 366 = 4 955,276…
        (184, "21923.10", "8817.16"),  # 21 923,10 × 0,8 × 184 / 366 = 8 817,159…
    ), quotite="80"),
    Case("signed the day before the lower rates", ("2013-01-16", "2013-01-16", "2013-12-31"), (
        # 16 January to 30 June: 181 − 15 = 166 days, at the rate of July 2012
        (166, "21923.10", "9970.51"),  # 21 923,10 × 166 / 365 = 9 970,505…
        (184, "21988.90", "11084.82"),  # 21 988,90 × 184 / 365 = 11 084,815…
    )),
    Case("signed the day of the lower rates", ("2013-01-17", "2013-01-17", "2013-12-31"), (
        (165, "17538.40", "7928.32"),  # 17 538,40 × 165 / 365 = 7 928,317…
        (184, "17591.00", "8867.79"),  # 17 591,00 × 184 / 365 = 8 867,791…
    )),
    Case("vacant in March and April", ("2011-12-20", "2012-01-01", "2012-12-31"), (
        (60, "20991.10", "3441.16"),  # January and February 2012: 31 + 29; 3 441,163…
        (61, "20991.10", "3498.52"),  # May and June: 31 + 30; 3 498,516…
        (184, "21923.10", "11021.45"),
    ), vacancies=(("2012-03-01", "2012-04-30"),)),
    Case("vacant since 1 October", ("2011-12-20", "2012-01-01", "2012-12-31"), (
        (182, "20991.10", "10438.20"),
        (92, "21923.10", "5510.72"),  # July to September: 31 + 31 + 30; 5 510,724…
    ), vacancies=(("2012-10-01", None),)),
    Case("vacancies that overlap count once", ("2010-12-01", "2011-01-01", "2011-12-31"), (
        (181, "20664.60", "10247.38"),
        (123, "20991.10", "7073.71"),  # July to October: 31 + 31 + 30 + 31; 7 073,713…
        (31, "20991.10", "1782.81"),  # December; 1 782,805…
    ), vacancies=(("2011-11-10", "2011-11-30"), ("2011-11-01", "2011-11-20"))),
    Case("ended on 14 February", ("2011-12-15", "2012-01-01", "2014-12-31"), (
        (45, "20991.10", "2580.87"),  # 31 + 14 days; 20 991,10 × 45 / 366 = 2 580,872…
    ), ended="2012-02-14"),
    Case("three years across five rates", ("2013-06-20", "2013-07-01", "2016-06-30"), (
        (184, "17591.00", "8867.79"),
        (181, "17591.00", "8723.21"),  # 17 591,00 × 181 / 365 = 8 723,208…
        (184, "17784.50", "8965.34"),  # 17 784,50 × 184 / 365 = 8 965,336…
        (181, "17784.50", "8819.16"),  # 17 784,50 × 181 / 365 = 8 819,163…
        (92, "17926.80", "4518.54"),  # July to September 2015; 4 518,535…
        (92, "18823.09", "4744.45"),  # October to December 2015; 4 744,450…
        (182, "18823.09", "9360.12"),  # 18 823,09 × 182 / 366 = 9 360,115…
    )),
    Case("a single day", ("2012-12-01", "2012-12-31", "2012-12-31"), (
        (1, "21923.10", "59.90"),  # 21 923,10 / 366 = 59,899…
    )),
    Case("a quotité with decimals", ("2010-12-01", "2011-01-01", "2011-12-31"), (
        (181, "20664.60", "3659.34"),  # 20 664,60 × 0,3571 × 181 / 365 = 3 659,338…
        (184, "20991.10", "3778.77"),  # 20 991,10 × 0,3571 × 184 / 365 = 3 778,766…
    ), quotite="35.71"),
    Case("before the first known rate", ("2006-12-01", "2006-12-01", "2007-01-31"), (
        (31, None, "0.00"),
        (31, "19678.30", "1671.31"),  # 19 678,30 × 31 / 365 = 1 671,307…
    )),
    Case("after the last known rate", ("2016-07-01", "2017-06-01", "2017-07-31"), (
        (31, None, "0.00"),
        (30, "18936.00", "1556.38"),  # 18 936,00 × 30 / 365 = 1 556,383…
    )),
    Case("vacant all along", ("2011-12-20", "2012-01-01", "2012-12-31"), (),
         vacancies=(("2011-01-01", None),)),
)  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _terms(case: Case) -> Terms:
    signed, first, last = (date.fromisoformat(one) for one in case.dates)
    return Terms(
        signed, first, last, _day(case.ended), Decimal(case.quotite) if case.quotite else None
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_aid_is_that_worked_out_by_hand(case: Case) -> None:
    """Days, rate and amount of every line, and their sum."""
    vacancies = [Span(date.fromisoformat(first), _day(last) or date.max)
                 for first, last in case.vacancies]  # fmt: skip
    lines = aid_lines(_terms(case), vacancies)
    found = {(line.jours, line.taux, line.montant) for line in lines}
    expected = {(days, Decimal(rate) if rate else None, Decimal(amount))
                for days, rate, amount in case.lines}  # fmt: skip
    assert found == expected and len(lines) == len(case.lines)
    assert aid_due(lines) == sum(Decimal(amount) for _days, _rate, amount in case.lines)
    assert aid_due(lines) == sum(aid_due(lines, year) for year in {line.annee for line in lines})
