"""Phase 4: home. Who must leave a bed finds another way, the homeless search, the housed move up."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.behaviour.people import Household, HousingSearch
from sim.behaviour.switches import Switches
from sim.core.kernels import as_row, kernel
from sim.phase import fields, phase
from sim.phases.housing.beds import count_room
from sim.phases.housing.home_choice import FRIENDS, GO_HOME, JOB_BED, STAY, employed, where_to
from sim.phases.housing.home_move import gets_job_bed, move, sleeps_inside
from sim.phases.housing.home_notice import STAYS, must_leave
from sim.phases.shared.departure import DEPART_READS, DEPART_WRITES, depart
from sim.phases.shared.views import homes_of
from sim.rules import HousingRules
from sim.state.codes import Housing, Work, is_homeless
from sim.state.ledger import Item, pay
from sim.week import Week

WINTER = (11, 12, 1, 2, 3)


class Shelter(NamedTuple):
    """Chance this week of a place in a shelter, for those entitled to one and for all others."""

    entitled: float
    open: float


class Terms(NamedTuple):
    """What a home hangs on."""

    search: HousingSearch
    house: Household
    switch: Switches
    law: HousingRules
    shelter: Shelter


@kernel
def _without_home(housing, present):
    """How many sleep in the street, and how many in a shelter."""
    street = inside = 0
    for row in present:
        i = as_row(row)
        street += 1 if housing[i] == Housing.STREET else 0
        inside += 1 if housing[i] == Housing.SHELTER else 0
    return street, inside


@kernel
def _home(now, m, homes, present, terms, tally, out):
    """Let everyone stay or move; returns how many go home (their rows in ``out``)."""
    leaving = 0
    for row in present:
        i = as_row(row)
        if m.work[i] < Work.AGENCY:
            continue
        working = employed(m.work[i], m.agency[i])
        leaves = must_leave(now, m, i, working, homes.ld.certified, terms, tally)
        choice = where_to(now, m, i, working, leaves, homes, terms)
        if choice == JOB_BED:
            if gets_job_bed(now, m, i, homes, terms.law):
                continue
            choice = STAY if leaves == STAYS else FRIENDS  # the agency pays a sofa until a bed is free
        if choice != STAY:
            move(now, m, i, choice, homes, terms, tally)
            if choice == GO_HOME:
                out[leaving] = i
                leaving += 1
        elif is_homeless(m.housing[i]):
            inside = sleeps_inside(now, m.person[i], terms.search, terms.shelter)
            m.housing[i] = Housing.SHELTER if inside else Housing.STREET
    return leaving


@phase(
    reads=DEPART_READS
    | fields(
        migrants="network work agency transfer weeks_in_nl bed_week notice notice_weeks_if_paid stay_weeks rent "
        "rent_arrears homeless_cause registration",
        landlords="province owner beds crowding certified rent open",
        institutions="rental_stock free_beds",
        week="present",
    ),
    writes=DEPART_WRITES
    | fields(
        migrants="bed_week notice_weeks_if_paid homeless_cause",
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
    rough = max(1, sum(_without_home(m.housing, present)))
    winter_places = rules.shelter_open_places * now.scale if now.month in WINTER else 0.0
    short_places = rules.shelter_short_places * now.scale
    open_places = winter_places + short_places
    entitled = rules.shelter_entitled_places * now.scale
    out = np.empty(present.size, np.int32)
    shelter = Shelter(
        entitled=min(1.0, entitled / max(1.0, search.shelter_entitled * rough)), open=min(1.0, open_places / rough)
    )
    terms = Terms(search, b.household, b.switch, rules, shelter)
    leaving = _home(now, m, homes_of(s), present, terms, week.books.tally, out)
    depart(week, out[:leaving])
    _, inside = _without_home(m.housing, present)
    empty = 0.0
    if short_places > 0.0:  # below nothing where chance took in more than there are places
        by_right = min(entitled, search.shelter_entitled * rough)
        empty = short_places * (1.0 - max(0.0, inside - by_right) / open_places)
    pay(week.books.cents, int(Item.SHELTER_COST), (inside + empty) * rules.shelter_cost)
