"""Builds a world from a base world: the one place where actors are made."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sim.behaviour import Behaviour
from sim.kinds import Housing, Work
from sim.phases.agencies import start_prices
from sim.population.cohorts import introduce_rows, make_cohorts
from sim.population.market import make_agencies, make_hirers
from sim.population.people import crude_start, house, match_cover, sample, seat
from sim.population.places import make_places, rooms_for
from sim.population.suppliers import assign_suppliers
from sim.rules import Rules
from sim.state import (
    Agencies,
    Blocks,
    Hirers,
    Institutions,
    Landlords,
    Migrants,
    State,
    empty,
    empty_institutions,
)
from sim.week import Week
from sim.world import Splits, World

SETTLING_SCALE = 1 / 40
SETTLING_WEEKS = 624
NEVER = 32767


def _frame(
    seed: int,
    scale: float,
    first_week: int,
    weeks: int,
    world: World,
    splits: Splits,
    behaviour: Behaviour,
    rules: Rules,
) -> tuple[Agencies, Hirers, Landlords, Institutions, Blocks]:
    """Agencies, hirers, locations and institutions of a world, before there are people in it."""
    agencies = make_agencies(seed, scale, world, splits, behaviour, rules, first_week, weeks)
    hirers = make_hirers(seed, scale, world, splits, behaviour)
    assign_suppliers(seed, hirers, agencies, behaviour)
    places, place_from = make_places(seed, scale, first_week, world, splits, behaviour, rules.housing, agencies)
    institutions = empty_institutions()
    start_prices(agencies, institutions)
    institutions.return_rates[:] = behaviour.arrivals.circular_return, behaviour.arrivals.other_return
    hirer_from = np.searchsorted(hirers.province, np.arange(13)).astype(np.int32)
    return agencies, hirers, places, institutions, Blocks(hirer_from, place_from)


def _seat_all(seed: int, week: Week, placed: np.ndarray) -> np.ndarray:
    """Seat and house everyone at the start; returns who found no seat."""
    s = week.state
    s.hirers.filled[:] = 0
    week.set_orders()
    left = seat(seed, s.migrants, s.hirers, s.agencies, placed)
    m = s.migrants
    tied = week.present[(m.housing[week.present] == Housing.TIED) | (m.housing[week.present] == Housing.AGENCY_LEASE)]
    house(seed, m, s.landlords, s.blocks, tied)
    fit_rentals(week)
    return left


def fit_rentals(week: Week) -> None:
    """Count renters and give the rental market of each province the usual few per cent of room."""
    m, s = week.state.migrants, week.state
    renting = week.present[m.housing[week.present] == Housing.RENTAL]
    s.institutions.renters[:] = np.bincount(m.province[renting], minlength=12)
    s.institutions.rental_stock[:] = rooms_for(s.institutions.renters, week.behaviour.housing.rental_room)


def _settling_world(
    seed: int, last_week: int, world: World, splits: Splits, behaviour: Behaviour, rules: Rules
) -> Week:
    """A small world with a crude start, ready to settle for `SETTLING_WEEKS` up to ``last_week``."""
    scale, first = SETTLING_SCALE, last_week - SETTLING_WEEKS + 1
    agencies, hirers, places, institutions, blocks = _frame(
        seed, scale, first, SETTLING_WEEKS, world, splits, behaviour, rules
    )
    stock = round(world.agency_migrants * scale)
    people = round(stock * 1.75)
    cohorts = make_cohorts(world, behaviour, scale, people, first, SETTLING_WEEKS)
    migrants = empty(Migrants, people + cohorts.rows)
    rows = np.arange(people, dtype=np.int32)
    introduce_rows(seed, first, migrants, rows, splits, behaviour)
    provinces = np.repeat(np.arange(12), np.diff(np.round(np.cumsum([0, *splits.province]) * people).astype(int)))
    migrants.province[rows] = provinces[(np.arange(people) * 7919) % people]
    crude_start(seed, first - 1, migrants, rows, stock)
    none = np.empty(0, np.int32)
    state = State(migrants, agencies, hirers, places, institutions, blocks)
    week = Week(seed, scale, state, world, splits, behaviour, rules, cohorts, rows, none, none)
    week.open(first - 1, rules)
    left = _seat_all(seed, week, rows[:stock])
    migrants.work[left] = Work.JOBLESS
    migrants.contract[left] = 0
    return week


@lru_cache(maxsize=2)  # a base and its policies start from the same settled world
def settle(seed: int, last_week: int, world: World, splits: Splits, behaviour: Behaviour, rules: Rules) -> Week:
    """A small world after twelve years of its own: persons need that long, firms turn over in five."""
    week = _settling_world(seed, last_week, world, splits, behaviour, rules)
    for number in range(last_week - SETTLING_WEEKS + 1, last_week + 1):
        week.open(number, rules)
        week.live()
        if number % 13 == 0 and number < last_week - 104:
            fit_rentals(week)
    return week


def build(
    seed: int,
    scale: float,
    first_week: int,
    weeks: int,
    world: World,
    splits: Splits,
    behaviour: Behaviour,
    rules: Rules,
) -> Week:
    """The world of a run, the week before ``first_week``: persons sampled from a settled world.

    Parameters
    ----------
    scale
        Persons of this world per person of the country, 0 < scale <= 1.
    weeks
        Weeks of the run, warm-up included; the lists of future persons and founders cover them all.
    """
    settled = settle(seed, first_week - 1, world, splits, behaviour, rules)
    source, ratio = settled.state.migrants, scale / settled.scale
    agencies, hirers, places, institutions, blocks = _frame(
        seed, scale, first_week, weeks, world, splits, behaviour, rules
    )
    kept = settled.leavers[source.return_week[settled.leavers] < first_week + weeks]
    counts = [round(rows.size * ratio) for rows in (settled.present, kept)]
    cohorts = make_cohorts(world, behaviour, scale, sum(counts), first_week, weeks)
    migrants = empty(Migrants, sum(counts) + cohorts.rows)
    here = sample(seed, source, migrants, ratio, settled.present, 0)
    away = sample(seed, source, migrants, ratio, kept, here)
    present = np.arange(here, dtype=np.int32)
    leavers = np.arange(here, here + away, dtype=np.int32)
    state = State(migrants, agencies, hirers, places, institutions, blocks)
    none = np.empty(0, np.int32)
    week = Week(seed, scale, state, world, splits, behaviour, rules, cohorts, present, none, leavers)
    week.open(first_week - 1, rules)
    before = settled.state.institutions
    tightness = before.rental_stock / np.maximum(before.renters, 1)
    contracted = np.isin(migrants.work[present], (Work.AGENCY, Work.IDLE))
    contracted |= (migrants.work[present] == Work.SICK) & (migrants.contract[present] > 0)
    left = _seat_all(seed, week, present[contracted])
    institutions.rental_stock[:] = rooms_for(institutions.renters, tightness)
    migrants.work[present[contracted]] = Work.AGENCY
    migrants.work[left], migrants.contract[left], migrants.hop[left] = Work.JOBLESS, 0, 1
    migrants.sick_weeks[present[contracted]] = 0
    placed = present[migrants.work[present] == Work.AGENCY]
    x = behaviour.extraction
    match_cover(seed, migrants, agencies, placed, behaviour.cover.withheld_share, x.cap_health)
    return week
