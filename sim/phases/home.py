"""Phase 4: home. Notice runs, friends tire, the homeless search, the housed move up."""

from __future__ import annotations

import math

import numpy as np

from sim.behaviour.people import Household, HousingSearch
from sim.behaviour.switches import LeaveRule
from sim.books import Books, Item, Tally, pay
from sim.clock import Now
from sim.draws import Stream, gumbel, uniform
from sim.kernels import kernel
from sim.kinds import Homeless, Housing, Registration, Work
from sim.phases.beds import count_room, find_bed, move_in
from sim.phases.departure import depart, vacate
from sim.rules import HousingRules
from sim.state import Blocks, Institutions, Landlords, Migrants

# options of a search; the codes key the Gumbel draws and must not change
FRIENDS, RENTAL, JOB_BED, GO_HOME, STREET, STAY = 0, 1, 2, 3, 4, 5
WINTER = (11, 12, 1, 2, 3)


@kernel
def employed(work, agency):
    """In paid work, or ill or idle at an agency's cost."""
    return work == Work.AGENCY or work >= Work.DIRECT or agency >= 0


@kernel
def rental_vacancy(stock, renters, usual_room):
    """Free room in a province's rental market over the usual few per cent; 0 when it is full."""
    return max(0.0, (stock - renters) / (stock * (1.0 - 1.0 / usual_room)))


@kernel
def rental_weight(search, savings, registration, vacancy, working):
    """Weight of renting for oneself: savings for the deposit, papers, room in the market, work."""
    if savings <= search.rental_savings:
        return 0.0
    weight = search.rental * vacancy
    if registration == Registration.RESIDENT:
        weight *= search.rental_registered
    return weight * search.rental_working if working else weight


@kernel
def home_weight(search, rule, weeks_in_nl, savings, living):
    """Weight of going home jobless the week the notice ends, under the rule chosen."""
    if rule == LeaveRule.SAVINGS:
        return 4.0 * search.home_first_year if savings < 4.0 * living else 0.1 * search.home_first_year
    weight = search.home_first_year if weeks_in_nl < 52 else 0.5 * search.home_first_year
    return weight * search.home_broke if savings < 0.0 else weight


@kernel
def first_choice(seed, week, person, friends, rental, job_bed, home, street):
    """Where a person goes the week the bed must be left: the largest log weight plus Gumbel."""
    best, chosen = -math.inf, STREET
    weights = (friends, rental, job_bed, home, street)
    for option in range(5):
        if weights[option] > 0.0:
            value = math.log(weights[option]) + gumbel(seed, Stream.HOUSING_SEARCH, week, person, option)
            if value > best:
                best, chosen = value, option
    return chosen


@kernel
def later_choice(seed, week, person, friends, rental, home):
    """Where a homeless person gets this week: an event at the sum of the chances, then which."""
    total = friends + rental + home
    if uniform(seed, Stream.HOUSING_SEARCH, week, person, 9) >= 1.0 - math.exp(-total):
        return STAY
    return first_choice(seed, week, person, friends, rental, 0.0, home, 0.0)


@kernel
def _home(
    now,
    m,
    ld,
    renters,
    stock,
    blocks,
    present,
    search,
    house,
    rule,
    own_lease,
    shelter_open,
    shelter_entitled,
    help_home,
    books,
    out,
):
    leaving = 0
    block4 = now.week // 4
    for i in present:
        work = m.work[i]
        if work < Work.AGENCY:
            continue
        form = m.housing[i]
        p = m.province[i]
        working = employed(work, m.agency[i])
        must_leave = False
        if form == Housing.TIED or form == Housing.AGENCY_LEASE:
            if m.notice[i] >= 0 and m.hop[i] == 0:  # a hop is settled in phase 7, with a bed or without
                m.notice[i] -= 1
                must_leave = m.notice[i] < 0
                if must_leave and not working:
                    books.tally[Tally.EVICTIONS] += 1
        elif form == Housing.FRIENDS:
            if m.stay_weeks[i] > 0:
                m.stay_weeks[i] -= 1
            must_leave = m.stay_weeks[i] == 0
        elif form == Housing.RENTAL and m.rent_arrears[i] > 8.0 * house.market_rent:
            must_leave = uniform(now.seed, Stream.RENT_ARREARS, now.week, m.person[i]) < 0.1
        choice = STAY
        homeless = form == Housing.SHELTER or form == Housing.STREET
        if must_leave:
            vacancy = rental_vacancy(stock[p], renters[p], search.rental_room)
            rental = rental_weight(search, m.savings[i], m.registration[i], vacancy, working)
            friends = (
                search.friends_first * m.network[i]
                if form != Housing.FRIENDS
                else 0.3 * search.friends_first * m.network[i]
            )
            bed = search.job_bed if work == Work.AGENCY else 0.0
            home = 0.0 if working else home_weight(search, rule, m.weeks_in_nl[i], m.savings[i], house.living)
            street = search.street * search.street_working if working else search.street
            choice = first_choice(now.seed, now.week, m.person[i], friends, rental, bed, home, street)
        elif homeless:
            s = search.slow_working if working else search.slow
            vacancy = rental_vacancy(stock[p], renters[p], search.rental_room)
            rental = rental_weight(search, m.savings[i], m.registration[i], vacancy, working) * s
            friends = search.friends_later * m.network[i] * s
            bed_wait = 0.0
            if work == Work.AGENCY:
                asks = uniform(now.seed, Stream.HOUSING_SEARCH, now.week, m.person[i], 8) < search.job_bed * 0.5
                bed_wait = 1.0 if asks else 0.0
            home = 0.0 if working else search.home_later * help_home
            choice = JOB_BED if bed_wait > 0.0 else later_choice(now.seed, now.week, m.person[i], friends, rental, home)
        elif form != Housing.RENTAL and working and m.savings[i] > search.rental_savings:
            rate = search.move_up * min(rental_vacancy(stock[p], renters[p], search.rental_room), 2.0)
            if m.registration[i] == Registration.RESIDENT:
                rate *= search.rental_registered
            if work >= Work.DIRECT:
                rate *= search.move_up_direct
            if m.weeks_in_nl[i] < 52:
                rate *= search.move_up_first_year
            if uniform(now.seed, Stream.MOVE_TO_RENTAL, now.week, m.person[i]) < rate:
                choice = RENTAL
        if choice == RENTAL and renters[p] >= stock[p]:
            # the last room went to another; who earns pays for a sofa
            choice = STAY if not must_leave else (FRIENDS if working else STREET)
        if choice == JOB_BED:
            place = find_bed(
                now.seed,
                now.week,
                m.person[i],
                p,
                m.agency[i],
                blocks.place_from,
                blocks.next_place,
                ld.owner,
                ld.certified,
            )
            if place < 0:
                choice = FRIENDS if must_leave else STAY  # the agency pays a sofa until a bed is free
            else:
                vacate(form, m.location[i], p, ld.occupants, renters)
                leased = uniform(now.seed, Stream.LOCATION, now.week, m.person[i], 0, 3) < own_lease
                m.housing[i] = Housing.AGENCY_LEASE if leased else Housing.TIED
                m.location[i] = place
                move_in(place, ld.beds, ld.crowding, ld.occupants, blocks.next_place)
                m.rent[i] = ld.rent[place]
                m.notice[i], m.stay_weeks[i] = -1, -1
                continue
        if choice == STAY:
            if homeless:  # a place in a shelter is given for four weeks
                entitled = uniform(now.seed, Stream.SHELTER, 0, m.person[i]) < search.shelter_entitled
                chance = shelter_entitled if entitled else shelter_open
                inside = uniform(now.seed, Stream.SHELTER, block4, m.person[i], 1) < chance
                m.housing[i] = Housing.SHELTER if inside else Housing.STREET
            continue
        vacate(form, m.location[i], p, ld.occupants, renters)
        m.location[i], m.notice[i], m.stay_weeks[i] = -1, -1, -1
        m.rent_arrears[i] = 0.0
        if choice == GO_HOME:
            m.housing[i] = Housing.ABROAD
            if homeless:
                books.tally[Tally.RETURNS_FROM_STREET] += 1
            out[leaving] = i
            leaving += 1
        elif choice == RENTAL:
            m.housing[i] = Housing.RENTAL
            m.rent[i] = house.market_rent
            renters[p] += 1
        elif choice == FRIENDS:
            m.housing[i] = Housing.FRIENDS
            m.rent[i] = 0.0
            stay = -math.log(uniform(now.seed, Stream.FRIENDS_STAY, now.week, m.person[i])) * search.friends_weeks
            m.stay_weeks[i] = 1 + int(min(stay, 104.0))
        else:
            m.housing[i] = Housing.STREET
            m.rent[i] = 0.0
            books.tally[Tally.HOMELESS_IN] += 1
            if form == Housing.FRIENDS:
                if m.homeless_cause[i] == Homeless.HOUSED:
                    m.homeless_cause[i] = Homeless.END_OF_FRIENDS
            elif form == Housing.RENTAL:
                m.homeless_cause[i] = Homeless.RENT_ARREARS
            elif not working:
                m.homeless_cause[i] = Homeless.JOB_LOSS
            elif m.homeless_cause[i] != Homeless.HOUSE_CLOSED:
                m.homeless_cause[i] = Homeless.OTHER
            if m.homeless_cause[i] == Homeless.JOB_LOSS:
                books.tally[Tally.HOMELESS_BY_JOB_LOSS] += 1
        if choice == FRIENDS and not working and form != Housing.FRIENDS:
            m.homeless_cause[i] = Homeless.JOB_LOSS
        elif choice == RENTAL:
            m.homeless_cause[i] = Homeless.HOUSED
    return leaving


@kernel
def _homeless_now(m, present):
    count = 0
    for i in present:
        if m.housing[i] == Housing.SHELTER or m.housing[i] == Housing.STREET:
            count += 1
    return count


def go_home_or_stay(
    now: Now,
    migrants: Migrants,
    landlords: Landlords,
    institutions: Institutions,
    blocks: Blocks,
    present: np.ndarray,
    rules: HousingRules,
    search: HousingSearch,
    household: Household,
    leave_rule: int,
    books: Books,
) -> None:
    """Run notices down, settle who must leave a bed, let the homeless search and the housed move up.

    Shelter is bounded: the chance of a place is the number of places over those who sleep rough.

    Reads: work, savings, network, registration, tenure; beds and rental room.
    Writes: ``housing``, ``location``, ``notice``, ``stay_weeks``, ``migrants.rent``, ``rent_arrears``,
    ``homeless_cause``; ``occupants``, ``renters``, ``free_beds``; what `depart` writes for those who go home.
    """
    count_room(landlords, institutions.free_beds, blocks.next_place)
    rough = max(1, _homeless_now(migrants, present))
    open_places = rules.shelter_open_places * now.scale if now.month in WINTER else 0.0
    entitled = rules.shelter_entitled_places * now.scale
    out = np.empty(present.size, np.int32)
    leaving = _home(
        now,
        migrants,
        landlords,
        institutions.renters,
        institutions.rental_stock,
        blocks,
        present,
        search,
        household,
        leave_rule,
        rules.own_lease_share,
        min(1.0, open_places / rough),
        min(1.0, entitled / max(1.0, search.shelter_entitled * rough)),
        rules.return_help,
        books,
        out,
    )
    depart(now, migrants, landlords, institutions, out[:leaving], books)
    inside = int(np.count_nonzero(migrants.housing[present] == Housing.SHELTER))
    pay(books.cents, Item.SHELTER_COST, inside * rules.shelter_cost)
