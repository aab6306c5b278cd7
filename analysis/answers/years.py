"""Effects by year: years since the start of a measure, and calendar years.

The first year since the start is the 52 weeks from the Monday on which the first measure of a policy enters. Its value
is made of the weekly values that are kept: of an outcome whose weekly value is of that week alone, their mean (a sum a
year is then exactly that of the 52 weeks on the annual basis; a share is the mean of the weekly shares); of one that
looks back a year, the value of the last week, which looks back on exactly these 52 weeks. Calendar years are those of
the tables. Every year is a table of its own: its intervals hold for all its outcomes at once.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from analysis.answers.comparison import COMPARED, effects_among
from analysis.answers.periods import is_full
from analysis.answers.records import Difference, Effect, YearEffect
from analysis.answers.summary import values_of
from analysis.answers.view import entry_of, last_day
from experiments.plan.run_spec import BASE
from experiments.store.store import Store
from sim.outcomes.metrics import BY_NAME

YEAR = 52  # weeks since the start
WEEK = dt.timedelta(weeks=1)
_SAME = (*(field.name for field in dataclasses.fields(Difference)), "without")


def years_of(
    store: Store, measures: Mapping[str, Sequence[dict[str, Any]]], effects: Sequence[Effect] = ()
) -> list[YearEffect]:
    """Effects by year of every policy, calendar years first; empty without pairs.

    Parameters
    ----------
    measures : mapping
        By policy, as the manifest tells them; a policy without any has calendar years only.
    effects : sequence of Effect
        Those of the last full year, which are taken over as they stand.
    """
    found = [*_calendar(store, effects), *_since(store, measures)]
    order = list(store.read("runs").select("base", "policy").unique(maintain_order=True).iter_rows())
    place = {metric: k for k, metric in enumerate(COMPARED)}
    return sorted(found, key=lambda e: (order.index((e.base, e.policy)), e.kind, place[e.metric], e.year))


def _calendar(store: Store, effects: Sequence[Effect]) -> Iterator[YearEffect]:
    values, last = values_of(store), last_day(store)
    if values.is_empty():
        return
    there = {(e.base, e.policy, e.metric, e.period): e for e in effects}
    for period in sorted(set(values["period"]) - {"all"}):
        if not is_full(period, last):
            continue
        year = int(period)
        mondays = [d for d in (dt.date(year, 1, 1) + dt.timedelta(days=k) for k in range(366)) if d.weekday() == 0]
        ends = mondays[0], max(d for d in mondays if d.year == year)
        for effect in effects_among(store, values.filter(pl.col("period") == period), period, by_year=True):
            same = there.get((effect.base, effect.policy, effect.metric, period), effect)
            yield _year_effect(same, "calendar", year, *ends)


def _since(store: Store, measures: Mapping[str, Sequence[dict[str, Any]]]) -> Iterator[YearEffect]:
    weekly = store.read("weekly")
    if weekly.is_empty():
        return
    known = [name for name in COMPARED if name in BY_NAME]
    weekly = weekly.filter(pl.col("metric").is_in(known), group_by="all")
    last = weekly["date"].max()
    runs = store.read("runs").select("base", "policy").unique(maintain_order=True)
    for base, policy in runs.filter(pl.col("policy") != BASE).iter_rows():
        entry = entry_of(measures.get(policy, ()))
        if entry is None:
            continue
        mine = weekly.filter(pl.col("base") == base, pl.col("policy").is_in([BASE, policy]))
        start, number = dt.date.fromisoformat(entry), 1
        while start + (YEAR - 1) * WEEK <= last:  # pyright: ignore[reportOperatorIssue]
            if start >= weekly["date"].min():  # pyright: ignore[reportOperatorIssue]
                values = year_values(mine, start)
                for effect in effects_among(store, values, f"year {number}", by_year=True):
                    yield _year_effect(effect, "since", number, start, start + (YEAR - 1) * WEEK)
            start, number = start + YEAR * WEEK, number + 1


def year_values(weekly: pl.DataFrame, start: dt.date) -> pl.DataFrame:
    """One value of each run and outcome for the 52 weeks from a Monday on; null where a week has none.

    Parameters
    ----------
    weekly : DataFrame
        run_id, base, policy, seed, draw, metric, group_by, group, date, value.
    """
    own = [name for name, metric in BY_NAME.items() if metric.window == 1 and not metric.yearly_last]
    keys = ["run_id", "base", "policy", "seed", "draw", "metric", "group_by", "group"]
    weeks = weekly.filter(pl.col("metric").is_in(own), pl.col("date").is_between(start, start + (YEAR - 1) * WEEK))
    whole = (pl.col("value").count() == YEAR) & (pl.len() == YEAR)
    means = weeks.sort("date").group_by(keys, maintain_order=True).agg(pl.when(whole).then(pl.col("value").mean()))
    lags = {name: metric.lag for name, metric in BY_NAME.items() if name not in own}
    at = pl.lit(start + (YEAR - 1) * WEEK) + pl.duration(
        weeks=pl.col("metric").replace_strict(lags, return_dtype=pl.Int64)
    )
    looking_back = weekly.filter(pl.col("metric").is_in(list(lags))).filter(pl.col("date") == at)
    found = pl.concat([means.select(*keys, "value"), looking_back.select(*keys, "value")])
    return found.with_columns(pl.lit(str(start)).alias("period"))


def _year_effect(effect: Effect, kind: str, year: int, start: dt.date, end: dt.date) -> YearEffect:
    same: dict[str, Any] = {name: getattr(effect, name) for name in _SAME}
    return YearEffect(**same, kind=kind, year=year, start=start.isoformat(), end=end.isoformat())
