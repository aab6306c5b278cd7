"""What a lever is: numbers with their declaration, and one pure function from rules to rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from sim.rules import Rules

ALL_WEEKS = -32768


class Standing(NamedTuple):
    """How far a lever stands in a week."""

    weight: float  # 0..1, below 1 while it is phased in
    start: int  # the week in which it enters
    weeks: int  # since then
    new_from: int  # contracts, stays or firms from this week on are touched; ALL_WEEKS: all


class Lever(NamedTuple):
    """A measure of the letter that the model can pull.

    A lever holds no state, draws nothing and writes no column: ``rewrite(rules, parameters, standing)`` gives the
    rules of a week, and the phases read those. At the values in ``neutral`` it changes nothing.
    """

    id: str  # number of the recommendation in the letter, as ``2.1.C``
    slug: str
    title_nl: str
    title_en: str
    stance: str  # of the cabinet, in the words of the letter of 14 December 2020
    class_: str  # mechanism | parameter
    parameters: Any  # NamedTuple of declared numbers with their defaults
    neutral: dict[str, Any]
    rewrite: Callable[[Rules, Any, Standing], Rules]
    sources: tuple[str, ...]
    # it multiplies what other levers set or add, so it comes after them wherever it stands in a plan
    last: bool = False
    # weeks after the start in which the rules change once more, given the parameters
    milestones: Callable[[Any], tuple[int, ...]] = lambda parameters: ()


def towards(base: float, target: float, weight: float) -> float:
    """A number on its way from the base to the target; exactly the target once phased in."""
    return target if weight >= 1.0 else base + weight * (target - base)


def at_least(base: float, target: float, weight: float) -> float:
    """A floor on its way in; of several levers on one number the strictest holds, in whatever order they stand."""
    return max(base, towards(base, target, weight))


def both(chance: float, other: float) -> float:
    """The chance that one of two independent causes works; exactly the first where there is no second."""
    return chance if other <= 0.0 else 1.0 - (1.0 - chance) * (1.0 - other)


def with_programme(rules: Rules, yearly_eur: float) -> Rules:
    """The rules with a yearly cost to the State, whole country; costs of several levers add up."""
    if yearly_eur <= 0.0:
        return rules
    return rules._replace(tax=rules.tax._replace(programme_cost=rules.tax.programme_cost + yearly_eur))
