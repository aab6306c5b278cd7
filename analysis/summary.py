"""From runs to answers: means over seeds and paired differences with their uncertainty, by year and in all."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import polars as pl
from scipy.special import expit, logit, stdtrit

from analysis.paired import differences, pair_up
from experiments.store import Store

KEYS = ("base", "policy", "point", "metric", "group_by", "group", "period")
LEVEL = 0.95
DIFFERENCE = ("diff", "diff_lo", "diff_hi", "p_better")


def summarise(store: Store) -> pl.DataFrame:
    """The columns of ``summary.parquet``.

    ``mean`` is over the runs that have a value (``n`` of them); ``lo`` and ``hi`` are the 95% interval of that mean by
    Student's t (of shares on the logit scale), so they tell of luck between runs and not of what is unknown about the
    world. One run, or runs that are all alike, give no interval. ``diff``, its 95% interval and ``p_better`` are those
    of ``analysis.paired``: of this outcome alone, and null in rows of the base.
    """
    values = values_of(store)
    if values.is_empty():
        return pl.DataFrame()
    found = mean_and_interval(values, KEYS, shares(store)).select(*KEYS, "n", "mean", "lo", "hi")
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


def shares(store: Store) -> frozenset[str]:
    """Outcomes that are shares, so that lie between 0 and 1."""
    return frozenset(store.read("codebook").filter(unit="share")["name"])


def mean_and_interval(values: pl.DataFrame, keys: tuple[str, ...], shares: Collection[str] = ()) -> pl.DataFrame:
    """Mean, number and 95% t interval of ``value`` by ``keys``; nulls do not count.

    The interval of a mean of ``shares`` (names of ``metric``, then one of the keys) is that of Student's t on the logit
    scale, with the standard error carried over to first order, ``se / (m (1 - m))``. It is inside 0 and 1 by what it
    is, not by cutting off an end, is wider on the side where there is more room, and comes to the plain one as runs
    are added. Where all runs have the same value there is none: their spread cannot be estimated.
    """
    column = pl.col("value")
    found = values.group_by(keys).agg(
        column.count().cast(pl.Int64).alias("n"),
        # in the order of the runs, so that the sum does not depend on how they were grouped
        column.sort_by("run_id").mean().alias("mean"),
        column.sort_by("run_id").std().alias("sd"),
    )
    n, mean, sd = (found[name].cast(pl.Float64).to_numpy() for name in ("n", "mean", "sd"))
    known = (n >= 2) & (sd > 0)
    half = np.where(known, stdtrit(np.maximum(n - 1, 1), 0.5 + LEVEL / 2), np.nan) * sd / np.sqrt(np.maximum(n, 1))
    lo, hi = mean - half, mean + half
    if shares:
        bounded = found["metric"].is_in(list(shares)).to_numpy() & (mean > 0) & (mean < 1)
        with np.errstate(divide="ignore", invalid="ignore"):
            middle, arm = logit(mean), half / (mean * (1 - mean))
        lo, hi = np.where(bounded, expit(middle - arm), lo), np.where(bounded, expit(middle + arm), hi)
    ends = [pl.Series(name, end, nan_to_null=True) for name, end in (("lo", lo), ("hi", hi))]
    return found.with_columns(ends).drop("sd")


def write_summary(store: Store) -> pl.DataFrame:
    """Make ``summary.parquet``; without any finished run there is none."""
    frame = summarise(store)
    if not frame.is_empty():
        store.write_frame("summary.parquet", frame)
    return frame
