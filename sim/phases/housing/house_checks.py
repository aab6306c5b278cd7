"""Part of phase 4: municipal checks of houses, landlords who give theirs up, and who must leave."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.core.calendar import NEVER
from sim.core.draws import Stream, happens, uniform
from sim.core.kernels import inlined, kernel, scalar
from sim.rules import HousingRules, NormRules, RegistrationRules
from sim.state.ledger import Tally


class HouseLaw(NamedTuple):
    """The rules that houses are held to."""

    housing: HousingRules
    norms: NormRules
    registration: RegistrationRules


class Checking(NamedTuple):
    """How often houses are looked at this week, and how many landlords give theirs up."""

    rate: float  # chance a week of a check, those paid from a fund included
    known: np.ndarray  # float64, persons of each crowded house whom files tell of
    own_leaves: float  # chance a week that an agency gives up a location of its own, since beds no longer bind workers
    others_leave: float  # the same of other landlords


class Cleared(NamedTuple):
    """What checks do to each house."""

    keep: np.ndarray  # int32, how many may stay in a house that was found crowded, -1 for all others
    found: np.ndarray  # int8, 1 where a house was found crowded


@kernel
def check_chance(rate, ratio, certified, occupants, beds, seen, known):
    """Chance a week of a check: houses without label are looked at ``ratio`` times as often.

    Crowded ones of which files tell how many live there (``known``) up to ``seen`` times more.
    """
    chance = rate if certified == 1 else rate * ratio
    if seen > 0.0 and occupants > beds:
        chance *= 1.0 + seen * min(1.0, known / occupants)
    return chance


@inlined
def _forget_fine(week, ld, place):
    """Once the weeks are over in which a fined landlord minds, he takes in as many as before."""
    if week >= ld.decent_until[place]:
        ld.crowding[place] = max(ld.usual_crowding[place], ld.crowding[place])
        ld.usual_crowding[place], ld.decent_until[place] = 0.0, NEVER


@inlined
def _open_in_time(week, ld, place, norms, tally):
    """Open a place under construction in its week; new labelled sites have the floor space that the label asks."""
    if week >= ld.open_week[place]:
        if ld.certified[place] == 1 and norms.label_progress > 0.0:
            ld.area[place] = max(ld.area[place], norms.label_m2)
        ld.open[place], ld.open_week[place], ld.vacant_weeks[place] = 1, NEVER, 0
        tally[Tally.PLACES_OPENED] += ld.beds[place]


@inlined
def _stands_empty(ld, place, close_after):
    """Whether a place has been vacant for so long that it closes; counts its weeks under a third occupied."""
    if ld.occupants[place] * 3 >= ld.beds[place]:
        ld.vacant_weeks[place] = 0
        return False
    ld.vacant_weeks[place] += 1
    return ld.vacant_weeks[place] > close_after and ld.occupants[place] == 0


@scalar
def gives_up(now, place, owner, checking):
    """Whether a landlord gives up a location this week, because beds no longer bind workers."""
    leaves = checking.own_leaves if owner >= 0 else checking.others_leave
    return leaves > 0.0 and happens(now, Stream.WITHDRAWAL, place, leaves)


@scalar
def is_taken_over(now, place, owner, takeover):
    """Whether another lets on a location that an agency gives up."""
    return owner >= 0 and takeover > 0.0 and happens(now, Stream.TAKEOVER, place, takeover)


@scalar
def reopens_in(now, place, reopen):
    """Week in which the landlord of a closed house lets another."""
    wait = -math.log(uniform(now.seed, Stream.LOCATION_CLOSE, now.week, place)) * reopen
    return now.week + 4 + int(min(wait, 1000.0))


@inlined
def _close_crowded(now, ld, place, housing, reopen, tally):
    """Close a crowded house without label; its landlord lets another, as bad, or minds the fine for some weeks."""
    ld.open[place] = 0
    ld.open_week[place] = reopens_in(now, place, reopen)
    ld.house_number[place] += 1
    if housing.check_fine > 0.0 and housing.decent_weeks > 0:
        ld.usual_crowding[place] = max(ld.usual_crowding[place], ld.crowding[place])
        ld.crowding[place] = 1.0
        ld.decent_until[place] = ld.open_week[place] + housing.decent_weeks
    tally[Tally.PLACES_CLOSED] += ld.beds[place]


@inlined
def _look_at(now, ld, place, housing, reopen, tally, cleared):
    """Check a house: a crowded one without label is closed, others are cleared; returns 1 if some must leave."""
    tally[Tally.HOUSES_CHECKED] += 1
    norm = housing.crowding_norm
    most = int(ld.beds[place] * norm)
    if ld.crowding[place] > norm and ld.certified[place] == 0:
        cleared.keep[place] = 0
        _close_crowded(now, ld, place, housing, reopen, tally)
    elif ld.occupants[place] > most:
        cleared.keep[place] = most
        ld.crowding[place] = norm
    else:
        return 0
    cleared.found[place] = 1
    return 1


@inlined
def _is_checked(now, ld, place, checking, law):
    chance = check_chance(
        checking.rate, law.norms.check_ratio, ld.certified[place], ld.occupants[place], ld.beds[place],
        law.registration.crowding_seen - 1.0, checking.known[place],
    )  # fmt: skip
    return happens(now, Stream.MUNICIPAL_CHECK, place, chance)


@kernel
def check_houses(now, ld, checking, law, search, tally, cleared):
    """Let places open in time and vacant ones close, landlords give up theirs, and municipalities check the others.

    Returns how many houses must be left by somebody.
    """
    touched = 0
    for place in range(ld.beds.size):
        cleared.keep[place], cleared.found[place] = -1, 0
        _forget_fine(now.week, ld, place)
        if ld.open[place] == 0:
            _open_in_time(now.week, ld, place, law.norms, tally)
        elif _stands_empty(ld, place, search.close_vacant_weeks):
            ld.open[place] = 0
            tally[Tally.PLACES_CLOSED] += ld.beds[place]
        elif gives_up(now, place, ld.owner[place], checking):
            if is_taken_over(now, place, ld.owner[place], law.housing.takeover):
                ld.owner[place] = -1
                continue
            cleared.keep[place], ld.open[place] = 0, 0
            tally[Tally.PLACES_CLOSED] += ld.beds[place]
            touched += 1
        elif _is_checked(now, ld, place, checking, law):
            touched += _look_at(now, ld, place, law.housing, search.reopen_weeks, tally, cleared)
    return touched
