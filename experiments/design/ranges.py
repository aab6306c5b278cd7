"""Values of a parameter in an experiment: choices or an interval, checked against its declaration."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from experiments.design.designs import MOST_POINTS, Choices, Interval, whole_range
from experiments.plan.parameters import parameters_by_path, unknown, written
from sim.declare.params import InvalidInput, Mistake, allowed_text
from sim.declare.yaml_reader import shown

WHOLE = "interval"
"""The word for all of the declared range of a figure."""


def choices_of(key: str, values: Iterable[Any]) -> Choices:
    """Values of a parameter, in the order given.

    Raises
    ------
    InvalidInput
        For an unknown key, no values, too many, each value that is refused, and a value that stands there twice.
    """
    _known(key)
    found: dict[Any, None] = {}
    mistakes: list[Mistake] = []
    for value in values:
        try:
            one = written(key, value)
        except InvalidInput as error:
            mistakes += error.mistakes
            continue
        if one in found:
            mistakes.append(Mistake(key, shown(value), parameters_by_path()[key].number.unit, "", "written twice", ""))
        found[one] = None
    if not found and not mistakes:
        mistakes.append(Mistake(key, "", "", allowed_text(parameters_by_path()[key].number), "no values", ""))
    if len(found) > MOST_POINTS:
        mistakes.append(Mistake(key, f"{len(found)} values", "", f"at most {MOST_POINTS}", "too many values", ""))
    if mistakes:
        raise InvalidInput(mistakes)
    return Choices(tuple(found))


def interval_of(key: str, low: Any, high: Any) -> Interval:
    """An interval of a parameter, in its unit; None stands for the end of the declared range.

    Raises
    ------
    InvalidInput
        For an unknown key, a choice, ends that are no finite numbers or out of range, and ends the wrong way round.
    """
    _known(key)
    number = parameters_by_path()[key].number
    if number.choices:
        hint = f"Write choice({','.join(option.name.lower() for option in number.choices)})."
        raise InvalidInput([Mistake(key, "interval", "choice", allowed_text(number), "a choice has no interval", hint)])
    mistakes: list[Mistake] = []
    ends = [number.low if low is None else low, number.high if high is None else high]
    for value in ends:
        try:
            if isinstance(value, float) and not math.isfinite(value):
                raise InvalidInput(
                    [Mistake(key, str(value), number.unit, allowed_text(number), "not a finite number", "")]
                )
            written(key, value)
        except InvalidInput as error:
            mistakes += error.mistakes
    if not mistakes and not ends[0] < ends[1]:
        value = f"{ends[0]:g} to {ends[1]:g}"
        mistakes.append(
            Mistake(key, value, number.unit, allowed_text(number), "the low end must be under the high end", "")
        )
    if mistakes:
        raise InvalidInput(mistakes)
    return Interval(written(key, ends[0]), written(key, ends[1]))


def all_of(key: str) -> Choices | Interval:
    """All values that a parameter may have.

    Raises
    ------
    InvalidInput
        For an unknown key.
    """
    _known(key)
    return whole_range(key)


def _known(key: str) -> None:
    if mistake := unknown(key):
        raise InvalidInput([mistake])
