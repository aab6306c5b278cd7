"""Which open order a person takes: the best of a few of the own agency, or of those he meets while he looks."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.core.draw_keys import JOB_RING_LOOK, JOB_RING_OWN_ORDER, JOB_SEARCH_LOOK
from sim.core.draws import Stream, gumbel, happens, lasting, uniform
from sim.core.kernels import inlined
from sim.phases.shared.contract_clocks import shut
from sim.phases.shared.open_orders import best_slot, by_agency, count_open, meet
from sim.state.codes import Transfer
from sim.state.columns import SUPPLIERS, Agencies, Hirers

AGENCY_LOOKS = 6  # open slots an agency compares for a worker of its own
CALL_WEEKS = 13  # after its restart in which a firm calls those back who worked for the one before


class Orders(NamedTuple):
    """Open orders, by hirer and by agency."""

    count: np.ndarray  # int[hirers, slots], workers still wanted
    following: np.ndarray  # int32[hirers + 1], from each hirer towards the next with an open order
    begin: np.ndarray  # int32[agencies + 1], where the slots of each agency begin in ``members``
    members: np.ndarray  # int32, slots with open orders by agency


def orders_of(h: Hirers, a: Agencies) -> Orders:
    """The orders that are open at this moment."""
    count, following = np.empty_like(h.filled), np.empty(h.orders.size + 1, np.int32)
    count_open(h, a, count, following)
    return Orders(count, following, *by_agency(h, a, count))


@inlined
def own_order(now, labour, i, firm, orders, terms):
    """The best for person ``i`` of a few open orders of a firm, as slot id; -1 if it has none."""
    m, h, window = labour.m, labour.h, terms.threshold.window_weeks
    first, size = orders.begin[firm], orders.begin[firm + 1] - orders.begin[firm]
    chosen, best = -1, -1e300
    if size > 0:
        at = int(uniform(now.seed, Stream.JOB_RING, now.week, m.person[i], JOB_RING_OWN_ORDER) * size)
        for step in range(min(size, AGENCY_LOOKS)):
            slot_id = orders.members[first + (at + step) % size]
            k, s = slot_id // SUPPLIERS, slot_id % SUPPLIERS
            if orders.count[k, s] <= 0 or shut(now, m, i, k, firm, terms.contract, window):
                continue
            value = gumbel(now.seed, Stream.JOB_CHOICE, now.week, m.person[i], k)
            value += 2.0 * (h.province[k] == m.province[i]) + (h.sector[k] == m.sector[i])
            if value > best:
                chosen, best = slot_id, value
    return chosen


@inlined
def called_back(now, m, a, i, share):
    """Whether the last director of person ``i`` has started again and calls for his old hands."""
    firm = m.last_agency[i]
    if firm < 0 or a.incarnation[firm] < 1 or a.alive[firm] == 0:
        return False
    started = a.start_week[firm]
    if now.week - started > CALL_WEEKS or m.last_agency_week[i] >= started:
        return False
    return lasting(now.seed, Stream.WORKER_FOLLOWS, m.person[i], share, firm)


@inlined
def _meets_hirer(now, m, i, look, orders, hirer_from, placement):
    """The hirer with an open order that person ``i`` meets at a look, in his province or anywhere; -1 if none."""
    u = uniform(now.seed, Stream.JOB_RING, now.week, m.person[i], JOB_RING_LOOK + look)
    first, last = 0, hirer_from[hirer_from.size - 1]
    if not happens(now, Stream.JOB_SEARCH, m.person[i], placement.moves_province, JOB_SEARCH_LOOK + look):
        first, last = hirer_from[m.province[i]], hirer_from[m.province[i] + 1]
    if last == first:
        return -1
    return meet(orders.following, first + int(u * (last - first)), first, last)


@inlined
def _worth_of_order(now, labour, i, k, firm, placement):
    """What person ``i`` thinks of an order of hirer ``k`` by a firm: taste, pay, sector and whom he knows."""
    m, a, h = labour.m, labour.a, labour.h
    value = gumbel(now.seed, Stream.JOB_CHOICE, now.week, m.person[i], k)
    value += placement.wage_weight * math.log(h.wage[k] * (1.0 - a.extracted_wage[firm] - a.extracted_housing[firm]))
    if h.sector[k] != m.sector[i]:
        value += placement.other_sector
    if firm == m.last_agency[i]:
        value += placement.same_agency
    return value


@inlined
def choose_order(now, labour, i, orders, hirer_from, placement, terms):
    """The best of a few open orders person ``i`` meets, as slot id; -1 if there is none or all are refused."""
    m, chosen, best = labour.m, -1, -1e300
    for look in range(placement.candidates):
        k = _meets_hirer(now, m, i, look, orders, hirer_from, placement)
        if k < 0:
            continue
        s = best_slot(orders.count, k)
        firm = labour.h.supplier[k, s]
        if shut(now, m, i, k, firm, terms.contract, terms.threshold.window_weeks):
            continue
        value = _worth_of_order(now, labour, i, k, firm, placement)
        if value > best:
            chosen, best = k * SUPPLIERS + s, value
    if chosen >= 0 and m.transfer[i] == Transfer.NONE:
        if happens(now, Stream.OFFER_REFUSED, m.person[i], placement.reservation):
            return -1
    return chosen
