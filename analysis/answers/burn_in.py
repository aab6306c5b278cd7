"""Whether the warm-up was long enough, or the base world still drifts in its first year."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from analysis.text.number_format import grouped, plain
from experiments.store.store import Store

# stocks that the start fixes and that take years to settle if it is wrong
WATCHED = (
    "agency_migrants_present",
    "migrants_present",
    "tied_housing_share",
    "homeless_share",
    "uninsured_share",
    "registered_share",
    "agency_count",
)
MOST = 0.05  # part of the level by which the first year may differ from the later ones
ERRORS = 4.0  # and that many standard errors between years and runs
LEAST_YEARS = 4


def burn_in(store: Store) -> pl.DataFrame:
    """First year against the mean of the later years for each watched stock of each base.

    Returns
    -------
    DataFrame
        base, metric, first, later, change (share of later), settled (bool). Empty when the runs are shorter
        than four years or hold no base run.
    """
    yearly = store.read("yearly")
    if yearly.is_empty():
        return pl.DataFrame()
    chosen = yearly.filter(
        (pl.col("policy") == "base") & (pl.col("group_by") == "all") & pl.col("metric").is_in(WATCHED)
    )
    rows: list[dict[str, Any]] = []
    for (base, metric), part in chosen.group_by(["base", "metric"], maintain_order=True):
        table = part.group_by("year").agg(pl.col("value").mean()).sort("year")
        years = table["value"].to_numpy()
        if years.size < LEAST_YEARS:
            continue
        later = years[1:]
        error = float(np.std(later, ddof=1))
        gap = float(years[0] - later.mean())
        settled = bool(abs(gap) <= max(MOST * abs(later.mean()), ERRORS * error))
        rows.append(
            {"base": base, "metric": metric, "first": float(years[0]), "later": float(later.mean()),
             "change": gap / float(later.mean()), "settled": settled}
        )  # fmt: skip
    return pl.DataFrame(rows)


def unsettled(store: Store, lang: str) -> list[dict[str, str]]:
    """Outcomes that still drift, as the facts of one sentence each; empty where none does."""
    table = burn_in(store)
    if table.is_empty():
        return []
    return [
        {
            "base": row["base"],
            "metric": row["metric"],
            "first": plain(float(f"{row['first']:.4g}"), lang),
            "later": plain(float(f"{row['later']:.4g}"), lang),
            "change": f"{'+' if row['change'] > 0 else ''}{grouped(100 * row['change'], 1, lang)}%",
        }
        for row in table.filter(~pl.col("settled")).iter_rows(named=True)
    ]
