"""From runs to answers: means over seeds with their uncertainty, for each year and for the whole period."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy.special import stdtrit

from experiments.store import Store

KEYS = ("base", "policy", "point", "metric", "group_by", "group", "period")
LEVEL = 0.95
NO_DIFFERENCE = ("diff", "diff_lo", "diff_hi", "p_better")


def summarise(store: Store) -> pl.DataFrame:
    """The columns of ``summary.parquet``.

    ``mean`` is over the runs that have a value (``n`` of them); ``lo`` and ``hi`` are the 95% interval of
    that mean by Student's t, so they tell of luck between runs and not of what is unknown about the world.
    One run gives no interval.
    """
    yearly, totals = store.read("yearly"), store.read("totals")
    if yearly.is_empty():
        return pl.DataFrame()
    years = yearly.with_columns(pl.col("year").cast(pl.String).alias("period")).drop("year", "date")
    whole = totals.with_columns(pl.lit("all").alias("period"))
    points = store.read("design").select("run_id", "point").unique()
    values = pl.concat([years, whole.select(years.columns)]).join(points, on="run_id", how="left")
    found = mean_and_interval(values, KEYS)
    empty = [pl.lit(None, dtype=pl.Float64).alias(name) for name in NO_DIFFERENCE]
    return found.select(*KEYS, "n", "mean", "lo", "hi", *empty).sort(KEYS)


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
