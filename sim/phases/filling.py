"""Phase 7: filling orders. Idle workers first, then who seeks in NL, then recruits from abroad."""

from __future__ import annotations

import math

import numpy as np

from sim.behaviour import Behaviour
from sim.books import Books, Tally
from sim.clock import Now
from sim.draw_keys import JOB_RING_LOOK, JOB_RING_OWN_ORDER, JOB_RING_TURN, JOB_SEARCH_LOOK
from sim.draws import Stream, gumbel, uniform
from sim.kernels import inlined, kernel
from sim.kinds import Contract, EndCause, Hop, Housing, Work
from sim.phases.clocks import idle_term, shut
from sim.phases.hire import enrolling, hire, settle_bed
from sim.phases.orders_open import best_slot, by_agency, count_open, meet, take
from sim.rules import Rules
from sim.state import SUPPLIERS, Agencies, Blocks, Hirers, Institutions, Landlords, Migrants

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
def count_unfilled(h, books):
    """Book the orders that stay unfilled this week."""
    for k in range(h.orders.size):
        for s in range(SUPPLIERS):
            books.tally[Tally.UNFILLED] += max(0, h.target[k, s] - h.filled[k, s])


def place_in_country(
    now: Now,
    migrants: Migrants,
    agencies: Agencies,
    hirers: Hirers,
    landlords: Landlords,
    institutions: Institutions,
    blocks: Blocks,
    present: np.ndarray,
    rules: Rules,
    behaviour: Behaviour,
    books: Books,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Fill open orders from those in NL; returns who loses the job unplaced, the causes, and what stays open.

    Reads: orders, suppliers, wages; persons' province, sector, last agency.
    Writes: what `hire` and `settle_bed` write for those placed; ``hop`` and ``job_loss_week`` of those who
    find no other agency after all.
    """
    open_orders = np.empty_like(hirers.filled)
    following = np.empty(hirers.orders.size + 1, np.int32)
    count_open(hirers, agencies, open_orders, following)
    begin, members = by_agency(hirers, agencies, open_orders)
    rows, causes = np.empty(present.size, np.int32), np.empty(present.size, np.int8)
    cap = behaviour.extraction.cap_health
    terms = rules.contract, behaviour.threshold, enrolling(behaviour.cover, rules.cover), cap
    count = _place_idle(
        now, migrants, agencies, hirers, present, open_orders, following, begin, members, *terms, rows, causes
    )
    who, priority = np.empty(present.size, np.int32), np.empty(present.size)
    street_job = behaviour.housing.street_job
    followers = behaviour.phoenix.workers
    seeking = _seekers(now, migrants, agencies, present, behaviour.career, street_job, followers, who, priority, books)
    order = who[:seeking][np.argsort(priority[:seeking], kind="stable")]
    _place_seekers(
        now,
        migrants,
        agencies,
        hirers,
        landlords,
        institutions.renters,
        blocks,
        order,
        open_orders,
        following,
        begin,
        members,
        followers,
        behaviour.placement,
        *terms,
        behaviour.housing.job_bed,
        rules.housing,
        books,
    )
    return rows[:count], causes[:count], open_orders, following
