"""Part of phase 4: how many persons a landlord takes in where a licence, floor-space norm or label asks for more room.

A bed at the norm has the floor area that the label of 2020 asks a person: 10 m² in lodgings, 12 m² in houses (LAW-H11).
A norm of more square metres leaves fewer persons to the same house. Who keeps to it fills no bed that falls free until
the house is down to it; he puts nobody out. Who does not waits for a check.

A rule of some municipalities holds for the houses there: each house stands in a town of its own, by a lasting draw, and
a house let in place of one that closed stands in another.
"""

from __future__ import annotations

import math

import numpy as np

from sim.core.calendar import NEVER
from sim.core.draw_keys import (
    HOUSE_LABEL_LEAVING,
    HOUSE_LABEL_LENIENT,
    HOUSE_LABEL_LENIENT_LEFT,
    HOUSE_LABEL_REACHED,
    HOUSE_LABEL_SHARED,
    HOUSE_LABEL_SMALL_EXIT,
    MUNICIPALITY_FITTED,
    MUNICIPALITY_TURN,
    NORM_KEPT_MOVES,
    NORM_KEPT_TAKES_ALONG,
    UPGRADE_ROOM,
)
from sim.core.draws import Stream, uniform
from sim.core.kernels import inlined, kernel
from sim.rules import NormRules
from sim.state.codes import PlaceKind
from sim.state.ledger import Item, Tally, pay
from sim.week import Week

LODGINGS = (PlaceKind.INTERMEDIARY, PlaceKind.HOLIDAY_PARK)
LODGING_M2, HOUSE_M2 = 10.0, 12.0  # LAW-H11
LENIENT = 0.2  # share of labelled houses under the more lenient of the two labels (levers 4.3.A)
ANNUITY = 0.13  # of a loan over ten years at five per cent
BED_KEEPS = 0.6  # of the rent of a bed, that a landlord loses with the person; the rest is wear and energy
SMALL_BEDS = 3  # a room or two in a private house
NO_NORM = 99.0
TINY = 1e-6  # persons; a whole number over the beds may come out a hair too small


@kernel
def built_area(kind):
    """Floor area of a bed at the norm of 2020, m2."""
    return LODGING_M2 if kind == PlaceKind.INTERMEDIARY or kind == PlaceKind.HOLIDAY_PARK else HOUSE_M2


@kernel
def fitted(beds, most, u):
    """Whole persons that a house takes at ``most`` a bed; ``u`` rounds so that houses together come out right."""
    return max(1, int(beds * most + u))


@kernel
def keeps_to_norm(u, lawful, gain, loss):
    """Whether a landlord keeps to a norm: by himself, or the more likely the nearer the risk comes to the gain.

    ``gain`` is what the persons beyond the norm bring in a year, ``loss`` what a check takes times its chance.
    """
    deterred = min(1.0, loss / gain) if gain > 0.0 else 1.0
    return u < lawful + (1.0 - lawful) * deterred


@inlined
def asked(seed, place, house, area, law):
    """Persons a bed that licence and floor-space norms allow, here and in a town without rules of its own; the weekly
    chance of a check for them; whether a licence is asked.

    Houses get their term in turn, so that not all come in one week.
    """
    most, away, missed = NO_NORM, NO_NORM, 1.0
    town = uniform(seed, Stream.MUNICIPALITY, 0, place, house)
    if town >= max(law.licence_coverage, law.floor_coverage, law.local_coverage):
        return most, away, 0.0, False
    turn = uniform(seed, Stream.MUNICIPALITY, 0, place, house, MUNICIPALITY_TURN)
    licensed = town < law.licence_coverage and turn < law.licence_progress
    if licensed:
        most = 1.0
        missed *= 1.0 - law.licence_check
    if law.floor_m2 > 0.0 and town < law.floor_coverage and turn < law.floor_progress:
        away = area / law.floor_m2
        most = min(most, away)
        missed *= 1.0 - law.floor_check
    if law.local_m2 > 0.0 and town < law.local_coverage and turn < law.local_progress:
        most = min(most, area / law.local_m2)
        missed *= 1.0 - law.local_check
    return most, away, 1.0 - missed, licensed


@kernel
def _across_the_border(seed, ld, place, widest):
    """The landlord lets another house, in a town without rules of its own."""
    ld.house[place] += 1
    while uniform(seed, Stream.MUNICIPALITY, 0, place, ld.house[place]) < widest:
        ld.house[place] += 1


@kernel
def _close(now, ld, place, moves, widest, reopen, books, keep):
    """Close a house; its landlord lets another in a town without a rule (``moves``), or the beds are gone."""
    keep[place], ld.open[place], ld.open_week[place] = 0, 0, NEVER
    books.tally[Tally.PLACES_CLOSED] += ld.beds[place]
    if not moves or widest >= 1.0:
        ld.house[place] += 1
    else:
        _across_the_border(now.seed, ld, place, widest)
        wait = -math.log(uniform(now.seed, Stream.LOCATION_CLOSE, now.week, place)) * reopen
        ld.open_week[place] = now.week + 4 + int(min(wait, 1000.0))


@kernel
def _drop_label(ld, place, books):
    ld.certified[place] = 0
    books.tally[Tally.LABELS_DROPPED] += 1


@inlined
def _label(now, ld, place, nature, law, books):
    """What the label asks of a labelled house, persons a bed; its landlord may upgrade it or do without the label."""
    house, most = ld.house[place], NO_NORM
    turn = 0.0  # drawn while there is a turn to wait for
    if min(law.audit_progress, law.label_progress) < 1.0:
        turn = uniform(now.seed, Stream.HOUSE_LABEL, 0, place, house)
    if turn < law.audit_progress:
        crowded = nature > 1.0 + TINY
        if law.lenient_left < 1.0:
            v = uniform(now.seed, Stream.HOUSE_LABEL, 0, place, house, HOUSE_LABEL_LENIENT)
            lenient = crowded or v < LENIENT
            w = uniform(now.seed, Stream.HOUSE_LABEL, 0, place, house, HOUSE_LABEL_LENIENT_LEFT)
            if lenient and w >= law.lenient_left:
                most = 1.0 / (1.0 + law.label_quality)
        v = uniform(now.seed, Stream.HOUSE_LABEL, 0, place, house, HOUSE_LABEL_SHARED)
        if crowded and v < law.label_shared:
            if uniform(now.seed, Stream.HOUSE_LABEL, 0, place, house, HOUSE_LABEL_LEAVING) < law.label_leaving:
                _drop_label(ld, place, books)
                return NO_NORM
            most = min(most, 1.0)
    if ld.area[place] < law.label_m2 and turn < law.label_progress:
        lost = 1.0 - ld.area[place] / law.label_m2
        cost = law.upgrade_cost * 2.0 * uniform(now.seed, Stream.UPGRADE, 0, place, house)
        room = uniform(now.seed, Stream.UPGRADE, 0, place, house, UPGRADE_ROOM) < law.may_expand
        if room and ANNUITY * cost < lost * BED_KEEPS * 52.0 * ld.rent[place]:
            ld.area[place] = law.label_m2
            pay(books.cents, Item.HOUSING_UPGRADE, cost * ld.beds[place])
        elif lost > law.label_premium:  # the label is not worth that many persons
            _drop_label(ld, place, books)
        else:
            most = min(most, ld.area[place] / law.label_m2)
    return most


@inlined
def _get_label(now, ld, place, nature, staying, law, books):
    """Whether a house without label that is asked to get one does: once down to a person a bed, where that is worth it.

    Returns what it takes in until then; the worst stay outside, the smallest stop (-1).
    """
    house = ld.house[place]
    if uniform(now.seed, Stream.HOUSE_LABEL, 0, place, house, HOUSE_LABEL_REACHED) >= law.label_reach:
        return NO_NORM
    if ld.kind[place] == PlaceKind.PRIVATE and ld.beds[place] <= SMALL_BEDS:
        if uniform(now.seed, Stream.HOUSE_LABEL, 0, place, house, HOUSE_LABEL_SMALL_EXIT) < law.label_small_exit:
            return -1.0
    if nature > 1.0 + law.label_premium or 1.0 - ld.area[place] / max(law.label_m2, 1.0) > law.label_premium:
        return NO_NORM  # neither worth the persons beyond one a bed, nor those beyond a stricter norm
    if staying <= ld.beds[place]:
        ld.certified[place], ld.crowding[place], ld.habit[place] = 1, 1.0, 0.0
        pay(books.cents, Item.HOUSING_LABEL, law.label_entry_cost * ld.beds[place])
        books.tally[Tally.HOUSES_LABELLED] += 1
    return 1.0


@inlined
def _costs(ld, place, labelled, licensed, law, books):
    """What label, licence and room add to the cost of a bed in this house; the landlord pays the first two on."""
    extra = (law.label_cost_ratio - 1.0) * law.label_cost / 52.0 if labelled else 0.0
    pay(books.cents, Item.HOUSING_LABEL, extra * ld.beds[place])
    if licensed:
        extra += law.licence_cost / 52.0
        pay(books.cents, Item.LICENCE_COST, law.licence_cost / 52.0 * ld.beds[place])
    if law.upgrade_cost > 0.0 and ld.area[place] > built_area(ld.kind[place]):
        extra += ANNUITY * law.upgrade_cost / 52.0  # a larger bed is dearer to build as well
    ld.extra[place] = extra


@inlined
def _stays_within(now, ld, place, nature, may, checks, licensed, housing, law, reopen):
    """Whether a landlord without label, who would take in ``nature`` persons a bed, keeps to a norm of ``may``."""
    beds, year = ld.beds[place], 52.0 * ld.rent[place]
    missed, taken = 1.0 - checks, housing.check_fine
    if nature > housing.crowding_norm:
        missed *= 1.0 - housing.municipal_check_rate * law.check_ratio
    if licensed or nature > housing.crowding_norm:  # a check closes the house
        taken += year * beds * nature * (reopen + 4.0) / 52.0
    u = uniform(now.seed, Stream.NORM_KEPT, 0, place, ld.house[place])
    return keeps_to_norm(u, law.lawful, (int(beds * nature) - may) * year, (1.0 - missed**52) * taken)


@kernel
def _found_above(now, ld, place, nature, may, licensed, housing, law, reopen, widest, books, keep):
    """A check finds a house above the norm: closed where it lacks the licence it needs, else cleared."""
    if licensed:
        v = uniform(now.seed, Stream.NORM_KEPT, now.week, place, ld.house[place], NORM_KEPT_MOVES)
        moves = v < law.moved_share
        _close(now, ld, place, moves, widest, reopen, books, keep)
        return
    keep[place], ld.crowding[place] = may, (may + TINY) / ld.beds[place]
    if housing.decent_weeks > 0 and housing.check_fine > 0.0:  # and takes in no more as long as he minds the fine
        ld.habit[place], ld.decent_until[place] = nature, now.week + housing.decent_weeks


@kernel
def _hold(now, ld, staying, housing, law, reopen, widest, books, keep, found):
    """Bound the persons in every open house; returns how many houses must be left by somebody."""
    touched, looked = 0, 0.0
    for place in range(ld.beds.size):
        if ld.open[place] == 0 or keep[place] >= 0:
            continue
        beds, house = ld.beds[place], ld.house[place]
        free = ld.decent_until[place] == NEVER  # no fine holds him back
        nature = max(ld.habit[place], ld.crowding[place]) if free else ld.crowding[place]
        most, away, checks, licensed = asked(now.seed, place, house, ld.area[place], law)
        looked += checks
        joins = NO_NORM
        if ld.certified[place] == 1:
            most = min(most, _label(now, ld, place, nature, law, books))
        elif law.label_reach > 0.0 and free:
            joins = _get_label(now, ld, place, nature, staying[place], law, books)
            if joins < 0.0:
                _close(now, ld, place, False, widest, reopen, books, keep)
                touched += 1
                continue
            if ld.certified[place] == 1:
                nature = 1.0
        labelled = ld.certified[place] == 1
        _costs(ld, place, labelled, licensed, law, books)
        takes, may = int(beds * nature), 30000
        if int(beds * most) < takes:
            u = uniform(now.seed, Stream.MUNICIPALITY, 0, place, house, MUNICIPALITY_FITTED)
            may = fitted(beds, most, u)
        bound = may < takes
        if bound and not labelled and most < away and widest < 1.0:
            v = uniform(now.seed, Stream.NORM_KEPT, 0, place, house, NORM_KEPT_TAKES_ALONG)
            if v < law.moved_share:  # and takes his people along
                _across_the_border(now.seed, ld, place, widest)
                bound = False
        if bound and not labelled and licensed and nature > housing.crowding_norm:
            if uniform(now.seed, Stream.LICENCE_EXIT, 0, place, house) < law.licence_exit:
                _close(now, ld, place, False, widest, reopen, books, keep)
                touched += 1
                continue
        within = bound and (
            labelled or _stays_within(now, ld, place, nature, may, checks, licensed, housing, law, reopen)
        )
        if within or joins < NO_NORM:
            goal = min(may if within else takes, beds if joins < NO_NORM else takes)
            if goal < takes:  # a bed that falls free stays free
                if free:
                    ld.habit[place] = nature
                ld.crowding[place] = (max(goal, min(int(beds * ld.crowding[place]), staying[place])) + TINY) / beds
            continue
        if free and ld.habit[place] > 0.0:
            ld.crowding[place], ld.habit[place] = nature, 0.0
        if bound and int(beds * ld.crowding[place]) > may:
            if uniform(now.seed, Stream.NORM_CHECK, now.week, place) < checks:
                found[place] = 1
                touched += 1
                _found_above(now, ld, place, nature, may, licensed, housing, law, reopen, widest, books, keep)
    pay(books.cents, Item.MUNICIPAL_CHECK_COST, looked * law.check_cost)
    return touched


def stand(law: NormRules) -> bool:
    """Whether any of these norms stands."""
    floors = (law.floor_m2 * law.floor_coverage, law.local_m2 * law.local_coverage)
    labels = (1.0 - law.lenient_left, abs(law.label_cost_ratio - 1.0), law.label_shared, law.label_m2, law.label_reach)
    return law.licence_coverage > 0.0 or max(floors) > 0.0 or max(labels) > 0.0


def hold_to_norms(week: Week, staying: np.ndarray, keep: np.ndarray, found: np.ndarray) -> int:
    """Bound the persons in each house by licence, floor space and label; returns how many houses are cleared or closed.

    ``staying``: persons in each house who are not under notice. ``keep`` and ``found`` are filled as by the municipal
    checks. Part of `sim.phases.housing.beds.look_after_places`.
    """
    ld, housing, norms = week.state.landlords, week.rules.housing, week.rules.norms
    if not stand(norms):
        if ld.extra.any() or ld.habit.any():  # what stood is over: back to what they took in before
            freed = (ld.habit > 0.0) & (ld.decent_until == NEVER)
            ld.crowding[freed] = ld.habit[freed]
            ld.habit[freed], ld.extra[:] = 0.0, 0.0
        return 0
    widest, reopen = max(norms.licence_coverage, norms.local_coverage), week.behaviour.housing.reopen_weeks
    return int(_hold(week.now, ld, staying, housing, norms, reopen, widest, week.books, keep, found))
