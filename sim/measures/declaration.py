"""Numbers of a measure, out of its file: a NamedTuple whose fields carry unit, range, kind and source.

A number that is written to a rule as it is has the unit, range and type of that rule; what the file says besides goes
first.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Annotated, Any, NamedTuple

from sim.declare.params import KINDS, MONEY, InvalidInput, Number, convert, did_you_mean
from sim.declare.validation import Checker, Words, join
from sim.measures.effects import RULES
from sim.measures.formula import WEEKS
from sim.state.codes import Sector

NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
LONGEST_TEXT, LONGEST_SOURCE = 250, 400
RULES_ARE = "figures of the law in `uitzendlab list parameters`, without law."
OWN = "assumption: the author of the measure gives no source"
LISTS: dict[str, type[IntEnum]] = {"sector": Sector}  # choices that the model has a list of
_TAKEN = (*WEEKS, "min", "max")
_KEYS = ("rule", "unit", "low", "high", "whole", "money", "choices", "kind", "source")


class Parameter(NamedTuple):
    """One declared number of a measure."""

    name: str
    type: type
    default: Any
    number: Number
    text: Words


def parameter(check: Checker, name: str, value: Any, path: str, rule: str) -> Parameter | None:
    """One number of a file; None where it cannot be read.

    Parameters
    ----------
    rule
        The rule that it sets as it is, by its path; empty where there is none.
    """
    if not NAME.match(name) or keyword.iskeyword(name) or name in _TAKEN:
        check.refuse(path, name, "not a name", "a-z, 0-9 and underscores, no word of a formula")
        return None
    row = check.mapping(value, path, ("text", "default"), _KEYS)
    text = check.words(row["text"], join(path, "text"), LONGEST_TEXT) if "text" in row else Words("", "")
    like = row.get("rule", rule)
    if like and like not in RULES:
        check.refuse(join(path, "rule"), like, "unknown rule", RULES_ARE, did_you_mean(str(like), list(RULES)))
        return None
    model = RULES[like] if like else None
    number = _number(check, row, path, text, model.number if model else None)
    if number is None or "default" not in row:
        return None
    whole = row.get("whole", number.choices is not None or (model is not None and model.type is int))
    kind = int if whole else float
    try:
        default = convert(join(path, "default"), kind, number, row["default"])
    except InvalidInput as error:
        check.add(error)
        return None
    return Parameter(name, kind, default, number, text)


def _number(check: Checker, row: dict[str, Any], path: str, text: Words, model: Number | None) -> Number | None:
    """The declaration, with what it has from a rule."""
    kind = check.one_of(row.get("kind"), join(path, "kind"), list(KINDS), "assumed")
    source = check.text(row.get("source"), join(path, "source"), LONGEST_SOURCE, OWN)
    if options := _choices(check, row.get("choices"), join(path, "choices")) or (model and model.choices):
        members = [int(option) for option in options]
        return Number(text.en, "choice", min(members), max(members), kind, source, "none", options)
    if "unit" not in row and model is None:
        check.refuse(join(path, "unit"), None, "is missing")
    unit = check.text(row.get("unit"), join(path, "unit"), 40, model.unit if model else "-")
    money = check.one_of(row.get("money"), join(path, "money"), list(MONEY), model.money if model else "none")
    ends = [_end(check, row, path, name, getattr(model, name, None)) for name in ("low", "high")]
    if not unit or None in ends:
        return None
    low, high = ends
    if low >= high:  # type: ignore[operator]
        check.refuse(join(path, "low"), low, "outside its range", f"below high ({high})")
        return None
    return Number(text.en, unit, low, high, kind, source, money)  # type: ignore[arg-type]


def _end(check: Checker, row: dict[str, Any], path: str, name: str, other: float | None) -> float | None:
    value = row.get(name, other)
    if isinstance(value, bool) or not isinstance(value, int | float):
        check.refuse(join(path, name), value, "is missing" if value is None else "not a number")
        return None
    return value


def _choices(check: Checker, value: Any, path: str) -> type[IntEnum] | None:
    if value is None:
        return None
    if isinstance(value, str) and value in LISTS:
        return LISTS[value]
    names = [item.upper() for _, item in check.rows(value, path) if isinstance(item, str) and NAME.match(item)]
    if len(names) < 2 or len(set(names)) < len(value):
        check.refuse(path, value, "must be a list", f"two names or more, or {', '.join(LISTS)}")
        return None
    return IntEnum("Choice", [(name, k) for k, name in enumerate(names)])  # type: ignore[return-value]


def numbers_of(slug: str, parameters: list[Parameter]) -> Any:
    """A NamedTuple with the defaults, whose class carries the declarations."""
    fields = [(one.name, Annotated[one.type, one.number]) for one in parameters]
    made: Any = NamedTuple(f"{slug.replace('.', '_')}_numbers", fields)
    made._field_defaults = {one.name: one.default for one in parameters}
    made.__new__.__defaults__ = tuple(one.default for one in parameters)
    return made()


def restored_by(numbers: Any, restore: Callable[..., Any], *of: Any) -> None:
    """Have another process make such numbers by ``restore(*of, values)``: their class is made there anew."""

    def reduce(self: Any) -> tuple[Any, ...]:
        return restore, (*of, tuple(self))

    made = numbers.__class__
    made.__reduce__ = reduce


def reader(numbers: Any, weeks: Mapping[str, int] | None = None) -> Callable[[str], Any]:
    """Reads names and rules of a formula under the law of December 2020."""
    given = dict.fromkeys(WEEKS, 0) | dict(weeks or {})
    return lambda name: RULES[name].default if "." in name else given[name] if name in given else getattr(numbers, name)
