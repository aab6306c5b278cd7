"""Values by half calendar year, for the transition.

Why half-years: measures enter in January and July and have their first effect within months, so a year mixes before
and after, while a month or a quarter has so few events of rare kinds that the worst of thirty is mostly noise; and with
half-years the number of comparisons stays such that an interval for all at once can still exclude nothing.

A half-year's value is the mean of its weekly values, so of outcomes whose weekly value is of that week alone. Those
that look back a year, and every outcome where no weeks were kept, are taken by calendar year as they stand in the
tables. Only periods simulated in full count.
"""

from __future__ import annotations

import datetime as dt

import polars as pl

from analysis.answers.comparison import COMPARED
from analysis.answers.summary import directions
from experiments.store.store import Store
from sim.outcomes.metrics import BY_NAME

RUN = ("run_id", "base", "policy", "seed", "draw", "metric", "group_by", "group")


def periods_of(store: Store) -> pl.DataFrame:
    """Values by half-year or year of outcomes that are compared and have a direction, with the columns of pairing."""
    better = directions(store)
    named = [name for name in COMPARED if better.get(name, "none") != "none"]
    weekly, yearly = store.read("weekly"), store.read("yearly")
    if yearly.is_empty():
        return pl.DataFrame()
    own_week = [] if weekly.is_empty() else [name for name in named if BY_NAME[name].window == 1]
    last = max((store.receipt(run) or {"end": ""})["end"] for run in store.run_ids())
    years = yearly.filter(pl.col("metric").is_in([name for name in named if name not in own_week]))
    years = years.filter(pl.col("group_by") == "all").with_columns(pl.col("year").cast(pl.String).alias("period"))
    parts = [years.select(*RUN, "period", "value")]
    if own_week:
        parts.append(half_years(weekly.filter(pl.col("metric").is_in(own_week), pl.col("group_by") == "all")))
    return pl.concat(parts).filter(pl.col("period").map_elements(lambda p: is_full(p, last), return_dtype=pl.Boolean))


def half_years(weekly: pl.DataFrame) -> pl.DataFrame:
    """Means of weekly values by half calendar year, by the Monday of the week; null where a week has no value."""
    half = pl.when(pl.col("date").dt.month() <= 6).then(pl.lit("-H1")).otherwise(pl.lit("-H2"))
    period = pl.concat_str([pl.col("date").dt.year().cast(pl.String), half]).alias("period")
    value = pl.when(pl.col("value").null_count() == 0).then(pl.col("value").mean()).alias("value")
    return weekly.sort("date").group_by(*RUN, period, maintain_order=True).agg(value)


def is_full(period: str, last: str) -> bool:
    """Whether every Monday of a period from 4 January 2021 on is simulated when ``last`` is the last one."""
    year, first_half = int(period[:4]), period.endswith("H1")
    after = dt.date(year, 7, 1) if first_half else dt.date(year + 1, 1, 1)
    return dt.date.fromisoformat(last) + dt.timedelta(weeks=1) >= after
