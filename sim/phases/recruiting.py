"""Phase 7, abroad: recruits are asked for what stays open, come if willing and if a bed can be offered."""

from __future__ import annotations

import math

import numpy as np

from sim.behaviour import Behaviour
from sim.books import Books, Item, Tally, pay
from sim.clock import LONG_AGO, NEVER, Now
from sim.draw_keys import CONTACT_REACHED, RECRUIT_RING_AGAIN, REGISTER_ON_ARRIVAL, TIED_ON_ARRIVAL_OWN_ROOF
from sim.draws import Stream, uniform
from sim.kernels import kernel
from sim.kinds import Cover, Homeless, Housing, Registration, Uncovered, Work
from sim.phases.beds import count_room
from sim.phases.debts import advance
from sim.phases.hire import enrolling, forget_clocks, hire, settle_bed
from sim.phases.orders_open import best_slot, meet, take
from sim.rules import HousingRules, Rules
from sim.state import Agencies, Blocks, Hirers, Institutions, Landlords, Migrants

SETTLED_WEEKS = 156  # stay of recruits who already live in NL, beyond the years in which most leave


@kernel
def _ask(now, m, h, ld, rows, open_orders, following, free, already_here, tied, travel, tally, taken):
    """Offer what stays open to ``rows`` in turn; returns how many say yes (their rows in ``taken``).

    A recruit who counts on a bed comes only if the province of the order has one to offer (M11).
    """
    count = 0
    size = h.orders.size
    for i in rows:
        u = uniform(now.seed, Stream.RECRUIT_RING, now.week, m.person[i])
        k = meet(following, int(u * size), 0, size)
        if k < 0:
            break
        for look in range(2):  # prefers an order in his own sector
            if h.sector[k] == m.sector[i]:
                break
            v = uniform(now.seed, Stream.RECRUIT_RING, now.week, m.person[i], RECRUIT_RING_AGAIN + look)
            other = meet(following, int(v * size), 0, size)
            if h.sector[other] == m.sector[i]:
                k = other
        s = best_slot(open_orders, k)
        p = h.province[k]
        tally[Tally.RECRUITS_ASKED] += 1
        here = m.first_week[i] == NEVER and uniform(now.seed, Stream.RETURN_RING, 0, m.person[i]) < already_here
        wants_bed = (not here) and uniform(now.seed, Stream.TIED_ON_ARRIVAL, now.week, m.person[i]) < tied
        take(open_orders, following, k, s)
        if wants_bed:
            if free[p] <= 0:
                tally[Tally.REFUSED_FOR_BED] += 1
                continue  # the order stays open, the recruit stays at home
            free[p] -= 1
        if here:  # settled in NL earlier: no first stay, and a hand who knows the country
            m.first_week[i], m.weeks_in_nl[i] = now.week - SETTLED_WEEKS, SETTLED_WEEKS
        m.work[i] = Work.ARRIVING
        m.hirer[i], m.slot[i] = k, s
        m.agency[i] = h.supplier[k, s]
        m.province[i] = p
        m.arrival_week[i] = now.week + (1 if here else travel)
        m.wants_bed[i] = 1 if wants_bed else 0
        m.return_week[i] = NEVER
        h.pipeline[k, s] += 1
        taken[count] = i
        count += 1
    return count


@kernel
def introduce(seed, week, m, rows, splits_origin, splits_sector, circular_horticulture, circular_other, knowledge):
    """Give persons who were never here the traits that are theirs for life.

    Writes: migrants' ``origin``, ``sector``, ``female``, ``birth_year``, ``network``, ``knowledge``, ``circular``,
    and all that does not start at zero, at its starting value: ``first_week``, ``spell_start``,
    ``last_agency_week``, ``scope_week``, ``job_loss_week``, ``agency``, ``hirer``, ``slot``, ``last_agency``,
    ``last_hirer``, ``location``, ``notice``, ``stay_weeks``, ``enrol_week``, ``duty_week``, ``repaired_from``,
    ``cover``, ``return_week``.
    """
    for i in rows:
        m.origin[i] = pick(splits_origin, uniform(seed, Stream.PERSON_ORIGIN, 0, m.person[i]))
        m.sector[i] = pick(splits_sector, uniform(seed, Stream.PERSON_SECTOR, 0, m.person[i]))
        m.female[i] = 1 if uniform(seed, Stream.PERSON_SEX, 0, m.person[i]) < 0.36 else 0
        age = 18.0 + 14.0 * -math.log(uniform(seed, Stream.PERSON_AGE, 0, m.person[i]))
        m.birth_year[i] = 2021 + week // 52 - int(min(age, 62.0))
        u = uniform(seed, Stream.PERSON_NETWORK, 0, m.person[i])
        m.network[i] = u * u
        m.knowledge[i] = min(1.0, 2.0 * knowledge * uniform(seed, Stream.PERSON_KNOWLEDGE, 0, m.person[i]))
        share = circular_horticulture if m.sector[i] == 0 else circular_other
        m.circular[i] = 1 if uniform(seed, Stream.PERSON_CIRCULAR, 0, m.person[i]) < share else 0
        m.first_week[i] = NEVER
        m.spell_start[i], m.last_agency_week[i], m.scope_week[i] = LONG_AGO, LONG_AGO, LONG_AGO
        m.job_loss_week[i] = LONG_AGO
        m.agency[i], m.hirer[i], m.slot[i], m.last_agency[i], m.location[i] = -1, -1, -1, -1, -1
        m.last_hirer[i] = -1
        m.notice[i], m.stay_weeks[i] = -1, -1
        m.enrol_week[i], m.duty_week[i], m.repaired_from[i] = NEVER, NEVER, NEVER
        m.cover[i] = Cover.ABROAD
        m.return_week[i] = NEVER


@kernel
def pick(shares, u):
    """Index of the share that holds u."""
    total = 0.0
    for k in range(len(shares)):
        total += shares[k]
        if u < total:
            return k
    return len(shares) - 1


@kernel
def _arrive(
    now,
    m,
    a,
    h,
    ld,
    renters,
    stock,
    blocks,
    travelling,
    contract,
    pay_rules,
    thr,
    cover,
    cap,
    house,
    search,
    registration,
    rni_share,
    housing_law,
    reach,
    books,
    here,
):
    """Land those whose journey ends: money, register, placement, bed."""
    count = 0
    for i in travelling:
        if m.arrival_week[i] > now.week:
            continue
        here[count] = i
        count += 1
        k, s, firm = m.hirer[i], m.slot[i], m.agency[i]
        h.pipeline[k, s] -= 1
        first = m.first_week[i] == NEVER
        wants_bed = m.wants_bed[i] == 1
        m.wants_bed[i] = 0
        if first:
            m.first_week[i] = now.week
        m.arrival_week[i] = now.week
        spread = -math.log(uniform(now.seed, Stream.PERSON_SAVINGS, now.week, m.person[i]))
        m.savings[i] = pay(books.cents, Item.SAVINGS_IN, house.savings_start * spread)
        m.savings_before[i] = m.savings[i]
        m.work_history[i] = 0
        m.cover[i], m.uncovered[i] = Cover.NONE, Uncovered.ENROLMENT_LAG
        m.agency[i], m.hirer[i], m.slot[i] = -1, -1, -1
        forget_clocks(m, i, now.week - m.last_agency_week[i], contract)
        m.last_agency_week[i], m.scope_week[i] = now.week, now.week
        m.homeless_cause[i] = Homeless.HOUSED
        u = uniform(now.seed, Stream.REGISTER, 0, m.person[i], REGISTER_ON_ARRIVAL)
        if m.registration[i] < Registration.RNI and u < rni_share:
            m.registration[i] = Registration.RNI
            if uniform(now.seed, Stream.CONTACT, 0, m.person[i]) < registration.contact_share:
                m.registration[i] = Registration.RNI_CONTACT
        reachable = uniform(now.seed, Stream.CONTACT, now.week, m.person[i], CONTACT_REACHED) < reach
        m.reachable[i] = 1 if reachable or m.registration[i] == Registration.RNI_CONTACT else 0
        books.tally[Tally.ARRIVALS] += 1
        own = uniform(now.seed, Stream.TIED_ON_ARRIVAL, now.week, m.person[i], TIED_ON_ARRIVAL_OWN_ROOF)
        p = m.province[i]
        m.housing[i] = Housing.FRIENDS
        m.stay_weeks[i] = 4 + int(own * 16.0)
        if not wants_bed and own < 0.4 and renters[p] < stock[p]:
            m.housing[i] = Housing.RENTAL
            m.stay_weeks[i] = -1
            m.rent[i] = house.market_rent
            renters[p] += 1
        if firm < 0 or a.alive[firm] == 0 or h.supplier[k, s] != firm:
            m.work[i] = Work.JOBLESS  # the firm that sent for him is gone
            m.job_loss_week[i] = now.week
            if wants_bed:
                m.stay_weeks[i] = 0
            continue
        m.work[i] = Work.JOBLESS
        hire(now, m, a, h, i, k, s, contract, thr, cover, cap)
        books.tally[Tally.AGENCY_SPELLS_STARTED] += 1
        if wants_bed:
            advance(now, m, a, i, house.debt_start * spread, pay_rules, books.cents)
            if not settle_bed(now, m, ld, renters, blocks, i, p, True, 1.0, housing_law):
                m.stay_weeks[i] = 1
                m.homeless_cause[i] = Homeless.NO_BED_ON_ARRIVAL
    return count


@kernel
def _reserved(m, travelling, free):
    for i in travelling:
        if m.wants_bed[i] == 1:
            free[m.province[i]] -= 1


def land_travellers(
    now: Now,
    migrants: Migrants,
    agencies: Agencies,
    hirers: Hirers,
    landlords: Landlords,
    institutions: Institutions,
    blocks: Blocks,
    travelling: np.ndarray,
    rules: Rules,
    behaviour: Behaviour,
    books: Books,
) -> np.ndarray:
    """Recruits whose journey ends this week start work, or find the firm gone; returns their rows.

    Writes: what `hire` and `settle_bed` write; ``weeks_in_nl``, ``first_week``, ``arrival_week``, ``last_agency_week``,
    ``scope_week``, ``job_loss_week``, ``savings``, ``savings_before``, ``debt``, ``debt_outside``, ``chain_weeks``,
    ``chain_contracts``, ``last_hirer``, ``work_history``, ``registration``, ``wants_bed``,
    ``reachable``, ``migrants.rent``; ``hirers.pipeline``; ``agencies.capital``; ``renters``, ``free_beds``.
    """
    count_room(landlords, institutions.free_beds, blocks.next_place)
    here = np.empty(travelling.size, np.int32)
    count = _arrive(
        now,
        migrants,
        agencies,
        hirers,
        landlords,
        institutions.renters,
        institutions.rental_stock,
        blocks,
        travelling,
        rules.contract,
        rules.pay,
        behaviour.threshold,
        enrolling(behaviour.cover, rules.cover),
        behaviour.extraction.cap_health,
        behaviour.household,
        behaviour.housing,
        rules.registration,
        behaviour.registration.rni_share,
        rules.housing,
        behaviour.registration.reach_base,
        books,
        here,
    )
    return here[:count]


def recruit_abroad(
    now: Now,
    migrants: Migrants,
    hirers: Hirers,
    landlords: Landlords,
    institutions: Institutions,
    blocks: Blocks,
    returning: np.ndarray,
    cohort: np.ndarray,
    travelling: np.ndarray,
    open_orders: np.ndarray,
    following: np.ndarray,
    housing: HousingRules,
    behaviour: Behaviour,
    books: Books,
) -> np.ndarray:
    """Ask for recruits for all that stays open: first those willing to return, then the week's new cohort.

    The cohort holds as many as are willing this week, or as are asked for; more orders may stay open.
    Returns the rows that set out. The k-th of a cohort is always the same person, so a larger need adds
    people and changes nobody else.

    Writes: ``work``, ``hirer``, ``slot``, ``agency``, ``migrants.province``, ``arrival_week``, ``wants_bed``,
    ``return_week`` of those who set out; ``hirers.pipeline``; ``bed_shortage``, ``free_beds``.
    """
    count_room(landlords, institutions.free_beds, blocks.next_place)
    free = institutions.free_beds.copy()
    _reserved(migrants, travelling, free)
    before = books.tally[Tally.REFUSED_FOR_BED]
    taken = np.empty(returning.size + cohort.size, np.int32)
    arrivals = behaviour.arrivals
    tied = behaviour.housing.tied_on_arrival * (1.0 - housing.self_arranged)
    common = arrivals.already_here, tied, arrivals.travel_weeks, books.tally
    offer = open_orders, following, free
    back = _ask(now, migrants, hirers, landlords, returning, *offer, *common, taken)
    new = _ask(now, migrants, hirers, landlords, cohort, *offer, *common, taken[back:])
    books.tally[Tally.RECRUITS_SENT] += back + new
    refused = books.tally[Tally.REFUSED_FOR_BED] - before
    _smooth_shortage(institutions.bed_shortage, refused, free)
    return taken[: back + new]


def _smooth_shortage(shortage: np.ndarray, refused: float, free: np.ndarray) -> None:
    """Shortage per province: refusals fall on the provinces without room, forgotten over a quarter."""
    full = free <= 0
    shortage *= 12.0 / 13.0
    if refused and full.any():
        shortage[full] += refused / full.sum()
