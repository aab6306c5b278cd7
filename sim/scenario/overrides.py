"""Settings by hand: ``key=value`` words from the command line or keywords in Python, checked all at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, NamedTuple

from sim.behaviour import Behaviour
from sim.declare.params import Declared, InvalidInput, Mistake, build, declared, did_you_mean, number
from sim.declare.yaml_reader import check_text, read_word, shown
from sim.measures import LEVERS
from sim.measures.catalogue import all_levers
from sim.rules import Rules
from sim.scenario.base_world import BaseWorld
from sim.scenario.measure_lookup import no_lever
from sim.scenario.policy import Scenario
from sim.world import World

_SETTING = "assumption: a setting of the run, no figure of the world"


class RunSettings(NamedTuple):
    """How a run is made, apart from size, seeds and end."""

    check: Annotated[int, number("1: invariants are checked every week", "0/1", 0, 1, "assumed", _SETTING)] = 0


@dataclass(frozen=True)
class Overridden:
    """A base world, behaviour, run settings and policies after the settings by hand."""

    base: BaseWorld
    behaviour: Behaviour
    run: RunSettings
    policies: tuple[Scenario, ...]


_FIRST = ("law", "behaviour", "world", "run", "lever")
# Hydra's ways to add, remove, and choose: here only values of known names are set.
_FOREIGN = ("@", "${", "+", "~", "hydra.")


def parse_words(words: Iterable[str]) -> dict[str, Any]:
    """Overrides from ``key=value`` words; a value is a number, true, false, or else text.

    Raises
    ------
    InvalidInput
        For words without ``=``, keys that are not ours or stand there twice, values that are refused.
    """
    found: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    for word in words:
        key, equals, text = word.partition("=")
        key = key.strip()
        value = read_word(text.strip())
        if not equals or not key:
            mistakes.append(Mistake("(word)", shown(word), "", "key=value", "not a setting", ""))
        elif key in found:
            mistakes.append(Mistake(shown(key), text, "", "", "written twice", ""))
        elif value.refused:
            mistakes.append(Mistake(shown(key), shown(text), "", "", value.refused, ""))
        found[key] = value.value
    if mistakes:
        raise InvalidInput(mistakes)
    return found


def apply_overrides(
    base: BaseWorld,
    behaviour: Behaviour,
    overrides: Mapping[str, Any],
    policies: tuple[Scenario, ...] = (),
) -> Overridden:
    """The worlds with figures set by hand.

    ``law.<group>.<name>`` holds in all weeks, before levers; ``lever.<slug>.<parameter>`` in every policy
    that has the lever.

    Raises
    ------
    InvalidInput
        With every key that is unknown or read by no chosen policy and every value out of range.
    """
    mistakes: list[Mistake] = []
    parts: dict[str, dict[str, Any]] = {first: {} for first in _FIRST}
    for key, value in overrides.items():
        if refused := _refused(key, value):
            mistakes.append(refused)
        else:
            first, _, rest = key.partition(".")
            parts[first][rest] = value
    done = Overridden(base, behaviour, RunSettings(), policies)
    steps = (
        lambda: replace(done, base=base.with_law(parts["law"])) if parts["law"] else done,
        lambda: replace(done, base=replace(done.base, world=build(base.world, parts["world"], "world"))),
        lambda: replace(done, behaviour=build(behaviour, parts["behaviour"], "behaviour")),
        lambda: replace(done, run=build(RunSettings(), parts["run"], "run")),
        lambda: replace(done, policies=_with_levers(policies, parts["lever"])),
    )
    for step in steps:
        try:
            done = step()
        except InvalidInput as error:
            mistakes += error.mistakes
    if mistakes:
        raise InvalidInput(mistakes)
    return done


def _refused(key: str, value: Any) -> Mistake | None:
    """Why a key or value is refused whatever the figures, None if it is not."""
    if not key or check_text(key):
        return Mistake("(key)", shown(key), "", "", "not a name", "")
    if any(key.startswith(sign) if sign.endswith(".") else sign in key for sign in _FOREIGN):
        return Mistake(shown(key), shown(value), "", "law, behaviour, world, run, lever", "not allowed here", "")
    if isinstance(value, str) and (reason := check_text(value)):
        return Mistake(shown(key), shown(value), "", "", reason, "")
    first, dot, rest = key.partition(".")
    if first not in _FIRST or not dot or not rest:
        known = [row.path for row in _declared()]
        hint = did_you_mean(key, known) or "See `uitzendlab list parameters`."
        return Mistake(shown(key), shown(value), "", "", "unknown name", hint)
    return None


def _with_levers(policies: tuple[Scenario, ...], changes: dict[str, Any]) -> tuple[Scenario, ...]:
    """The policies with parameters ``<slug>.<name>`` of their levers set."""
    mistakes: list[Mistake] = []
    known = dict(LEVERS) | {use.lever: use.measure for policy in policies for use in policy.levers}
    for key, value in changes.items():
        slug, _, name = key.partition(".")
        path = f"lever.{key}"
        if slug not in known:
            # the whole key, since a number in the letter has dots of its own
            message, allowed, hint = no_lever(key)
            mistakes.append(Mistake(path, value, "", allowed, message, hint))
            continue
        try:
            build(known[slug].parameters, {name: value}, f"lever.{slug}")
        except InvalidInput as error:
            mistakes += error.mistakes
            continue
        if not any(use.lever == slug for policy in policies for use in policy.levers):
            mistakes.append(Mistake(path, value, "", "", "no chosen policy has this lever", ""))
            continue
        policies = tuple(_set_lever(policy, slug, {name: value}) for policy in policies)
    if mistakes:
        raise InvalidInput(mistakes)
    return policies


def _set_lever(policy: Scenario, slug: str, changes: dict[str, Any]) -> Scenario:
    levers = (
        replace(use, parameters=build(use.parameters, changes, f"lever.{slug}")) if use.lever == slug else use
        for use in policy.levers
    )
    return replace(policy, levers=tuple(levers))


def list_parameters() -> list[dict[str, Any]]:
    """Every figure that can be set, with what is known of it; choices are given by name."""
    rows: list[dict[str, Any]] = []
    for path, base, default, num in _declared():
        options = [option.name.lower() for option in num.choices] if num.choices else None
        row: dict[str, Any] = {"path": path, "type": "choice" if options else base.__name__, "unit": num.unit}
        row |= {"low": num.low, "high": num.high, "choices": options}
        row["default"] = num.choices(default).name.lower() if num.choices else default
        row |= {"kind": num.kind, "source": num.source, "text": num.text, "money": num.money}
        rows.append(row)
    return rows


def _declared() -> list[Declared]:
    groups: list[tuple[Any, str]] = [
        (Rules, "law"), (Behaviour, "behaviour"), (World, "world"), (RunSettings, "run"),
    ]  # fmt: skip
    groups += [(lever.parameters, f"lever.{slug}") for slug, lever in all_levers().items()]
    return [row for group, prefix in groups for row in declared(group, prefix)]
