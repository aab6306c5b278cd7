"""Outcomes of a world by calendar year, as plain columns."""

from __future__ import annotations

import datetime as dt

import numpy as np

from sim.core.calendar import first_week
from sim.outcomes import series
from sim.outcomes.history import History
from sim.outcomes.metrics import BY_NAME


def by_year(history: History, first: int | None) -> dict[str, np.ndarray]:
    """Columns year, weeks, complete, metric, unit and value: a row a year and outcome, warm-up left out.

    Parameters
    ----------
    first : int or None
        The first week booked; None before any.

    Returns
    -------
    dict of arrays
        ``weeks``: of the year, that were simulated; ``complete``: all of them were; ``unit`` as in the code book;
        ``value``: of the country, nan where a denominator is empty or a window not full.
    """
    made = series.yearly(history, 1 if first is None else first)
    whole = made["group_by"] == "all"
    year, metric = made["year"][whole], made["metric"][whole]
    spans = series.years_of(1 if first is None else first, history.booked)
    weeks = np.array([spans[y][1] - spans[y][0] for y in year.tolist()], np.int32)
    return {
        "year": year,
        "weeks": weeks,
        "complete": weeks == np.array([weeks_in(y) for y in year.tolist()], np.int32),
        "metric": metric,
        "unit": np.array([BY_NAME[name].unit for name in metric], object),
        "value": made["value"][whole],
    }


def weeks_in(year: int) -> int:
    """Mondays of a calendar year, from the first week of the model on: 52 or 53."""
    first, after = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    return first_week(after) - first_week(first)
