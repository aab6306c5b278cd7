"""Tables of outcomes by week and by year, all windows of a metric at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.core.calendar import monday
from sim.outcomes.groups import GROUPS, NO_AGENCY_ROW, SIZE_ROW
from sim.outcomes.history import History, Window
from sim.outcomes.metric import AGENCIES, Metric
from sim.outcomes.metrics import METRICS


def latest(history: History) -> dict[str, float | None]:
    """Every outcome as of the last week booked; None where the window is not full or nothing to divide by."""
    found: dict[str, float | None] = {}
    windows: dict[tuple[int, int], Window] = {}
    for metric in METRICS:
        found[metric.name] = None
        if history.booked < max(1, metric.weeks_needed()):
            continue
        key = metric.window, metric.lag
        if key not in windows:
            high = history.booked - metric.lag
            windows[key] = Window(history, high - metric.window, high)
        value = float(metric.value(windows[key]))
        found[metric.name] = value if value == value else None
    return found


def _look_back(history: History, metric: Metric, booked: np.ndarray, row: int | np.ndarray) -> np.ndarray:
    """Weekly values of a metric after ``booked`` weeks; nan where the window is not full."""
    full = booked >= metric.weeks_needed()
    high = np.where(full, booked, metric.weeks_needed()) - metric.lag
    high = np.minimum(high, history.booked)
    low = np.maximum(high - metric.window, 0)
    value = np.array(metric.value(Window(history, low, np.maximum(high, low + 1), row)), np.float64)
    value[~full] = np.nan
    return value


def weekly(history: History, first_week: int) -> dict[str, np.ndarray]:
    """The columns of ``weekly/``: totals of week 1 and later."""
    start = max(0, 1 - first_week)
    booked = np.arange(start + 1, history.booked + 1)
    weeks = booked + first_week - 1
    values = [_look_back(history, metric, booked, 0) for metric in METRICS] if weeks.size else []
    names = np.array([metric.name for metric in METRICS], object)
    return {
        "week": np.tile(weeks, len(METRICS)).astype(np.int32),
        "date": np.tile(np.array([monday(int(w)) for w in weeks], "datetime64[D]"), len(METRICS)),
        "metric": np.repeat(names, weeks.size),
        "group_by": np.full(weeks.size * len(METRICS), "all", object),
        "group": np.full(weeks.size * len(METRICS), "all", object),
        "value": np.concatenate(values) if values else np.zeros(0),
    }


def years_of(first_week: int, booked: int) -> dict[int, tuple[int, int]]:
    """Calendar years of the weeks from 1 on: numbers of weeks booked before and after, by their Mondays."""
    spans: dict[int, tuple[int, int]] = {}
    for k in range(max(0, 1 - first_week), booked):
        year = monday(first_week + k).year
        spans[year] = (spans.get(year, (k, k))[0], k + 1)
    return spans


def _rows(history: History, metric: Metric) -> np.ndarray:
    """Rows of groups an outcome is kept for; the first is all."""
    if history.people.shape[1] == 1 or not metric.grouped:
        return np.zeros(1, np.int64)
    if metric.scope == AGENCIES:
        return np.array([0, *range(SIZE_ROW, NO_AGENCY_ROW)])
    return np.arange(history.people.shape[1])


def _by_year(history: History, metric: Metric, low: np.ndarray, high: np.ndarray, row: int | np.ndarray) -> np.ndarray:
    if metric.yearly_last:
        return _look_back(history, metric, high, row)
    return np.array(metric.value(Window(history, low, high, row)), np.float64)


def yearly(history: History, first_week: int) -> dict[str, np.ndarray]:
    """The columns of ``yearly/``: totals, and groups where they were recorded."""
    spans = years_of(first_week, history.booked)
    columns: dict[str, list[Any]] = {name: [] for name in ("year", "date", "metric", "group_by", "group", "value")}
    low = np.array([s[0] for s in spans.values()], np.int64)
    high = np.array([s[1] for s in spans.values()], np.int64)
    for metric in METRICS if spans else ():
        rows = _rows(history, metric)
        values = _by_year(history, metric, low, high, rows)
        for k, year in enumerate(spans):
            for place, row in enumerate(rows):
                columns["year"].append(year)
                columns["date"].append(monday(first_week + spans[year][0]))
                columns["metric"].append(metric.name)
                columns["group_by"].append(GROUPS[int(row)].by)
                columns["group"].append(GROUPS[int(row)].name)
                columns["value"].append(values[k, place])
    return {
        "year": np.array(columns["year"], np.int32),
        "date": np.array(columns["date"], "datetime64[D]"),
        "metric": np.array(columns["metric"], object),
        "group_by": np.array(columns["group_by"], object),
        "group": np.array(columns["group"], object),
        "value": np.array(columns["value"], np.float64),
    }


def totals(history: History, first_week: int) -> dict[str, np.ndarray]:
    """Values of the whole period from week 1 (``period`` = all), with the columns of ``yearly`` but no year.

    A metric that looks back by itself is the mean of its yearly values, years without a value left out.
    """
    spans = list(years_of(first_week, history.booked).values())
    found: list[tuple[str, str, str, float]] = []
    for metric in METRICS if spans else ():
        row = _rows(history, metric)
        if metric.yearly_last:
            values = _look_back(history, metric, np.array([s[1] for s in spans]), row)
            known = np.isfinite(values)
            sums = np.where(known, values, 0.0).sum(axis=0)
            whole = np.where(known.any(axis=0), sums / np.maximum(1, known.sum(axis=0)), np.nan)
        else:
            window = Window(history, np.array([spans[0][0]]), np.array([spans[-1][1]]), row)
            whole = np.asarray(metric.value(window), np.float64)[0]
        found += [
            (metric.name, GROUPS[int(k)].by, GROUPS[int(k)].name, float(v)) for k, v in zip(row, whole, strict=True)
        ]
    return {
        "metric": np.array([f[0] for f in found], object),
        "group_by": np.array([f[1] for f in found], object),
        "group": np.array([f[2] for f in found], object),
        "value": np.array([f[3] for f in found], np.float64),
    }
