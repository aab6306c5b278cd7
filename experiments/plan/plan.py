"""A plan: which worlds are made, and the runs that follow from it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import os
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from experiments.plan.expand import runs_of, too_many
from experiments.plan.lists import LISTED, split_names
from experiments.plan.parameters import Point, checked, not_finite
from experiments.plan.planning_progress import Tick, silent
from experiments.plan.policy_remarks import fitted
from experiments.plan.run_spec import BASE, CENTRAL, GROUPS, RECORD, RunSpec, canonical
from sim.core.calendar import monday, week_of
from sim.declare.params import InvalidInput, Mistake
from sim.scenario.base_world import BaseWorld
from sim.scenario.loading import OWN_FOLDER, load_base, load_policy
from sim.scenario.overrides import apply_overrides
from sim.scenario.policy import Scenario
from sim.settings import DEFAULT_BASE, last_week_of
from sim.world import SIZES

MOST_SEEDS = 100_000
TICK_EVERY = 1000  # runs named between two words of how far it is
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclasses.dataclass(frozen=True)
class Plan:
    """What is compared with what, how large, how often and until when.

    ``base`` is None where each policy is to be compared with the base its own file names; several bases stand
    with commas between. ``design`` holds points beside each other, each with settings of its own on top of
    ``overrides``; without design the plan is one point.
    """

    base: str | None = None
    policies: tuple[str, ...] = ()
    size: str = "desk"
    seeds: tuple[int, ...] = ()
    draws: tuple[str, ...] = (CENTRAL,)
    end: str | None = None
    overrides: tuple[tuple[str, Any], ...] = ()
    design: tuple[tuple[tuple[str, Any], ...], ...] = ()
    record: str = "weekly"
    groups: str = "all"

    def facts(self) -> dict[str, Any]:
        """The plan as plain data, for the manifest."""
        # not asdict, which copies every value of a large design
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)} | {
            "policies": list(self.policies),
            "seeds": list(self.seeds),
            "draws": list(self.draws),
            "overrides": dict(self.overrides),
            "design": [dict(point) for point in self.design],
        }

    @property
    def bases(self) -> tuple[str, ...]:
        """Base worlds that replace those of the policies."""
        return tuple(dict.fromkeys(split_names(self.base))) if self.base else ()

    @functools.cached_property
    def points(self) -> tuple[tuple[int, Point], ...]:
        """Number and all settings of every design point; a plan without design is a single one.

        A point where nothing is set has number 0; the others count from 1. Settings of the point come over those
        of the whole plan.
        """
        found: list[tuple[int, Point]] = []
        number = 0
        for point in self.design or ((),):
            settings = tuple(sorted((dict(self.overrides) | dict(point)).items()))
            number += bool(settings)
            found.append((number if settings else 0, settings))
        return tuple(found)


def plan_from(facts: dict[str, Any]) -> Plan:
    """The plan that ``Plan.facts`` wrote down."""
    changed: dict[str, Any] = {name: tuple(facts[name]) for name in ("policies", "seeds", "draws")}
    changed["overrides"] = tuple(sorted(facts["overrides"].items()))
    changed["design"] = tuple(tuple(sorted(point.items())) for point in facts["design"])
    return Plan(**(facts | changed))


def read_seeds(text: str) -> tuple[int, ...]:
    """Seeds as written: ``10`` is 0 to 9, ``3,7`` those two, ``3,`` seed 3 only.

    Raises
    ------
    InvalidInput
        For anything else, and for a seed that stands there twice.
    """
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > 1 and parts[-1] == "":
        parts.pop()
    if not all(_NUMBER.fullmatch(part) for part in parts):
        raise _refuse("seeds", text, "10 | 3,7 | 3,", "not a list of seeds")
    numbers = tuple(int(part) for part in parts)
    if "," not in text:
        if not 1 <= numbers[0] <= MOST_SEEDS:
            raise _refuse("seeds", text, f"1 to {MOST_SEEDS}", "outside its range")
        return tuple(range(numbers[0]))
    if len(set(numbers)) < len(numbers):
        raise _refuse("seeds", text, "10 | 3,7 | 3,", "written twice")
    return numbers


def last_monday(size: str, until: str | None, last_day: dt.date | None = None) -> dt.date:
    """The last Monday simulated; ``last_day`` is that of a base world which sets its own."""
    return monday(last_week_of(SIZES[size], until, last_day))


@dataclasses.dataclass(frozen=True)
class Resolved:
    """A plan with its worlds loaded and checked."""

    plan: Plan
    specs: tuple[RunSpec, ...]
    bases: dict[str, BaseWorld]
    policies: dict[str, Scenario]
    inputs: dict[str, Path | bytes]  # files of the user that were read, or what they hold, by the name of their copy
    members: tuple[tuple[int, str], ...]  # design point and run; a run may belong to many points
    remarks: tuple[Mistake, ...] = ()  # what was assumed, skipped, or has no effect; to be reported
    left_out: tuple[str, ...] = ()  # figures that the design might vary and these worlds do not read

    @property
    def short_id(self) -> str:
        """Eight hex digits that name this plan with these worlds and this code."""
        ids = [spec.run_id for spec in self.specs]
        kept = [self.plan.record, self.plan.groups]
        return hashlib.sha256(canonical([ids, kept]).encode()).hexdigest()[:8]

    @property
    def name(self) -> str:
        """A short name: of the policy, of the base, or how many policies."""
        if len(self.policies) == 1:
            return next(iter(self.policies.values())).id
        if self.policies:
            return f"{len(self.policies)}-policies"
        return next(iter(self.bases.values())).id


def resolve(plan: Plan, tick: Tick = silent, varied: Collection[str] = ()) -> Resolved:
    """Load and check every world of a plan and name its runs.

    Parameters
    ----------
    tick : callable
        Told how many runs are named: a large design takes a while.
    varied : collection of str
        Slugs of measures that a design still to come varies, besides those of the plan's own.

    Raises
    ------
    InvalidInput
        With all mistakes found in the files and settings.
    """
    if mistakes := _unknown(plan):
        raise InvalidInput(mistakes)
    policies: dict[str, Scenario] = {}
    for source in plan.policies:
        try:
            policies[source] = load_policy(source)
        except InvalidInput as error:
            mistakes += [m._replace(path=_in_file(source, m.path)) for m in error.mistakes]
    mistakes += _names_clash("policies", policies)
    wanted = {source: plan.bases or (policy.base,) for source, policy in policies.items()}
    bases: dict[str, BaseWorld] = {}
    for source in dict.fromkeys(name for names in wanted.values() or [plan.bases or (DEFAULT_BASE,)] for name in names):
        try:
            bases[source] = load_base(source)
        except InvalidInput as error:
            mistakes += [m._replace(path=_in_file(source, m.path)) for m in error.mistakes]
    mistakes += _names_clash("base", bases)
    if mistakes:
        raise InvalidInput(mistakes)
    if mistakes := too_many(plan, len(bases) + sum(len(names) for names in wanted.values())):
        raise InvalidInput(mistakes)
    _check_settings(plan, next(iter(bases.values())), tuple(policies.values()))
    ends = {source: last_monday(plan.size, plan.end, base.last_day) for source, base in bases.items()}
    weeks = {source: week_of(last) for source, last in ends.items()}
    remarks = fitted(plan, bases, policies, wanted, weeks, varied)
    worlds = len(bases) + sum(len(names) for names in wanted.values())
    planned = max(1, len(plan.design)) * worlds * len(plan.seeds) * len(plan.draws)
    specs: dict[str, RunSpec] = {}
    members: dict[tuple[int, str], None] = {}
    for source, base in bases.items():
        compared = {p: policies[p] for p, names in wanted.items() if source in names}
        for number, spec in runs_of(plan, source, base, compared, ends[source]):
            specs.setdefault(spec.run_id, spec)
            members[number, spec.run_id] = None
            if len(members) % TICK_EVERY == 0:
                tick("runs", len(members), planned)
    # a base world may be a file of the user and some of its items, as mine.yaml~demand
    files = {whole(s): whole(base.id) for s, base in bases.items()} | {s: p.id for s, p in policies.items()}
    inputs: dict[str, Path | bytes] = {
        f"{name}.yaml": Path(source) for source, name in files.items() if _is_file(source, name)
    }
    own = _own_files(policies)
    inputs |= {f"{OWN_FOLDER}/{name}": content for name, content in own.items()}
    return Resolved(plan, tuple(specs.values()), bases, policies, inputs, tuple(members), remarks)


def _check_settings(plan: Plan, base: BaseWorld, policies: tuple[Scenario, ...]) -> None:
    """Refuse settings of any point that are unknown, out of range or read by no policy."""
    # Values are checked each once, keys each set of them once: a design has few of these.
    mistakes = [m for key, value in plan.overrides if (m := not_finite(key, value))]
    mistakes += checked(dict(point) for point in plan.design)
    if mistakes:
        raise InvalidInput(mistakes)
    for _, settings in {tuple(key for key, _ in settings): (0, settings) for _, settings in plan.points}.values():
        apply_overrides(base, base.behaviour, dict(settings), policies)


def _own_files(policies: Mapping[str, Scenario]) -> dict[str, bytes]:
    """Measure files that policies name, by the name of the measure; two of one name must be the same.

    Raises
    ------
    InvalidInput
    """
    found: dict[str, bytes] = {}
    for source, policy in policies.items():
        for k, (path, content) in enumerate(policy.own):
            name = Path(path).name
            if found.setdefault(name, content) != content:
                hint = "Give one of the two another name: results keep each measure by its name."
                where = _in_file(source, f"measures[{k}]")
                raise InvalidInput([Mistake(where, path, "", "", "two measure files of this name differ", hint)])
    return found


def whole(base: str) -> str:
    """The name or path of a base world with all its items."""
    return base if os.path.isfile(base) else base.partition("~")[0]


def _names_clash(where: str, worlds: Mapping[str, Scenario | BaseWorld]) -> list[Mistake]:
    ids = [world.id for world in worlds.values()]
    taken = [name for name in dict.fromkeys(ids) if ids.count(name) > 1 or name in (BASE, "none")]
    return [Mistake(where, name, "", "", "this id is taken", "Change the id in the file.") for name in taken]


def _is_file(source: str, name: str) -> bool:
    return source != name and os.path.isfile(source)


def _in_file(source: str, path: str) -> str:
    return f"{source}: {path}"


def _refuse(path: str, value: Any, allowed: str, message: str) -> InvalidInput:
    return InvalidInput([Mistake(path, value, "", allowed, message, "")])


def _unknown(plan: Plan) -> list[Mistake]:
    """Unknown size, detail or draw of a plan made in Python, past the command line."""
    known = (
        ("size", plan.size, tuple(SIZES)),
        ("record", plan.record, RECORD),
        ("groups", plan.groups, GROUPS),
    )
    wrong = [Mistake(n, v, "", ", ".join(k), "unknown choice", "") for n, v, k in known if v not in k]
    try:
        split_names(plan.base or "")
    except ValueError:
        wrong.append(Mistake("base", plan.base, "", LISTED, "not a list of names", ""))
    return wrong + [Mistake("draws", d, "", CENTRAL, "unknown choice", "") for d in plan.draws if d != CENTRAL]
