"""Which parameters the worlds of a plan read: found by trial runs in which only these are changed.

Kernels take whole groups of figures, and most figures stand behind others (a measure that is off, a limit of zero), so
neither the source nor a trace of reading says whether a value counts for anything. A trial does: the same small world
lives twice, once with figures changed, and both are compared bit for bit, week by week, in all their columns and books.
Figures are tried in groups; where a group shows something, by halves, until it is known which one it was. Most show
within weeks, in the smallest world. The rest are tried in a world of the plan's own size (of 1/10 for a larger plan)
until two years after the last change of the law, or the end of the plan: what is rare happens there as in the runs.

Who lived before the first week is the same in both worlds. Settling runs the same phases under the same law, so what
changes nothing in all the weeks of a run changes nothing there either, bar a figure that only a market coming to rest
meets; to settle anew would take a hundred times as long. Figures with which a world begins with persons of its own
(`sim.population.at_rest.OTHER_START`) always count.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.plan.planning_progress import Tick, silent
from experiments.plan.run_spec import canonical, code_hash, world_facts
from sim.core.calendar import first_week, week_of
from sim.measures.law_of_week import change_weeks
from sim.scenario.base_world import BaseWorld
from sim.scenario.overrides import apply_overrides
from sim.scenario.policy import Scenario, plan_of
from sim.world import SIZES

if TYPE_CHECKING:
    from sim.model import LabourMarket

SMALL, LARGEST = "smoke", "desk"
SOON = 8  # weeks, from the first of the world or of the policy on, in which most figures show
LATE = 104  # weeks after the last change of the law in which all others do
CHUNK = 16

Values = Mapping[str, Sequence[Any]]
"""By figure the values that a design would give it."""
Moves = Callable[[Mapping[str, Any]], bool]


@dataclasses.dataclass(frozen=True)
class Trials:
    """Trial runs of one world of a plan, up to a week."""

    source: str  # of the base world, as the loader takes it
    base: BaseWorld
    policy: Scenario | None
    overrides: Mapping[str, Any]  # figures set by hand at every point
    last: str  # day
    size: str
    seed: int

    def reads(self, key: str) -> bool:
        """Whether a parameter can matter here: not those of a measure that this world lacks."""
        mine: set[str] = {use.lever for use in self.policy.levers} if self.policy else set()
        return not key.startswith("lever.") or key.split(".")[1] in mine


def trial_size(size: str) -> str:
    """The size of the world in which a plan of a size is tried."""
    return min(size, LARGEST, key=lambda name: SIZES[name].scale)


def unread(worlds: Sequence[Trials], values: Values, tick: Tick = silent) -> tuple[str, ...]:
    """Parameters of which no value changes anything in any of the worlds, in the order given.

    Parameters
    ----------
    tick : callable
        Told ``trials``, how many figures have been tried, and how many there are: each twice in every world.
    """
    from sim.population.at_rest import OTHER_START  # with all kernels: only where trials are made

    left, of = [key for key in values if not key.startswith(OTHER_START)], 2 * len(values) * len(worlds)
    for number, world in enumerate(worlds):
        mine, done = [key for key in left if world.reads(key)], 2 * len(values) * number
        tick("trials", done, of)
        still = _idle_in(world, mine, values, lambda more, done=done: tick("trials", done + more, of))
        left = [key for key in left if key not in mine or key in still]
    tick("trials", of, of)
    return tuple(left)


def unmoved(
    groups: Iterable[Sequence[str]], values: Values, moves: Moves, tick: Callable[[int], None] = lambda done: None
) -> list[str]:
    """Parameters of which no value changes anything, by trials of whole groups, then of their halves.

    Parameters
    ----------
    moves : callable
        Whether something changes when these figures have these values.
    tick : callable
        Told how many figures are through.
    """
    found: list[str] = []
    left, done = [list(group) for group in groups if group][::-1], 0
    while left:
        group = left.pop()
        rounds = range(max(len(values[key]) for key in group))
        # every figure at its first value, then at its second, and so on
        settings = ({key: values[key][k] for key in group if k < len(values[key])} for k in rounds)
        moved = any(moves(setting) for setting in settings)
        if moved and len(group) > 1:
            half = len(group) // 2
            left += [group[half:], group[:half]]
            continue
        found += [] if moved else group
        done += len(group)
        tick(done)
    return found


def chunks(keys: Iterable[str]) -> list[list[str]]:
    """Parameters in groups of at most `CHUNK` that are declared together, since these often are idle together."""
    found: list[list[str]] = []
    for key in keys:
        if not found or len(found[-1]) == CHUNK or _group(found[-1][-1]) != _group(key):
            found.append([])
        found[-1].append(key)
    return found


def _group(key: str) -> str:
    return key.rpartition(".")[0]


def _idle_in(world: Trials, keys: list[str], values: Values, tick: Callable[[int], None]) -> set[str]:
    """Parameters that change nothing in one world."""
    path = _place(world, {key: list(values[key]) for key in keys})
    with contextlib.suppress(OSError, ValueError):
        return set(json.loads(path.read_text("utf-8")))
    small = _Pair(dataclasses.replace(world, size=SMALL))
    suspects = unmoved(chunks(keys), values, lambda settings: small.moves(settings, small.soon), tick)
    large = small if trial_size(world.size) == SMALL else _Pair(dataclasses.replace(world, size=trial_size(world.size)))
    further = len(keys) - len(suspects)
    found = unmoved(
        chunks(suspects), values, lambda settings: large.moves(settings, large.late),
        lambda done: tick(len(keys) + further + done),
    )  # fmt: skip
    with contextlib.suppress(OSError):
        path.write_text(json.dumps(found), "utf-8")
    return set(found)


def _place(world: Trials, values: Values) -> Path:
    """Where the answer is stored, beside the compiled kernels, under a hash of all it depends on."""
    from sim.core.kernel_cache import kernel_folder

    ready = _ready(world, {})
    facts = world_facts(ready.base, ready.behaviour, ready.policies[0] if world.policy else None, _last(world))
    told = canonical([facts, world.last, values, code_hash(), trial_size(world.size), world.seed, SOON, LATE])
    name = hashlib.sha256(told.encode()).hexdigest()[:24]
    return kernel_folder() / f"unread-{name}.json"


def _ready(world: Trials, settings: Mapping[str, Any]) -> Any:
    policies = (world.policy,) if world.policy else ()
    mine = {key: value for key, value in world.overrides.items() if world.reads(key)}
    return apply_overrides(world.base, world.base.behaviour, {**mine, **settings}, policies)


def _last(world: Trials) -> int:
    return week_of(dt.date.fromisoformat(world.last))


class _Pair:
    """A world as it is, and the same with parameters changed, compared week by week."""

    def __init__(self, world: Trials) -> None:
        self._world = world
        self._as_it_is = self._model({})
        self._first = self._as_it_is.week
        self._contents = [_content(self._as_it_is)]
        self._trunk: LabourMarket | None = None  # the base just before the first news of the policy
        plan = plan_of(world.base.levers, world.policy.levers if world.policy else ())
        changes = [week for week in (*world.base.change_weeks, *change_weeks(plan)) if week <= _last(world)]
        starts = [first_week(use.start) for use in world.policy.levers] if world.policy else [self._first]
        self.soon = min(min(starts) + SOON, _last(world))
        self.late = min(max([*changes, 0]) + LATE, _last(world))

    def moves(self, settings: Mapping[str, Any], until: int) -> bool:
        """Whether the world differs in some week up to ``until``."""
        try:
            model = self._branch(settings) or self._model(settings)
            while _content(model) == self._expected(model.week):
                if model.week >= until:
                    return False
                model.step()
        except Exception:  # a world that cannot be is another one: its run will tell why
            return True
        return True

    def _expected(self, week: int) -> bytes:
        while self._as_it_is.week < week:
            self._as_it_is.step()
            self._contents.append(_content(self._as_it_is))
        return self._contents[week - self._first]

    def _branch(self, settings: Mapping[str, Any]) -> LabourMarket | None:
        """The world with other parameters of measures, from just before their first news; None for other parameters."""
        policy = self._world.policy
        if policy is None or not all(key.startswith("lever.") for key in settings):
            return None
        before = first_week(min(use.announced for use in policy.levers)) - 1
        if before < self._first:
            return None
        self._trunk = self._trunk or self._model({}, False)
        while self._trunk.week < before:
            self._trunk.step()
        mine = {key: value for key, value in self._figures().items() if key.startswith("lever.")}
        return self._trunk.branch(policy, **{**mine, **settings})

    def _figures(self) -> dict[str, Any]:
        return {key: value for key, value in self._world.overrides.items() if self._world.reads(key)}

    def _model(self, settings: Mapping[str, Any], with_policy: bool = True) -> LabourMarket:
        from experiments.design.trial_market import TrialMarket

        world, figures = self._world, self._figures()
        policy = world.policy if with_policy else None
        if policy is None:
            figures = {key: value for key, value in figures.items() if not key.startswith("lever.")}
        return TrialMarket(
            _ready(world, {}), rng=world.seed, base=world.source, policy=policy, size=world.size, until=world.last,
            record="summary", collect=False, **{**figures, **settings},
        )  # fmt: skip


def _content(model: LabourMarket) -> bytes:
    """A digest of every column, of the books of the week, and of all counts that outcomes are made of."""
    digest, week = hashlib.blake2b(digest_size=16), model.world_week
    for table in (*week.state[:5], week.books, model.recorder.counts()):
        for column in table:
            digest.update(memoryview(column).cast("B"))
    return digest.digest()
