"""Pairs of measures that cannot stand at the same time, because one leaves the other no meaning.

The list lies beside this file in ``contradictions.yaml``: both slugs and the reason in Dutch and English. Measures that
merely overlap are no contradiction: they combine by the rule of `sim.measures.law_of_week`.
"""

from __future__ import annotations

import functools
from importlib.resources import files
from typing import Any, NamedTuple

from sim.declare.validation import Checker, Words, join
from sim.declare.yaml_reader import parse_yaml

CONTRADICTION = "these two measures contradict each other"


class Contradiction(NamedTuple):
    """Two measures by slug, and why they cannot stand together."""

    one: str
    other: str
    if_other: dict[str, Any]  # numbers of the other at which alone they contradict; empty: at all
    why: Words


@functools.cache
def contradictions() -> tuple[Contradiction, ...]:
    """All pairs."""
    return contradictions_from_data(parse_yaml(files("sim.measures").joinpath("contradictions.yaml").read_bytes()))


def contradictions_from_data(data: Any) -> tuple[Contradiction, ...]:
    """The pairs that a list describes.

    Raises
    ------
    InvalidInput
        With every mistake in it.
    """
    check = Checker()
    top = check.mapping(data, "", ("contradictions",))
    found: list[Contradiction] = []
    for path, item in check.rows(top.get("contradictions"), "contradictions"):
        row = check.mapping(item, path, ("one", "other", "why"), ("if_other",))
        one, other = (check.text(row.get(name), join(path, name), 60) for name in ("one", "other"))
        numbers = row.get("if_other", {})
        if not isinstance(numbers, dict):
            check.refuse(join(path, "if_other"), numbers, "must be a mapping of names to values")
        found.append(Contradiction(one, other, numbers, check.words(row.get("why"), join(path, "why"), 900)))
    check.done()
    return tuple(found)


def contradiction(first: Any, second: Any) -> Words | None:
    """Why two uses of levers cannot stand at the same time, None if they can."""
    for pair in contradictions():
        for use, other in ((first, second), (second, first)):
            if (use.lever, other.lever) == (pair.one, pair.other):
                differs = any(getattr(other.parameters, name) != value for name, value in pair.if_other.items())
                return None if differs else pair.why
    return None


def dutch_reason(english: str) -> str:
    """The Dutch words of a reason; other texts stay as they are."""
    return next((c.why.nl for c in contradictions() if c.why.en == english), english)
