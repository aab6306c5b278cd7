"""Every figure that an experiment may vary, and one value of it in the one way it is written in a design."""

from __future__ import annotations

import contextlib
import functools
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from experiments.plan.lists import split_names
from sim.behaviour import Behaviour
from sim.declare.params import Declared, InvalidInput, Mistake, allowed_text, convert, declared, did_you_mean
from sim.declare.yaml_reader import check_text, shown
from sim.measures import LEVERS
from sim.measures.catalogue import OWN, all_levers
from sim.measures.lever_of_file import Lever
from sim.rules import Rules
from sim.scenario.loading import load_policy
from sim.scenario.measure_lookup import no_lever
from sim.world import World

_ENDLESS = re.compile(r"[+-]?(inf|infinity|nan)\Z", re.IGNORECASE)
Settings = Mapping[str, Any]
Point = tuple[tuple[str, Any], ...]
"""A design point: keys and values, sorted by key."""


def parameters_by_path() -> dict[str, Declared]:
    """Declarations by dotted key; settings of the run (``run.``) are no figures of a world.

    Those of measures of one's own are among them once a policy that names their file was read.
    """
    return _figures(tuple(OWN.items())) if OWN else _figures(())


@functools.lru_cache(maxsize=4)
def _figures(own: tuple[tuple[str, Lever], ...]) -> dict[str, Declared]:
    groups: list[tuple[Any, str]] = [(Rules, "law"), (Behaviour, "behaviour"), (World, "world")]
    groups += [(lever.parameters, f"lever.{slug}") for slug, lever in (*LEVERS.items(), *own)]
    return {row.path: row for group, prefix in groups for row in declared(group, prefix)}


def know_own(policies: str | None) -> None:
    """Read the measure files that policies name, so that their numbers can be varied; mistakes are told elsewhere."""
    try:
        names = split_names(policies or "")
    except ValueError:
        return
    for name in names:
        if name.endswith((".yaml", ".yml")):
            with contextlib.suppress(InvalidInput):
                load_policy(name)


def unknown(key: str, value: Any = "") -> Mistake | None:
    """Why a key cannot be varied, None if it can."""
    if key in parameters_by_path():
        return None
    if check_text(key):
        return Mistake("(key)", shown(key), "", "", "not a name", "")
    if any(sign in key for sign in ("@", "+", "~", "$")) or key.startswith("hydra"):
        return Mistake(shown(key), shown(value), "", "law, behaviour, world, lever", "not allowed here", "")
    if key.startswith("run."):
        return Mistake(shown(key), shown(value), "", "law, behaviour, world, lever", "not a model parameter", "")
    if key.startswith("lever.") and key.split(".")[1] not in all_levers():
        message, allowed, hint = no_lever(key.removeprefix("lever."))
        return Mistake(shown(key), shown(value), "", allowed, message, hint)
    hint = did_you_mean(key, list(parameters_by_path())) or "See `uitzendlab list parameters`."
    return Mistake(shown(key), shown(value), "", "", "unknown name", hint)


def canonical_value(key: str, value: Any) -> Any:
    """The value as the model reads it: int or float, a choice as its number.

    Raises
    ------
    InvalidInput
        When it has the wrong type or lies outside the declared range.
    """
    row = parameters_by_path()[key]
    if mistake := not_finite(key, value):
        raise InvalidInput([mistake])
    return convert(key, row.type, row.number, value)


def not_finite(key: str, value: Any) -> Mistake | None:
    """Why a value is no number that ends, also where it is a word as ``inf``; None where it is not one of those."""
    row = parameters_by_path().get(key)
    endless = isinstance(value, float) and not math.isfinite(value)
    word = isinstance(value, str) and _ENDLESS.match(value) is not None
    if row is None or (not endless and (not word or row.number.choices)):
        return None
    return Mistake(key, str(value), row.number.unit, allowed_text(row.number), "not a finite number", "")


def written(key: str, value: Any) -> Any:
    """The value as it is written in a design: int or float, a choice by its name in lower case.

    Raises
    ------
    InvalidInput
        As `canonical_value` does.
    """
    number, options = canonical_value(key, value), parameters_by_path()[key].number.choices
    return options(number).name.lower() if options else number


def checked(points: Iterable[Settings]) -> list[Mistake]:
    """Mistakes in the settings of many points: one for each key, however many of its values are wrong.

    Every distinct value is checked once, so that ten thousand points take no longer than their values.
    """
    values: dict[str, dict[tuple[type, Any], Any]] = {}
    for point in points:
        for key, value in point.items():
            # true and 1 are equal in Python, but not everywhere allowed
            values.setdefault(key, {})[type(value), value] = value
    found: list[Mistake] = []
    for key, distinct in values.items():
        if mistake := unknown(key, next(iter(distinct.values()))):
            found.append(mistake)
            continue
        wrong: list[Mistake] = []
        for value in distinct.values():
            try:
                canonical_value(key, value)
            except InvalidInput as error:
                wrong += error.mistakes
        if wrong:
            more = f"{len(wrong) - 1} more of its values are refused too." if len(wrong) > 1 else wrong[0].hint
            found.append(wrong[0]._replace(hint=more))
    return found
