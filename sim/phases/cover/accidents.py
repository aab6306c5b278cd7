"""Part of phase 6: accidents at work: how many, which are reported, and what follows."""

from __future__ import annotations

import math

from sim.core.draw_keys import ACCIDENT_HAPPENS, ACCIDENT_REPORTED
from sim.core.draws import Stream, happens, uniform
from sim.core.kernels import inlined, kernel
from sim.state.ledger import Item, Tally, charge, pay


@kernel
def danger(seed, hirer):
    """How dangerous work at a hirer is, over the mean: a lasting trait."""
    return -math.log(uniform(seed, Stream.ACCIDENT, 0, hirer))


@kernel
def accident_part(hazard, seed, hirer, reports, law):
    """Chance a week of an accident at work, a part of that of falling ill; less after a report that was acted on."""
    measures = 1.0 - law.accident_measures * min(1.0, reports)
    return min(hazard, law.accident_rate * danger(seed, hirer)), measures


@inlined
def is_hidden(now, m, h, i, firms, law, books):
    """An accident is reported, which costs both sides, or a rogue agency ends the contract before it is.

    Returns true in the second case.
    """
    firm = m.agency[i]
    if firms.rogue[firm] and happens(now, Stream.ACCIDENT, m.person[i], law.accident_hidden, ACCIDENT_HAPPENS):
        return True
    if happens(now, Stream.ACCIDENT, m.person[i], law.accident_reports, ACCIDENT_REPORTED):
        h.accidents[m.hirer[i]] += 1.0
        books.tally[Tally.ACCIDENTS_REPORTED] += 1
        pay(books.cents, Item.ACCIDENT_REPORT, law.accident_cost_hirer)
        looked = charge(firms, firm, pay(books.cents, Item.ACCIDENT_CHECK, law.accident_cost_agency))
        books.tally[Tally.COMPLIANCE_COST_EUR] += looked
    return False
