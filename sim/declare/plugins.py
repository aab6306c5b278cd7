"""Code of others: rewrites of measures and outcomes that an installed package brings, where the user allows it by name.

Nothing is loaded unless the environment variable ``UITZENDLAB_PLUGINS`` names the package (several with commas between
them). Scenario and measure files are data whatever that variable says: they can name a rewrite, never bring one.
"""

from __future__ import annotations

import functools
import hashlib
import inspect
import os
import re
from importlib.metadata import Distribution, EntryPoint, distributions
from typing import Any

from sim.declare.kinds import is_tuple
from sim.declare.params import InvalidInput, Mistake

VARIABLE = "UITZENDLAB_PLUGINS"
REWRITES = "uitzendlab.rewrites"  # group of entry points: objects with ``rewrite(rules, numbers, standing)``
OUTCOMES = "uitzendlab.outcomes"  # group of entry points: a `sim.outcomes.metric.Metric`, or a tuple of them


def allowed() -> tuple[str, ...]:
    """Names of the packages whose code the user allows, in one spelling."""
    return tuple(_plain(name) for name in os.environ.get(VARIABLE, "").split(",") if name.strip())


@functools.cache
def loaded(group: str) -> dict[str, Any]:
    """What the allowed packages bring under a group, by the name of its entry point.

    Raises
    ------
    InvalidInput
        Where a package that is allowed is not installed.
    """
    return {entry.name: entry.load() for entry in _entries() if entry.group == group}


@functools.cache
def digest() -> str:
    """A hash of the source of all that is loaded; empty where nothing is allowed."""
    if not allowed():
        return ""
    sources: set[str] = set()
    for group in (REWRITES, OUTCOMES):
        for found in loaded(group).values():
            whole = found[0] if is_tuple(found) and not hasattr(found, "value") else found
            module = inspect.getmodule(getattr(whole, "value", whole))
            sources.add(inspect.getsource(module) if module else repr(found))
    return hashlib.sha256("\n".join(sorted(sources)).encode()).hexdigest()


def _entries() -> list[EntryPoint]:
    wanted = allowed()
    there: dict[str, Distribution] = {}
    for found in distributions() if wanted else ():
        there.setdefault(_plain(found.metadata["Name"]), found)
    if missing := [name for name in wanted if name not in there]:
        hint = "Install it in this environment, or take it out of the variable."
        raise InvalidInput([Mistake(VARIABLE, name, "", "", "no such package is installed", hint) for name in missing])
    return [entry for name in wanted for entry in there[name].entry_points]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).lower()
