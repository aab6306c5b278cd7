"""What `LabourMarket` is asked for, checked: seed, size, end, base world, policy and figures set by hand."""

from __future__ import annotations

import datetime as dt
import operator
import secrets
import warnings
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from sim.core.calendar import FIRST_MONDAY, LAST_DAY, week_of
from sim.declare.kinds import is_path
from sim.declare.params import InvalidInput, Mistake, did_you_mean
from sim.declare.yaml_reader import shown
from sim.scenario import policy_fit
from sim.scenario.base_world import BaseWorld
from sim.scenario.loading import load_base, load_policy
from sim.scenario.overrides import Overridden, apply_overrides
from sim.scenario.policy import Scenario
from sim.world import SIZES, Size

DEFAULT_BASE = "law-2020"
MOST_SEED = 999_999_999  # the command line reads nine digits, and the tables hold 32 bits
NAMES = ("rng", "base", "policy", "size", "until", "record", "groups", "follow", "collect")
_ELSEWHERE = {"seed": "Write rng=.", "scenario": "Write policy=.", "policies": "Write policy=, one for each model."}


class Settings(NamedTuple):
    """What a model is made of."""

    seed: int
    size: Size
    last_week: int
    worlds: Overridden


def settings_of(
    rng: Any, base: Any, policy: Any, size: Any, until: Any, record: Any, groups: Any, overrides: Mapping[str, Any]
) -> Settings:
    """The seed, worlds, size and end of a model.

    Raises
    ------
    InvalidInput
        With all mistakes: in the seed, names and files first; where there are none, in figures; then where the policy
        cannot be simulated on this base up to this end.
    """
    mistakes = _choices(size, record, groups) + [m for key in overrides for m in _no_figure(key)]
    seed = _try(lambda: seed_of(rng), mistakes)
    _try(lambda: last_week_of(SIZES["smoke"], until), mistakes)
    chosen = _try(lambda: load_scenario(policy) if policy is not None else None, mistakes, "policy")
    asked = base if base is not None else chosen.base if chosen else DEFAULT_BASE
    world = _try(lambda: _base(asked), mistakes, "base")
    if mistakes:
        raise InvalidInput(mistakes)
    last_week = last_week_of(SIZES[size], until, world.last_day)
    worlds = apply_overrides(world, world.behaviour, overrides, (chosen,) if chosen else ())
    for policy in worlds.policies:
        policy_fit.refuse(worlds.base, policy, last_week)
    return Settings(seed, SIZES[size], last_week, worlds)


def warn_of_base(policy: Scenario, base: BaseWorld) -> None:
    """Python's warning where a policy stands on another base world than its file names."""
    if policy.base != base.id:
        text = f"{policy.id} names the base world {policy.base}; here it is put on {base.id}, as base= says"
        warnings.warn(text, policy_fit.PolicyWarning, stacklevel=3)


def _try(make: Callable[[], Any], mistakes: list[Mistake], where: str = "") -> Any:
    """What is made; None where it cannot be, with the reasons added to ``mistakes``."""
    try:
        return make()
    except InvalidInput as error:
        mistakes += [m._replace(path=f"{where}: {m.path}") if where not in ("", m.path) else m for m in error.mistakes]
        return None


def seed_of(rng: Any) -> int:
    """The seed that ``rng`` stands for; None draws one.

    Raises
    ------
    InvalidInput
        For all but whole numbers from 0 to `MOST_SEED`, of Python or NumPy, and None.
    """
    if rng is None:
        return secrets.randbelow(MOST_SEED + 1)
    try:
        number = -1 if isinstance(rng, bool | np.bool_) else operator.index(rng)
    except TypeError:
        number = -1
    if not 0 <= number <= MOST_SEED:
        allowed = f"a whole number from 0 to {MOST_SEED}, or None"
        hint = "None draws a seed, which the model keeps as model.seed and in the column seed of its data collector."
        raise InvalidInput([Mistake("rng", _plain(rng), "", allowed, "not a seed", hint)])
    return number


def _plain(value: Any) -> Any:
    """A value as it can stand in an error and in JSON: what is neither number nor text by how it shows itself."""
    return value if isinstance(value, bool | int | float | None) else shown(" ".join(str(value).split()))


def last_week_of(size: Size, until: Any, last_day: dt.date | None = None) -> int:
    """Number of the last week of a run; ``last_day`` is that of a base world which sets its own.

    Raises
    ------
    InvalidInput
        When ``until`` is no date, or outside the calendar of the model.
    """
    if until is None:
        return week_of(last_day) if last_day else size.weeks
    date = _date(until)
    if date is None:
        raise InvalidInput([Mistake("until", _plain(until), "", "YYYY-MM-DD", "must be a date", "")])
    if not FIRST_MONDAY <= date <= LAST_DAY:
        allowed = f"{FIRST_MONDAY} to {LAST_DAY}"
        raise InvalidInput([Mistake("until", str(until), "", allowed, "outside its range", "")])
    return week_of(date)


def _date(value: Any) -> dt.date | None:
    """A date as text, of the standard library, NumPy or pandas; None for anything else."""
    if isinstance(value, np.datetime64):
        value = value.astype("datetime64[D]").item()
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def load_scenario(policy: Any) -> Scenario:
    """A policy given as a name, a path or a `Scenario`.

    Raises
    ------
    InvalidInput
        With every mistake in it.
    """
    if isinstance(policy, Scenario):
        return policy
    if not is_path(policy):
        allowed = "a name, a path or a Scenario"
        raise InvalidInput([Mistake("policy", _plain(policy), "", allowed, "not a policy", "")])
    return load_policy(policy)


def _base(base: Any) -> BaseWorld:
    if not is_path(base):
        raise InvalidInput([Mistake("base", _plain(base), "", "a name or a path", "not a base world", "")])
    return load_base(base)


def _choices(size: Any, record: Any, groups: Any) -> list[Mistake]:
    from sim.outcomes.recorder import GROUPING, RECORD  # its kernels take a second, and plans need none of them

    known = (("size", size, tuple(SIZES)), ("record", record, RECORD), ("groups", groups, GROUPING))
    return [
        Mistake(name, _plain(value), "", ", ".join(names), "unknown choice", did_you_mean(str(value), list(names)))
        for name, value, names in known
        if not isinstance(value, str) or value not in names
    ]


def _no_figure(key: str) -> list[Mistake]:
    """A keyword that is no dotted key: the name of an argument written otherwise, more often than of a figure."""
    if "." in key or not key.isidentifier():
        return []  # as figures are checked
    hint = _ELSEWHERE.get(key) or did_you_mean(key, list(NAMES)) or "See `uitzendlab list parameters`."
    allowed = ", ".join(NAMES) + ", or a dotted key of a figure"
    return [Mistake(key, "", "", allowed, "unknown name", hint)]
