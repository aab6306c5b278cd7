"""The catalogue of measures: one file each in ``scenarios/measures``, and files of one's own.

Each file tells of one measure of the cabinet's letter of 14 December 2020, or of a later one: what it is, its numbers
and what it does to rules, or the reason why no simulation can answer it. A file is read when somebody asks for it.
"""

from __future__ import annotations

import copyreg
import functools
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, NamedTuple

from sim.declare.params import InvalidInput, Mistake
from sim.declare.validation import Words
from sim.declare.yaml_reader import parse_checked, parse_yaml
from sim.measures.declaration import restored_by
from sim.measures.lever_of_file import Lever
from sim.measures.measure_file import CLASSES, ID, SLUG, Measure, heads, measure_from_data
from sim.measures.rule_change import rule_change

LETTER = "LT00"  # key of the letter in scenarios/evidence
OUT_OF_MODEL = "not for a simulation to answer"


class Refusal(NamedTuple):
    """Why a known measure cannot be used, and what to do."""

    message: str
    hint: Words


@functools.cache
def measure(slug: str) -> Measure:
    """The measure of the package with this slug.

    Raises
    ------
    KeyError
    """
    if slug not in heads():
        raise KeyError(slug)
    content = files("scenarios").joinpath("measures", f"{slug}.yaml").read_bytes()
    return _restorable(measure_from_data(parse_yaml(content, ours=True), slug), None)


def measures() -> tuple[Measure, ...]:
    """All measures of the package in the order of the letter."""
    return tuple(map(measure, heads()))


@functools.lru_cache(maxsize=64)
def own_measure(slug: str, content: bytes) -> Measure:
    """A measure out of a file of one's own, which is data: no code is run.

    Raises
    ------
    InvalidInput
        With every mistake in it, or where the package has a measure of that name.
    """
    if not SLUG.fullmatch(slug) or slug in heads():
        taken = slug in heads()
        allowed = "another name" if taken else "a-z, 0-9 and single underscores"
        message = "this name is taken by a measure of uitzendlab" if taken else "not a name"
        raise InvalidInput([Mistake("(file)", slug, "", allowed, message, "The name of the file names the measure.")])
    return _restorable(parse_checked(content, lambda data: measure_from_data(data, slug, content)), content)


# Levers of measure files of one's own that this process has read, the last one of each name.
OWN: dict[str, Lever] = {}


def all_levers() -> dict[str, Lever]:
    """Levers of the package, and those of one's own that were read, by slug."""
    return {slug: restored_lever(slug, None) for slug in Levers()} | OWN


class Levers(Mapping[str, Lever]):
    """The levers of the package by slug, in the order of the letter, each read when it is asked for."""

    def __getitem__(self, slug: str) -> Lever:
        if slug not in self:
            raise KeyError(slug)
        lever = measure(slug).lever
        assert lever is not None
        return lever

    def __contains__(self, slug: object) -> bool:
        return slug in heads() and heads()[slug][1] != CLASSES[-1]  # type: ignore[index]

    def __iter__(self) -> Iterator[str]:
        return (slug for slug, (_, class_) in heads().items() if class_ != CLASSES[-1])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def slug_of(self, name: str) -> str:
        """The slug of the lever with this slug or number, empty if there is none."""
        return name if name in self else next((slug for slug in self if heads()[slug][0] == name), "")


def _restorable(measure: Measure, content: bytes | None) -> Measure:
    if measure.lever is not None:
        restored_by(measure.lever.parameters, restored_numbers, measure.slug, content)
    return measure


def _as_elsewhere(lever: Lever) -> tuple[Any, ...]:
    """How another process makes this lever: from its file, or from the rule it changes."""
    return (rule_change, (lever.effects[0].rule,)) if lever.first else (restored_lever, (lever.slug, lever.content))


copyreg.pickle(Lever, _as_elsewhere)


def restored_lever(slug: str, content: bytes | None) -> Lever:
    """A lever as another process had it."""
    lever = (measure(slug) if content is None else own_measure(slug, content)).lever
    assert lever is not None
    return lever


def restored_numbers(slug: str, content: bytes | None, values: tuple[Any, ...]) -> Any:
    """Numbers of a lever as another process had them."""
    return type(restored_lever(slug, content).parameters)(*values)


def find(name: str) -> Measure | None:
    """The measure with this slug or number, None if there is none."""
    slug = name if name in heads() else next((slug for slug, (number, _) in heads().items() if number == name), "")
    return measure(slug) if slug else None


def why_not(name: str) -> Refusal | None:
    """Why a measure cannot be used, None when it can or when there is no such measure.

    ``name`` is a slug or number, or the part of an override key after ``lever.``: ``hirer_liability.share``.
    """
    number = ID.match(name)
    found = find(number[0] if number else name.partition(".")[0])
    return None if found is None or found.reason is None else Refusal(OUT_OF_MODEL, _hint(found, found.reason))


def dutch_hint(english: str) -> str:
    """The Dutch words of a hint of `why_not`; other texts stay as they are."""
    told = (_hint(m, m.reason) for m in measures() if m.reason)
    return next((hint.nl for hint in told if hint.en == english), english)


def _hint(found: Measure, reason: Words) -> Words:
    near = measure(found.nearest)
    return Words(
        f"{found.id}: {reason.nl.rstrip('.')}. De naaste maatregel is '{near.slug}' ({near.id}, {near.title.nl}).",
        f"{found.id}: {reason.en.rstrip('.')}. The nearest measure is '{near.slug}' ({near.id}, {near.title.en}).",
    )
