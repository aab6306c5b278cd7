"""From an experiment to a plan: the worlds are loaded, the design is made, everything is checked."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
from collections.abc import Mapping
from typing import Any

from experiments.design.designs import (
    MOST_POINTS,
    SAMPLED,
    Choices,
    Interval,
    grid,
    one_at_a_time,
    other_values,
    sample,
    whole_range,
)
from experiments.design.experiment import Experiment
from experiments.design.points_file import read_points
from experiments.design.trials import Trials, unread
from experiments.plan.config import RunConfig
from experiments.plan.parameters import Point, parameters_by_path
from experiments.plan.plan import Resolved, resolve
from experiments.plan.planning_progress import Tick, silent
from sim.declare.params import InvalidInput, Mistake

ONE_AT_A_TIME = "one-at-a-time"
UNCERTAIN = ("assumed", "calibrated")  # kinds of figures that no source gives


def resolve_experiment(experiment: Experiment, config: RunConfig, tick: Tick = silent, trials: bool = True) -> Resolved:
    """The runs of an experiment.

    Parameters
    ----------
    config : RunConfig
        Settings of the run: those of the experiment with what was given besides.
    tick : callable
        Told how far it is.
    trials : bool
        Whether figures that no world reads are found and left out, which takes minutes.

    Raises
    ------
    InvalidInput
        With all mistakes in worlds, design and settings.
    """
    plan = dataclasses.replace(config.plan(experiment.fixed), base=experiment.base or config.base)
    if experiment.seeds is not None:
        plan = dataclasses.replace(plan, seeds=experiment.seeds)
    mistakes = design_mistakes(experiment, len(plan.seeds))
    try:
        # One seed: this is about the worlds. A lever that is only varied must be read by them all the same.
        worlds = resolve(dataclasses.replace(plan, seeds=plan.seeds[:1]), varied=varied_measures(experiment))
    except InvalidInput as error:
        raise InvalidInput([*mistakes, *error.mistakes]) from None
    if mistakes:
        raise InvalidInput(mistakes)
    values, left_out = present(worlds), ()
    if kind_of(experiment) == ONE_AT_A_TIME and not experiment.vary:
        vary = uncertain(values, experiment.fixed)
        others = {key: other_values(key, vary[key], values) for key in vary}
        left_out = unread(worlds_of(worlds), others, tick) if trials else ()
        experiment = dataclasses.replace(experiment, vary={k: v for k, v in vary.items() if k not in left_out})
    remarks: list[Mistake] = []
    design = points_of(experiment, values, remarks)
    plan = dataclasses.replace(plan, design=design) if design else plan
    resolved = resolve(plan, tick)
    return dataclasses.replace(resolved, left_out=left_out, remarks=(*remarks, *resolved.remarks))


def varied_measures(experiment: Experiment) -> set[str]:
    """Slugs of the measures of which a parameter is varied, by words or by a file of points."""
    keys = set(experiment.vary)
    if experiment.points_file:
        with contextlib.suppress(InvalidInput):  # reported when the points are made
            keys |= {key for point in read_points(experiment.points_file) for key, _ in point}
    return {key.split(".")[1] for key in keys if key.startswith("lever.")}


def worlds_of(resolved: Resolved) -> list[Trials]:
    """The worlds of a plan, each base before the policies on it, for trial runs of parameters."""
    seed = resolved.plan.seeds[0]
    seen = dict.fromkeys((spec.base_source, spec.policy_source, spec.end) for spec in resolved.specs)
    plan = resolved.plan
    return [
        Trials(
            source, resolved.bases[source], resolved.policies.get(policy), dict(plan.overrides), end, plan.size, seed
        )
        for source, policy, end in seen
    ]


def kind_of(experiment: Experiment) -> str | None:
    """The design asked for, or the one that follows from what is varied; None without design."""
    if experiment.kind:
        return experiment.kind
    return "list" if experiment.points_file else "grid" if experiment.vary else None


def design_mistakes(experiment: Experiment, seeds: int) -> list[Mistake]:
    """What does not go together in the declaration of a design."""
    kind = kind_of(experiment)
    found: list[Mistake] = []
    if kind == "list" and not experiment.points_file:
        found.append(Mistake("points-file", None, "", "a CSV or Parquet file", "is missing", ""))
    if kind != "list" and experiment.points_file:
        found.append(Mistake("points-file", experiment.points_file, "", "--design list", "not allowed here", ""))
    if kind == "list":
        found += [Mistake(key, "", "", "columns of the file", "not allowed here", "") for key in experiment.vary]
    if kind in SAMPLED and experiment.points is None:
        found.append(Mistake("points", None, "points", f"1 to {MOST_POINTS}", "is missing", "Give --points 64."))
    if kind not in SAMPLED and experiment.points is not None:
        found.append(Mistake("points", experiment.points, "points", ", ".join(SAMPLED), "not allowed here", ""))
    if kind == "nested" and seeds < 2:
        found.append(
            Mistake(
                "seeds", seeds, "seeds", "at least 2", "Monte Carlo variation and parameters cannot be separated", ""
            )
        )
    return found


def points_of(
    experiment: Experiment, values: dict[str, Any], remarks: list[Mistake] | None = None
) -> tuple[Point, ...]:
    """The design points; ``values`` are those of every parameter that the chosen worlds read.

    What was skipped in a file of points is added to ``remarks``.
    """
    kind = kind_of(experiment)
    if kind is None:
        return ()
    if kind == "list":
        points = read_points(experiment.points_file or "", remarks)
        twice = {key for point in points for key, _ in point} & set(experiment.fixed)
        if twice:
            raise InvalidInput([Mistake(key, "", "", "", "written twice", "") for key in sorted(twice)])
        return points
    if kind == ONE_AT_A_TIME:
        return one_at_a_time(experiment.vary, values)
    if kind == "grid":
        return grid(experiment.vary)
    return sample(kind, experiment.vary, experiment.points or 0, experiment.design_seed)


def present(worlds: Resolved) -> dict[str, Any]:
    """The value of every parameter that the worlds of a plan read; of a lever as the first policy with it has it."""
    base = next(iter(worlds.bases.values()))
    groups: dict[str, Any] = {"law": base.rules_at(1), "behaviour": base.behaviour, "world": base.world}
    for policy in reversed(worlds.policies.values()):
        groups |= {f"lever.{use.lever}": use.parameters for use in reversed(policy.levers)}
    found: dict[str, Any] = {}
    for key in parameters_by_path():
        first, *path = key.split(".")
        if first == "lever":
            first, path = f"lever.{path[0]}", path[1:]
        if first in groups:
            found[key] = functools.reduce(getattr, path, groups[first])
    return found | dict(worlds.plan.overrides)


def uncertain(values: Mapping[str, Any], fixed: Mapping[str, Any]) -> dict[str, Choices | Interval]:
    """Every parameter that is assumed or calibrated, over all of its declared range, unless it is set by hand."""
    known = parameters_by_path()
    return {
        key: whole_range(key)
        for key in values
        if key in known and known[key].number.kind in UNCERTAIN and key not in fixed
    }
