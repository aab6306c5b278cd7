"""Reads the file of a measure: what it is in words, and the lever that its numbers and effects make."""

from __future__ import annotations

import functools
import re
from importlib.resources import files
from typing import Any, NamedTuple

from sim.declare.kinds import is_mapping
from sim.declare.params import InvalidInput, Mistake
from sim.declare.validation import Checker, Words, join
from sim.declare.yaml_reader import parse_yaml
from sim.measures import lever_of_file
from sim.measures.lever_of_file import Lever, lever_of

CLASSES = ["mechanism", "parameter", "out-of-model"]
CONFIDENCE = ["high", "medium-high", "medium", "low-medium", "low", "unverified", "ungraded"]
SLUG = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*\Z")
ID = re.compile(r"[1-9]\.[1-9]\.[A-Z]|[BX][0-9][0-9]")
SIGNS = ["up", "down"]
_HEAD = re.compile(r"id: (\S+)\nclass: (\S+)\n")  # each file of the package begins so
_TITLE, _TEXT = 60, 900  # characters; a title stands in one line of a list
_WORDS = ("text", "stance", "later", "eu_law", "reason", "in_model", "side_effects")
_ABOUT = (*_WORDS, "id", "class", "confidence", "acts_on", "margin", "nearest", "sources")
_REQUIRED = ("id", "class", "text", "stance", "later", "confidence", "acts_on")  # of a file of the package


class Margin(NamedTuple):
    """What a lever moves before anything else, and which way."""

    outcome: str  # name in `sim.outcomes.metrics.BY_NAME`
    sign: str  # up | down
    beside: tuple[str, ...]  # slugs of levers without which it does nothing
    unseen: Words | None  # why nothing need be seen of it in runs of a tenth of the country


class Measure(NamedTuple):
    """One measure: of the letter, later, or of one's own."""

    id: str  # number in the annex (2.1.C), in the body (B05) or of a later measure (X01); else the slug
    slug: str
    class_: str  # one of CLASSES
    title: Words
    text: Words  # what it is, whom it acts on, what it would change
    stance: Words  # of the cabinet in the letter
    later: Words  # what became of it
    confidence: str  # in `later`, one of CONFIDENCE
    acts_on: tuple[Words, ...]
    eu_law: Words | None  # why it may conflict with EU law
    in_model: Words | None  # how it works in the model
    side_effects: Words | None  # in the model, and outside it
    margin: Margin | None  # of what is a lever
    reason: Words | None  # why it is out of the model
    nearest: str  # slug of the lever that comes nearest to what is out of the model, else empty
    sources: tuple[str, ...]  # keys of scenarios/evidence
    lever: Lever | None

    @property
    def available(self) -> bool:
        """Whether it can be used: there is a lever for it."""
        return self.lever is not None

    @property
    def may_conflict_with_eu_law(self) -> bool:
        """Whether the letter says that it, or a form of it, may conflict with EU law."""
        return self.eu_law is not None


@functools.cache
def heads() -> dict[str, tuple[str, str]]:
    """Number and class of each measure of the package by slug, in the order of the letter; no file is read whole."""
    found: dict[str, tuple[str, str]] = {}
    for item in files("scenarios").joinpath("measures").iterdir():
        if item.name.endswith(".yaml"):
            head = _HEAD.match(item.read_text("utf-8"))
            if head is None:
                raise InvalidInput([Mistake(item.name, "", "", "id, class", "must begin with these", "")])
            found[item.name.removesuffix(".yaml")] = head[1], head[2]
    return dict(sorted(found.items(), key=lambda one: one[1]))


@functools.cache
def actors() -> dict[str, Words]:
    """Whom measures act on, by name."""
    check = Checker()
    data = parse_yaml(files("scenarios").joinpath("actors.yaml").read_bytes(), ours=True)
    found = {name: check.words(words, name) for name, words in data.items()}
    check.done()
    return found


def measure_from_data(data: Any, slug: str, content: bytes | None = None) -> Measure:
    """The measure that a file describes.

    Parameters
    ----------
    content
        The file itself where it is a measure of one's own, of which less is asked.

    Raises
    ------
    InvalidInput
        With every mistake in it, each with its dotted path.
    """
    check = Checker()
    out = is_mapping(data) and data.get("class") == CLASSES[-1]
    keys = (*_ABOUT, *(() if out else lever_of_file.KEYS))
    required = ("title",) if content is not None else ("title", *_REQUIRED)
    named = ("id", "class", "confidence", "margin", "nearest", "reason")  # what only a file of the package has
    keys = keys if content is None else tuple(key for key in keys if key not in named)
    row = check.mapping(data, "", required, tuple(key for key in keys if key not in required))
    both = content is None
    title = _words(check, row["title"], "title", both, _TITLE) if "title" in row else Words("", "")
    told = {name: _words(check, row[name], name, both) for name in _WORDS if name in row}
    class_ = check.one_of(row.get("class"), "class", CLASSES, "parameter")
    whom = [check.one_of(item, at, list(actors())) for at, item in check.rows(row.get("acts_on"), "acts_on")]
    id_ = _form(check, row["id"], "id", ID, "as 2.1.C, B05 or X01") if "id" in row else slug
    sources = [check.text(item, at, 400) for at, item in check.rows(row.get("sources"), "sources")]
    margin = _margin(check, row["margin"]) if "margin" in row else None
    _consistent(check, row, class_, both)
    lever = lever_of(check, row, (id_, slug, title), sources, content) if class_ != CLASSES[-1] else None
    check.done()
    return Measure(
        id=id_,
        slug=slug,
        class_=class_,
        title=title,
        text=told.get("text", title),
        stance=told.get("stance", Words("niet in de brief", "not in the letter")),
        later=told.get("later", Words("eigen maatregel", "a measure of one's own")),
        confidence=check.one_of(row.get("confidence"), "confidence", CONFIDENCE, "ungraded"),
        acts_on=tuple(actors()[name] for name in whom),
        eu_law=told.get("eu_law"),
        in_model=told.get("in_model"),
        side_effects=told.get("side_effects"),
        margin=margin,
        reason=told.get("reason"),
        nearest=str(row.get("nearest", "")),
        sources=lever.sources if lever else tuple(sources),
        lever=lever,
    )


def _words(check: Checker, value: Any, path: str, both: bool, longest: int = _TEXT) -> Words:
    """A text in two languages; a file of the package may not leave one out."""
    if both and isinstance(value, dict):
        for lang in {"nl", "en"} - value.keys():
            check.refuse(join(path, lang), None, "is missing")
    return check.words(value, path, longest if path not in _WORDS[5:] else 2 * longest)


def _margin(check: Checker, value: Any) -> Margin:
    row = check.mapping(value, "margin", ("outcome", "sign"), ("beside", "unseen"))
    outcome = _form(check, row.get("outcome"), "margin.outcome", SLUG, "a-z, 0-9 and single underscores")
    sign = check.one_of(row.get("sign"), "margin.sign", SIGNS)
    beside = [check.one_of(item, at, list(heads())) for at, item in check.rows(row.get("beside"), "margin.beside")]
    unseen = _words(check, row["unseen"], "margin.unseen", True) if "unseen" in row else None
    return Margin(outcome, sign, tuple(beside), unseen)


def _form(check: Checker, value: Any, path: str, form: re.Pattern[str], allowed: str) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        check.refuse(path, value, "not a name", allowed)
        return ""
    return value


def _consistent(check: Checker, row: dict[str, Any], class_: str, ours: bool) -> None:
    """Refuse what does not go together: only what is out of the model has a reason and a nearest lever."""
    out = class_ == CLASSES[-1]
    for name, needed in (("reason", out), ("nearest", out), ("margin", not out)):
        if name in row and not needed:
            check.refuse(name, class_, "not allowed here", "for what is out-of-model, and for that only")
        elif name not in row and needed and ours:
            check.refuse(name, class_, "is missing")
    if out and not ours:
        check.refuse("class", class_, "not allowed here", "mechanism, parameter")
    if out and (near := heads().get(str(row.get("nearest")))) is not None and near[1] == CLASSES[-1]:
        check.refuse("nearest", row["nearest"], "unknown lever", "a slug, not out-of-model")
    elif out and ours and row.get("nearest") not in heads():
        check.refuse("nearest", row.get("nearest"), "unknown lever", "a slug, not out-of-model")
