"""Phase 4: home. Notice runs, friends tire, the homeless search, the housed move up."""

from __future__ import annotations

import math

import numpy as np

from sim.core.draw_keys import HOUSING_SEARCH_JOB_BED, LEASE_GIVEN_ROTATION, LOCATION_NEW_LEASE, SHELTER_INSIDE
from sim.core.draws import Stream, uniform
from sim.core.kernels import kernel
from sim.phase import fields, phase
from sim.phases.housing.beds import count_room, find_bed, move_in
from sim.phases.shared.departure import DEPART_READS, DEPART_WRITES, depart, vacate
from sim.phases.shared.home_choice import (
    EVICTION_IN_ARREARS,
    FRIENDS,
    GO_HOME,
    JOB_BED,
    RENTAL,
    STAY,
    STREET,
    employed,
    first_choice,
    home_weight,
    in_arrears,
    later_choice,
    rental_vacancy,
    rental_weight,
    temporary_lease,
    turns_into_lease,
)
from sim.state.codes import Homeless, Hop, Housing, Registration, Work
from sim.state.ledger import Item, Tally, pay
from sim.week import Week

WINTER = (11, 12, 1, 2, 3)


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
    law,
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
        must_leave, owes = False, False  # who owes rent gets no other bed of the agency
        if form == Housing.TIED or form == Housing.AGENCY_LEASE:
            if m.notice[i] >= 0 and m.hop[i] == Hop.NONE:  # a hop is settled in phase 7, with a bed or without
                if m.kept_weeks[i] > 0 and not working and m.rent_arrears[i] > m.rent[i]:
                    m.notice[i] = max(0, m.notice[i] - m.kept_weeks[i])  # the bed is kept for rent, not without
                    m.kept_weeks[i] = 0
                m.notice[i] -= 1
                must_leave = m.notice[i] < 0
                if must_leave and not working:
                    books.tally[Tally.EVICTIONS] += 1
            elif form == Housing.TIED and m.notice[i] < 0:
                if law.rent_unpaid > 0.0 and in_arrears(m.rent_arrears[i], house):
                    owes = uniform(now.seed, Stream.RENT_ARREARS, now.week, m.person[i]) < EVICTION_IN_ARREARS
                    must_leave = owes
                elif temporary_lease(now.seed, m.location[i], m.bed_week[i], m.circular[i], ld.certified, law):
                    must_leave = now.week - m.bed_week[i] >= law.temp_max_weeks  # it ends of itself
                elif turns_into_lease(now, m, i, law):
                    if (
                        uniform(now.seed, Stream.LEASE_GIVEN, 0, m.location[i], LEASE_GIVEN_ROTATION)
                        < law.lease_rotation
                    ):
                        m.bed_week[i] = now.week  # another bed of the same landlord, another short contract
                        books.tally[Tally.BED_ROTATIONS] += 1
                    else:
                        m.housing[i] = Housing.AGENCY_LEASE
                        m.rent[i] *= law.lease_rent
            elif m.notice[i] < 0 and in_arrears(m.rent_arrears[i], house):  # a tenant, put out by a judge
                must_leave = uniform(now.seed, Stream.RENT_ARREARS, now.week, m.person[i]) < EVICTION_IN_ARREARS
        elif form == Housing.FRIENDS:
            if m.stay_weeks[i] > 0:
                m.stay_weeks[i] -= 1
            must_leave = m.stay_weeks[i] == 0
        elif form == Housing.RENTAL and in_arrears(m.rent_arrears[i], house):
            must_leave = uniform(now.seed, Stream.RENT_ARREARS, now.week, m.person[i]) < EVICTION_IN_ARREARS
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
            bed = search.job_bed if work == Work.AGENCY and not owes else 0.0
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
                u = uniform(now.seed, Stream.HOUSING_SEARCH, now.week, m.person[i], HOUSING_SEARCH_JOB_BED)
                asks = u < search.job_bed * 0.5
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
                leased = (
                    uniform(now.seed, Stream.LOCATION, now.week, m.person[i], 0, LOCATION_NEW_LEASE)
                    < law.own_lease_share
                )
                m.housing[i] = Housing.AGENCY_LEASE if leased else Housing.TIED
                m.location[i], m.bed_week[i] = place, now.week
                move_in(place, ld.beds, ld.crowding, ld.occupants, blocks.next_place)
                m.rent[i] = ld.rent[place]
                m.notice[i], m.stay_weeks[i] = -1, -1
                continue
        if choice == STAY:
            if homeless:  # a place in a shelter is given for four weeks
                entitled = uniform(now.seed, Stream.SHELTER, 0, m.person[i]) < search.shelter_entitled
                chance = shelter_entitled if entitled else shelter_open
                inside = uniform(now.seed, Stream.SHELTER, block4, m.person[i], SHELTER_INSIDE) < chance
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


@phase(
    reads=DEPART_READS
    | fields(
        migrants="network work agency hop weeks_in_nl bed_week notice kept_weeks stay_weeks rent rent_arrears "
        "homeless_cause registration",
        landlords="province owner beds crowding certified rent open",
        institutions="rental_stock free_beds",
        week="present",
    ),
    writes=DEPART_WRITES
    | fields(
        migrants="bed_week kept_weeks homeless_cause",
        institutions="free_beds",
        books="SHELTER_COST",
        tally="HOMELESS_IN HOMELESS_BY_JOB_LOSS EVICTIONS RETURNS_FROM_STREET BED_ROTATIONS",
    ),
)
def go_home_or_stay(week: Week) -> None:
    """Run notices down, settle who must leave a bed, let the homeless search and the housed move up.

    Shelter is bounded: the chance of a place is the number of places over those who sleep rough. Places are paid for
    while somebody sleeps there; those of the short shelter also when they are empty, since cities keep them.
    """
    s, b, rules, now = week.state, week.behaviour, week.rules.housing, week.now
    m, institutions, present, search = s.migrants, s.institutions, week.present, b.housing
    count_room(s.landlords, institutions.free_beds, s.blocks.next_place)
    rough = max(1, _homeless_now(m, present))
    winter_places = rules.shelter_open_places * now.scale if now.month in WINTER else 0.0
    short_places = rules.shelter_short_places * now.scale
    open_places = winter_places + short_places
    entitled = rules.shelter_entitled_places * now.scale
    out = np.empty(present.size, np.int32)
    leaving = _home(
        now,
        m,
        s.landlords,
        institutions.renters,
        institutions.rental_stock,
        s.blocks,
        present,
        search,
        b.household,
        b.switch.leave_rule,
        rules,
        min(1.0, open_places / rough),
        min(1.0, entitled / max(1.0, search.shelter_entitled * rough)),
        rules.return_help,
        week.books,
        out,
    )
    depart(week, out[:leaving])
    inside = int(np.count_nonzero(m.housing[present] == Housing.SHELTER))
    empty = 0.0
    if short_places > 0.0:  # below nothing where chance took in more than there are places
        by_right = min(entitled, search.shelter_entitled * rough)
        empty = short_places * (1.0 - max(0.0, inside - by_right) / open_places)
    pay(week.books.cents, int(Item.SHELTER_COST), (inside + empty) * rules.shelter_cost)
