"""Which dated copies are kept: all of two days, then 12 daily, 10 weekly and 9 monthly."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

RECENT = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9


def kept(dates: Iterable[datetime], now: datetime) -> set[datetime]:
    """The copies to keep: every recent one, then the last of each day, week and month.

    Days count before weeks and weeks before months, so each step reaches further back.
    """
    ordered = sorted(dates, reverse=True)
    keep = {moment for moment in ordered if now - moment < RECENT}
    older = [moment for moment in ordered if moment not in keep]
    for period, count in _STEPS:
        chosen = _last_of_each(older, period, count)
        keep |= set(chosen)
        if len(chosen) == count:
            older = [moment for moment in older if period(moment) < period(chosen[-1])]
        else:
            older = []
    return keep


def _last_of_each(
    ordered: list[datetime], period: Callable[[datetime], tuple[int, ...]], count: int
) -> list[datetime]:
    latest: dict[tuple[int, ...], datetime] = {}
    for moment in ordered:
        latest.setdefault(period(moment), moment)
    return list(latest.values())[:count]


def _day(moment: datetime) -> tuple[int, ...]:
    return moment.year, moment.month, moment.day


def _week(moment: datetime) -> tuple[int, ...]:
    return tuple(moment.isocalendar()[:2])


def _month(moment: datetime) -> tuple[int, ...]:
    return moment.year, moment.month


_STEPS = ((_day, DAILY), (_week, WEEKLY), (_month, MONTHLY))
