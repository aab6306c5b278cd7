"""A base world: the dated law and the measures of its path, how large the country is, the shares it starts from."""

from __future__ import annotations

import bisect
import datetime as dt
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sim.behaviour import Behaviour
from sim.core.calendar import monday, week_of
from sim.declare.params import build
from sim.declare.validation import Words
from sim.rules import Rules
from sim.scenario.policy import LeverUse
from sim.world import Splits, World


class Item(NamedTuple):
    """A change of the law that can be left out, by its id behind a ``~``: ``law-as-enacted~phases``."""

    id: str
    title: Words
    sources: tuple[str, ...]
    start: dt.date | None  # of its first figure or measure
    levers: tuple[LeverUse, ...] = ()  # its measures, also where it is left out


class Dated(NamedTuple):
    """A figure of the law with the dates between which it holds (None: since ever, for ever)."""

    path: str  # below ``law.``, as ``contract.clause_max_weeks``
    value: float
    start: dt.date | None
    until: dt.date | None
    source: str

    def holds(self, date: dt.date) -> bool:
        """Whether the figure is in force on a date."""
        return (self.start is None or self.start <= date) and (self.until is None or date <= self.until)


@dataclass(frozen=True)
class BaseWorld:
    """What a run starts from, apart from policies.

    A figure of the law holds in a week if it is in force on the Monday; outside the dates of its entries it
    has the default of `sim.rules`. When ``frozen`` is a date, the law of that date holds always. Weeks of
    the warm-up have the law of week 1.
    """

    id: str
    title: Words
    text: Words
    frozen: dt.date | None
    dated: tuple[Dated, ...]
    world: World
    splits: Splits
    behaviour: Behaviour
    sources: tuple[tuple[str, str], ...]  # (dotted path, source) of every figure the file sets
    timeline: tuple[tuple[int, Rules], ...]  # (first week, rules from then on), week 1 first
    levers: tuple[LeverUse, ...] = ()  # measures that are part of this world, those of left-out items not
    items: tuple[Item, ...] = ()  # all that can be left out, left out or not
    without: tuple[str, ...] = ()  # ids of those left out
    last_day: dt.date | None = None  # to which a run goes by itself; None: as its size says
    fixed: tuple[tuple[str, Any], ...] = ()  # figures of the law set by hand for all weeks
    digest: str = ""  # SHA-256 of the file

    def rules_at(self, week: int) -> Rules:
        """The rules of a week, before any lever."""
        starts = [start for start, _ in self.timeline]
        return self.timeline[max(bisect.bisect_right(starts, week) - 1, 0)][1]

    @property
    def change_weeks(self) -> tuple[int, ...]:
        """Weeks after week 1 in which the law changes."""
        return tuple(start for start, _ in self.timeline[1:])

    def with_law(self, changes: dict[str, Any]) -> BaseWorld:
        """The same world with figures of the law (names below ``law.``) set for all weeks.

        Raises
        ------
        InvalidInput
            For unknown names and values out of range.
        """
        fixed = {**dict(self.fixed), **changes}
        timeline = timeline_of(self.dated, self.frozen, fixed)
        return replace(self, fixed=tuple(sorted(fixed.items())), timeline=timeline)


def timeline_of(
    dated: tuple[Dated, ...], frozen: dt.date | None, fixed: dict[str, Any]
) -> tuple[tuple[int, Rules], ...]:
    """The rules from each week on in which a figure of the law changes."""
    if frozen is not None:
        return ((1, _rules_on(dated, frozen, fixed)),)
    edges = [d.start for d in dated if d.start] + [d.until + dt.timedelta(days=1) for d in dated if d.until]
    # A change on a Thursday starts on the Monday after it; changes before week 1 are part of week 1.
    weeks = {max(week_of(edge + dt.timedelta(days=6)), 1) for edge in edges} | {1}
    timeline: list[tuple[int, Rules]] = []
    for week in sorted(weeks):
        rules = _rules_on(dated, monday(week), fixed)
        if not timeline or rules != timeline[-1][1]:
            timeline.append((week, rules))
    return tuple(timeline)


def _rules_on(dated: tuple[Dated, ...], date: dt.date, fixed: dict[str, Any]) -> Rules:
    values = {d.path: d.value for d in dated if d.holds(date)}
    return build(Rules(), {**values, **fixed}, "law")
