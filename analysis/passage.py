"""What happens on the way: differences by half-year, and where one is worse than the last year lets on.

A table of the last full year hides what a measure sets off when it enters. So every compared outcome that has a better
direction is also compared, pair by pair, in each period of ``analysis.periods`` from the first difference on: until a
policy is announced both worlds are the same, so nothing can be found there and nothing is risked.

The verdict on each difference is that of ``analysis.verdict``, over all periods and outcomes of the policy at once.
With eight pairs and two hundred differences only the largest are shown; a worsening that is likely but not shown is
told too, as what it is, since keeping silent about it would mislead more. The worst period is picked among those, so
its size is rather too large than too small. What is not told may still have been: with few pairs only a long or large
worsening is found.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import polars as pl

from analysis.codebook import codebook_of
from analysis.comparison import COMPARED, Effect, finding, scale_of
from analysis.domain import domains
from analysis.paired import differences, excludes_zero, pair_up, with_interval
from analysis.periods import periods_of
from analysis.reasons import is_small, of_pairs, of_runs
from analysis.selection import chosen
from analysis.summary import directions, mean_and_interval
from experiments.spec import BASE
from experiments.store import Store

SIDES = ("without", "with_policy")
WORSE = ("worse", "likely_worse")


@dataclasses.dataclass(frozen=True)
class Step:
    """Difference of one outcome in one period on the way; values in ``unit``."""

    base: str
    policy: str
    metric: str
    label_nl: str
    label_en: str
    unit: str
    better: str
    scope: str
    scope_nl: str
    period: str  # 2022-H1, 2022-H2, or 2022 for outcomes that look back a year
    base_value: float | None  # mean over the runs of the base, with its 95% interval
    base_lo: float | None
    base_hi: float | None
    no_base_interval: str | None  # key of REASONS
    without: float | None  # means over the pairs
    with_policy: float | None
    diff: float | None
    sim_lo: float | None  # 95%, of all periods and outcomes of this policy at once
    sim_hi: float | None
    no_interval: str | None  # key of REASONS
    own_lo: float | None  # 95%, allowing for the choice of what is likely; None where this is not
    own_hi: float | None
    pairs: int
    outcomes: int  # periods times outcomes it holds for
    shown: bool
    finding: str  # key of FINDINGS


@dataclasses.dataclass(frozen=True)
class Worse:
    """An outcome that is worse on the way than the last full year says."""

    worst: Step
    periods: list[str]  # in which it is shown or likely to be worse
    shown_worse: int  # of these, shown
    periods_of_it: int  # periods there are of this outcome
    last: Effect


def steps_of(store: Store, effects: Sequence[Effect] = ()) -> list[Step]:
    """Differences of every policy, outcome with a direction and period; empty without pairs.

    A difference that stands among the ``effects`` of the last year too has the interval and verdict it has there.
    """
    values = periods_of(store)
    if values.is_empty():
        return []
    pairs = pair_up(values)
    found: list[Step] = []
    codebook, scale = codebook_of(store), scale_of(store)
    order = list(store.read("runs").select("base", "policy").unique(maintain_order=True).iter_rows())
    keys, known = ("base", "metric", "period"), domains(store)
    there = {(e.base, e.policy, e.metric, e.period): e for e in effects}
    levels = mean_and_interval(values.filter(policy=BASE), keys, known).to_dicts()
    level = {tuple(row[key] for key in keys): row for row in levels}
    for (base, _), mine in sorted(pairs.group_by("base", "policy"), key=lambda part: order.index(part[0])):
        after = _since_first_difference(mine)
        if after.is_empty():
            continue
        table = chosen(differences(after, directions(store), known))
        table = with_interval(table, table.height, "sim_lo", "sim_hi").with_columns(excludes_zero("sim").alias("shown"))
        steps = [
            _step(row, level[base, row["metric"], row["period"]], codebook[row["metric"]], table.height, scale)
            for row in table.to_dicts()
        ]
        steps = [_as_in_table(s, there.get((s.base, s.policy, s.metric, s.period))) for s in steps]
        found += sorted(steps, key=lambda step: (COMPARED.index(step.metric), step.period))
    return found


def _since_first_difference(pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs of one policy without the periods before its world first differs from the base in any outcome or run."""
    halves = pairs.filter(pl.col("period").str.len_chars() > 4)
    first = (halves if not halves.is_empty() else pairs).filter(pl.col("change") != 0.0)["period"].min()
    if first is None:
        return pairs.clear()
    # the year that holds the first half-year with a difference stays
    return pairs.filter((pl.col("period") >= first) | (pl.col("period") == str(first)[:4]))


def _step(row: dict[str, Any], level: dict[str, Any], entry: dict[str, Any], outcomes: int, scale: float) -> Step:
    small = all(is_small(row[side], entry["unit"], scale) for side in SIDES)
    facts: dict[str, Any] = {name: row[name] for name in ("base", "policy", "metric", "period", "pairs")}
    facts |= {name: entry[name] for name in ("label_nl", "label_en", "unit", "better", "scope", "scope_nl")}
    numbers = {name: row[name] for name in (*SIDES, "diff", "sim_lo", "sim_hi", "own_lo", "own_hi")}
    numbers |= {"base_value": level["mean"], "base_lo": level["lo"], "base_hi": level["hi"]}
    if not row["chosen"]:
        numbers |= {"own_lo": None, "own_hi": None}
    facts |= dict.fromkeys(numbers) if small else numbers
    return Step(
        **facts,
        no_base_interval="masked" if small else of_runs(level["n"], level["lo"]),
        no_interval="masked" if small else of_pairs(row["pairs"], row["sim_lo"], row["sd"]),
        outcomes=outcomes,
        shown=row["shown"] and not small,
        finding="masked" if small else _finding(row, entry["better"]),
    )


def _as_in_table(step: Step, effect: Effect | None) -> Step:
    """The step with the interval and verdict of the same difference in the table of effects."""
    if effect is None:
        return step
    alike: dict[str, Any] = {n: getattr(effect, n) for n in ("sim_lo", "sim_hi", "no_interval", "shown", "finding")}
    return dataclasses.replace(step, **alike, outcomes=effect.outcomes, own_lo=None, own_hi=None)


def _finding(row: dict[str, Any], better: str) -> str:
    """Key of what may be said: shown for all at once, else likely."""
    return finding(row | {"likely": row["chosen"]}, better)


def worse_on_the_way(steps: Sequence[Step], effects: Sequence[Effect]) -> list[Worse]:
    """Outcomes that are (likely) worse in some period while the last year is not shown worse, or is not nearly as bad.

    Nearly as bad: the worst period's own interval reaches the interval of the last year.
    """
    found = []
    for effect in effects:
        mine = [s for s in steps if (s.base, s.policy, s.metric) == (effect.base, effect.policy, effect.metric)]
        bad = [step for step in mine if step.finding in WORSE and step.period != effect.period]
        if not bad:
            continue
        worst = max(bad, key=lambda step: abs(step.diff or 0.0))
        if effect.finding not in WORSE or _beyond(worst, effect):
            found.append(Worse(worst, [step.period for step in bad], sum(s.shown for s in bad), len(mine), effect))
    return sorted(found, key=_size)


def _size(worse: Worse) -> tuple[str, str, float]:
    """The worst first within a policy, by its part of the base."""
    step = worse.worst
    part = abs((step.diff or 0.0) / step.without) if step.without else float("inf")
    return step.base, step.policy, -part


def _beyond(worst: Step, last: Effect) -> bool:
    if worst.own_lo is None or worst.own_hi is None or last.sim_lo is None or last.sim_hi is None:
        return False
    return worst.own_hi < last.sim_lo if worst.better == "higher" else worst.own_lo > last.sim_hi
