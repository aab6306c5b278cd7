"""The week's sums over persons, agencies and houses that outcomes need besides counts of states: the whole country.

Each is what a measure moves before anything else: what people know, who may lead a firm, how large a bed is.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from sim.core.kernels import as_row, kernel
from sim.outcomes.firms import is_active
from sim.state.codes import Contract, Housing, Seat, Work
from sim.state.columns import Agencies, Landlords, Migrants

PARTS = 10_000  # what is no whole number is summed in ten-thousandths


class Sum(IntEnum):
    """Sums of a week."""

    KNOWLEDGE = 0  # of those present, in PARTS
    REACHABLE = 1  # persons present
    ON_CLAUSE = 2  # contracts with an agency clause
    POSTED = 3  # persons at work for an employer abroad
    TIED = 4  # persons with an agency contract in a bed that comes with the job
    ARREARS_CENTS = 5  # rent these owe
    BANNED = 6  # directors
    ACTIVE_WITH_BOOKS = 7  # agencies that placed somebody in the last 13 weeks
    MOVED_ABROAD = 8  # the same, with a seat moved abroad
    OPEN_BEDS = 9
    LABELLED_BEDS = 10  # of these
    LABELLED_AREA = 11  # their floor area, in PARTS of a square metre


_AGENCY, _SICK, _POSTED, _TIED = int(Work.AGENCY), int(Work.SICK), int(Work.POSTED), int(Housing.TIED)
_CLAUSE, _MOVED = int(Contract.A_CLAUSE), int(Seat.MOVED)


@kernel
def _of_persons(migrants, present):
    """The first six sums."""
    known, reachable, clause, posted, tied, owed = 0, 0, 0, 0, 0, 0  # in registers, for this is a pass over all
    for row in present:
        i = as_row(row)
        work = migrants.work[i]
        if work < _AGENCY:
            continue  # left after the list was made
        known += np.int64(migrants.knowledge[i] * PARTS + 0.5)
        reachable += migrants.reachable[i]
        posted += 1 if work == _POSTED else 0
        if work > _SICK or migrants.agency[i] < 0:
            continue
        clause += 1 if migrants.contract[i] == _CLAUSE else 0
        if migrants.housing[i] == _TIED:
            tied += 1
            owed += np.int64(migrants.rent_arrears[i] * 100.0 + 0.5)
    return known, reachable, clause, posted, tied, owed


@kernel
def _add_firms(week, ban_weeks, agencies, out):
    for a in range(agencies.alive.size):
        since = week - int(agencies.ban_week[a])
        out[6] += 1 if 0 <= since < ban_weeks else 0
        if agencies.alive[a] == 1 and is_active(agencies.worker_weeks_13[a], agencies.last_placed[a], week):
            out[7] += agencies.keeps_records[a]
            out[8] += 1 if agencies.foreign_seat[a] == _MOVED else 0


@kernel
def _add_houses(landlords, out):
    for place in range(landlords.beds.size):
        if landlords.open[place] == 1:
            beds = int(landlords.beds[place])
            out[9] += beds
            if landlords.certified[place] == 1:
                out[10] += beds
                out[11] += np.int64(landlords.area[place] * beds * PARTS + 0.5)


def week_sums(
    week: int, migrants: Migrants, agencies: Agencies, landlords: Landlords, present: np.ndarray, ban_weeks: int
) -> np.ndarray:
    """All sums of a week, int64 by `Sum`; a ban lasts ``ban_weeks``, 0 where the law knows none."""
    out = np.zeros(len(Sum), np.int64)
    out[:6] = _of_persons(migrants, present)
    _add_firms(week, ban_weeks, agencies, out)
    _add_houses(landlords, out)
    return out
