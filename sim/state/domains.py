"""Which values a column may hold, from its declaration in `sim.state.columns`: unit, bounds and starting value.

The starting value is always allowed: spare rows hold it. A column of numbers without an upper bound is still finite.
"""

from __future__ import annotations

import inspect
import math
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np

from sim.core.calendar import EARLIEST, LONG_AGO, NEVER
from sim.state import codes

LAST_BIT = 2**36 - 1  # of the weeks that a work history looks back
UNBOUNDED = math.inf
ROUNDING = 1e-9  # shares that add up to one may pass it in the last digits
CODES: dict[str, type[IntEnum]] = {
    name: kind for name, kind in inspect.getmembers(codes, inspect.isclass) if issubclass(kind, IntEnum) and len(kind)
}
TABLES = {"row of agencies": "agencies", "row of hirers": "hirers", "row of landlords": "landlords"}
# Lowest and highest value by unit. Weeks of a date lie between the sentinels, past ones not after this week.
UNITS: dict[str, tuple[float, float]] = {
    "0/1": (0, 1),
    "0..1": (0, 1),
    "0..2": (0, 2),
    "share": (0, 1),
    "share of legal wage": (0, 1),
    "1/quarter": (0, 1),
    "hours": (36, 40),
    "hours/week": (0, 60),
    "year": (1900, 2020),
    "week": (EARLIEST, NEVER),
    "past week": (EARLIEST, NEVER),
    "bits": (0, LAST_BIT),
    "log": (-UNBOUNDED, UNBOUNDED),
} | dict.fromkeys(
    (
        "1/year", "EUR", "EUR/EUR", "EUR/week", "EUR/year", "applications", "beds", "complaints", "firms",
        "hours sold", "m2/bed", "number", "persons", "persons/bed", "persons/person", "ratio", "reports", "visits",
        "weeks", "weight", "worker-weeks",
    ),
    (0.0, UNBOUNDED),
)  # fmt: skip


class Domain(NamedTuple):
    """Values from ``low`` to ``high``, both included, and ``start``."""

    low: float
    high: float
    start: float
    text: str  # in words, for an error

    def outside(self, values: np.ndarray) -> np.ndarray:
        """Which of ``values`` are not allowed; bool, same shape. Not a number and infinite are never allowed."""
        rounding = ROUNDING if values.dtype.kind == "f" else 0
        inside = (values >= self.low - rounding) & (values <= self.high + rounding)
        if values.dtype.kind == "f":
            inside &= np.isfinite(values)
        return ~(inside | (values == self.start))


def domain(column: Any, week: int, rows: dict[str, int]) -> Domain:
    """What a `sim.state.columns.Column` may hold at the end of a week.

    ``rows`` is the number of rows of each table, for columns that name one.

    Raises
    ------
    KeyError
        If the unit of the column is not known here, so that no column goes unchecked.
    """
    low, high = _bounds(column.unit, week, rows)
    low = low if column.low is None else column.low
    high = high if column.high is None else column.high
    return Domain(low, high, column.start, _text(column, low, high))


def _bounds(unit: str, week: int, rows: dict[str, int]) -> tuple[float, float]:
    if unit in TABLES:
        return 0, rows[TABLES[unit]] - 1
    if unit in CODES:
        return 0, max(CODES[unit])
    low, high = UNITS[unit]
    return low, week if unit == "past week" else high


def _text(column: Any, low: float, high: float) -> str:
    """The allowed values in words."""
    if column.unit in CODES:
        names = ", ".join(f"{int(code)} {code.name}" for code in CODES[column.unit])
        text = f"{column.unit}: {names}"
    elif high == UNBOUNDED:
        text = "a finite number" + ("" if low == -UNBOUNDED else f", {low:g} or more") + f", {column.unit}"
    else:
        text = f"{column.unit}, {low:.12g} to {high:.12g}"
    sentinels = {NEVER: " (never)", LONG_AGO: " (long ago)"}
    at_start = not low <= column.start <= high
    return text + (f", or {column.start:.12g}{sentinels.get(int(column.start), '')}" if at_start else "")
