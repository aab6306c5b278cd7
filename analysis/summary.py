"""From runs to answers: means over seeds and paired differences with their uncertainty, by year and in all."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy.special import stdtrit

from analysis.paired import differences, pair_up
from experiments.store import Store

KEYS = ("base", "policy", "point", "metric", "group_by", "group", "period")
LEVEL = 0.95
DIFFERENCE = ("diff", "diff_lo", "diff_hi", "p_better")


def summarise(store: Store) -> pl.DataFrame:
    """The columns of ``summary.parquet``.

    ``mean`` is over the runs that have a value (``n`` of them); ``lo`` and ``hi`` are the 95% interval of
    that mean by Student's t, so they tell of luck between runs and not of what is unknown about the world.
    One run gives no interval. ``diff``, its 95% interval and ``p_better`` are those of ``analysis.paired``:
    of this outcome alone, and null in rows of the base.
    """
    values = values_of(store)
    if values.is_empty():
        return pl.DataFrame()
    found = mean_and_interval(values, KEYS).select(*KEYS, "n", "mean", "lo", "hi")
    paired = differences(pair_up(values), directions(store)).select(*KEYS, *DIFFERENCE)
    return found.join(paired, on=KEYS, how="left", nulls_equal=True).sort(KEYS)


def values_of(store: Store) -> pl.DataFrame:
    """Every outcome of every run by ``period``: a calendar year or ``all``; empty without finished runs."""
    yearly, totals = store.read("yearly"), store.read("totals")
    if yearly.is_empty():
        return pl.DataFrame()
    years = yearly.with_columns(pl.col("year").cast(pl.String).alias("period")).drop("year", "date")
    whole = totals.with_columns(pl.lit("all").alias("period"))
    points = store.read("design").select("run_id", "point").unique()
    return pl.concat([years, whole.select(years.columns)]).join(points, on="run_id", how="left")


def directions(store: Store) -> dict[str, str]:
    """Which way is better, by metric: lower, higher or none."""
    return dict(store.read("codebook").select("name", "better").iter_rows())


def mean_and_interval(values: pl.DataFrame, keys: tuple[str, ...]) -> pl.DataFrame:
    """Mean, number and 95% t interval of ``value`` by ``keys``; nulls do not count."""
    column = pl.col("value")
    found = values.group_by(keys).agg(
        column.count().cast(pl.Int64).alias("n"),
        # in the order of the runs, so that the sum does not depend on how they were grouped
        column.sort_by("run_id").mean().alias("mean"),
        column.sort_by("run_id").std().alias("sd"),
    )
    n = found["n"].to_numpy().astype(np.float64)
    enough = n >= 2
    t = np.where(enough, stdtrit(np.maximum(n - 1, 1), 0.5 + LEVEL / 2), np.nan)
    half = pl.Series(t / np.sqrt(np.maximum(n, 1)), nan_to_null=True) * found["sd"]
    return found.with_columns((found["mean"] - half).alias("lo"), (found["mean"] + half).alias("hi")).drop("sd")


def write_summary(store: Store) -> pl.DataFrame:
    """Make ``summary.parquet``; without any finished run there is none."""
    frame = summarise(store)
    if not frame.is_empty():
        store.write_frame("summary.parquet", frame)
    return frame
