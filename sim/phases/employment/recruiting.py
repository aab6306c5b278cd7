"""Phase 7, abroad: recruits are asked for what stays open, come if willing and if a bed can be offered."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.behaviour.people import Arrivals
from sim.cohorts import TRAITS_READS, TRAITS_WRITES, willing_per_week
from sim.core.calendar import NEVER
from sim.core.draw_keys import RECRUIT_RING_AGAIN
from sim.core.draws import Stream, happens, lasting, uniform
from sim.core.kernels import inlined, kernel
from sim.phase import fields, phase
from sim.phases.housing.beds import count_room
from sim.phases.shared.open_orders import best_slot, meet, take
from sim.phases.shared.wages import real_net_wage
from sim.state.codes import Work
from sim.state.ledger import Tally
from sim.week import OpenOrders, Week

SETTLED_WEEKS = 156  # stay of recruits who already live in NL, beyond the years in which most leave


class Offer(NamedTuple):
    """What recruits are asked for, and what they can be offered."""

    orders: OpenOrders
    free: np.ndarray  # int32, beds that are neither taken nor promised, per province
    tied: float  # share of recruits who come only for a job with a bed
    arrivals: Arrivals


@inlined
def _hirer_that_asks(now, m, h, i, following):
    """The hirer whose open order recruit ``i`` is asked for, -1 if none is left; he prefers one in his own sector."""
    size = h.orders.size
    k = meet(following, int(uniform(now.seed, Stream.RECRUIT_RING, now.week, m.person[i]) * size), 0, size)
    if k < 0:
        return k
    for look in range(2):
        if h.sector[k] == m.sector[i]:
            break
        v = uniform(now.seed, Stream.RECRUIT_RING, now.week, m.person[i], RECRUIT_RING_AGAIN + look)
        other = meet(following, int(v * size), 0, size)
        if h.sector[other] == m.sector[i]:
            k = other
    return k


@inlined
def _set_out(m, h, i, k, s, arrival_week, wants_bed):
    """Recruit ``i`` is on his way to slot ``s`` of hirer ``k``."""
    m.work[i] = Work.ARRIVING
    m.hirer[i], m.slot[i] = k, s
    m.agency[i] = h.supplier[k, s]
    m.province[i] = h.province[k]
    m.arrival_week[i] = arrival_week
    m.wants_bed[i] = 1 if wants_bed else 0
    m.return_week[i] = NEVER
    h.pipeline[k, s] += 1


@kernel
def _ask(now, m, h, rows, offer, tally, taken):
    """Offer what stays open to ``rows`` in turn; returns how many say yes (their rows in ``taken``).

    A recruit who counts on a bed comes only if the province of the order has one to offer (M11).
    """
    count, orders, free, arrivals = 0, offer.orders, offer.free, offer.arrivals
    for i in rows:
        k = _hirer_that_asks(now, m, h, i, orders.following)
        if k < 0:
            break
        s, p = best_slot(orders.count, k), h.province[k]
        tally[Tally.RECRUITS_ASKED] += 1
        here = m.first_week[i] == NEVER and lasting(now.seed, Stream.RETURN_RING, m.person[i], arrivals.already_here)
        wants_bed = (not here) and happens(now, Stream.TIED_ON_ARRIVAL, m.person[i], offer.tied)
        take(orders.count, orders.following, k, s)
        if wants_bed:
            if free[p] <= 0:
                tally[Tally.REFUSED_FOR_BED] += 1
                continue  # the order stays open, the recruit stays at home
            free[p] -= 1
        if here:  # settled in NL earlier: no first stay, and a hand who knows the country
            m.first_week[i], m.weeks_in_nl[i] = now.week - SETTLED_WEEKS, SETTLED_WEEKS
        _set_out(m, h, i, k, s, now.week + (1 if here else arrivals.travel_weeks), wants_bed)
        taken[count] = i
        count += 1
    return count


@kernel
def _willing_to_return(m, leavers, week, rows):
    """How many of those who left would come back now; into ``rows``."""
    count = 0
    for i in leavers:
        if m.return_week[i] <= week:
            rows[count] = i
            count += 1
    return count


@kernel
def _still_away(m, leavers, rows):
    """How many of those who left have not set out again; into ``rows``."""
    count = 0
    for i in leavers:
        if m.work[i] == Work.LEFT:
            rows[count] = i
            count += 1
    return count


@phase(
    reads=TRAITS_READS
    | fields(
        migrants="province work first_week return_week wants_bed",
        hirers="sector province supplier pipeline",
        landlords="province beds crowding occupants open",
        institutions="free_beds bed_shortage",
        week="travelling leavers open_orders",
        tally="REFUSED_FOR_BED",
    ),
    writes=TRAITS_WRITES
    | fields(
        migrants="province work arrival_week weeks_in_nl wants_bed",
        hirers="pipeline",
        institutions="free_beds bed_shortage",
        week="travelling leavers open_orders",
        tally="RECRUITS_ASKED RECRUITS_SENT REFUSED_FOR_BED",
    ),
)
def recruit_abroad(week: Week) -> None:
    """Ask for recruits for all that stays open: first those willing to return, then the week's new cohort.

    The cohort holds as many as are willing this week, or as are asked for; more orders may stay open. The k-th of a
    cohort is always the same person, so a larger need adds people and changes nobody else.
    """
    asked = int(week.open_orders.count.sum())
    if not asked:
        return
    b = week.behaviour
    reference = real_net_wage(week.first_rules, b)
    net = max(0.2, real_net_wage(week.rules, b) / reference)
    willing = willing_per_week(week.world, b, week.scale) * net**b.arrivals.elasticity
    cohort = week.newcomers(week.numbering.recruits(week.now.week, min(asked, int(willing))))
    m = week.state.migrants
    rows = np.empty_like(week.leavers)
    away = send_for(week, rows[: _willing_to_return(m, week.leavers, week.now.week, rows)], cohort)
    week.travelling = np.concatenate([week.travelling, away])
    week.leavers = rows[: _still_away(m, week.leavers, rows)]


def send_for(week: Week, returning: np.ndarray, cohort: np.ndarray) -> np.ndarray:
    """Offer the open orders to those willing to return and then to the cohort; returns the rows that set out."""
    s, m, b, now, tally = week.state, week.state.migrants, week.behaviour, week.now, week.books.tally
    count_room(s.landlords, s.institutions.free_beds, s.blocks.next_place)
    free = s.institutions.free_beds.copy()
    promised = week.travelling[m.wants_bed[week.travelling] == 1]
    np.subtract.at(free, m.province[promised], 1)
    before = tally[Tally.REFUSED_FOR_BED]
    taken = np.empty(returning.size + cohort.size, np.int32)
    tied = b.housing.tied_on_arrival * (1.0 - week.rules.housing.self_arranged)
    offer = Offer(week.open_orders, free, tied, b.arrivals)
    h = s.hirers
    back = _ask(now, m, h, returning, offer, tally, taken)
    new = _ask(now, m, h, cohort, offer, tally, taken[back:])
    tally[Tally.RECRUITS_SENT] += back + new
    _smooth_shortage(s.institutions.bed_shortage, tally[Tally.REFUSED_FOR_BED] - before, free)
    return taken[: back + new]


def _smooth_shortage(shortage: np.ndarray, refused: float, free: np.ndarray) -> None:
    """Shortage per province: refusals fall on the provinces without room, forgotten over a quarter."""
    full = free <= 0
    shortage *= 12.0 / 13.0
    if refused and full.any():
        shortage[full] += refused / full.sum()
