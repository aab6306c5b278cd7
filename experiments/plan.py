"""A plan: which worlds are made, and the runs that follow from it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import os
import re
from pathlib import Path
from typing import Any

from experiments.spec import BASE, CENTRAL, GROUPS, NEVER, RECORD, RunSpec, canonical, run_id
from sim.base_world import BaseWorld
from sim.clock import FIRST_MONDAY, first_week, monday, week_of
from sim.loading import load_base, load_policy
from sim.overrides import apply_overrides
from sim.params import InvalidInput, Mistake
from sim.policy import Scenario
from sim.world import SIZES

DEFAULT_BASE = "law-2020"
LAST_DAY = dt.date(2032, 12, 31)  # nothing is simulated after it
MOST_SEEDS = 100_000
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclasses.dataclass(frozen=True)
class Plan:
    """What is compared with what, how large, how often and until when.

    ``base`` is None where each policy is to be compared with the base its own file names.
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
        return dataclasses.asdict(self) | {
            "policies": list(self.policies),
            "seeds": list(self.seeds),
            "draws": list(self.draws),
            "overrides": dict(self.overrides),
            "design": [dict(point) for point in self.design],
        }

    @property
    def point(self) -> int:
        """Number of the design point of a plan with a single one: 0 without overrides."""
        return int(bool(self.overrides))


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


def last_monday(size: str, until: str | None, longest: bool = False) -> dt.date:
    """The last Monday simulated; ``longest`` for a world that runs to the end of 2032 by itself."""
    if until is None:
        return monday(week_of(LAST_DAY)) if longest else monday(SIZES[size].weeks)
    try:
        date = dt.date.fromisoformat(until)
    except ValueError:
        raise _refuse("until", until, "YYYY-MM-DD", "must be a date") from None
    if not FIRST_MONDAY <= date <= LAST_DAY:
        raise _refuse("until", until, f"{FIRST_MONDAY} to {LAST_DAY}", "outside its range")
    return monday(week_of(date))


@dataclasses.dataclass(frozen=True)
class Resolved:
    """A plan with its worlds loaded and checked."""

    plan: Plan
    specs: tuple[RunSpec, ...]
    bases: dict[str, BaseWorld]
    policies: dict[str, Scenario]
    inputs: dict[str, Path]  # files of the user that were read, by the name of their copy

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


def resolve(plan: Plan) -> Resolved:
    """Load and check every world of a plan and name its runs.

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
    mistakes += _names_clash(policies)
    wanted = {source: plan.base or policy.base for source, policy in policies.items()}
    bases: dict[str, BaseWorld] = {}
    for source in dict.fromkeys([plan.base or DEFAULT_BASE] if not wanted else wanted.values()):
        try:
            bases[source] = load_base(source)
        except InvalidInput as error:
            mistakes += [m._replace(path=_in_file(source, m.path)) for m in error.mistakes]
    if mistakes:
        raise InvalidInput(mistakes)
    specs: list[RunSpec] = []
    for source, base in bases.items():
        compared = {p: policies[p] for p, its_base in wanted.items() if its_base == source}
        specs += _specs(plan, source, base, compared)
    inputs = {f"{p.id}.yaml": Path(s) for s, p in (bases | policies).items() if _is_file(s, p.id)}
    return Resolved(plan, tuple(dict.fromkeys(specs)), bases, policies, inputs)


def _specs(plan: Plan, source: str, base: BaseWorld, policies: dict[str, Scenario]) -> list[RunSpec]:
    """The runs of one base world: without and with each policy, for every seed and draw."""
    settings = dict(plan.overrides)
    # Checked once with all policies: a key that none of them reads is a mistake.
    apply_overrides(base, base.behaviour, settings, tuple(policies.values()))
    last = last_monday(plan.size, plan.end, base.id == "law-as-enacted")
    mistakes = [m for policy in policies.values() for m in _too_late(policy, last)]
    if mistakes:
        raise InvalidInput(mistakes)
    found: list[RunSpec] = []
    for policy_source, policy in ({"": None} | policies).items():
        read = {key: value for key, value in settings.items() if _reads(policy, key)}
        made = apply_overrides(base, base.behaviour, read, (policy,) if policy else ())
        chosen = made.policies[0] if policy else None
        news = first_week(min(use.announced for use in chosen.levers)) if chosen else NEVER
        for draw in plan.draws:
            for seed in plan.seeds:
                end = last.isoformat()
                name = run_id(made.base, made.behaviour, chosen, seed, draw, plan.size, end, week_of(last))
                label = policy.id if policy else BASE
                kept = (plan.record, plan.groups, source, policy_source, news)
                pairs = tuple(sorted(read.items()))
                found.append(RunSpec(name, base.id, label, seed, draw, plan.size, end, pairs, *kept))
    return found


def _reads(policy: Scenario | None, key: str) -> bool:
    if not key.startswith("lever."):
        return True
    return policy is not None and any(use.lever == key.split(".")[1] for use in policy.levers)


def _too_late(policy: Scenario, last: dt.date) -> list[Mistake]:
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


def _names_clash(policies: dict[str, Scenario]) -> list[Mistake]:
    ids = [policy.id for policy in policies.values()]
    taken = [name for name in dict.fromkeys(ids) if ids.count(name) > 1 or name in (BASE, "none")]
    return [Mistake("policies", name, "", "", "this id is taken", "Change the id in the file.") for name in taken]


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
    return wrong + [Mistake("draws", d, "", CENTRAL, "unknown choice", "") for d in plan.draws if d != CENTRAL]
