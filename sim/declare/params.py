"""How a number is declared, and how plain data becomes checked objects.

Every figure of the model is one field of a ``NamedTuple`` whose annotation carries its unit, range, kind
and source. A NamedTuple, not a dataclass, because it passes into compiled kernels as it is: the place where
a number is declared is the place where it is read.
"""

from __future__ import annotations

import difflib
import functools
import re
from enum import IntEnum
from typing import Annotated, Any, NamedTuple, TypeGuard, get_args, get_origin, get_type_hints

import numpy as np

KINDS = ("law", "measured", "calibrated", "assumed")
MONEY = ("nominal", "indexed", "none")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}\Z")
_DECIMAL = re.compile(r"\s*([0-9]{1,9}(?:[.,][0-9]{1,9})?)\s*(%?)\s*\Z")


class Number(NamedTuple):
    """What must be known of a figure besides its value.

    ``money`` says for amounts whether they stay as written (``nominal``: fines, caps) or keep their
    value while prices rise (``indexed``); ``none`` for figures that are no amounts.
    """

    text: str
    unit: str
    low: float
    high: float
    kind: str
    source: str
    money: str = "none"
    choices: type[IntEnum] | None = None


class Declared(NamedTuple):
    """One declared figure with its dotted path, type and default."""

    path: str
    type: type
    default: Any
    number: Number


class Grouped(float):
    """A number written as 100.000: a hundred, or a hundred thousand as the Dutch write it? `convert` asks."""

    text: str


class Mistake(NamedTuple):
    """One mistake in user data, complete enough to mend it."""

    path: str
    value: Any
    unit: str
    allowed: str
    message: str
    hint: str


class InvalidInput(ValueError):
    """User data that cannot be used; ``mistakes`` lists all of them at once."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = mistakes
        super().__init__("\n".join(describe(m) for m in mistakes))


def describe(mistake: Mistake) -> str:
    """The mistake as one line of English."""
    allowed = f" Allowed: {mistake.allowed}." if mistake.allowed else ""
    hint = f" {mistake.hint}" if mistake.hint else ""
    return f"{mistake.path}: {mistake.message} (got {mistake.value!r}).{allowed}{hint}"


def number(
    text: str,
    unit: str,
    low: float,
    high: float,
    kind: str,
    source: str,
    money: str = "none",
) -> Number:
    """Declare a figure: ``field: Annotated[float, number(...)] = value``.

    ``kind`` is one of ``KINDS``. ``source`` is a key of ``scenarios/evidence`` (``facts.csv`` id, ``law.csv``
    id, ``splits.csv`` id) or, for an assumption, the reason after ``assumption:``.
    """
    return Number(text, unit, low, high, kind, source, money)


def choice(text: str, options: type[IntEnum], kind: str, source: str) -> Number:
    """Declare a choice between rival rules, written as the name of an IntEnum member."""
    members = [int(o) for o in options]
    return Number(text, "choice", min(members), max(members), kind, source, "none", options)


# Reading annotations takes longer than all else in checking a value.
@functools.cache
def fields_of(group: type) -> dict[str, tuple[type, Number | None]]:
    """Type and declaration of every field of a parameter group; nested groups have no declaration."""
    found: dict[str, tuple[type, Number | None]] = {}
    for name, hint in get_type_hints(group, include_extras=True).items():
        if get_origin(hint) is Annotated:
            base, *extras = get_args(hint)
            declared = next((e for e in extras if isinstance(e, Number)), None)
            found[name] = (base, declared)
        else:
            found[name] = (hint, None)
    return found


def declared(group: Any, prefix: str) -> list[Declared]:
    """All figures of a group and of the groups inside it, in the order of declaration.

    ``group`` is a class, whose defaults are given, or one of its values, whose own numbers are.
    """
    rows: list[Declared] = []
    kind = group if isinstance(group, type) else type(group)
    defaults = group._field_defaults if isinstance(group, type) else group._asdict()  # type: ignore[attr-defined]
    for name, (base, num) in fields_of(kind).items():
        path = f"{prefix}.{name}"
        if num is None:
            rows += declared(base, path)
        else:
            rows.append(Declared(path, base, defaults[name], num))
    return rows


def allowed_text(num: Number) -> str:
    """The allowed range in words."""
    if num.choices is not None:
        return "one of " + ", ".join(o.name.lower() for o in num.choices)
    return f"{num.low:g} to {num.high:g} {num.unit}"


def did_you_mean(key: str, known: list[str]) -> str:
    """A did-you-mean sentence, or an empty text when nothing is near."""
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.61)
    return f"Did you mean '{near[0]}'?" if near else ""


def _is_of_numpy(value: object) -> TypeGuard[np.generic[Any]]:
    return isinstance(value, np.generic)


def convert(path: str, base: type, num: Number, value: Any) -> Any:
    """One value checked against its declaration.

    Raises
    ------
    InvalidInput
        When the value has the wrong type or lies outside the range.
    """
    if _is_of_numpy(value):  # np.linspace and np.arange give these
        value = value.item()
    if num.choices is not None and isinstance(value, str):
        names = {o.name.lower(): int(o) for o in num.choices}
        if value.lower() in names:
            return names[value.lower()]
        hint = did_you_mean(value.lower(), list(names))
        raise InvalidInput([Mistake(path, value, "choice", allowed_text(num), "unknown choice", hint)])
    # true and false are for switches; elsewhere they are a slip, and Python would count them as 1 and 0
    if isinstance(value, bool) and num.unit == "0/1":
        value = int(value)
    if hint := _as_grouped(value, num):
        text = value.text if isinstance(value, Grouped) else value
        raise InvalidInput([Mistake(path, text, num.unit, allowed_text(num), "thousands or decimals?", hint)])
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        raise InvalidInput([Mistake(path, value, num.unit, allowed_text(num), "not a number", _as_number(value, num))])
    if not num.low <= value <= num.high:
        hint = _as_number(f"{value}%", num) if 1.0 < value <= 100.0 else ""
        raise InvalidInput([Mistake(path, value, num.unit, allowed_text(num), "outside its range", hint)])
    if base is int and value != int(value):
        raise InvalidInput([Mistake(path, value, num.unit, allowed_text(num), "must be a whole number", "")])
    return base(value)


def _as_grouped(value: Any, num: Number) -> str:
    """Both readings of ``25.000`` or ``25,000``; empty for what is written otherwise or not allowed in thousands."""
    text = value.text if isinstance(value, Grouped) else value
    if not isinstance(text, str) or not _GROUPED.match(text := text.strip()):
        return ""
    whole = text.replace(".", "").replace(",", "")
    if not num.low <= float(whole) <= num.high:
        return ""
    decimal = float(text.replace(",", "."))
    # three decimals would be asked about again
    return f"Write {whole}, or {decimal:.{1 if decimal.is_integer() else 4}f} if that is meant."


def _as_number(value: Any, num: Number) -> str:
    """How a number is to be written that was given as ``0,5`` or ``30%``; empty where neither would be allowed."""
    found = _DECIMAL.match(value) if isinstance(value, str) else None
    if found is None:
        return ""
    meant = float(found[1].replace(",", "."))
    if not found[2]:
        return f"Write {meant:g}: a decimal has a point." if num.low <= meant <= num.high else ""
    # a growth of 30% could be 0.3 or 1.3, so only what cannot exceed one is reported
    if num.high > 1.0 or not num.low <= meant / 100.0 <= num.high:
        return ""
    kind = "a share" if num.unit.startswith("share") else "a fraction"
    return f"Write {meant / 100.0:g} ({kind}, not percent)."


def build(group: Any, changes: dict[str, Any], prefix: str) -> Any:
    """A copy of ``group`` with ``changes`` (dotted names below ``prefix``), all checked at once.

    Raises
    ------
    InvalidInput
        With every unknown name, wrong type and value out of range in ``changes``.
    """
    mistakes: list[Mistake] = []
    for key, value in changes.items():
        try:
            group = _set(group, key.split("."), value, prefix)
        except InvalidInput as error:
            mistakes += error.mistakes
    if mistakes:
        raise InvalidInput(mistakes)
    return group


def _set(group: Any, parts: list[str], value: Any, prefix: str) -> Any:
    known = fields_of(group.__class__)
    path = ".".join([prefix, *parts])
    if parts[0] not in known:
        near = did_you_mean(parts[0], list(known)).replace("'", f"'{prefix}.", 1)
        every = [d.path for d in declared(type(group), prefix)]
        hint = near or (did_you_mean(path, every) if len(parts) > 1 else "") or "See `uitzendlab list parameters`."
        raise InvalidInput([Mistake(path, value, "", ", ".join(known), "unknown name", hint)])
    base, num = known[parts[0]]
    if num is None:
        if len(parts) == 1:
            inner = ", ".join(fields_of(base))
            raise InvalidInput([Mistake(path, value, "", inner, "is a group, not a figure", "")])
        inner_group = _set(getattr(group, parts[0]), parts[1:], value, f"{prefix}.{parts[0]}")
        return group._replace(**{parts[0]: inner_group})
    if len(parts) > 1:
        raise InvalidInput([Mistake(path, value, num.unit, "", "is a figure, not a group", "")])
    return group._replace(**{parts[0]: convert(path, base, num, value)})
