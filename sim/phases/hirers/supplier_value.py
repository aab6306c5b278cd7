"""Part of phase 11: what a supplier is worth to a hirer: price, liability, service, label and chance."""

from __future__ import annotations

import math
from typing import NamedTuple

from sim.behaviour.switches import LiabilityRule
from sim.core.draws import Stream, gumbel
from sim.core.kernels import inlined, kernel
from sim.phases.hirers.hirer_liability import ban_liability, expected_liability, flagged, shown_rate, suspicion

FOUND_WEEKS = 104  # how long a finding is remembered


class Buyer(NamedTuple):
    """A hirer at its review."""

    row: int
    level: float  # mean hire rate over wage in its sector
    orders: float
    aware: float
    wage: float  # EUR per hour, mean of the market
    checks: bool  # the register
    own: tuple[int, int, int]  # suppliers, -1 for an empty slot
    has: int  # how many
    missing: bool  # wants more


class Sight(NamedTuple):
    """What a hirer sees of a supplier."""

    price: float
    extra: float  # expected liability, per hour over the wage
    fill: float
    label: int
    found: bool  # caught of late


@kernel
def supplier_utility(seen, base, aware, rule, responds, s):
    """Utility of a supplier at a hire rate, before incumbency and the random term."""
    u = s.fill * seen.fill + s.label * aware * seen.label
    if responds == 1:
        u -= s.price * math.log((seen.price + (seen.extra if rule == LiabilityRule.EXPECTED else 0.0)) / base)
    if rule == LiabilityRule.BLACKLIST and seen.found:
        u -= s.blacklist * aware
    return u


@inlined
def _liability_of(a, i, buyer, seen_rate, law, b):
    """Liability that a hirer expects of supplier ``i`` who shows ``seen_rate`` (rate and red flag)."""
    extra, aware, s = 0.0, buyer.aware, b.supplier
    # in a safe harbour nobody looks further
    safe = law.liability.safe_harbour == 1 and (a.label[i] == 1 or a.admitted[i] == 1)
    if not safe:
        suspect = flagged(suspicion(seen_rate[0], buyer.level, a.label[i], s), seen_rate[1])
        if suspect * aware > 0.0:
            extra = expected_liability(
                aware * suspect, buyer.orders, buyer.wage, law.inspection, law.liability, b.enforcement, s
            )
    if a.barred[i] == 1:
        extra += ban_liability(aware, buyer.orders, buyer.wage, law.admission.ban_chance, law.inspection)
    return extra


@inlined
def value_of_supplier(now, a, i, buyer, law, b):
    """Liability expected of supplier ``i``, and its utility with the random term, before incumbency."""
    s = b.supplier
    seen_rate = shown_rate(now.seed, i, a.incarnation[i], a.price_factor[i], law)
    extra = _liability_of(a, i, buyer, seen_rate, law, b)
    found = now.week - a.last_detection[i] < FOUND_WEEKS
    seen = Sight(a.price_factor[i], extra, a.fill_rate[i], a.label[i], found)
    u = supplier_utility(seen, buyer.level, buyer.aware, b.switch.liability_rule, b.switch.price_response, s)
    u -= seen_rate[1] * buyer.aware
    u -= s.overstretched * math.log(max(1.0, a.worker_weeks_13[i] / 13.0 / (s.span * a.start_size[i])))
    return extra, u + gumbel(now.seed, Stream.SUPPLIER_CHOICE, now.week, buyer.row, i)
