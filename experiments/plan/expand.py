"""The runs of one base world: without and with each policy, at every design point, for every seed and draw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from experiments.plan.parameters import Point
from experiments.plan.run_ids import Names, texts_of
from experiments.plan.run_spec import BASE, UNREACHED, RunSpec
from sim.core.calendar import first_week
from sim.declare.params import Mistake
from sim.scenario.base_world import BaseWorld
from sim.scenario.policy import Scenario

if TYPE_CHECKING:
    from experiments.plan.plan import Plan

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
    worlds = [_World(plan, source, base, policy_source, policy, last) for policy_source, policy in policies.items()]
    worlds.insert(0, _World(plan, source, base, "", None, last))
    for number, settings in plan.points:
        texts = texts_of(settings)
        for world in worlds:
            for spec in world.runs(settings, texts, luck):
                yield number, spec


class _World:
    """Makes the runs of one base, without or with one policy, and keeps those that points may share."""

    def __init__(
        self, plan: Plan, source: str, base: BaseWorld, policy_source: str, policy: Scenario | None, last: dt.date
    ) -> None:
        self._names = Names(base, policy, plan.size, last)
        self._world, self._label = base.id, policy.id if policy else BASE
        self._time = (plan.size, last.isoformat())
        news = first_week(min(use.announced for use in policy.levers)) if policy else UNREACHED
        self._kept = (plan.record, plan.groups, source, policy_source, news)
        self._levers = tuple({f"lever.{use.lever}." for use in policy.levers} if policy else ())
        self._made: dict[Point, list[RunSpec]] = {}

    def runs(self, settings: Point, texts: Mapping[str, str], luck: list[tuple[int, str]]) -> list[RunSpec]:
        """One run for each pair of seed and draw; the same ones as before for the same settings."""
        read = tuple(pair for pair in settings if not pair[0].startswith("lever.") or pair[0].startswith(self._levers))
        if read in self._made:
            return self._made[read]
        names = self._names.of(read, texts, luck)
        found = [
            RunSpec(name, self._world, self._label, seed, draw, *self._time, read, *self._kept)
            for name, (seed, draw) in zip(names, luck, strict=True)
        ]
        if len(read) < len(settings):  # only then can another point have the same
            self._made[read] = found
        return found


def too_many(plan: Plan, worlds: int) -> list[Mistake]:
    """Refuse a plan of more runs than anyone can have meant, before any of them is named."""
    runs = max(1, len(plan.design)) * worlds * len(plan.seeds) * len(plan.draws)
    allowed = f"at most {MOST_RUNS} runs"
    return [Mistake("(plan)", f"{runs} runs", "runs", allowed, "too many runs", "")] if runs > MOST_RUNS else []
