"""Estimate from a pilot what a plan will take: wall-clock time, memory of all workers and disk."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from experiments.engine.pilot import Pilot, pilot
from experiments.engine.run import Factory, families, labour_market
from experiments.engine.settled_worlds import settled_worlds, weeks_to_settle
from experiments.plan.run_spec import RunSpec
from sim.declare.params import InvalidInput, Mistake

GB = 1e9


@dataclasses.dataclass(frozen=True)
class Estimate:
    """What is still to be made of a plan."""

    runs: int
    workers: int
    worlds: int  # that settle first
    hours: float
    memory_gb: float
    disk_gb: float


def estimate(specs: Sequence[RunSpec], workers: int, factory: Factory = labour_market) -> Estimate:
    """Time by the clock, memory of all workers and disk, for these runs."""
    if not specs:
        return Estimate(0, workers, 0, 0.0, 0.0, 0.0)
    found = pilot(specs[0], factory)
    return estimate_from_pilot(specs, workers, found)


def estimate_from_pilot(specs: Sequence[RunSpec], workers: int, found: Pilot) -> Estimate:
    """The estimate from a pilot that was run before."""
    side, worlds = min(workers, len(specs)), settled_worlds(specs)
    groups = families(specs, 1 if side == 1 else 3 * side)
    seconds = found.settle_week * weeks_to_settle(specs) + len(specs) * found.write
    seconds += sum(found.build + found.week * _weeks(family, found) for family in groups)
    hours = (found.begin + seconds / side) / 3600
    return Estimate(len(specs), side, len(worlds), hours, side * found.peak / GB, len(specs) * found.disk / GB)


def _weeks(family: Sequence[RunSpec], found: Pilot) -> int:
    """Weeks stepped for runs that share those before the first news."""
    trunk = min(max(spec.news - 1 for spec in family), found.last) - found.first
    return trunk + sum(max(0, found.last - spec.news + 1) for spec in family)


def check(asked: Estimate, max_hours: float | None, max_gb: float | None) -> None:
    """Refuse what takes more than allowed, before anything is made.

    Raises
    ------
    InvalidInput
        Of hours by the clock, or of gigabytes of memory or disk, whichever is more.
    """
    gb = max(asked.memory_gb, asked.disk_gb)
    limits = (("max-hours", max_hours, asked.hours, "hours"), ("max-gb", max_gb, gb, "GB"))
    mistakes = [
        Mistake(name, limit, unit, f"at least {needed:.3g} {unit}", "less than the runs will take", "")
        for name, limit, needed, unit in limits
        if limit is not None and needed > limit
    ]
    if mistakes:
        raise InvalidInput(mistakes)
