"""Leaving NL: bed, cover, register and money are settled in one place."""

from __future__ import annotations

import math

import numpy as np

from sim.core.calendar import NEVER
from sim.core.draws import Stream, uniform
from sim.core.kernels import inlined, kernel
from sim.phase import fields
from sim.state.codes import Benefit, Contract, Cover, Hop, Housing, Origin, Work
from sim.state.ledger import Item, Tally, pay
from sim.week import Week

LAST_WEEK = 32000  # a return later than this is none
AWAY_MOST = 208  # weeks: L1.20 is the return of a cohort within its first years, who is away longer stays away


# what `depart` reads and writes
DEPART_READS = fields(
    migrants="person origin province circular savings housing location",
    landlords="occupants",
    institutions="renters return_rates",
)
DEPART_WRITES = fields(
    migrants="savings debt debt_outside wage_owed work contract agency hirer slot term_weeks hours benefit "
    "benefit_weeks hop return_week housing location notice stay_weeks rent rent_arrears cover uncovered enrol_week "
    "duty_week runoff_weeks repaired_from sick_weeks",
    landlords="occupants",
    institutions="renters",
    books="SAVINGS_OUT",
    tally="DEPARTURES",
)


@inlined
def vacate(housing, location, province, occupants, renters):
    """Take a person out of bed or room."""
    if location >= 0:
        occupants[location] -= 1
    if housing == Housing.RENTAL:
        renters[province] -= 1


@kernel
def _depart(now, m, occupants, renters, rows, circular_return, other_return, last_week, books):
    for k in range(rows.size):
        i = rows[k]
        vacate(m.housing[i], m.location[i], m.province[i], occupants, renters)
        m.work[i] = Work.LEFT
        m.contract[i] = Contract.NONE
        m.agency[i], m.hirer[i], m.slot[i] = -1, -1, -1
        m.hop[i] = Hop.NONE
        m.hours[i] = 0.0
        m.housing[i] = Housing.ABROAD
        m.location[i] = -1
        m.notice[i], m.stay_weeks[i] = -1, -1
        m.rent[i] = 0.0
        m.rent_arrears[i] = 0.0
        m.cover[i] = Cover.ABROAD
        m.uncovered[i] = 0
        m.enrol_week[i], m.duty_week[i] = NEVER, NEVER
        m.runoff_weeks[i] = 0
        m.repaired_from[i] = NEVER
        m.benefit[i] = Benefit.NONE
        m.benefit_weeks[i] = 0
        m.sick_weeks[i] = 0
        m.term_weeks[i] = 0
        m.wage_owed[i] = 0.0
        m.debt[i] = m.debt_outside[i] = 0.0
        pay(books.cents, Item.SAVINGS_OUT, m.savings[i])
        m.savings[i] = 0.0
        rate = circular_return if m.circular[i] else other_return
        wait = -math.log(uniform(now.seed, Stream.RETURN_WEEK, now.week, m.person[i])) / rate * 52.0
        ready = now.week + 4.0 + wait
        posted = m.origin[i] == Origin.POSTED_THIRD
        settled_abroad = m.circular[i] == 0 and wait > AWAY_MOST
        m.return_week[i] = NEVER if posted or settled_abroad or ready > last_week else int(ready)
        books.tally[Tally.DEPARTURES] += 1


def depart(week: Week, rows: np.ndarray) -> None:
    """Let the persons in ``rows`` leave NL; who may come back gets the week from which he is willing.

    Part of each phase that lets persons leave.
    """
    if rows.size == 0:
        return
    s, returning = week.state, week.state.institutions.return_rates
    _depart(
        week.now, s.migrants, s.landlords.occupants, s.institutions.renters, rows, returning[0], returning[1],
        LAST_WEEK, week.books,
    )  # fmt: skip
