"""Phase 7, arrival: recruits whose journey ends bring money, register, and find the job and the bed, or do not."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.behaviour.people import Household, RegistrationBehaviour
from sim.core.calendar import NEVER
from sim.core.draw_keys import CONTACT_REACHED, REGISTER_ON_ARRIVAL, TIED_ON_ARRIVAL_OWN_ROOF
from sim.core.draws import Stream, happens, lasting, uniform
from sim.core.kernels import inlined, kernel
from sim.phase import fields, phase
from sim.phases.employment.hire import HIRE_READS, HIRE_WRITES, HireTerms, forget_clocks, hire, hire_terms
from sim.phases.housing.beds import count_room
from sim.phases.housing.job_bed import BED_WRITES, bed_on_arrival
from sim.phases.money.debts import advance
from sim.phases.shared.views import homes_of, labour_of
from sim.rules import HousingRules, PayRules, RegistrationRules
from sim.state.codes import Cover, Homeless, Housing, Registration, Uncovered, Work
from sim.state.ledger import Item, Tally, pay
from sim.week import Week


class Terms(NamedTuple):
    """What an arrival hangs on."""

    hire: HireTerms
    pay: PayRules
    registration: RegistrationRules
    housing: HousingRules
    house: Household
    registering: RegistrationBehaviour


@inlined
def _land(now, m, i, savings, contract):
    """Person ``i`` is in NL, with some savings and without cover, job or slot."""
    if m.first_week[i] == NEVER:
        m.first_week[i] = now.week
    m.arrival_week[i] = now.week
    m.savings[i] = savings
    m.savings_before[i] = savings
    m.work_history[i] = 0
    m.cover[i], m.uncovered[i] = Cover.NONE, Uncovered.ENROLMENT_LAG
    m.work[i] = Work.JOBLESS
    m.wants_bed[i] = 0
    m.agency[i], m.hirer[i], m.slot[i] = -1, -1, -1
    forget_clocks(m, i, now.week - m.last_agency_week[i], contract)
    m.last_agency_week[i], m.scope_week[i] = now.week, now.week
    m.homeless_cause[i] = Homeless.HOUSED


@inlined
def _register_on_arrival(now, m, i, rules, registering):
    """Person ``i`` registers as non-resident or not; whether a letter or call reaches him."""
    registers = lasting(now.seed, Stream.REGISTER, m.person[i], registering.rni_share, REGISTER_ON_ARRIVAL)
    if m.registration[i] < Registration.RNI and registers:
        gives_contact = lasting(now.seed, Stream.CONTACT, m.person[i], rules.contact_share)
        m.registration[i] = Registration.RNI_CONTACT if gives_contact else Registration.RNI
    reachable = happens(now, Stream.CONTACT, m.person[i], registering.reach_base, CONTACT_REACHED)
    m.reachable[i] = 1 if reachable or m.registration[i] == Registration.RNI_CONTACT else 0


@inlined
def _first_roof(now, m, i, wants_bed, homes, market_rent):
    """Person ``i`` sleeps with friends for a start, or rents where he counts on no bed of the agency."""
    own, p = uniform(now.seed, Stream.TIED_ON_ARRIVAL, now.week, m.person[i], TIED_ON_ARRIVAL_OWN_ROOF), m.province[i]
    m.housing[i] = Housing.FRIENDS
    m.stay_weeks[i] = 4 + int(own * 16.0)
    if not wants_bed and own < 0.4 and homes.renters[p] < homes.stock[p]:
        m.housing[i] = Housing.RENTAL
        m.stay_weeks[i] = -1
        m.rent[i] = market_rent
        homes.renters[p] += 1


@inlined
def _firm_is_gone(labour, hirer, slot, firm):
    """Whether the firm that sent for a recruit has ended, or lost the slot it wanted him for."""
    return firm < 0 or labour.a.alive[firm] == 0 or labour.h.supplier[hirer, slot] != firm


@inlined
def _bed_and_debt(now, labour, i, homes, borrows, terms, cents):
    """Person ``i``, who counts on a bed with the job, owes for the journey and gets the bed, or a week with friends."""
    m = labour.m
    advance(now, m, labour.a, i, borrows, terms.pay, cents)
    if not bed_on_arrival(now, m, i, m.province[i], homes, terms.housing):
        m.stay_weeks[i] = 1
        m.homeless_cause[i] = Homeless.NO_BED_ON_ARRIVAL


@kernel
def _arrive(now, labour, homes, travelling, terms, books, here):
    """Land those whose journey ends: money, register, placement, bed. Returns how many (``here``)."""
    m, h, house, count = labour.m, labour.h, terms.house, 0
    for i in travelling:
        if m.arrival_week[i] > now.week:
            continue
        here[count] = i
        count += 1
        k, s, firm, wants_bed = m.hirer[i], m.slot[i], m.agency[i], m.wants_bed[i] == 1
        h.pipeline[k, s] -= 1
        spread = -math.log(uniform(now.seed, Stream.PERSON_SAVINGS, now.week, m.person[i]))
        _land(now, m, i, pay(books.cents, Item.SAVINGS_IN, house.savings_start * spread), terms.hire.contract)
        _register_on_arrival(now, m, i, terms.registration, terms.registering)
        _first_roof(now, m, i, wants_bed, homes, house.market_rent)
        books.tally[Tally.ARRIVALS] += 1
        if _firm_is_gone(labour, k, s, firm):
            m.job_loss_week[i] = now.week
            if wants_bed:
                m.stay_weeks[i] = 0
            continue
        hire(now, labour, i, k, s, terms.hire)
        books.tally[Tally.AGENCY_SPELLS_STARTED] += 1
        if wants_bed:
            _bed_and_debt(now, labour, i, homes, house.debt_start * spread, terms, books.cents)
    return count


@phase(
    reads=HIRE_READS
    | fields(
        migrants="province savings debt debt_outside work hirer slot first_week arrival_week wants_bed housing "
        "location notice registration",
        agencies="alive capital extracted_wage extracted_tax extracted_housing",
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
    s, b, r, m = week.state, week.behaviour, week.rules, week.state.migrants
    count_room(s.landlords, s.institutions.free_beds, s.blocks.next_place)
    here = np.empty(week.travelling.size, np.int32)
    terms = Terms(hire_terms(week), r.pay, r.registration, r.housing, b.household, b.registration)
    count = _arrive(week.now, labour_of(s), homes_of(s), week.travelling, terms, week.books, here)
    week.travelling = week.travelling[m.work[week.travelling] == Work.ARRIVING]
    week.present = np.concatenate([week.present, here[:count]])
