"""Names of very many runs of one world: its canonical text is made once, then only what varies is replaced.

The names are those of `experiments.plan.run_spec.run_id` to the letter; that function is the definition, this is the
quick way to it.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from experiments.plan.parameters import Point, canonical_value, parameters_by_path
from experiments.plan.run_spec import canonical, plain, run_facts, world_facts
from sim.core.calendar import week_of
from sim.scenario.base_world import BaseWorld
from sim.scenario.overrides import apply_overrides
from sim.scenario.policy import Scenario

# No text of a file may hold this character, so a mark is never taken for a value.
_MARK = "\x00"
_MARKED = re.compile(r'"\\u0000(\d+)"')


def texts_of(settings: Point) -> dict[str, str]:
    """The values of the figures of a point as they stand in the text of a world.

    Raises
    ------
    InvalidInput
        When a value has the wrong type or lies outside its range.
    """
    known = parameters_by_path()
    # numbers stand in JSON as Python shows them
    return {key: repr(canonical_value(key, value)) for key, value in settings if key in known}


class Names:
    """Gives the run ids of one base world, without or with one policy."""

    def __init__(self, base: BaseWorld, policy: Scenario | None, size: str, end: dt.date) -> None:
        self._base, self._policy = base, policy
        self._size, self._end = size, end.isoformat()
        self._last_week = week_of(end)
        self._templates: dict[tuple[str, ...], list[str]] = {}
        self._head = functools.cache(self._make_head)

    def of(self, settings: Point, texts: Mapping[str, str], runs: Iterable[tuple[int, str]]) -> list[str]:
        """Run ids of one point (keys this world reads) for pairs of seed and draw; ``texts`` are of `texts_of`."""
        # settings of the run (run.check) are no part of a name
        keys = tuple(key for key, _ in settings if key in texts)
        if keys not in self._templates:
            self._templates[keys] = self._template(settings, keys)
        pieces = list(self._templates[keys])
        for place in range(1, len(pieces), 2):
            pieces[place] = texts[keys[int(pieces[place])]]
        world = "".join(pieces)
        return [hashlib.sha256(f"{self._head(*run)}{world}}}".encode()).hexdigest()[:16] for run in runs]

    def _make_head(self, seed: int, draw: str) -> str:
        """All but the world, which comes last in the order of names."""
        facts = run_facts(self._base, self._policy, seed, draw, self._size, self._end)
        assert max(facts) < "world"
        return f'{canonical(facts)[:-1]},"world":'

    def _template(self, settings: Point, keys: Iterable[str]) -> list[str]:
        """The text of the world cut at its varied values: text, number of the key, text, and so on.

        Which weeks the law changes in hangs on the keys that are set for all weeks, not on their values, so one
        template serves all points with the same keys.
        """
        policies = (self._policy,) if self._policy else ()
        made = apply_overrides(self._base, self._base.behaviour, dict(settings), policies)
        chosen = made.policies[0] if self._policy else None
        world = plain(world_facts(made.base, made.behaviour, chosen, self._last_week))
        for number, key in enumerate(keys):
            for group, name in _places(world, key):
                group[name] = f"{_MARK}{number}"
        return _MARKED.split(canonical(world))


def _places(world: dict[str, Any], key: str) -> list[tuple[dict[str, Any], str]]:
    """Where the value of a key stands in the facts of a world: groups, each with the name in it."""
    first, *path = key.split(".")
    if first == "law":
        groups = [rules for _, rules in world["timeline"]]
    elif first == "lever":
        slug, path = path[0], path[1:]
        groups = [use["parameters"] for use in world["levers"] if use["measure"][0] == slug]
    else:
        groups = [world[first]]
    return [(functools.reduce(lambda group, name: group[name], path[:-1], group), path[-1]) for group in groups]
