"""Which small worlds settle before the runs of a plan, and how many weeks they live."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Sequence

from experiments.plan.run_spec import RunSpec
from sim.population.at_rest import LAST_WEEK, OTHER_START, population_at_rest
from sim.population.settling import SETTLING_WEEKS
from sim.scenario.loading import load_base
from sim.world import SIZES


def settled_worlds(specs: Sequence[RunSpec]) -> list[RunSpec]:
    """A run of each world that has to settle first: levers come later, so they make no other world.

    A world of other conduct that begins at rest is set beside that of the declared conduct, which settles too. Those
    settled by an earlier command may lie on disk still, so it may be less.
    """
    lived = [*specs, *(_as_declared(spec) for spec in specs if settling_weeks(spec) < SETTLING_WEEKS)]
    return list({
        (spec.base_source, spec.seed, spec.draw, spec.size,
         tuple((key, value) for key, value in spec.overrides if not key.startswith(("lever.", "run.")))): spec
        for spec in lived
    }.values())  # fmt: skip


def weeks_to_settle(specs: Sequence[RunSpec]) -> int:
    """Weeks that all of these worlds live together before their runs begin."""
    return sum(map(settling_weeks, settled_worlds(specs)))


def settling_weeks(spec: RunSpec) -> int:
    """Weeks that the small world of a run lives first: few where it begins with the population at rest that ships."""
    if _begins_at_rest(spec.base_source) and not any(key.startswith(OTHER_START) for key, _ in spec.overrides):
        return -SIZES[spec.size].warmup_weeks - LAST_WEEK
    return SETTLING_WEEKS


@functools.cache
def _begins_at_rest(base_source: str) -> bool:
    base = load_base(base_source)
    return population_at_rest(base.world, base.splits, base.behaviour) is not None


def _as_declared(spec: RunSpec) -> RunSpec:
    """The same run with the conduct of its base."""
    kept = tuple((key, value) for key, value in spec.overrides if not key.startswith("behaviour."))
    return dataclasses.replace(spec, overrides=kept)
