"""Phase 7, abroad: recruits are asked for what stays open, come if willing and if a bed can be offered."""

from __future__ import annotations

import math

import numpy as np

from sim.cohorts import TRAITS_READS, TRAITS_WRITES, willing_per_week
from sim.core.calendar import NEVER
from sim.core.draw_keys import CONTACT_REACHED, RECRUIT_RING_AGAIN, REGISTER_ON_ARRIVAL, TIED_ON_ARRIVAL_OWN_ROOF
from sim.core.draws import Stream, uniform
from sim.core.kernels import kernel
from sim.phase import fields, phase
from sim.phases.employment.hire import BED_WRITES, HIRE_READS, HIRE_WRITES, enrolling, forget_clocks, hire, settle_bed
from sim.phases.housing.beds import count_room
from sim.phases.money.debts import advance
from sim.phases.shared.open_orders import best_slot, meet, take
from sim.phases.shared.wages import real_net_wage
from sim.state.codes import Cover, Homeless, Housing, Registration, Uncovered, Work
from sim.state.ledger import Item, Tally, pay
from sim.week import Week

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


@phase(
    reads=HIRE_READS
    | fields(
        migrants="province savings debt debt_outside work hirer slot first_week arrival_week wants_bed housing "
        "location notice registration",
        agencies="alive capital e_wage e_tax e_housing",
        hirers="pipeline",
        landlords="province owner beds crowding occupants certified rent open",
        institutions="rental_stock renters free_beds",
        week="travelling",
    ),
    writes=HIRE_WRITES
    | BED_WRITES
    | fields(
        migrants="savings savings_before debt debt_outside work_history last_agency_week scope_week job_loss_week "
        "first_week arrival_week wants_bed registration reachable",
        agencies="capital",
        hirers="pipeline",
        institutions="free_beds",
        week="present travelling",
        books="LOAN_TO_MIGRANT SAVINGS_IN RECRUITER_LOAN",
        tally="ARRIVALS AGENCY_SPELLS_STARTED",
    ),
)
def land_travellers(week: Week) -> None:
    """Let recruits whose journey ends this week start work, or find the firm gone."""
    s, b, r, m, institutions = week.state, week.behaviour, week.rules, week.state.migrants, week.state.institutions
    count_room(s.landlords, institutions.free_beds, s.blocks.next_place)
    here = np.empty(week.travelling.size, np.int32)
    count = _arrive(
        week.now,
        m,
        s.agencies,
        s.hirers,
        s.landlords,
        institutions.renters,
        institutions.rental_stock,
        s.blocks,
        week.travelling,
        r.contract,
        r.pay,
        b.threshold,
        enrolling(b.cover, r.cover),
        b.extraction.cap_health,
        b.household,
        b.housing,
        r.registration,
        b.registration.rni_share,
        r.housing,
        b.registration.reach_base,
        week.books,
        here,
    )
    week.travelling = week.travelling[m.work[week.travelling] == Work.ARRIVING]
    week.present = np.concatenate([week.present, here[:count]])


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
    away = send_for(week, week.leavers[m.return_week[week.leavers] <= week.now.week], cohort)
    week.travelling = np.concatenate([week.travelling, away])
    week.leavers = week.leavers[m.work[week.leavers] == Work.LEFT]


def send_for(week: Week, returning: np.ndarray, cohort: np.ndarray) -> np.ndarray:
    """Offer the open orders to those willing to return and then to the cohort; returns the rows that set out."""
    s, m, b, now, tally = week.state, week.state.migrants, week.behaviour, week.now, week.books.tally
    count_room(s.landlords, s.institutions.free_beds, s.blocks.next_place)
    free = s.institutions.free_beds.copy()
    _reserved(m, week.travelling, free)
    before = tally[Tally.REFUSED_FOR_BED]
    taken = np.empty(returning.size + cohort.size, np.int32)
    tied = b.housing.tied_on_arrival * (1.0 - week.rules.housing.self_arranged)
    common = b.arrivals.already_here, tied, b.arrivals.travel_weeks, tally
    offer = week.open_orders.count, week.open_orders.following, free
    back = _ask(now, m, s.hirers, s.landlords, returning, *offer, *common, taken)
    new = _ask(now, m, s.hirers, s.landlords, cohort, *offer, *common, taken[back:])
    tally[Tally.RECRUITS_SENT] += back + new
    _smooth_shortage(s.institutions.bed_shortage, tally[Tally.REFUSED_FOR_BED] - before, free)
    return taken[: back + new]


def _smooth_shortage(shortage: np.ndarray, refused: float, free: np.ndarray) -> None:
    """Shortage per province: refusals fall on the provinces without room, forgotten over a quarter."""
    full = free <= 0
    shortage *= 12.0 / 13.0
    if refused and full.any():
        shortage[full] += refused / full.sum()
