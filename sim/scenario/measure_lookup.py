"""Which measure was meant by a name that no measure has: its number or slug in another case, a part of one, a title."""

from __future__ import annotations

import difflib
import re

from sim.measures import LEVERS
from sim.measures.catalogue import why_not

MOST = 5  # names that are given; all of them would be a wall
LEAST_LETTERS = 4  # of a word that is looked for in slugs and titles
CUTOFF = 0.61
_NUMBER = re.compile(r"(?:[1-9](?:\.[1-9](?:\.[A-Z])?)?|[BX][0-9]{1,2})(?=\.|\Z)", re.IGNORECASE)


def no_lever(name: str) -> tuple[str, str, str]:
    """Why there is no lever with this slug, number or key of an override; what is allowed, and what to do.

    A measure that is known but cannot be used is no slip of the pen, so it gets another answer than a typing error.
    """
    every = f"{len(LEVERS)} measures, see `uitzendlab list levers`"
    if (known := why_not(name) or why_not(name.upper()) or why_not(name.lower())) is not None:
        return known.message, every, known.hint.en
    found = nearest(name)
    allowed = f"{', '.join(found)}, ... ({every})" if found else every
    return "unknown lever", allowed, _meant(name, found) or "See `uitzendlab list levers`."


def nearest(name: str) -> list[str]:
    """Slugs of the few measures that a name comes nearest to, the nearest first.

    Examples
    --------
    >>> nearest("2.1.c"), nearest("b01"), nearest("Deposit"), nearest("kabouter")
    (['deposit'], ['clause_limit'], ['deposit'], [])
    """
    if same := same_but_for_case(name):
        return [same]
    if number := _NUMBER.match(name):
        return _numbered(number[0].upper())
    word = name.partition(".")[0].strip().lower()
    near = difflib.get_close_matches(word, list(LEVERS), n=MOST, cutoff=CUTOFF)
    holding = [slug for slug in LEVERS if len(word) >= LEAST_LETTERS and word in slug]
    return list(dict.fromkeys((*near, *holding, *_titled(word))))[:MOST]


def same_but_for_case(name: str) -> str:
    """The slug of the measure with this slug or number, whatever the case, hyphens and blanks; empty if none."""
    number = _NUMBER.match(name)
    given = number[0].upper() if number else ""
    if slug := next((slug for slug, lever in LEVERS.items() if lever.id == given), ""):
        return slug
    word = re.sub(r"[\s_-]+", "_", name.partition(".")[0].strip().lower())
    return word if word in LEVERS else ""


def by_title(word: str) -> str:
    """A hint at the measures whose Dutch or English title holds a word."""
    found = [f"{slug} ({LEVERS[slug].title_nl})" for slug in _titled(word)]
    return f"Did you mean {', '.join(found[:MOST])}?" if found else ""


def _numbered(number: str) -> list[str]:
    """Measures whose number begins as the one given does, as far as any does."""
    for end in range(len(number), 0, -1):
        if found := [slug for slug, lever in LEVERS.items() if lever.id.startswith(number[:end])]:
            return found[:MOST]
    return []


def _titled(word: str) -> list[str]:
    if len(word) < LEAST_LETTERS:
        return []
    return [s for s, lever in LEVERS.items() if word.lower() in f"{lever.title_nl} {lever.title_en}".lower()]


def _meant(name: str, found: list[str]) -> str:
    if not found:
        return ""
    numbers = {slug: f"'{LEVERS[slug].id}' ({slug})" for slug in found}
    if _NUMBER.match(name):
        return f"Did you mean {', '.join(numbers.values())}?"
    word = name.partition(".")[0].strip().lower()
    if same_but_for_case(name) or difflib.get_close_matches(word, found[:1], cutoff=CUTOFF):
        return f"Did you mean '{found[0]}'?"
    return by_title(word) or "Did you mean " + ", ".join(f"'{slug}'" for slug in found) + "?"
