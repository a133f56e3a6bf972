"""The aid due for a post of adulte-relais: rate of the time, days of presence, part-time.

The signature chooses the column of rates (before or from 17 January 2013), the day chooses its
value, since rates are revalued during a convention. Each period of one rate within one civil
year is `rate × quotité × days / days of the year`, rounded to the cent, half up; what is due is
the sum of these lines, so that a page and its total never differ. First and last days count, the
day a convention is ended included; days of vacancy do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from acse_desktop.baremes import Bareme, baremes

CENT = Decimal("0.01")
FULL = Decimal(100)
BAREME_2013 = date(2013, 1, 17)
"""From this signature on, the lower rates (Sénat, rapport n° 128, 2016-2017)."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both included."""

    debut: date
    fin: date

    @property
    def days(self) -> int:
        """How many days; zero or less when there is none."""
        return (self.fin - self.debut).days + 1

    def within(self, other: Span) -> Span:
        """The days that both have."""
        return Span(max(self.debut, other.debut), min(self.fin, other.fin))


@dataclass(frozen=True)
class Terms:
    """What a convention says of its aid."""

    signe_le: date
    debut_le: date
    fin_le: date
    rompue_le: date | None = None
    quotite: Decimal | None = None
    """In %; a full time when it is not said."""

    @property
    def span(self) -> Span:
        """The days of the convention, up to its end or to the day it was ended."""
        last = min(self.fin_le, self.rompue_le) if self.rompue_le else self.fin_le
        return Span(self.debut_le, last)


@dataclass(frozen=True)
class AidLine:
    """One period at one rate, within one civil year."""

    debut: date
    fin: date
    taux: Decimal | None
    """Yearly, for a full time; None when no source gives one for these days."""
    quotite: Decimal
    montant: Decimal
    """Zero when the rate is not known."""

    @property
    def jours(self) -> int:
        """Days paid."""
        return Span(self.debut, self.fin).days

    @property
    def annee(self) -> int:
        """The civil year."""
        return self.debut.year


def rates_of(signature: date) -> tuple[Bareme, ...]:
    """The rates through time of the conventions signed on a day."""
    condition = "AVANT_2013" if signature < BAREME_2013 else ""
    return tuple(one for one in baremes("AR") if one.condition == condition)


def aid_lines(terms: Terms, vacancies: Iterable[Span] = ()) -> tuple[AidLine, ...]:
    """The aid of a convention, period by period, in order."""
    quotite = FULL if terms.quotite is None else terms.quotite
    return tuple(
        _line(period, rate, quotite)
        for present in without(terms.span, vacancies)
        for year in _by_year(present)
        for period, rate in _by_rate(year, rates_of(terms.signe_le))
    )


def aid_due(lines: Iterable[AidLine], year: int | None = None) -> Decimal:
    """The sum of the lines, of one civil year or of them all."""
    due = (line.montant for line in lines if year is None or line.annee == year)
    return sum(due, Decimal(0))


def without(span: Span, vacancies: Iterable[Span]) -> Iterator[Span]:
    """The days of a span less the vacancies, which may overlap or reach outside."""
    first = span.debut
    for vacancy in sorted(vacancies, key=lambda one: one.debut):
        if vacancy.fin < first or vacancy.debut > span.fin or vacancy.days <= 0:
            continue
        if vacancy.debut > first:
            yield Span(first, vacancy.debut - ONE_DAY)
        first = vacancy.fin + ONE_DAY if vacancy.fin < date.max else date.max
    if first <= span.fin:
        yield Span(first, span.fin)


def _by_year(span: Span) -> Iterator[Span]:
    for year in range(span.debut.year, span.fin.year + 1):
        yield span.within(Span(date(year, 1, 1), date(year, 12, 31)))


def _by_rate(span: Span, rates: Iterable[Bareme]) -> Iterator[tuple[Span, Decimal | None]]:
    known = [
        (held, rate.valeur)
        for rate in sorted(rates, key=lambda one: one.valide_du)
        if (held := span.within(Span(rate.valide_du, rate.valide_au or date.max))).days > 0
    ]
    for gap in without(span, [held for held, _rate in known]):
        yield gap, None
    yield from known


def _line(span: Span, rate: Decimal | None, quotite: Decimal) -> AidLine:
    year_days = Span(date(span.debut.year, 1, 1), date(span.debut.year, 12, 31)).days
    due = (rate or Decimal(0)) * quotite * span.days / (FULL * year_days)
    return AidLine(span.debut, span.fin, rate, quotite, due.quantize(CENT, ROUND_HALF_UP))
