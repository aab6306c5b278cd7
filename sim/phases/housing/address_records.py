"""The addresses in the files of a municipality (phase 4): those known, those refused and those out of date."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.core.draws import Stream, lasting
from sim.core.kernels import as_row, inlined, kernel
from sim.state.codes import Housing, Registration

LN2 = math.log(2.0)
FULL, REFUSING = 1, 2


@inlined
def refuses(seed, place, crowding, certified, refusal):
    """Whether nobody may register at a location: it takes in more than it should, and its landlord shuns attention."""
    if refusal <= 0.0 or place < 0 or crowding[place] <= 1.0 or certified[place] == 1:
        return False
    return lasting(seed, Stream.REGISTER_REFUSED, place, refusal)


@inlined
def first_address(week, arrival, r):
    """Chance that the address given on arrival is on record and still right."""
    if r.address_first <= 0.0 or arrival < r.address_first_from:
        return 0.0
    return r.address_first * math.exp(-LN2 * (week - arrival) / r.address_halflife)


class Dwellers(NamedTuple):
    """What is counted of each location, as numbers of persons."""

    known: np.ndarray  # float64, persons in the files of the municipality, of crowded locations
    staying: np.ndarray  # int32, persons who are not under notice
    full: np.ndarray  # int8, what is asked of it: nothing, FULL or REFUSING


def no_dwellers(places: int) -> Dwellers:
    """Nobody counted yet in so many locations."""
    return Dwellers(np.zeros(places), np.zeros(places, np.int32), np.zeros(places, np.int8))


@inlined
def _on_record(week, m, i, full, r):
    """Part of person ``i`` that the files have at his address, 0 to 1."""
    if m.registration[i] == Registration.RESIDENT:  # one whose address does not work is on the books somewhere else
        return 1.0 if m.reachable[i] == 1 else 0.0
    if full != FULL:
        return 0.0
    early = first_address(week, m.arrival_week[i], r)
    return 1.0 - (1.0 - r.address_known) * (1.0 - early)


@kernel
def who_lives_where(now, m, ld, present, r, files, found):
    """Persons of each location who are not under notice, and how many of each crowded one the municipality has in its
    files (both in ``found``); returns its registered heads.

    A leaseholder under notice stays after all with a new job. Without ``files`` the first is counted only.
    """
    full = found.full
    for place in range(full.size):  # only of full houses is it asked
        full[place] = FULL if ld.occupants[place] > ld.beds[place] else 0
        if full[place] and refuses(now.seed, place, ld.crowding, ld.certified, r.refusal):
            full[place] = REFUSING
    heads = 0.0
    for row in present:
        i = as_row(row)
        place = m.location[i]
        if place >= 0 and (m.notice[i] < 0 or m.housing[i] == Housing.AGENCY_LEASE):
            found.staying[place] += 1
        if not files:
            continue
        heads += 1.0 if m.registration[i] == Registration.RESIDENT else r.address_known
        if place >= 0 and full[place] != 0:
            found.known[place] += _on_record(now.week, m, i, full[place], r)
    return heads
