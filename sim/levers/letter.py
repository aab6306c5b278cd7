"""The measures of the cabinet's letter of 14 December 2020, and later ones: what each is and why some cannot be used.

The catalogue lies beside this file in ``letter.yaml``. It tells of every measure: each is a lever or, with a reason, out
of the model. It is read when somebody asks for it, never while a world runs. Titles and stances of levers stand there
and in the lever (reading the catalogue at every start would cost more than it saves); a test compares them.
"""

from __future__ import annotations

import functools
import re
from importlib.resources import files
from typing import Any, NamedTuple

from sim.checking import Checker, Words, join
from sim.levers import LEVERS
from sim.yaml_safe import parse_yaml

CLASSES = ["mechanism", "parameter", "out-of-model"]
CONFIDENCE = ["high", "medium-high", "medium", "low-medium", "low", "unverified", "ungraded"]
OUT_OF_MODEL = "not for a simulation to answer"
SLUG = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*\Z")
_ID = re.compile(r"[1-9]\.[1-9]\.[A-Z]|[BX][0-9][0-9]")
_TITLE, _TEXT = 60, 900  # characters; a title stands in one line of a list
_REQUIRED = ("id", "slug", "class", "title", "text", "stance", "later", "confidence", "acts_on")
_OPTIONAL = ("eu_law", "margin", "reason", "nearest", "sources")
SIGNS = ["up", "down"]


class Margin(NamedTuple):
    """What a lever moves before anything else, and which way."""

    outcome: str  # name in `sim.outcomes.metrics.BY_NAME`
    sign: str  # up | down
    beside: tuple[str, ...]  # slugs of levers without which it does nothing
    unseen: Words | None  # why nothing need be seen of it in runs of a tenth of the country


class Measure(NamedTuple):
    """One measure of the letter, or a later one."""

    id: str  # number in the annex (2.1.C), in the body (B05) or of a later measure (X01)
    slug: str
    class_: str  # one of CLASSES
    title: Words
    text: Words  # what it is, whom it acts on, what it would change
    stance: Words  # of the cabinet in the letter
    later: Words  # what became of it
    confidence: str  # in `later`, one of CONFIDENCE
    acts_on: tuple[Words, ...]
    eu_law: Words | None  # why it may conflict with EU law
    margin: Margin | None  # of what is a lever
    reason: Words | None  # why it is out of the model
    nearest: str  # slug of the lever that comes nearest to what is out of the model, else empty
    sources: tuple[str, ...]  # keys of scenarios/evidence

    @property
    def available(self) -> bool:
        """Whether it can be used: there is a lever for it."""
        return self.slug in LEVERS

    @property
    def may_conflict_with_eu_law(self) -> bool:
        """Whether the letter says that it, or a form of it, may conflict with EU law."""
        return self.eu_law is not None


class Refusal(NamedTuple):
    """Why a known measure cannot be used, and what to do."""

    message: str
    hint: Words


@functools.cache
def measures() -> tuple[Measure, ...]:
    """All measures in the order of the letter."""
    return measures_from_data(parse_yaml(files("sim.levers").joinpath("letter.yaml").read_bytes()))


def find(name: str) -> Measure | None:
    """The measure with this slug or number, None if there is none."""
    return next((m for m in measures() if name in (m.slug, m.id)), None)


def why_not(name: str) -> Refusal | None:
    """Why a measure cannot be used, None when it can or when there is no such measure.

    ``name`` is a slug or number, or the part of an override key after ``lever.``: ``hirer_liability.share``.
    """
    number = _ID.match(name)
    measure = find(number[0] if number else name.partition(".")[0])
    return None if measure is None or measure.reason is None else Refusal(OUT_OF_MODEL, _hint(measure, measure.reason))


def dutch_hint(english: str) -> str:
    """The Dutch words of a hint of `why_not`; other texts stay as they are."""
    told = (_hint(m, m.reason) for m in measures() if m.reason)
    return next((hint.nl for hint in told if hint.en == english), english)


def _hint(measure: Measure, reason: Words) -> Words:
    nearest = next(other for other in measures() if other.slug == measure.nearest)
    return Words(
        f"{measure.id}: {reason.nl.rstrip('.')}. De naaste maatregel is '{nearest.slug}' ({nearest.id}, {nearest.title.nl}).",
        f"{measure.id}: {reason.en.rstrip('.')}. The nearest measure is '{nearest.slug}' ({nearest.id}, {nearest.title.en}).",
    )


def measures_from_data(data: Any) -> tuple[Measure, ...]:
    """The measures that a catalogue describes.

    Raises
    ------
    InvalidInput
        With every mistake in it, each with its dotted path.
    """
    check = Checker()
    top = check.mapping(data, "", ("letter", "actors", "measures"))
    check.text(top.get("letter"), "letter", 20)
    names = top.get("actors")
    names = names if isinstance(names, dict) else check.mapping(names, "actors", ())
    actors = {name: _both(check, told, join("actors", name)) for name, told in names.items()}
    found = [_measure(check, row, path, actors) for path, row in check.rows(top.get("measures"), "measures")]
    _consistent(check, found)
    check.done()
    return tuple(found)


def _measure(check: Checker, value: Any, path: str, actors: dict[str, Words]) -> Measure:
    row = check.mapping(value, path, _REQUIRED, _OPTIONAL)
    told = {
        name: _both(check, row[name], join(path, name), _TITLE if name == "title" else _TEXT)
        for name in ("title", "text", "stance", "later", "eu_law", "reason")
        if name in row
    }
    whom = [
        (at, check.one_of(item, at, list(actors))) for at, item in check.rows(row.get("acts_on"), f"{path}.acts_on")
    ]
    return Measure(
        id=_form(check, row.get("id"), join(path, "id"), _ID, "as 2.1.C, B05 or X01"),
        slug=_form(check, row.get("slug"), join(path, "slug"), SLUG, "a-z, 0-9 and single underscores"),
        class_=check.one_of(row.get("class"), join(path, "class"), CLASSES),
        title=told.get("title", Words("", "")),
        text=told.get("text", Words("", "")),
        stance=told.get("stance", Words("", "")),
        later=told.get("later", Words("", "")),
        confidence=check.one_of(row.get("confidence"), join(path, "confidence"), CONFIDENCE),
        acts_on=tuple(actors[name] for _, name in whom if name in actors),
        eu_law=told.get("eu_law"),
        margin=_margin(check, row["margin"], join(path, "margin")) if "margin" in row else None,
        reason=told.get("reason"),
        nearest=str(row.get("nearest", "")),
        sources=tuple(check.text(item, at, 20) for at, item in check.rows(row.get("sources"), join(path, "sources"))),
    )


def _margin(check: Checker, value: Any, path: str) -> Margin:
    row = check.mapping(value, path, ("outcome", "sign"), ("beside", "unseen"))
    outcome = _form(check, row.get("outcome"), join(path, "outcome"), SLUG, "a-z, 0-9 and single underscores")
    sign = check.one_of(row.get("sign"), join(path, "sign"), SIGNS)
    beside = [check.one_of(item, at, list(LEVERS)) for at, item in check.rows(row.get("beside"), join(path, "beside"))]
    unseen = _both(check, row["unseen"], join(path, "unseen"), _TEXT) if "unseen" in row else None
    return Margin(outcome, sign, tuple(beside), unseen)


def _form(check: Checker, value: Any, path: str, form: re.Pattern[str], allowed: str) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        check.refuse(path, value, "not a name", allowed)
        return ""
    return value


def _both(check: Checker, value: Any, path: str, longest: int = _TITLE) -> Words:
    """A text in both languages; a catalogue may not leave one out."""
    if isinstance(value, dict):
        for lang in {"nl", "en"} - value.keys():
            check.refuse(join(path, lang), None, "is missing")
    return check.words(value, path, longest)


def _consistent(check: Checker, found: list[Measure]) -> None:
    classes = {measure.slug: measure.class_ for measure in found}
    seen: set[str] = set()
    for i, measure in enumerate(found):
        path = f"measures[{i}]"
        for name in (measure.id, measure.slug):
            if name in seen:
                check.refuse(path, name, "this id is taken")
            seen.add(name)
        out = measure.class_ == "out-of-model"
        if out != (measure.reason is not None):
            allowed = "a reason for what is out-of-model, and for that only"
            check.refuse(join(path, "reason"), measure.class_, "is missing" if out else "not allowed here", allowed)
        if out == (measure.margin is not None):
            allowed = "for every lever, and for nothing that is out-of-model"
            check.refuse(join(path, "margin"), measure.class_, "not allowed here" if out else "is missing", allowed)
        if out != bool(measure.nearest):
            allowed = "for what is out-of-model, and for that only"
            check.refuse(join(path, "nearest"), measure.class_, "is missing" if out else "not allowed here", allowed)
        elif out and classes.get(measure.nearest, "out-of-model") == "out-of-model":
            check.refuse(join(path, "nearest"), measure.nearest, "unknown lever", "a slug, not out-of-model")
