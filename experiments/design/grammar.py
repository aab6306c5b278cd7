"""Words of an experiment on the command line: ``policies=a,b``, ``seed=range(0,50)``, ``key=choice(1,2)``.

The sweep syntax is Hydra's and its parser reads it, but nothing is composed with it: what comes out is numbers and
names, checked against the declarations of the figures like any other setting.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from experiments.design.designs import MOST_POINTS, Choices, Interval
from experiments.design.ranges import WHOLE, all_of, choices_of, interval_of
from experiments.plan.lists import join_names
from experiments.plan.parameters import unknown, written
from experiments.plan.plan import MOST_SEEDS, read_seeds
from sim.declare.params import InvalidInput, Mistake, did_you_mean
from sim.declare.yaml_reader import check_text, shown
from sim.scenario.overrides import parse_words

SETTINGS = ("base", "policies", "size", "seeds", "until")
ALLOWED = "choice(..), range(..), interval(..) or values with commas"
LONGEST = 20_000  # characters of a word; Hydra's parser needs seconds for more
_CALL = re.compile(r"([A-Za-z_][\w.]*)\s*\(")
_GROUPED = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}\Z")
_FUNCTIONS = ("choice", "range", "interval")
_SIGNS = ("@", "+", "~", "$", "hydra")


@dataclasses.dataclass
class Said:
    """What the words ask for; a later source of settings is laid over an earlier one."""

    settings: dict[str, str] = dataclasses.field(default_factory=dict[str, str])
    seeds: tuple[int, ...] | None = None
    vary: dict[str, Choices | Interval] = dataclasses.field(default_factory=dict[str, Choices | Interval])
    fixed: dict[str, Any] = dataclasses.field(default_factory=dict[str, Any])


def read_words(words: Iterable[str]) -> Said:
    """Every word read and checked.

    Raises
    ------
    InvalidInput
        With all mistakes of all words.
    """
    said = Said()
    seen: set[str] = set()
    mistakes: list[Mistake] = []
    for word in words:
        key, equals, text = (part.strip() for part in word.partition("="))
        try:
            if not equals or not key:
                raise _refused("(word)", word, "key=value", "not a setting")
            if key in seen or {key, *seen} >= {"seed", "seeds"}:
                raise _refused(key, text, "", "written twice")
            seen.add(key)
            _read(said, key, text)
        except InvalidInput as error:
            mistakes += error.mistakes
    if mistakes:
        raise InvalidInput(mistakes)
    return said


def _read(said: Said, key: str, text: str) -> None:
    """Put one word where it belongs."""
    if any(sign in key for sign in _SIGNS[:-1]) or key.startswith(_SIGNS[-1]) or check_text(text):
        # also for settings: nothing here may refer to anything else
        raise _refused(key, text, "", check_text(text) or "not allowed here")
    if key == "seed":
        said.seeds = seeds_of(expand(key, text))
    elif key == "seeds":
        said.seeds = read_seeds(text)
    elif key in SETTINGS:
        call = _CALL.match(text)
        listed = expand(key, text) if call and call[1] == "choice" else text
        said.settings[key] = listed if isinstance(listed, str) else join_names(map(str, listed))
    elif "." not in key and unknown(key):
        hint = did_you_mean(key, [*SETTINGS, "seed"]) or "See `uitzendlab list parameters`."
        raise _refused(key, text, ", ".join((*SETTINGS, "seed")), "unknown name", hint)
    elif text == WHOLE:
        said.vary[key] = all_of(key)
    elif is_sweep(text):
        said.vary[key] = swept(key, text)
    else:
        if key.startswith("run.") or (mistake := unknown(key, text)) is None:
            value = parse_words([f"{key}={text}"])[key]
            said.fixed[key] = value if key.startswith("run.") else written(key, value)
            return
        raise InvalidInput([mistake])


def is_sweep(text: str) -> bool:
    """Whether a value stands for more than one."""
    return "," in text or "(" in text


def swept(key: str, text: str) -> Choices | Interval:
    """Values of a parameter from a text.

    Raises
    ------
    InvalidInput
        For what `expand` refuses and values that are refused; ``25,000`` is then told as one number, not as two.
    """
    found = expand(key, text)
    if isinstance(found, tuple):
        return interval_of(key, *found)
    try:
        return choices_of(key, found)
    except InvalidInput:
        if _GROUPED.match(text):
            written(key, text)
        raise


def expand(key: str, text: str) -> list[Any] | tuple[float, float]:
    """The values a word stands for: a list, or the two ends of an interval.

    Raises
    ------
    InvalidInput
        For other functions than choice, range and interval, lists and mappings, and what cannot be read.
    """
    calls = [name for name in _CALL.findall(text) if name not in _FUNCTIONS]
    if calls or len(text) > LONGEST or check_text(text):
        raise _refused(key, text, ALLOWED, check_text(text) or "not a list of values")
    override = _parsed(key, text)
    value = override.value()
    kind = type(value).__name__
    if kind == "IntervalSweep":
        return value.start, value.end
    if kind == "RangeSweep":
        return _range(key, text, value.start, value.stop, value.step)
    values = list(value.list) if kind == "ChoiceSweep" else [value]
    plain = [getattr(one, "text", one) for one in values]  # a quoted text is an object of Hydra's
    for one in plain:
        if isinstance(one, float) and not math.isfinite(one):
            raise _refused(key, text, "", "not a finite number")
        if not isinstance(one, str | int | float) or (isinstance(one, str) and check_text(one)):
            raise _refused(key, text, ALLOWED, "not a list of values")
    return plain


def _parsed(key: str, text: str) -> Any:
    # Half a second to import, and only sweeps need it.
    from hydra.core.override_parser.overrides_parser import OverridesParser
    from hydra.errors import HydraException

    try:
        # The key never reaches Hydra: its own names for groups and packages mean nothing here.
        return OverridesParser.create().parse_override(f"value={text}")
    except (HydraException, RecursionError, ValueError, ArithmeticError, TypeError):
        raise _refused(key, text, ALLOWED, "not a list of values") from None


def _range(key: str, text: str, *ends: Any) -> list[Any]:
    """Numbers from start up to, not including, stop; steps are added as written, so 0.1 stays 0.1."""
    if any(isinstance(end, float) and not math.isfinite(end) for end in ends):
        raise _refused(key, text, "", "not a finite number")
    start, stop, step = (Decimal(str(end)) for end in ends)
    count = math.ceil((stop - start) / step) if step else 0
    if count <= 0:
        raise _refused(key, text, "range(start,stop,step)", "no values")
    if count > MOST_POINTS:
        raise _refused(key, text, f"at most {MOST_POINTS}", "too many values")
    kind = int if all(isinstance(end, int) for end in ends) else float
    return [kind(start + k * step) for k in range(count)]


def seeds_of(values: list[Any] | tuple[float, float]) -> tuple[int, ...]:
    """Seeds as given in a list; each once, whole numbers from 0 on.

    Raises
    ------
    InvalidInput
        For anything else.
    """
    if isinstance(values, tuple):
        raise _refused("seed", "interval", "seed=range(0,50) | seed=3,7", "not a list of seeds")
    if not values or not all(isinstance(v, int) and not isinstance(v, bool) and 0 <= v < 10**9 for v in values):
        raise _refused("seed", ",".join(map(str, values)), "seed=range(0,50) | seed=3,7", "not a list of seeds")
    if len(values) > MOST_SEEDS:
        raise _refused("seed", f"{len(values)} seeds", f"1 to {MOST_SEEDS}", "outside its range")
    if len(set(values)) < len(values):
        raise _refused("seed", ",".join(map(str, values)), "", "written twice")
    return tuple(values)


def _refused(path: str, value: Any, allowed: str, message: str, hint: str = "") -> InvalidInput:
    return InvalidInput([Mistake(shown(path), shown(value), "", allowed, message, hint)])
