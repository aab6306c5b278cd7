"""What a world consists of before people live in it, and how people are seated in it."""

from __future__ import annotations

import numpy as np

from sim.core.draw_keys import INSPECT_SCORE_START
from sim.core.draws import Stream
from sim.phases.agencies.quarterly_review import start_prices
from sim.phases.hirers.orders import set_orders
from sim.population.making import Making
from sim.population.market import make_agencies, make_hirers
from sim.population.people import house, seat
from sim.population.places import make_places, rooms_for
from sim.population.sampling import draw_many
from sim.population.suppliers import assign_suppliers
from sim.population.turnover import Seen
from sim.state.codes import Housing
from sim.state.columns import Agencies, Blocks, Hirers, Institutions, Landlords, empty_institutions
from sim.week import Week


def frame(making: Making, seen: Seen | None = None) -> tuple[Agencies, Hirers, Landlords, Institutions, Blocks]:
    """Agencies, hirers, locations and institutions of a world, before there are people in it."""
    seed, behaviour = making.seed, making.behaviour
    agencies = make_agencies(making, seen)
    hirers = make_hirers(seed, making.scale, making.world, making.splits)
    assign_suppliers(seed, hirers, agencies, behaviour)
    places, place_from = make_places(making, agencies)
    institutions = empty_institutions()
    start_prices(agencies, institutions)
    # fractions of visits begin anywhere: at zero for all, every seed would have its short years together
    balance = institutions.visit_balance
    balance[:] = draw_many(seed, Stream.INSPECT_SCORE, np.arange(balance.size), INSPECT_SCORE_START)
    institutions.return_rates[:] = behaviour.arrivals.circular_return, behaviour.arrivals.other_return
    hirer_from = np.searchsorted(hirers.province, np.arange(13)).astype(np.int32)
    return (
        agencies,
        hirers,
        places,
        institutions,
        Blocks(hirer_from, place_from, np.arange(places.beds.size + 1, dtype=np.int32)),
    )


def seat_all(seed: int, week: Week, placed: np.ndarray) -> np.ndarray:
    """Seat and house everyone at the start; returns who found no seat."""
    s = week.state
    s.hirers.filled[:] = 0
    set_orders(week)
    left = seat(seed, s.migrants, s.hirers, s.agencies, placed)
    m = s.migrants
    tied = week.present[(m.housing[week.present] == Housing.TIED) | (m.housing[week.present] == Housing.AGENCY_LEASE)]
    house(seed, m, s.landlords, tied)
    fit_rentals(week)
    return left


def fit_rentals(week: Week) -> None:
    """Count renters and give the rental market of each province the usual few per cent of room."""
    m, s = week.state.migrants, week.state
    renting = week.present[m.housing[week.present] == Housing.RENTAL]
    s.institutions.renters[:] = np.bincount(m.province[renting], minlength=12)
    s.institutions.rental_stock[:] = rooms_for(s.institutions.renters, week.behaviour.housing.rental_room)
