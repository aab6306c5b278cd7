"""Why a number has no interval, and which numbers are masked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.text.messages import say

LEAST_PAIRS = 3  # of two pairs every resample is one of three, and signs alone say next to nothing
FEW = 4  # with fewer pairs a t interval for a whole table is tens of times as wide as the spread
LEAST = 10.0  # simulated persons; what rests on fewer is masked
OF_PERSONS = ("persons", "persons/year")


def of_runs(n: int, low: float | None) -> str | None:
    """Key of why a mean over ``n`` runs has no interval; None where it has one."""
    if low is not None:
        return None
    return "no_value" if n == 0 else "one_run" if n == 1 else "alike_runs"


def of_pairs(pairs: int, low: float | None, sd: float | None) -> str | None:
    """Key of why a mean difference of pairs with this spread has no interval; None where it has one."""
    if low is not None:
        return None
    if pairs < LEAST_PAIRS:
        return "one_pair" if pairs < 2 else "few_pairs"
    return "too_wide" if sd else "alike_pairs"


def is_small(value: float | None, unit: str, scale: float) -> bool:
    """Whether a count of persons for the nation is based on fewer than ten simulated ones."""
    return unit in OF_PERSONS and value is not None and abs(value) * scale < LEAST


def without_numbers(row: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """The row with nothing under ``names``."""
    return {**row, **dict.fromkeys(names)}


def reason(key: str | None, lang: str) -> str:
    """The words of a key; empty for none."""
    return "" if key is None else say(f"reason.{key}", lang)
