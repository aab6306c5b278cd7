"""Annual amounts from sums over the simulated weeks of a year.

Some calendar years have 52 Mondays and some 53 (2024, for one), so that raw sums jump by 2% where nothing changed.
Rates and amounts in the tables of outcomes are scaled to a year of 365.2425 days; sums of the ledger and of flows are,
by the same rule, before they are shown: ``sum x 365.2425 / (7 x weeks)``.
"""

from __future__ import annotations

import datetime as dt

from sim.core.calendar import FIRST_MONDAY
from sim.outcomes.history import WEEKS_PER_YEAR

WEEK = dt.timedelta(weeks=1)


def mondays(period: str, last: str) -> int:
    """Weeks simulated in a period.

    Parameters
    ----------
    period : str
        A calendar year, or ``all``.
    last : str
        The last Monday simulated, as an ISO date.

    Examples
    --------
    >>> [mondays(year, "2027-12-27") for year in ("2023", "2024", "all")], mondays("2021", "2021-02-01")
    ([52, 53, 365], 5)
    """
    end = dt.date.fromisoformat(last)
    weeks = (FIRST_MONDAY + k * WEEK for k in range((end - FIRST_MONDAY).days // 7 + 1))
    return sum(1 for monday in weeks if period == "all" or str(monday.year) == period)


def per_year(period: str, last: str) -> float:
    """Factor from a sum over the simulated weeks of a period to an amount per year; 1/year.

    Raises
    ------
    ValueError
        When no week of the period is simulated.
    """
    weeks = mondays(period, last)
    if weeks < 1:
        raise ValueError(f"no week of {period} is simulated")
    return WEEKS_PER_YEAR / weeks
