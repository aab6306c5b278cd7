"""Leaving NL: bed, cover, register and money are settled in one place."""

from __future__ import annotations

import math

import numpy as np

from sim.core.calendar import NEVER
from sim.core.draws import Stream, uniform
from sim.core.kernels import inlined, kernel
from sim.phase import fields
from sim.state.codes import Benefit, Contract, Cover, Housing, Origin, Transfer, Work
from sim.state.ledger import Item, Tally, pay
from sim.week import Week

LAST_WEEK = 32000  # a return later than this is none
AWAY_MOST = 208  # weeks: L1.20 is the return of a cohort within its first years; those away longer stay away


# what `depart` reads and writes
DEPART_READS = fields(
    migrants="person origin province circular savings housing location",
    landlords="occupants",
    institutions="renters return_rates",
)
DEPART_WRITES = fields(
    migrants="savings debt debt_outside wage_owed work contract agency hirer slot term_weeks hours benefit "
    "benefit_weeks transfer return_week housing location notice stay_weeks rent rent_arrears cover uncovered "
    "enrol_week duty_week runoff_weeks repaired_from sick_weeks",
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


@inlined
def _return_week(now, person, origin, circular, return_rates):
    """Week from which one who leaves is willing to return; ``return_rates`` of circular and other leavers."""
    rate = return_rates[0] if circular else return_rates[1]
    wait = -math.log(uniform(now.seed, Stream.RETURN_WEEK, now.week, person)) / rate * 52.0
    ready = now.week + 4.0 + wait
    settled_abroad = circular == 0 and wait > AWAY_MOST
    if origin == Origin.POSTED_THIRD or settled_abroad or ready > LAST_WEEK:
        return NEVER
    return int(ready)


@kernel
def _depart(now, m, occupants, renters, rows, return_rates, books):
    """Close the lives in NL of ``rows``; those who may come back get the week from which they are willing."""
    for k in range(rows.size):
        i = rows[k]
        vacate(m.housing[i], m.location[i], m.province[i], occupants, renters)
        m.work[i] = Work.LEFT
        m.contract[i] = Contract.NONE
        m.agency[i], m.hirer[i], m.slot[i] = -1, -1, -1
        m.transfer[i] = Transfer.NONE
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
        m.return_week[i] = _return_week(now, m.person[i], m.origin[i], m.circular[i], return_rates)
        books.tally[Tally.DEPARTURES] += 1


def depart(week: Week, rows: np.ndarray) -> None:
    """Let the persons in ``rows`` leave NL; those who may come back get the week from which they are willing.

    Part of each phase that lets persons leave.
    """
    if rows.size == 0:
        return
    s, institutions = week.state, week.state.institutions
    _depart(
        week.now, s.migrants, s.landlords.occupants, institutions.renters, rows, institutions.return_rates, week.books
    )
