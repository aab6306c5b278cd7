"""Phase 11: once a quarter a hirer looks at its suppliers, at offers of others, and at other forms of hiring."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.behaviour.market import Enforcement, ModeChoice, SupplierChoice
from sim.behaviour.switches import Switches
from sim.core.calendar import QUARTER
from sim.core.draws import Stream, lasting
from sim.core.kernels import inlined, kernel
from sim.phase import fields, phase
from sim.phases.agencies.left_behind import lawful, successor
from sim.phases.hirers.forms_of_hiring import posting_cost, review_form
from sim.phases.hirers.hirer_liability import compared
from sim.phases.hirers.offers import hirer_index, make_offers, no_offers
from sim.phases.hirers.supplier_slots import (
    drop_barred,
    has_supplier,
    place_supplier,
    shift_towards,
    slot_for_newcomer,
    wanted_suppliers,
)
from sim.phases.hirers.supplier_value import Buyer, value_of_supplier
from sim.phases.money.hirer_books import ranks_of, reports_from
from sim.phases.shared.wages import WAGE_OVER_MINIMUM
from sim.state.columns import SUPPLIERS
from sim.week import Week


class Market(NamedTuple):
    """What of the market and the law of the week is worked out once for all hirers."""

    rate: np.ndarray  # float64, mean hire rate over wage, per sector
    index: np.ndarray  # float64, that rate over the rate of the start
    wage: float  # EUR per hour, mean of the market
    checks: float  # share of hirers that check the register, 0 while there is no ban
    reports_from: float  # size from which a hirer must report on its suppliers
    posting_cost: float  # cost of posted labour over that under the law of the start


class Buying(NamedTuple):
    """The behaviour a hirer's review needs."""

    supplier: SupplierChoice
    mode: ModeChoice
    switch: Switches
    enforcement: Enforcement


@inlined
def _awareness(h, row, market, liability, switch):
    """How well a hirer knows who supplies it and minds: its own trait, what the law tells, what it must report."""
    known = liability.awareness
    if h.size[row] >= market.reports_from:
        known += liability.report_awareness
    return min(1.0, h.awareness[row] + known) if switch.awareness == 1 else 0.0


@inlined
def _buyer(now, h, row, barred, market, law, b):
    """A hirer at its review, once it has let go suppliers that it may not have and checks on."""
    has = 0
    for slot in range(SUPPLIERS):
        has += h.supplier[row, slot] >= 0
    checks = market.checks > 0.0 and lasting(now.seed, Stream.REGISTER_CHECK, row, market.checks)
    if checks:
        has -= drop_barred(h, row, barred)
    aware = _awareness(h, row, market, law.liability, b.switch)
    missing = has < wanted_suppliers(h.size[row])
    own = h.supplier[row, 0], h.supplier[row, 1], h.supplier[row, 2]
    level = market.rate[h.sector[row]]
    return Buyer(row, level, h.orders[row], aware, market.wage, checks, own, has, missing)


@inlined
def _own_best(now, h, a, buyer, law, b):
    """Best of a hirer's own suppliers: its slot and utility, and the liability expected of all, by their shares."""
    s, row = b.supplier, buyer.row
    best, best_slot, extra_now = -np.inf, -1, 0.0
    for slot in range(SUPPLIERS):
        i = h.supplier[row, slot]
        if i < 0 or (buyer.checks and a.barred[i] == 1):
            continue
        extra, u = value_of_supplier(now, a, i, buyer, law, b)
        extra_now += h.share[row, slot] * extra
        u += s.incumbent + s.own_share * math.log(max(h.share[row, slot], 0.01) * buyer.has)
        if u > best:
            best, best_slot = u, slot
    return best_slot, best, extra_now


@inlined
def _newcomer(now, a, offers, buyer, best, law, b):
    """The agency whose offer is worth more than ``best``, the most if there are several; -1 where none is."""
    chosen = -1
    at = buyer.row // QUARTER
    for k in range(offers.count[at]):
        i = offers.agency[at, k]
        if i < 0 or has_supplier(buyer.own, i) or (buyer.checks and a.barred[i] == 1):
            continue
        _, u = value_of_supplier(now, a, i, buyer, law, b)
        # n offers of one agency weigh as n agencies that offer once, or no agency could stay large
        u += math.log(offers.times[at, k]) + (b.supplier.open_slot if buyer.missing else 0.0)
        if u > best:
            best, chosen = u, i
    return chosen


@inlined
def _try_newcomer(h, a, buyer, agency, s):
    """Give a newcomer a slot: of a supplier that died it gets the orders, else a trial, within its room to grow."""
    row = buyer.row
    slot = slot_for_newcomer(h, row, buyer.missing)
    lost = h.former_share[row, slot] if h.former[row, slot] >= 0 else 0.0
    room = max(s.span * a.start_size[agency] - a.worker_weeks_13[agency] / 13.0, 1.0)
    place_supplier(h, row, slot, agency, min(max(s.first_share, lost), room / max(buyer.orders, 1.0)))


@kernel
def _review(now, h, a, offers, market, law, b):
    """The hirers whose turn it is: own supplier or newcomer, then the form of hiring."""
    s = b.supplier
    for row in range(now.week % QUARTER, h.size.size, QUARTER):
        buyer = _buyer(now, h, row, a.barred, market, law, b)
        best_slot, best, extra = _own_best(now, h, a, buyer, law, b)
        chosen = _newcomer(now, a, offers, buyer, best, law, b)
        if chosen >= 0:
            _try_newcomer(h, a, buyer, chosen, s)
        elif best_slot >= 0 and buyer.has > 1:
            shift_towards(h, row, best_slot, s.shift)
        if b.switch.displacement == 1:
            review_form(now, h, row, extra, market, law, b)


@kernel
def _replace_last(now, h, among):
    """A hirer of this turn whose only supplier was let go, and who heard of no other, takes one that is admitted."""
    for row in range(now.week % QUARTER, h.size.size, QUARTER):
        if max(h.supplier[row, 0], h.supplier[row, 1], h.supplier[row, 2]) >= 0:
            continue
        found = successor(now, Stream.SUPPLIER_REPLACED, row, h.sector[row], h.province[row], among)
        if found >= 0:
            h.supplier[row, 0], h.share[row, 0] = found, 1.0


@phase(
    reads=fields(
        agencies="province sector start_size initial_honest alive incarnation worker_weeks_13 selling_capacity "
        "price_factor fill_rate label admitted barred last_detection",
        hirers="sector province size awareness orders agency_share direct_share posted_share self_share sub_share "
        "supplier share former former_share",
        institutions="price_index price_base",
    ),
    writes=fields(
        hirers="agency_share direct_share posted_share self_share sub_share supplier share target former "
        "takeover_share",
    ),
)
def reconsider_hirers(week: Week) -> None:
    """Let a thirteenth of the hirers choose suppliers and forms of hiring.

    They compare pay, inspection and liability under the rules in force with those of the start: equal rules move no
    form of hiring.
    """
    now, h, a, b, r = week.now, week.state.hirers, week.state.agencies, week.behaviour, week.rules
    first, institutions = week.first_rules, week.state.institutions
    offers = no_offers(now.week, h.size.size)
    make_offers(now, a, week.lasting(hirer_index), b.supplier, offers)
    market = Market(
        institutions.price_index * institutions.price_base,
        institutions.price_index,
        r.pay.minimum_wage_38 * WAGE_OVER_MINIMUM,
        r.admission.register_check * r.admission.gate_enforced,
        reports_from(week.lasting(ranks_of), r.liability.report_coverage),
        posting_cost(r.pay, r.inspection, first.inspection, r.admission),
    )
    buying = Buying(b.supplier, b.mode, b.switch, b.enforcement)
    _review(now, h, a, offers, market, compared(r, first), buying)
    if market.checks > 0.0:
        _replace_last(now, h, lawful(a))
