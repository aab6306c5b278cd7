"""A world whose persons are sampled from a settled world, seated, housed and insured as they were there."""

from __future__ import annotations

import numpy as np

from sim.cohorts import Numbering
from sim.population.frame import frame, seat_all
from sim.population.making import Making
from sim.population.people import match_cover, sample
from sim.population.places import open_spare, rooms_for
from sim.population.settled import Settled
from sim.state.codes import Housing, Transfer, Work
from sim.state.columns import Migrants, State, empty
from sim.week import Week


def populate(making: Making, settled: Settled, ratio: float, until: int) -> Week:
    """The world of ``making`` the week before its first, with ``ratio`` persons for each of the settled world.

    Persons abroad who are willing to return only in week ``until`` or later are left out.
    """
    seed, scale, first_week, _, world, splits, behaviour, rules = making
    source = settled.migrants
    agencies, hirers, places, institutions, blocks = frame(making, settled.seen)
    lived, abroad = np.arange(settled.present), np.arange(settled.present, source.work.size)
    kept = abroad[source.return_week[abroad] < until]
    counts = [round(rows.size * ratio) for rows in (lived, kept)]
    people = sum(counts)
    migrants = empty(Migrants, people + people // 4)
    here = sample(seed, source, migrants, ratio, lived, 0)
    away = sample(seed, source, migrants, ratio, kept, here)
    present = np.arange(here, dtype=np.int32)
    leavers = np.arange(here, here + away, dtype=np.int32)
    migrants.person[:people] = np.arange(people)
    numbering = Numbering(people, first_week)
    state = State(migrants, agencies, hirers, places, institutions, blocks)
    none = np.empty(0, np.int32)
    week = Week(seed, scale, state, world, splits, behaviour, rules, numbering, present, none, leavers)
    week.open(first_week - 1, rules)
    contracted = np.isin(migrants.work[present], (Work.AGENCY, Work.IDLE))
    contracted |= (migrants.work[present] == Work.SICK) & (migrants.contract[present] > 0)
    in_beds = np.isin(migrants.housing[present], (Housing.TIED, Housing.AGENCY_LEASE))
    open_spare(places, settled.room * np.count_nonzero(in_beds))
    left = seat_all(seed, week, present[contracted])
    institutions.rental_stock[:] = rooms_for(institutions.renters, settled.tightness)
    migrants.work[present[contracted]] = Work.AGENCY
    migrants.work[left], migrants.contract[left], migrants.transfer[left] = Work.JOBLESS, 0, Transfer.FROM_AGENCY
    migrants.sick_weeks[present[contracted]] = 0
    placed = present[migrants.work[present] == Work.AGENCY]
    x = behaviour.extraction
    match_cover(seed, migrants, agencies, placed, behaviour.cover.withheld_share, x.cap_health)
    week.list_up()
    return week
