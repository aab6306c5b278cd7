"""What the files of a municipality tell of who lives where (phase 4): addresses known, refused, or grown stale."""

from __future__ import annotations

import math

from sim.core.draws import Stream, lasting
from sim.core.kernels import inlined, kernel
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


@kernel
def who_lives_where(now, m, ld, present, r, files, known, full, staying):
    """Persons of each location who are not under notice (``staying``), and how many of each crowded one the
    municipality has in its files (``known``); returns its registered heads.

    A leaseholder under notice stays after all with a new job. Without ``files`` the first is counted only. ``full`` is
    a scratch column (int8, one a location).
    """
    for place in range(full.size):  # only of full houses is it asked
        full[place] = FULL if ld.occupants[place] > ld.beds[place] else 0
        if full[place] and refuses(now.seed, place, ld.crowding, ld.certified, r.refusal):
            full[place] = REFUSING
    heads = 0.0
    for i in present:
        place = m.location[i]
        if place >= 0 and (m.notice[i] < 0 or m.housing[i] == Housing.AGENCY_LEASE):
            staying[place] += 1
        if not files:
            continue
        resident = m.registration[i] == Registration.RESIDENT
        heads += 1.0 if resident else r.address_known
        if place < 0 or full[place] == 0:
            continue
        if resident:  # one whose address does not work is on the books somewhere else
            known[place] += 1.0 if m.reachable[i] == 1 else 0.0
        elif full[place] == FULL:
            early = first_address(now.week, m.arrival_week[i], r)
            known[place] += 1.0 - (1.0 - r.address_known) * (1.0 - early)
    return heads
