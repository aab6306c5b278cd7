"""Numbers at which a measure changes nothing: worked out from its effects, not written in its file."""

from __future__ import annotations

import itertools
from typing import Any

from sim.measures.declaration import Parameter, reader
from sim.measures.effects import RULES, Effect
from sim.measures.formula import Formula

_OPERANDS = {"add": 0.0, "times": 1.0, "either": 0.0}  # at which an operator leaves any rule as it is


def neutral_numbers(
    effects: tuple[Effect, ...], only_if: Formula | None, parameters: list[Parameter], numbers: Any
) -> dict[str, Any]:
    """Numbers that stop ``only_if``; where there is none those at which each effect leaves its rule alone.

    Of an effect it is the first number of its formula that can do so.
    """
    known = {one.name: one for one in parameters}
    if only_if is not None:
        return _stopping(only_if, known, numbers)
    found: dict[str, Any] = {}
    for effect in effects:
        if effect.when is not None and (
            effect.when.rules or effect.when.value(reader(numbers._replace(**found))) <= 0.0
        ):
            continue
        names = [name for name in effect.value.names if name in known]
        if any(name in found and _alone_whatever(effect, {name: found[name]}, known, numbers) for name in names):
            continue
        for name in names:
            more = [known[name].default, RULES[effect.rule].default] if effect.value.bare else [known[name].default]
            tried = [{name: value} for value in _candidates(known[name], more)]
            if fits := [one for one in tried if _alone_whatever(effect, one, known, numbers)]:
                found |= fits[0]
                break
    return found


def _alone_whatever(effect: Effect, fixed: dict[str, Any], known: dict[str, Parameter], numbers: Any) -> bool:
    """Whether an effect leaves its rule alone with some numbers, at the ends of all the others in its formula."""
    rest = [name for name in effect.value.names if name in known and name not in fixed]
    ends = itertools.product(*((known[name].number.low, known[name].number.high) for name in rest))
    worths = (
        effect.value.value(reader(numbers._replace(**fixed, **dict(zip(rest, end, strict=True))))) for end in ends
    )
    return all(_alone(effect, worth) for worth in worths)


def _stopping(only_if: Formula, known: dict[str, Parameter], numbers: Any) -> dict[str, Any]:
    """Numbers at which ``only_if`` is zero or less, whatever the others are."""
    found: dict[str, Any] = {}

    def worth(**others: Any) -> float:
        return only_if.value(reader(numbers._replace(**found, **others)))

    names = [name for name in only_if.names if name in known]
    for name in names:
        found[name] = min(_candidates(known[name], []), key=lambda value: worth(**{name: value}))
        rest = [other for other in names if other not in found]
        ends = itertools.product(*((known[other].number.low, known[other].number.high) for other in rest))
        if all(worth(**dict(zip(rest, end, strict=True))) <= 0.0 for end in ends):
            break
    return found


def _alone(effect: Effect, worth: Any) -> bool:
    """Whether an effect of this value leaves its rule as it is, whatever other measures do to that rule."""
    row = RULES[effect.rule]
    if effect.operator in _OPERANDS:
        return worth == _OPERANDS[effect.operator]
    if effect.operator == "at_least":
        return worth <= max(row.number.low, min(row.default, _start(effect, row.default)))
    if effect.operator == "at_most":
        return worth >= min(row.number.high, max(row.default, _start(effect, row.default)))
    return worth == row.default


def _start(effect: Effect, default: Any) -> Any:
    return default if effect.start is None or effect.start.names or effect.start.rules else effect.start.value(str)


def _candidates(one: Parameter, more: list[Any]) -> list[Any]:
    """Values that may be neutral, those that are so for most numbers first."""
    number = one.number
    return [one.type(v) for v in (0, 1, number.low, number.high, *more) if number.low <= v <= number.high]
