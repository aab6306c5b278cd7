"""Builds a world from a base world: the one place where actors are made."""

from __future__ import annotations

from sim.population.making import Making
from sim.population.populate import populate
from sim.population.settled import Settled
from sim.population.settling import SETTLING_SCALE, settle
from sim.week import Week


def build(making: Making, settled: Settled | None = None) -> Week:
    """The world of a run, the week before its first: persons sampled from a settled world.

    ``settled`` is the settled world to sample from, where it is not that of these arguments.
    """
    first, end = making.first_week, making.first_week + making.weeks
    before = settled or settle(making.seed, first - 1, making.world, making.splits, making.behaviour, making.rules)
    return populate(making, before, making.scale / SETTLING_SCALE, end)
