"""Housing locations: certified and uncertified, in province blocks, with closed rows for later building."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import ndtri  # pyright: ignore[reportMissingTypeStubs]

from sim.core.draw_keys import (
    LOCATION_CLOSE_START,
    LOCATION_CLOSE_START_WAIT,
    PLACE_BEDS_RENT,
    PLACE_OWNER_WHICH,
    QUICK_EVICTION_START,
)
from sim.core.draws import Stream
from sim.phases.housing.house_rules import HOUSE_M2, LODGING_M2, LODGINGS
from sim.population.making import Making
from sim.population.sampling import draw_many, split_evenly, stratified
from sim.rules import HousingRules
from sim.state.codes import PlaceKind
from sim.state.columns import Agencies, Landlords, empty

SPARE = 0.35  # rows kept closed for places yet to be built, over those in use


def _kind(certified: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Half of certified places are agencies', a quarter of housing firms (H9); parks carry much of the rest."""
    kinds = np.select(
        [u < 0.5, u < 0.75, u < 0.9],
        [PlaceKind.AGENCY, PlaceKind.INTERMEDIARY, PlaceKind.PRIVATE],
        PlaceKind.HOLIDAY_PARK,
    )
    loose = np.select(
        [u < 0.3, u < 0.5, u < 0.85],
        [PlaceKind.AGENCY, PlaceKind.INTERMEDIARY, PlaceKind.PRIVATE],
        PlaceKind.HOLIDAY_PARK,
    )
    return np.where(certified, kinds, loose).astype(np.int8)


def _owners(seed: int, landlords: Landlords, agencies: Agencies) -> np.ndarray:
    """Owner of agency places: an agency of the province, by size; -1 for other kinds."""
    owner = np.full(landlords.beds.size, -1, np.int32)
    living = np.flatnonzero(agencies.alive)
    weight = np.maximum(agencies.start_size[living], 0.5)
    everywhere = np.cumsum(weight) / weight.sum()
    for p in range(12):
        rows = np.flatnonzero((landlords.province == p) & (landlords.kind == PlaceKind.AGENCY))
        local = living[agencies.province[living] == p]
        u = draw_many(seed, Stream.PLACE_OWNER, rows)
        v = draw_many(seed, Stream.PLACE_OWNER, rows, PLACE_OWNER_WHICH)
        chosen = living[np.minimum(np.searchsorted(everywhere, v), living.size - 1)]
        if local.size:
            near = np.cumsum(agencies.start_size[local]) / agencies.start_size[local].sum()
            at_home = local[np.minimum(np.searchsorted(near, v), local.size - 1)]
            chosen = np.where(u < 0.6, at_home, chosen)
        owner[rows] = chosen
    return owner


def _close_some(seed: int, places: Landlords, first_week: int, rules: HousingRules, reopen: float) -> None:
    """Close as many loose houses as municipal checks keep closed in the long run."""
    loose = np.flatnonzero((places.open == 1) & (places.certified == 0) & (places.crowding > rules.crowding_norm))
    share = 1.0 - 1.0 / (1.0 + rules.municipal_check_rate * (reopen + 4.0))
    closed = loose[draw_many(seed, Stream.LOCATION_CLOSE, loose, LOCATION_CLOSE_START) < share]
    wait = -np.log(draw_many(seed, Stream.LOCATION_CLOSE, closed, LOCATION_CLOSE_START_WAIT)) * reopen
    places.open[closed] = 0
    places.open_week[closed] = first_week + 1 + np.minimum(wait, 1000.0).astype(np.int16)


def make_places(making: Making, agencies: Agencies) -> tuple[Landlords, np.ndarray]:
    """Locations of the start and the first row of each province; int32[13].

    Beds per location are lognormal by mid-quantiles: most houses hold a handful, a few campuses hundreds. Every
    province has its part of the beds: with too few in one and too many in the next, building would take years to
    mend that, and the tied share would creep up.
    """
    seed, scale, world, behaviour = making.seed, making.scale, making.world, making.behaviour
    certified = max(12, round(world.certified_locations * scale))
    loose = max(12, round(world.uncertified_beds / 5.0 * scale))
    spare = max(12, round(SPARE * (certified + loose)))
    groups = [split_evenly(n, np.array(making.splits.province)) for n in (certified, loose, spare)]
    per_province = np.sum(groups, axis=0)
    place_from = np.concatenate([[0], np.cumsum(per_province)]).astype(np.int32)
    places = empty(Landlords, int(place_from[-1]))
    group = np.concatenate([np.repeat([0, 1, 2], [groups[g][p] for g in range(3)]) for p in range(12)])
    places.province[:] = np.repeat(np.arange(12), per_province)
    rows = np.arange(group.size)
    for g, mean_beds in ((0, world.certified_beds / world.certified_locations), (1, 5.0), (2, 20.0)):
        sigma = 1.0 if g != 1 else 0.6
        for p in range(12):
            mine = np.flatnonzero((group == g) & (places.province == p))
            beds = np.exp(sigma * ndtri(stratified(seed, Stream.PLACE_BEDS, mine)))
            exact: np.ndarray = beds * mean_beds * mine.size / max(beds.sum(), 1e-9)
            places.beds[mine] = np.maximum(2, np.minimum(np.round(exact), 600))
    is_certified = (group == 0) | (group == 2)
    places.certified[:] = is_certified
    places.kind[:] = _kind(is_certified, draw_many(seed, Stream.PLACE_KIND, rows))
    places.area[:] = np.where(np.isin(places.kind, LODGINGS), LODGING_M2, HOUSE_M2)
    crowd = draw_many(seed, Stream.PLACE_CROWDING, rows)
    # a tenth of certified and most uncertified landlords take in more than the beds at the norm (H11, H32)
    places.crowding[:] = np.where(is_certified, np.where(crowd < 0.1, 1.15, 1.0), 1.0 + 0.8 * crowd)
    u = draw_many(seed, Stream.QUICK_EVICTION, rows, QUICK_EVICTION_START)
    places.quick_eviction[:] = u < behaviour.housing.quick_share
    rent = behaviour.household.tied_rent
    places.rent[:] = np.round(rent * (0.92 + 0.16 * draw_many(seed, Stream.PLACE_BEDS, rows, PLACE_BEDS_RENT)), 2)
    places.open[:] = group != 2
    _close_some(seed, places, making.first_week, making.rules.housing, behaviour.housing.reopen_weeks)
    places.owner[:] = _owners(seed, places, agencies)
    return places, place_from


def capacity(places: Landlords) -> np.ndarray:
    """Persons each location takes in, open or not; float64."""
    return np.floor(places.beds * places.crowding)


def open_spare(places: Landlords, wanted: float) -> None:
    """Open places of the spare list, evenly over the provinces, until the country takes in ``wanted`` persons.

    A lasting shortage gets places built; a start without what it has built would be building for years.
    """
    takes = capacity(places)
    spare = np.flatnonzero((places.open == 0) & (places.certified == 1))
    missing = wanted - takes[places.open == 1].sum()
    count = min(spare.size, max(0, round(missing / takes[spare].mean())))
    places.open[spare[((np.arange(count) + 0.5) / max(count, 1) * spare.size).astype(np.int64)]] = 1


def rooms_for(renters: np.ndarray, room: float | np.ndarray) -> np.ndarray:
    """Rental room per province at a ratio to those who rent; float64[12]."""
    return np.maximum(renters * room, math.e)
