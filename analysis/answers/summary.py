"""From runs to answers: means over seeds and paired differences with their uncertainty, by year and in all."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy.special import expit, logit

from analysis.statistics.domain import BALANCE, NONE, Domains, domains
from analysis.statistics.looks import ONCE, Looks, looks_at, t_quantile
from analysis.statistics.paired import differences, pair_up
from analysis.text.codebook import codebook_of
from experiments.store.store import Store

KEYS = ("base", "policy", "point", "metric", "group_by", "group", "period")
DIFFERENCE = ("diff", "diff_lo", "diff_hi", "p_better")


def summarise(store: Store) -> pl.DataFrame:
    """The columns of ``summary.parquet``.

    ``mean`` is over the runs that have a value (``n`` of them); ``lo`` and ``hi`` are the 95% interval of that mean
    by Student's t (of shares on the logit scale, of counts not below zero), so they show Monte Carlo variation
    between runs and not what is unknown about the world. One run, or runs that are all alike, give no interval.
    ``diff``, its 95% interval and ``p_better`` are those of ``analysis.statistics.paired``: of this outcome alone,
    and null in rows of the base. Of a folder whose seeds were added until an effect was known narrowly enough, all
    intervals hold over all looks (`analysis.statistics.looks`).
    """
    values = values_of(store)
    if values.is_empty():
        return pl.DataFrame()
    known, looks = domains(store), looks_at(store)
    found = mean_and_interval(values, KEYS, known, looks).select(*KEYS, "n", "mean", "lo", "hi")
    paired = differences(pair_up(values), directions(store), known, looks).select(*KEYS, *DIFFERENCE)
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
    return {name: entry["better"] for name, entry in codebook_of(store).items()}


def mean_and_interval(
    values: pl.DataFrame, keys: tuple[str, ...], domains: Domains = NONE, looks: Looks = ONCE
) -> pl.DataFrame:
    """Mean, number and 95% t interval of ``value`` by ``keys``, at all looks together; nulls do not count.

    With ``domains`` (by name of ``metric``, then one of the keys) the interval stays in what is possible. Of a share
    it is that of Student's t on the logit scale, with the standard error carried over to first order, ``se / (m (1 -
    m))``: inside 0 and 1 by what it is, wider on the side where there is more room, and near the plain one with many
    runs. Of a count or sum it is cut off at zero. Where all runs have the same value there is none: their spread
    cannot be estimated.
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
    half = np.where(known, t_quantile(n, 1, looks), np.nan) * sd / np.sqrt(np.maximum(n, 1))
    lo, hi = mean - half, mean + half
    if domains:
        known = [domains.get(metric, BALANCE) for metric in found["metric"]]
        least, most = np.array([d.least for d in known]), np.array([d.most for d in known])
        bounded = np.isfinite(least) & np.isfinite(most) & (mean > 0) & (mean < 1)
        with np.errstate(divide="ignore", invalid="ignore"):
            middle, arm = logit(mean), half / (mean * (1 - mean))
        lo, hi = np.where(bounded, expit(middle - arm), lo), np.where(bounded, expit(middle + arm), hi)
        lo, hi = np.maximum(lo, least), np.minimum(hi, most)  # nan stays nan
    ends = [pl.Series(name, end, nan_to_null=True) for name, end in (("lo", lo), ("hi", hi))]
    return found.with_columns(ends).drop("sd")


def write_summary(store: Store) -> pl.DataFrame:
    """Make ``summary.parquet``; without any finished run there is none."""
    frame = summarise(store)
    if not frame.is_empty():
        store.write_frame("summary.parquet", frame)
    return frame
