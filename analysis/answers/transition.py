"""The transition: differences by half-year, and where one is worse than in the last year.

A table of the last full year hides what a measure sets off when it enters. So every compared outcome that has a
better direction is also compared, pair by pair, in each period of ``analysis.answers.periods`` from the first
difference on: until a policy is announced both worlds are the same, so nothing can be found there and nothing is
risked.

The verdict on each difference is that of ``analysis.statistics.verdict``, over all periods and outcomes of the policy
at once. With eight pairs and two hundred differences only the largest are shown; a worsening that is likely but not
shown is told too, as what it is, since keeping silent about it would mislead more. The worst period is picked among
those, so its size is rather too large than too small. What is not told may still have been: with few pairs only a
long or large worsening is found.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import polars as pl

from analysis.answers.comparison import COMPARED, scale_of
from analysis.answers.findings import finding
from analysis.answers.periods import periods_of
from analysis.answers.records import MASKED, NOTHING, Effect, Interval, Step, change_of, level_of, outcome_of
from analysis.answers.summary import directions, mean_and_interval
from analysis.statistics.domain import domains
from analysis.statistics.false_discovery import chosen
from analysis.statistics.looks import looks_at
from analysis.statistics.paired import differences, excludes_zero, pair_up, with_interval
from analysis.text.codebook import Entry, codebook_of
from analysis.text.missing_values import is_small
from experiments.plan.run_spec import BASE
from experiments.store.store import Store

SIDES = ("without", "with_policy")
WORSE = ("worse", "likely_worse")


@dataclasses.dataclass(frozen=True)
class Worse:
    """An outcome that is worse during the transition than in the last full year."""

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
    keys, known, looks = ("base", "metric", "period"), domains(store), looks_at(store)
    there = {(e.base, e.policy, e.metric, e.period): e for e in effects}
    levels = mean_and_interval(values.filter(policy=BASE), keys, known, looks).to_dicts()
    level = {tuple(row[key] for key in keys): row for row in levels}
    for (base, _), mine in sorted(pairs.group_by("base", "policy"), key=lambda part: order.index(part[0])):
        after = _since_first_difference(mine)
        if after.is_empty():
            continue
        table = chosen(differences(after, directions(store), known, looks), looks)
        table = with_interval(table, table.height, "sim_lo", "sim_hi", looks)
        table = table.with_columns(excludes_zero("sim").alias("shown"))
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


def _step(row: dict[str, Any], level: dict[str, Any], entry: Entry, outcomes: int, scale: float) -> Step:
    step = Step(
        **{name: row[name] for name in ("base", "policy", "period", "pairs", "without", "with_policy", "shown")},
        outcome=outcome_of(entry),
        level=level_of(level),
        change=change_of(row),
        own=Interval(row["own_lo"], row["own_hi"]) if row["chosen"] else NOTHING,
        outcomes=outcomes,
        finding=_finding(row, entry["better"]),
    )
    if not all(is_small(row[side], entry["unit"], scale) for side in SIDES):
        return step
    hidden: dict[str, Any] = dict.fromkeys(SIDES)
    return dataclasses.replace(step, **hidden, level=MASKED, change=MASKED, own=NOTHING, shown=False, finding="masked")


def _as_in_table(step: Step, effect: Effect | None) -> Step:
    """The step with the interval and verdict of the same difference in the table of effects."""
    if effect is None:
        return step
    return dataclasses.replace(
        step,
        change=effect.change._replace(value=step.change.value),
        own=NOTHING,
        outcomes=effect.outcomes,
        shown=effect.shown,
        finding=effect.finding,
    )


def _finding(row: dict[str, Any], better: str) -> str:
    """Key of what may be said: shown for all at once, else likely."""
    return finding(row | {"likely": row["chosen"]}, better)


def worse_on_the_way(steps: Sequence[Step], effects: Sequence[Effect]) -> list[Worse]:
    """Outcomes that are (likely) worse in some period while the last year is not shown worse, or is not nearly as bad.

    Nearly as bad: the worst period's own interval reaches the interval of the last year.
    """
    found: list[Worse] = []
    for effect in effects:
        mine = [s for s in steps if (s.base, s.policy, s.metric) == (effect.base, effect.policy, effect.metric)]
        bad = [step for step in mine if step.finding in WORSE and step.period != effect.period]
        if not bad:
            continue
        worst = max(bad, key=lambda step: abs(step.change.value or 0.0))
        if effect.finding not in WORSE or _beyond(worst, effect):
            found.append(Worse(worst, [step.period for step in bad], sum(s.shown for s in bad), len(mine), effect))
    return sorted(found, key=_size)


def _size(worse: Worse) -> tuple[str, str, float]:
    """Sort key: the largest deterioration relative to the base first, within a policy."""
    step = worse.worst
    part = abs((step.change.value or 0.0) / step.without) if step.without else float("inf")
    return step.base, step.policy, -part


def _beyond(worst: Step, last: Effect) -> bool:
    own, year = worst.own, last.change.ends
    if own.lo is None or own.hi is None or year.lo is None or year.hi is None:
        return False
    return own.hi < year.lo if worst.outcome.better == "higher" else own.lo > year.hi
