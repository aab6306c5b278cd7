"""One run and its name: the hash of everything that determines its result, and of nothing else."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import json
from enum import Enum
from importlib.resources import files
from typing import Any

from sim.behaviour import Behaviour
from sim.core.calendar import first_week
from sim.declare import plugins
from sim.declare.kinds import is_list, is_mapping, is_tuple
from sim.measures.lever_of_file import Lever
from sim.scenario.base_world import BaseWorld
from sim.scenario.policy import Scenario, plan_of
from sim.world import SIZES

BASE = "base"  # the policy of runs without one
UNREACHED = 1_000_000  # a week no run reaches
CENTRAL = "central"  # the parameter vector of runs outside designs of many
RECORD = ("summary", "yearly", "weekly")  # little to much detail
GROUPS = ("none", "all")


@dataclasses.dataclass(frozen=True)
class RunSpec:
    """One run: what is needed to make it, and how much of it is kept.

    ``base_source`` and ``policy_source`` are what the loader takes (name or path), ``base`` and ``policy``
    the ids in the tables. ``overrides`` holds only the keys this run reads, so the model takes them as they
    are.
    """

    run_id: str
    base: str
    policy: str
    seed: int
    draw: str
    size: str
    end: str  # the last Monday, ISO
    overrides: tuple[tuple[str, Any], ...]
    record: str
    groups: str
    base_source: str
    policy_source: str  # empty: no policy
    news: int = UNREACHED  # first week in which anything of the policy is known

    def detail(self) -> tuple[int, int]:
        """How much is kept, as numbers that can be compared one by one."""
        return RECORD.index(self.record), GROUPS.index(self.groups)


def run_id(
    base: BaseWorld,
    behaviour: Behaviour,
    policy: Scenario | None,
    seed: int,
    draw: str,
    size: str,
    end: str,
    last_week: int,
) -> str:
    """First 16 hex digits of the SHA-256 of all that determines the result.

    Laws that start after the last week are not read, nor are levers by a run without policy; so the base run
    of a seed is one and the same whatever policies it is compared with.
    """
    facts = run_facts(base, policy, seed, draw, size, end)
    facts["world"] = world_facts(base, behaviour, policy, last_week)
    return hashlib.sha256(canonical(facts).encode()).hexdigest()[:16]


def world_facts(base: BaseWorld, behaviour: Behaviour, policy: Scenario | None, last_week: int) -> dict[str, Any]:
    """What a run reads of its world."""
    levers = policy.levers if policy else ()
    plan = plan_of(base.levers, levers)
    return {
        "timeline": [(start, rules) for start, rules in base.timeline if start <= last_week],
        "world": base.world,
        "splits": base.splits,
        "behaviour": behaviour,
        "path": [use for use in plan[: len(plan) - len(levers)] if first_week(use.announced) <= last_week],
        "levers": levers,
    }


def run_facts(base: BaseWorld, policy: Scenario | None, seed: int, draw: str, size: str, end: str) -> dict[str, Any]:
    """What determines the result besides the world."""
    digests = [base.digest, policy.digest if policy else ""]
    facts = {"seed": seed, "draw": draw, "size": (*SIZES[size],), "end": end}
    return facts | {"code": code_hash(), "data": digests}


AS_THEY_ARE = frozenset({float, int, str, bool, type(None)})


def canonical(value: Any) -> str:
    """JSON with one way to write each value: sorted names, no spaces, numbers as Python writes them."""
    return json.dumps(plain(value), sort_keys=True, separators=(",", ":"), allow_nan=False)


def plain(value: Any) -> Any:
    """Records, dates and choices as what JSON knows."""
    if type(value) in AS_THEY_ARE:  # nearly all there is
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, Lever):  # by what it does, so that a run keeps its name when a text is mended
        return [value.slug, value.works]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if is_tuple(value) and hasattr(value, "_fields"):
        return {name: plain(item) for name, item in zip(value._fields, value, strict=True)}  # type: ignore[attr-defined]
    if is_mapping(value):
        return {str(name): plain(item) for name, item in value.items()}
    if is_list(value) or is_tuple(value):
        return [plain(item) for item in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


@functools.cache
def code_hash() -> str:
    """Hash of the model's sources, and of the persons that ship, as they were when this process first asked."""
    digest = hashlib.sha256(_population())
    root = files("sim")
    digest.update(plugins.digest().encode())
    for name, content in sorted(_sources(root, "sim")):
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _population() -> bytes:
    """The population with which worlds begin: a result hangs on it as on the code."""
    return files("scenarios").joinpath("population", "at-rest.npz").read_bytes()


def _sources(folder: Any, name: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for item in folder.iterdir():
        if item.is_dir() and item.name != "__pycache__":
            found += _sources(item, f"{name}/{item.name}")
        elif item.name.endswith(".py"):
            found.append((f"{name}/{item.name}", item.read_bytes()))
    return found
