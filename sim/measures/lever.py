"""How far a measure stands in a week, and the few sums by which what it does to a rule is reckoned."""

from __future__ import annotations

import math
from typing import NamedTuple

from sim.core.calendar import LONG_AGO
from sim.rules import Rules

ALL_WEEKS = LONG_AGO
GONE = 5  # mean stays after which hardly any of the old is left
MONTH = 4  # weeks; what grows slowly is counted that often


class Standing(NamedTuple):
    """How far a lever stands in a week."""

    weight: float  # 0..1, below 1 while it is phased in
    start: int  # the week in which it entered, by this use or by one whose place it takes
    weeks: int  # since then
    new_from: int  # contracts, stays or firms from this week on are touched; ALL_WEEKS: all


def towards(base: float, target: float, weight: float) -> float:
    """A number on its way from the base to the target; exactly the target once phased in."""
    return target if weight >= 1.0 else base + weight * (target - base)


def at_least(base: float, target: float, weight: float) -> float:
    """A floor on its way in; of several levers on one number the strictest holds, in whatever order they stand."""
    return max(base, towards(base, target, weight))


def both(chance: float, other: float) -> float:
    """The chance that one of two independent causes works; exactly the first where there is no second."""
    return chance if other <= 0.0 else 1.0 - (1.0 - chance) * (1.0 - other)


def with_leases(
    rules: Rules, after: int, compliance: float, notice: float, rotation: float, rent: float, new_from: int
) -> Rules:
    """The rules with a lease of one's own after some weeks; of two such measures the stricter holds."""
    h = rules.housing
    if h.lease_after_weeks > 0:
        after, new_from = min(after, h.lease_after_weeks), min(new_from, h.lease_new_from)
        compliance, notice = max(compliance, h.lease_compliance), max(notice, h.lease_notice_weeks)
        rotation, rent = max(rotation, h.lease_rotation), max(rent, h.lease_rent)
    housing = h._replace(
        lease_after_weeks=after,
        lease_compliance=compliance,
        lease_notice_weeks=notice,
        lease_rotation=rotation,
        lease_rent=rent,
        lease_new_from=new_from,
    )
    return rules._replace(housing=housing)


def in_turn(weeks: int, term: int) -> float:
    """Share of those with a term to comply whose turn has come, ``weeks`` after the start: evenly over the term."""
    return 1.0 if term <= 0 else min(1.0, (weeks + 1) / term)


def renewed(standing: Standing, mean_weeks: int, after: int = 0) -> float:
    """Of the stays of at least ``after`` weeks the share that a rule holds for: all at once, or as the old stays end.

    Where it holds for new ones only these take the place of the old, which last ``mean_weeks`` on average.
    """
    weeks = (standing.weeks - after) // MONTH * MONTH
    if standing.new_from == ALL_WEEKS or weeks >= GONE * mean_weeks:
        return 1.0
    return 1.0 - math.exp(-max(weeks, 0) / mean_weeks)


def renewals(mean_weeks: int, after: int = 0) -> tuple[int, ...]:
    """Weeks after the start in which that share is counted anew."""
    return tuple(range(after + MONTH, after + GONE * mean_weeks + MONTH, MONTH))
