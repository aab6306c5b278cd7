"""Phase 7: filling orders. Idle workers first, then who seeks in NL, then recruits from abroad."""

from __future__ import annotations

import math

import numpy as np

from sim.core.draw_keys import JOB_RING_LOOK, JOB_RING_OWN_ORDER, JOB_RING_TURN, JOB_SEARCH_LOOK
from sim.core.draws import Stream, gumbel, uniform
from sim.core.kernels import inlined, kernel
from sim.phase import fields, phase
from sim.phases.employment.hire import BED_WRITES, HIRE_READS, HIRE_WRITES, enrolling, hire, settle_bed
from sim.phases.shared.contract_clocks import idle_term, shut
from sim.phases.shared.open_orders import best_slot, by_agency, count_open, meet, take
from sim.state.codes import Contract, EndCause, Hop, Housing, Work
from sim.state.columns import SUPPLIERS
from sim.state.ledger import Tally
from sim.week import Ended, OpenOrders, Week

AGENCY_LOOKS = 6  # open slots an agency compares for a worker of its own
CALL_WEEKS = 13  # after its restart in which a firm calls those back who worked for the one before


@inlined
def own_order(now, m, h, i, firm, begin, members, open_orders, contract, window):
    """The best for person ``i`` of a few open orders of a firm, as slot id; -1 if it has none."""
    size = begin[firm + 1] - begin[firm]
    chosen, best = -1, -1e300
    if size > 0:
        at = int(uniform(now.seed, Stream.JOB_RING, now.week, m.person[i], JOB_RING_OWN_ORDER) * size)
        for step in range(min(size, AGENCY_LOOKS)):
            slot_id = members[begin[firm] + (at + step) % size]
            k, s = slot_id // SUPPLIERS, slot_id % SUPPLIERS
            if open_orders[k, s] <= 0 or shut(now, m, i, k, firm, contract, window):
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
    return uniform(now.seed, Stream.WORKER_FOLLOWS, 0, m.person[i], firm) < share


@kernel
def _place_idle(now, m, a, h, present, open_orders, following, begin, members, contract, thr, cover, cap, rows, causes):
    """An agency sends its idle workers; those in phase A who cannot be placed lose the job."""
    count = 0
    for i in present:
        if m.work[i] != Work.IDLE:
            continue
        chosen = -1
        if m.sick_weeks[i] == 0:  # the ill are not sent
            chosen = own_order(
                now, m, h, i, m.agency[i], begin, members, open_orders, contract, thr.window_weeks
            )  # fmt: skip
        if chosen >= 0:
            k, s = chosen // SUPPLIERS, chosen % SUPPLIERS
            take(open_orders, following, k, s)
            hire(now, m, a, h, i, k, s, contract, thr, cover, cap)
            continue
        m.term_weeks[i] -= 1  # phase A: no work, no contract; later to the end of the term
        kept = m.contract[i] > Contract.A_SERIES or contract.kept_pay_weeks > 0
        kept = kept or idle_term(m.contract[i], m.phase_weeks[i], contract)
        if not kept or m.term_weeks[i] <= 0:
            rows[count], causes[count] = i, EndCause.DEMAND
            count += 1
    return count


@kernel
def _seekers(now, m, a, present, careers, street_job, followers, who, priority, books):
    """Who looks this week: all who go to another agency at once or are called back, and a share of the jobless."""
    count = 0
    for i in present:
        if m.work[i] != Work.JOBLESS:
            continue
        if m.sick_weeks[i] > 0:
            if m.hop[i] == Hop.FROM_AGENCY:  # too ill to start elsewhere: the job is lost
                m.job_loss_week[i] = now.week
                books.tally[Tally.JOBS_LOST] += 1
            m.hop[i] = Hop.NONE
            continue
        if m.hop[i] == Hop.NONE:
            chance = careers.jobless_finds
            if m.housing[i] == Housing.STREET or m.housing[i] == Housing.SHELTER:
                chance *= street_job
            looks = uniform(now.seed, Stream.JOB_SEARCH, now.week, m.person[i]) < chance
            if not looks and not called_back(now, m, a, i, followers):
                continue
        who[count] = i
        turn = uniform(now.seed, Stream.JOB_RING, now.week, m.person[i], JOB_RING_TURN)
        priority[count] = turn - (m.hop[i] != Hop.NONE)
        count += 1
    return count


@inlined
def choose_order(now, m, a, h, i, open_orders, following, hirer_from, placement, contract, window):
    """The best of a few open orders person ``i`` meets, as slot id; -1 if there is none or all are refused."""
    chosen, best = -1, -1e300
    size = h.orders.size
    for look in range(placement.candidates):
        u = uniform(now.seed, Stream.JOB_RING, now.week, m.person[i], JOB_RING_LOOK + look)
        v = uniform(now.seed, Stream.JOB_SEARCH, now.week, m.person[i], JOB_SEARCH_LOOK + look)
        if v < placement.moves_province:
            first, last = 0, size
        else:
            first, last = hirer_from[m.province[i]], hirer_from[m.province[i] + 1]
        if last == first:
            continue
        k = meet(following, first + int(u * (last - first)), first, last)
        if k < 0:
            continue
        s = best_slot(open_orders, k)
        firm = h.supplier[k, s]
        if shut(now, m, i, k, firm, contract, window):
            continue
        value = gumbel(now.seed, Stream.JOB_CHOICE, now.week, m.person[i], k)
        value += placement.wage_weight * math.log(h.wage[k] * (1.0 - a.e_wage[firm] - a.e_housing[firm]))
        if h.sector[k] != m.sector[i]:
            value += placement.other_sector
        if firm == m.last_agency[i]:
            value += placement.same_agency
        if value > best:
            chosen, best = k * SUPPLIERS + s, value
    if chosen >= 0 and m.hop[i] == Hop.NONE:
        if uniform(now.seed, Stream.OFFER_REFUSED, now.week, m.person[i]) < placement.reservation:
            return -1
    return chosen


@kernel
def _place_seekers(
    now,
    m,
    a,
    h,
    ld,
    renters,
    blocks,
    order,
    open_orders,
    following,
    begin,
    members,
    followers,
    placement,
    contract,
    thr,
    cover,
    cap,
    job_bed,
    housing_law,
    books,
):
    for i in order:
        chosen = -1
        if called_back(now, m, a, i, followers):
            chosen = own_order(
                now, m, h, i, m.last_agency[i], begin, members, open_orders, contract, thr.window_weeks
            )  # fmt: skip
        if chosen < 0:
            chosen = choose_order(
                now, m, a, h, i, open_orders, following, blocks.hirer_from, placement, contract, thr.window_weeks
            )  # fmt: skip
        if chosen < 0:
            if m.hop[i] == Hop.FROM_AGENCY:  # no other agency after all: the job is lost
                m.job_loss_week[i] = now.week
                books.tally[Tally.JOBS_LOST] += 1
            m.hop[i] = Hop.NONE
            continue
        k, s = chosen // SUPPLIERS, chosen % SUPPLIERS
        take(open_orders, following, k, s)
        hire(now, m, a, h, i, k, s, contract, thr, cover, cap)
        books.tally[Tally.AGENCY_SPELLS_STARTED] += 1
        settle_bed(now, m, ld, renters, blocks, i, h.province[k], False, job_bed, housing_law)


@kernel
def _unfilled(h, books):
    """Book the orders that stay unfilled this week."""
    for k in range(h.orders.size):
        for s in range(SUPPLIERS):
            books.tally[Tally.UNFILLED] += max(0, h.target[k, s] - h.filled[k, s])


@phase(
    reads=fields(hirers="target filled"),
    writes=fields(tally="UNFILLED"),
)
def count_unfilled(week: Week) -> None:
    """Book the orders that stay unfilled this week."""
    _unfilled(week.state.hirers, week.books)


@phase(
    reads=HIRE_READS
    | fields(
        migrants="sector province work weeks_at_hirer term_weeks hop housing location notice sick_weeks",
        agencies="alive incarnation start_week e_wage e_housing",
        hirers="sector province wage target pipeline",
        landlords="owner beds crowding occupants certified rent",
        institutions="renters",
        week="present",
    ),
    writes=HIRE_WRITES
    | BED_WRITES
    | fields(
        migrants="job_loss_week",
        week="ended open_orders",
        tally="JOBS_LOST AGENCY_SPELLS_STARTED",
    ),
)
def place_in_country(week: Week) -> None:
    """Fill open orders from those in NL: idle workers first, who may lose the job without a place, then who seeks."""
    s, b, r, now, m, a, h = week.state, week.behaviour, week.rules, week.now, *week.state[:3]
    present, books = week.present, week.books
    open_orders = np.empty_like(h.filled)
    following = np.empty(h.orders.size + 1, np.int32)
    count_open(h, a, open_orders, following)
    begin, members = by_agency(h, a, open_orders)
    rows, causes = np.empty(present.size, np.int32), np.empty(present.size, np.int8)
    terms = r.contract, b.threshold, enrolling(b.cover, r.cover), b.extraction.cap_health
    count = _place_idle(now, m, a, h, present, open_orders, following, begin, members, *terms, rows, causes)
    who, priority = np.empty(present.size, np.int32), np.empty(present.size)
    followers = b.phoenix.workers
    seeking = _seekers(now, m, a, present, b.career, b.housing.street_job, followers, who, priority, books)
    order = who[:seeking][np.argsort(priority[:seeking], kind="stable")]
    _place_seekers(
        now,
        m,
        a,
        h,
        s.landlords,
        s.institutions.renters,
        s.blocks,
        order,
        open_orders,
        following,
        begin,
        members,
        followers,
        b.placement,
        *terms,
        b.housing.job_bed,
        r.housing,
        books,
    )
    week.ended = Ended(rows[:count], causes[:count])
    week.open_orders = OpenOrders(open_orders, following)
