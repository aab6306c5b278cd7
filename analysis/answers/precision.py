"""How narrow an effect is known, and how many seeds would make it narrow enough.

The width is that of the 95% interval of a paired difference, of one outcome alone, as it stands in every table: it
allows for all looks that may be taken (`analysis.statistics.looks`), so that where the search stops it holds its 95%.
That goes for every outcome of the folder and for the levels of its worlds, not for the outcomes asked for alone: how
many seeds there are was found by looking, what goes up and down with the outcome asked for stopped where that did, and
a reader of a table does not know what was asked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from analysis.answers.comparison import in_period
from analysis.answers.summary import values_of
from analysis.statistics.looks import Looks, looks_at
from analysis.statistics.paired import differences, pair_up
from analysis.text.messages import say
from analysis.text.number_format import listed
from experiments.store.looks import FIRST
from experiments.store.store import Store
from sim.declare.params import InvalidInput, Mistake, did_you_mean
from sim.outcomes.metrics import BY_NAME

_TARGET = re.compile(r"([a-z0-9_]+)=([0-9]*\.?[0-9]+)(%?)\Z")
LEAST = FIRST  # pairs; with fewer a spread is hardly known
LANGUAGES = ("nl", "en")
ALLOWED = "outcome=5% of its base | outcome=100 in its unit"


class Target(NamedTuple):
    """Half the width an interval may have: of one outcome, as a part of its base or in its unit."""

    metric: str
    most: float
    relative: bool


class Width(NamedTuple):
    """Half the width of one effect, and what was asked for; both in the unit of the outcome."""

    policy: str
    point: int | None  # of the design
    metric: str
    half: float | None  # None where no interval can be had yet
    most: float
    pairs: int

    @property
    def enough(self) -> bool:
        """Whether it is narrow enough."""
        return self.half is not None and self.half <= self.most

    @property
    def excess(self) -> float:
        """How many times too wide it is; not a finite number where that is not known."""
        return self.half / self.most if self.half is not None and self.most > 0.0 else math.inf


def read_targets(text: str) -> tuple[Target, ...]:
    """Targets as written, with commas between.

    Examples
    --------
    >>> read_targets("homeless_stock=5%,uninsured_share=0.002")[0]
    Target(metric='homeless_stock', most=0.05, relative=True)

    Raises
    ------
    InvalidInput
        For anything else, an unknown outcome or a width of nothing.
    """
    found: list[Target] = []
    mistakes: list[Mistake] = []
    for part in text.split(","):
        match = _TARGET.match(part.strip())
        if not match or float(match[2]) <= 0.0:
            mistakes.append(Mistake("precision", part, "", ALLOWED, "not a precision", ""))
        elif match[1] not in BY_NAME:
            hint = did_you_mean(match[1], list(BY_NAME)) or "See `uitzendlab list outcomes`."
            mistakes.append(Mistake("precision", match[1], "", "", "unknown name", hint))
        else:
            found.append(Target(match[1], float(match[2]) / (100.0 if match[3] else 1.0), match[3] == "%"))
    if mistakes:
        raise InvalidInput(mistakes)
    return tuple(found)


def widths_of(store: Store, period: str, targets: Sequence[Target]) -> list[Width]:
    """Half widths of every policy (and design point) on the outcomes asked for; empty without pairs."""
    values = values_of(store)
    if values.is_empty():
        return []
    asked = {target.metric: target for target in targets}
    chosen = values.filter(in_period(period), pl.col("metric").is_in(list(asked)), group_by="all")
    found: list[Width] = []
    for row in differences(pair_up(chosen), {}, looks=looks_at(store)).to_dicts():
        target = asked[row["metric"]]
        most = target.most * abs(row["without"]) if target.relative else target.most
        known = row["diff_lo"] is not None and row["pairs"] >= LEAST
        half = (row["diff_hi"] - row["diff_lo"]) / 2.0 if known else None
        found.append(Width(row["policy"], row.get("point"), row["metric"], half, most, row["pairs"]))
    return found


def pairs_expected(widths: Sequence[Width]) -> int | None:
    """Pairs that should do for all, from the spread seen so far; None where no spread is known. No more than a hint.

    Half widths fall with the root of the number of pairs.
    """
    known = [width.pairs * width.excess**2 for width in widths if math.isfinite(width.excess)]
    return math.ceil(max(known)) if known else None


def looks_words(looks: Looks) -> dict[str, str] | None:
    """In both languages, that intervals allow for looking at these numbers of pairs; None where they need not."""
    if len(looks) < 2:
        return None
    return {lang: say("looks", lang, looks=listed(looks, lang)) for lang in LANGUAGES}
