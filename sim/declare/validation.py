"""Checks of plain data against what a file may hold: each adds to one list of mistakes and goes on.

A check returns a usable value also when it found a mistake, so that the rest of the file is checked too;
``Checker.done()`` raises at the end. Messages are fixed sentences (what varies stands in the other fields of
``Mistake``), so that they can be shown in another language.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from sim.declare.kinds import is_list, is_mapping
from sim.declare.params import InvalidInput, Mistake, did_you_mean
from sim.declare.yaml_reader import FILE, MAX_MISTAKES, check_text, join, shown

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
MAX_ROWS = 2000
# The law is dated from long before the run; nothing is simulated after 2032.
FIRST_DATE, LAST_DATE = dt.date(1900, 1, 1), dt.date(2040, 12, 31)


@dataclass(frozen=True)
class Words:
    """A text in Dutch and English."""

    nl: str
    en: str


class Checker:
    """Collects the mistakes of one file."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []

    def refuse(self, path: str, value: Any, message: str, allowed: str = "", hint: str = "") -> None:
        """Note a mistake; after very many of them the check ends."""
        self.add(InvalidInput([Mistake(path or FILE, shown(value), "", allowed, message, hint)]))

    def add(self, error: InvalidInput) -> None:
        """Take over the mistakes of another check."""
        self.mistakes += error.mistakes
        if len(self.mistakes) >= MAX_MISTAKES:
            self.done()

    def done(self) -> None:
        """Raise `InvalidInput` with all mistakes, if there are any."""
        if self.mistakes:
            raise InvalidInput(self.mistakes)

    def mapping(
        self, value: Any, path: str, required: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        """A mapping with known names only."""
        known = [*required, *optional]
        if not is_mapping(value):
            self.refuse(path, value, "must be a mapping of names to values", ", ".join(known))
            return {}
        for name in value:
            if name not in known:
                hint = did_you_mean(name, known)
                self.refuse(join(path, name), value[name], "unknown name", ", ".join(known), hint)
        for name in required:
            if name not in value:
                self.refuse(join(path, name), None, "is missing")
        return {name: value[name] for name in known if name in value}

    def rows(self, value: Any, path: str) -> list[tuple[str, Any]]:
        """The items of a list, each with its path; nothing at all counts as an empty list."""
        if value is None:
            return []
        if not is_list(value):
            self.refuse(path, value, "must be a list")
            return []
        if len(value) > MAX_ROWS:
            self.refuse(path, len(value), "too many rows", f"at most {MAX_ROWS}")
            return []
        return [(f"{path}[{i}]", item) for i, item in enumerate(value)]

    def text(self, value: Any, path: str, longest: int = 200, default: str = "") -> str:
        """A text that is not empty."""
        if value is None and default:
            return default
        if not isinstance(value, str) or not value.strip() or len(value) > longest:
            self.refuse(path, value, "must be text", f"1 to {longest} characters")
            return default
        if reason := check_text(value):
            self.refuse(path, value, reason)
        return value.strip()

    def slug(self, value: Any, path: str) -> str:
        """A name in lower case, as ``deposit-low``."""
        if not isinstance(value, str) or not SLUG.match(value) or len(value) > 60:
            self.refuse(path, value, "not a name", "a-z, 0-9 and single hyphens, at most 60")
            return ""
        return value

    def words(self, value: Any, path: str, longest: int = 200) -> Words:
        """A text in Dutch and English; one stands for both when the other is left out."""
        given = self.mapping(value, path, (), ("nl", "en"))
        if isinstance(value, dict) and not given:
            self.refuse(path, value, "is missing", "nl, en")
        found = {name: self.text(given[name], join(path, name), longest) for name in given}
        return Words(found.get("nl", found.get("en", "")), found.get("en", found.get("nl", "")))

    def date(self, value: Any, path: str, low: dt.date = FIRST_DATE, high: dt.date = LAST_DATE) -> dt.date | None:
        """A date, also one in quotes; None stands for no date."""
        if isinstance(value, str):
            # The length keeps out 20210705 and 2021-W27-1, which Python reads as well.
            with contextlib.suppress(ValueError):
                value = dt.date.fromisoformat(value) if len(value) == 10 and "W" not in value else value
        if value is None:
            return None
        if not isinstance(value, dt.date):
            self.refuse(path, value, "must be a date", "YYYY-MM-DD")
            return None
        if not low <= value <= high:
            self.refuse(path, value.isoformat(), "outside its range", f"{low} to {high}")
        return value

    def whole(self, value: Any, path: str, low: int, high: int, unit: str, default: int) -> int:
        """A whole number in a range."""
        if value is None:
            return default
        allowed = f"{low} to {high} {unit}"
        if isinstance(value, bool) or not isinstance(value, int):
            self.add(InvalidInput([Mistake(path, shown(value), unit, allowed, "must be a whole number", "")]))
            return default
        if not low <= value <= high:
            self.add(InvalidInput([Mistake(path, value, unit, allowed, "outside its range", "")]))
        return value

    def one_of(self, value: Any, path: str, options: list[str], default: str = "") -> str:
        """One of some names."""
        if value is None and default:
            return default
        if value not in options:
            hint = did_you_mean(str(value), options)
            self.refuse(path, value, "unknown choice", ", ".join(options), hint)
            return default or options[0]
        return value
