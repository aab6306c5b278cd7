"""How long spells last: Kaplan-Meier with late entry, and its paired difference between policy and base.

Spells that were running at week 1 are longer than most (long ones are more likely to be met), so they enter
the risk set at the length they then had, as everywhere in survival analysis. A spell whose start was not seen
has no known length and is left out. Repaired weeks are no spell: they got cover that works back.
"""

from __future__ import annotations

import dataclasses
from typing import NamedTuple

import numpy as np
import polars as pl

from experiments.spec import BASE
from experiments.store import Store

KINDS = ("uninsured", "homeless")
MARKS = (4, 13, 26)  # weeks at which the share still running is told
LONGEST = 104  # weeks; beyond it too few are at risk
DRAWS = 1000
LEAST_PAIRS = 3  # of two pairs every resample is one of three
FIRST_WEEK = 1


class Risk(NamedTuple):
    """Counts by length in weeks, index 0 unused: spells at risk of ending at that length, and ended at it."""

    at_risk: np.ndarray
    ended: np.ndarray


@dataclasses.dataclass(frozen=True)
class Duration:
    """One measure of one kind of spell, in base and policy; ``weeks`` or ``share`` by ``unit``."""

    base: str
    policy: str
    kind: str
    measure: str  # median, running_4, running_13, running_26
    unit: str
    without: float | None  # None: over half still run after two years
    with_policy: float | None
    diff: float | None
    lo: float | None  # 95%, bootstrap over pairs of runs
    hi: float | None
    pairs: int
    spells: int  # simulated spells of the base and the policy together, before scaling


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
    """Share of spells longer than 0, 1, 2 ... weeks.

    Not a number from the first length at which nobody is at risk, unless all had ended by then.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = 1.0 - risk.ended / risk.at_risk
    steps[0] = 1.0
    curve = np.cumprod(steps)
    over = np.flatnonzero(curve == 0.0)
    if over.size:
        curve[over[0] :] = 0.0
    return curve


def measures(curve: np.ndarray) -> dict[str, float]:
    """Median length in weeks (nan where half never end) and shares still running at the marks."""
    below = np.flatnonzero(curve <= 0.5)
    median = float(below[0]) if below.size else np.nan
    return {"median": median} | {f"running_{mark}": float(curve[mark]) for mark in MARKS}


def durations_of(store: Store) -> list[Duration]:
    """Lengths of spells of each policy against its base; empty without spells or policies."""
    spells = store.read("spells")
    if spells.is_empty():
        return []
    runs = store.read("runs")
    shown = spells.filter(pl.col("kind").is_in(KINDS), ~pl.col("left_censored"), ~pl.col("repaired"))
    tables: dict[tuple[str, str], Risk] = {}
    for (run, kind), part in shown.group_by("run_id", "kind"):
        columns = (part["start_week"].to_numpy(), part["end_week"].to_numpy(), part["right_censored"].to_numpy())
        tables[str(run), str(kind)] = risk_table(*columns)
    ids = {(r["base"], r["policy"], r["seed"], r["draw"]): r["run_id"] for r in runs.iter_rows(named=True)}
    found = []
    for base, policy in runs.select("base", "policy").unique(maintain_order=True).iter_rows():
        whose = [key[2:] for key in ids if key[:2] == (base, policy)] if policy != BASE else []
        for kind in KINDS if whose else ():
            pairs = [
                (tables[ids[base, BASE, *run], kind], tables[ids[base, policy, *run], kind])
                for run in sorted(whose)
                if (ids.get((base, BASE, *run)), kind) in tables and (ids[base, policy, *run], kind) in tables
            ]
            found += [Duration(base, policy, kind, *facts) for facts in compare_pairs(pairs)] if pairs else []
    return found


def compare_pairs(pairs: list[tuple[Risk, Risk]]) -> list[tuple]:
    """Measures of (base, policy) over all pairs, with a bootstrap that draws whole pairs of runs.

    Spells within a run share their luck and their agencies, so runs are drawn and not spells. With few pairs
    such an interval is too narrow rather than too wide; under three there is none.
    """
    sides = [tuple(np.array([getattr(pair[k], f) for pair in pairs]) for f in Risk._fields) for k in (0, 1)]
    every = np.ones(len(pairs))

    def both(weights: np.ndarray) -> list[dict[str, float]]:
        return [measures(still_running(Risk(weights @ at_risk, weights @ ended))) for at_risk, ended in sides]

    without, with_policy = both(every)
    drawn = np.random.default_rng(0).multinomial(len(pairs), every / len(pairs), size=DRAWS)
    again = [both(weights.astype(float)) for weights in drawn] if len(pairs) >= LEAST_PAIRS else []
    number = int(sum(side[0][:, 1].sum() for side in sides))
    rows = []
    for name in without:
        changes = np.array([policy[name] - base[name] for base, policy in again])
        # where half never end in some draws, the difference of medians has no end on that side
        known = changes.size > 0 and bool(np.isfinite(changes).all())
        lo, hi = (float(q) for q in np.quantile(changes, (0.025, 0.975))) if known else (None, None)
        diff = with_policy[name] - without[name]
        unit = "weeks" if name == "median" else "share"
        values = [None if np.isnan(v) else float(v) for v in (without[name], with_policy[name], diff)]
        rows.append((name, unit, *values, lo, hi, len(pairs), number))
    return rows
