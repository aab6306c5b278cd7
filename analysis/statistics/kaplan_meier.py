"""How long spells last: Kaplan-Meier with late entry.

Spells that were running at week 1 are longer than most (long ones are more likely to be met), so they enter
the risk set at the length they then had, as everywhere in survival analysis. A spell whose start was not seen
has no known length and is left out. Repaired weeks are no spell: they got cover that works back.

Our own, since the bootstrap needs the counts of each run and a thousand curves at once; a test holds it against
statsmodels and scipy.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from experiments.store.store import Store

KINDS = ("uninsured", "homeless")
MARKS = (4, 13, 26)  # weeks at which the share still running is told
LONGEST = 104  # weeks; beyond it too few are at risk
FIRST_WEEK = 1


class Risk(NamedTuple):
    """Counts by length in weeks along the last axis, index 0 unused: at risk of ending at it, and ended at it."""

    at_risk: np.ndarray
    ended: np.ndarray


def risk_table(start: np.ndarray, end: np.ndarray, censored: np.ndarray) -> Risk:
    """Counts of spells [start, end) in weeks; those begun before week 1 enter late.

    Parameters
    ----------
    start, end : array of int
        First week of the spell and the first week after it.
    censored : array of bool
        Whether it still ran when watching stopped.
    """
    kept = end > FIRST_WEEK
    start, end, censored = start[kept], end[kept], censored[kept]
    entry = np.maximum(FIRST_WEEK - start, 0)  # length reached when it was first watched
    length = end - start
    size = LONGEST + 1
    # at risk of ending at length L: watched from a length below L, and still running before it
    enters = np.bincount(np.minimum(entry + 1, size), minlength=size + 1)
    leaves = np.bincount(np.minimum(length + 1, size), minlength=size + 1)
    at_risk = np.cumsum(enters - leaves)[:size]
    ended = np.bincount(np.minimum(length[~censored], size), minlength=size + 1)[:size]
    return Risk(at_risk.astype(float), ended.astype(float))


def still_running(risk: Risk) -> np.ndarray:
    """Share of spells longer than 0, 1, 2 ... weeks, along the last axis.

    Not a number from the first length at which nobody is at risk, unless all had ended by then.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = 1.0 - risk.ended / risk.at_risk
    steps[..., 0] = 1.0
    curve = np.cumprod(steps, axis=-1)
    curve[np.maximum.accumulate(curve == 0.0, axis=-1)] = 0.0
    return curve


def median(curve: np.ndarray) -> np.ndarray:
    """Length in weeks at which half have ended, along the last axis; nan where half never end."""
    below = curve <= 0.5
    return np.where(below.any(axis=-1), below.argmax(axis=-1), np.nan)


def measures(curve: np.ndarray) -> dict[str, np.ndarray]:
    """Median length and shares still running at the marks, along the last axis."""
    return {"median": median(curve)} | {f"running_{mark}": curve[..., mark] for mark in MARKS}


def risks_of(store: Store) -> dict[tuple[str, str], Risk]:
    """Counts of every run and kind of spell; empty without spells."""
    spells = store.read("spells")
    if spells.is_empty():
        return {}
    shown = spells.filter(pl.col("kind").is_in(KINDS), ~pl.col("left_censored"), ~pl.col("repaired"))
    tables: dict[tuple[str, str], Risk] = {}
    for (run, kind), part in shown.group_by("run_id", "kind"):
        columns = (part["start_week"].to_numpy(), part["end_week"].to_numpy(), part["right_censored"].to_numpy())
        tables[str(run), str(kind)] = risk_table(*columns)
    return tables
