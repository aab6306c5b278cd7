"""Which figures a plan's worlds read: found by trial runs in which they are changed and nothing else may differ.

Kernels take whole groups of figures, and most figures stand behind others (a measure that is off, a limit of zero), so
neither the source nor a trace of reading says whether a value counts for anything. A trial does: the same small world
lives twice, once with figures changed, and both are compared bit for bit, week by week, in all their columns and books.
Most figures show within weeks. The rest are tried together up to the end of the plan; where that shows something, by
halves, until it is known which one it was.

Who lived before the first week is the same in both worlds. Settling runs the same phases under the same law, so what
changes nothing in all the weeks of a run changes nothing there either, bar a figure that only a market coming to rest
meets; to settle anew would take a hundred times as long.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.planning import Tick, silent
from experiments.spec import canonical, code_hash, world_facts
from sim.base_world import BaseWorld
from sim.clock import first_week, week_of
from sim.overrides import apply_overrides
from sim.policy import Scenario

if TYPE_CHECKING:
    from sim.model import LabourMarket

SIZE = "smoke"
SEED = 0
SOON = 13  # weeks in which most figures show
MOST = 200  # trials of several figures in one world; what is unsure then counts as read

Values = Mapping[str, Sequence[Any]]
"""By figure the values that a design would give it."""


@dataclasses.dataclass(frozen=True)
class Trials:
    """One world of a plan to try figures in, up to a week."""

    source: str  # of the base world, as the loader takes it
    base: BaseWorld
    policy: Scenario | None
    overrides: Mapping[str, Any]  # figures set by hand at every point
    last: str  # day

    def reads(self, key: str) -> bool:
        """Whether a figure can count here: not the parameters of a measure this world does not have."""
        mine = {use.lever for use in self.policy.levers} if self.policy else set()
        return not key.startswith("lever.") or key.split(".")[1] in mine


def unread(worlds: Sequence[Trials], values: Values, tick: Tick = silent) -> tuple[str, ...]:
    """The figures of which no value changes anything in any of the worlds, in the order given.

    Parameters
    ----------
    tick : callable
        Told ``trials``, how many figures have been tried, and how many there are, in all worlds.
    """
    left, of = list(values), len(values) * len(worlds)
    for number, world in enumerate(worlds):
        mine = [key for key in left if world.reads(key)]
        done = len(values) * number
        still = _kept(world, mine, values, lambda n, done=done: tick("trials", done + n, of))
        left = [key for key in left if key not in mine or key in still]
        tick("trials", len(values) * (number + 1), of)
    return tuple(left)


def unmoved(keys: Sequence[str], values: Values, moves: Callable[[Mapping[str, Any]], bool], most: int) -> list[str]:
    """The figures of a group of which no value changes anything, by trials of all, then of halves.

    Parameters
    ----------
    moves : callable
        Whether something changes when these figures have these values.
    most : int
        Trials; figures that are not through then are taken to change something.
    """
    found: list[str] = []
    groups = [list(keys)] if keys else []
    while groups and most > 0:
        group = groups.pop()
        rounds = range(max(len(values[key]) for key in group))
        # with every figure at its first value, then at its second, and so on: each value is tried once
        settings = ({key: values[key][k] for key in group if k < len(values[key])} for k in rounds)
        most -= len(rounds)
        if not any(moves(setting) for setting in settings):
            found += group
        elif len(group) > 1:
            half = len(group) // 2
            groups += [group[half:], group[:half]]
    return [key for key in keys if key in set(found)]


def _kept(world: Trials, keys: list[str], values: Values, tick: Callable[[int], None]) -> set[str]:
    """The figures that change nothing in one world."""
    path = _place(world, {key: list(values[key]) for key in keys})
    with contextlib.suppress(OSError, ValueError):
        return set(json.loads(path.read_text("utf-8")))
    pair, late = _Pair(world), []
    for number, key in enumerate(keys):
        if not any(pair.moves({key: value}, SOON) for value in values[key]):
            late.append(key)
        tick(number + 1)
    found = unmoved(late, values, pair.moves, MOST)
    with contextlib.suppress(OSError):
        path.write_text(json.dumps(found), "utf-8")
    return set(found)


def _place(world: Trials, values: Values) -> Path:
    """Where the answer is kept, beside the compiled kernels: under a name that says all it depends on."""
    from numba import config

    ready = _ready(world, {})
    facts = world_facts(ready.base, ready.behaviour, ready.policies[0] if world.policy else None, _last(world))
    told = canonical([facts, world.last, values, code_hash(), SIZE, SEED, SOON, MOST])
    name = hashlib.sha256(told.encode()).hexdigest()[:24]
    return Path(str(config.CACHE_DIR)) / f"unread-{name}.json"  # pyright: ignore[reportAttributeAccessIssue]


def _ready(world: Trials, settings: Mapping[str, Any]) -> Any:
    policies = (world.policy,) if world.policy else ()
    mine = {key: value for key, value in world.overrides.items() if world.reads(key)}
    return apply_overrides(world.base, world.base.behaviour, {**mine, **settings}, policies)


def _last(world: Trials) -> int:
    return week_of(dt.date.fromisoformat(world.last))


class _Pair:
    """A world as it is, and the same with figures changed: told apart by what is in them week by week."""

    def __init__(self, world: Trials) -> None:
        self._world = world
        self._trunk = self._model({})
        self._as_it_is: list[bytes] = [_content(self._trunk)]

    def moves(self, settings: Mapping[str, Any], soon: int | None = None) -> bool:
        """Whether the world differs in some week of the first ``soon`` after the first news, or of all."""
        try:
            for number, content in enumerate(_weeks(self._model(settings), self._until(soon))):
                if content != self._expected(number):
                    return True
        except Exception:  # a world that cannot be is another one
            return True
        return False

    def _until(self, soon: int | None) -> int:
        if soon is None:
            return self._trunk.last_week
        news = min((first_week(use.start) for use in self._world.policy.levers), default=0) if self._world.policy else 0
        return min(max(news, 0) + soon, self._trunk.last_week)

    def _expected(self, number: int) -> bytes:
        while len(self._as_it_is) <= number:
            self._trunk.step()
            self._as_it_is.append(_content(self._trunk))
        return self._as_it_is[number]

    def _model(self, settings: Mapping[str, Any]) -> LabourMarket:
        from experiments.trial_market import TrialMarket

        world = self._world
        mine = {key: value for key, value in world.overrides.items() if world.reads(key)}
        policy = dataclasses.replace(world.policy, base=world.base.id) if world.policy else None
        return TrialMarket(
            _ready(world, {}), rng=SEED, base=world.source, policy=policy, size=SIZE, until=world.last,
            record="summary", collect=False, **{**mine, **settings},
        )  # fmt: skip


def _weeks(model: LabourMarket, until: int) -> Iterator[bytes]:
    """What is in a world before its first week and after each one."""
    yield _content(model)
    while model.week < until:
        model.step()
        yield _content(model)


def _content(model: LabourMarket) -> bytes:
    """A digest of every column, of the books of the week, and of all counts that outcomes are made of."""
    digest, week = hashlib.blake2b(digest_size=16), model.world_week
    for table in (*week.state[:5], week.books, model.recorder.counts()):
        for column in table:
            digest.update(memoryview(column).cast("B"))
    return digest.digest()
