"""The runs of one base world: without and with each policy, at every design point, for every seed and draw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from experiments.figures import Point
from experiments.naming import Names
from experiments.spec import BASE, NEVER, RunSpec
from sim.base_world import BaseWorld
from sim.levers.standing import first_week
from sim.params import Mistake
from sim.policy import Scenario

if TYPE_CHECKING:
    from experiments.plan import Plan

MOST_RUNS = 1_000_000


def runs_of(
    plan: Plan, source: str, base: BaseWorld, policies: dict[str, Scenario], last: dt.date
) -> Iterator[tuple[int, RunSpec]]:
    """Number of a point and a run that belongs to it.

    A run holds only the keys its world reads, so points that differ in the levers of a policy share the run of the
    base: it comes by once for each of them, under the same name. ``source`` and the keys of ``policies`` are what the
    loader takes; settings are in range.
    """
    luck = [(seed, draw) for draw in plan.draws for seed in plan.seeds]
    for policy_source, policy in ({"": None} | policies).items():
        names = Names(base, policy, plan.size, last)
        news = first_week(min(use.announced for use in policy.levers)) if policy else NEVER
        label = policy.id if policy else BASE
        kept = (plan.record, plan.groups, source, policy_source, news)
        levers = {f"lever.{use.lever}." for use in policy.levers} if policy else set()
        made: dict[Point, list[RunSpec]] = {}
        reads: dict[str, bool] = {}
        for number, settings in plan.points:
            for key, _ in settings:
                if key not in reads:
                    reads[key] = not key.startswith("lever.") or key.startswith(tuple(levers))
            pairs = tuple(pair for pair in settings if reads[pair[0]])
            if pairs not in made:
                made[pairs] = [
                    RunSpec(name, base.id, label, seed, draw, plan.size, last.isoformat(), pairs, *kept)
                    for name, (seed, draw) in zip(names.of(pairs, luck), luck, strict=True)
                ]
            for spec in made[pairs]:
                yield number, spec


def too_many(plan: Plan, worlds: int) -> list[Mistake]:
    """Refuse a plan of more runs than anyone can have meant, before any of them is named."""
    runs = max(1, len(plan.design)) * worlds * len(plan.seeds) * len(plan.draws)
    allowed = f"at most {MOST_RUNS} runs"
    return [Mistake("(plan)", f"{runs} runs", "runs", allowed, "too many runs", "")] if runs > MOST_RUNS else []


def too_late(policy: Scenario, last: dt.date) -> list[Mistake]:
    """Levers of a policy that start after the last week."""
    return [
        Mistake(
            f"{policy.id}: levers[{i}].from",
            use.start.isoformat(),
            "",
            f"at most {last}",
            "starts after the end of the run",
            "",
        )
        for i, use in enumerate(policy.levers)
        if use.start > last + dt.timedelta(days=6)
    ]
