"""The week that a phase works in, and the real calendar behind it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

FIRST_MONDAY = dt.date(2021, 1, 4)  # Monday of week 1
LAST_DAY = dt.date(2032, 12, 31)  # nothing is simulated after it
QUARTER = 13  # weeks; agencies and hirers take stock once in it, each in a week of its own
ENDLESS = 20_001  # a week that no run and no transition comes to

EARLIEST = -4096  # no world lives through an earlier week; the draws are keyed from it on
# Weeks are kept in int16. Both bounds stand for a week that no world lives through, one for each direction in time.
NEVER = 32767  # a coming week that does not come: no date is set
LONG_AGO = -32768  # a past week before all others: it never happened, or has always been so


class Now(NamedTuple):
    """What a phase knows of time, seed and scale; plain scalars, so kernels take it as it is."""

    seed: int
    week: int  # 1 starts Monday 2021-01-04; warm-up weeks are <= 0
    week_of_year: int  # 0..52, from 1 January
    month: int  # 1..12
    year: int
    scale: float  # persons of this world per person of the country


def monday(week: int) -> dt.date:
    """The Monday on which a week starts."""
    return FIRST_MONDAY + dt.timedelta(weeks=week - 1)


def week_of(date: dt.date) -> int:
    """The week that holds a date."""
    return (date - FIRST_MONDAY).days // 7 + 1


def now(seed: int, week: int, scale: float) -> Now:
    """The Now of a week."""
    day = monday(week)
    return Now(seed, week, (day.timetuple().tm_yday - 1) // 7, day.month, day.year, scale)


def first_week(date: dt.date) -> int:
    """The week from which a date counts: a rule of a Thursday enters on the Monday after it."""
    return week_of(date) + (1 if date.weekday() > 0 else 0)


def weeks_in_force(start: dt.date, until: dt.date | None) -> range:
    """The weeks whose Monday lies between two days, both included; none where both lie between two Mondays.

    Without last day it goes on to `ENDLESS`.

    Examples
    --------
    >>> weeks_in_force(dt.date(2021, 1, 5), dt.date(2021, 1, 18)), len(weeks_in_force(*2 * [dt.date(2021, 1, 5)]))
    (range(2, 4), 0)
    """
    return range(first_week(start), ENDLESS if until is None else week_of(until) + 1)
