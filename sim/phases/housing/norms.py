"""Part of phase 4: how many persons a landlord takes in where a licence, floor-space norm or label asks for more room.

A landlord who keeps to a norm (`sim.phases.housing.house_rules`) fills no bed that falls free until the house is down
to it, and puts nobody out. One who does not waits for a check.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.core.calendar import NEVER
from sim.core.draw_keys import MUNICIPALITY_FITTED, NORM_KEPT_MOVES, NORM_KEPT_TAKES_ALONG
from sim.core.draws import Stream, happens, lasting, uniform
from sim.core.kernels import inlined, kernel
from sim.phases.housing.house_checks import Cleared, reopens_in
from sim.phases.housing.house_labels import GIVES_UP, charge_house, label_bounds
from sim.phases.housing.house_rules import NO_NORM, TINY, asked, fitted, keeps_to_norm
from sim.rules import HousingRules, NormRules
from sim.state.ledger import Item, Tally, pay
from sim.week import Week

NO_BOUND = 30000  # persons
UNBOUND, WITHIN, BEYOND, MOVES, STOPS = 0, 1, 2, 3, 4  # what a landlord does who may take in fewer


class Bounds(NamedTuple):
    """The rules that bound the persons in a house."""

    housing: HousingRules
    norms: NormRules
    widest: float  # share of houses in towns with a rule of their own
    reopen: float  # mean weeks until the landlord of a closed house lets another


class House(NamedTuple):
    """What a landlord takes in, and what he may."""

    nature: float  # persons per bed, were he not bound
    takes: int  # persons that is
    most: float  # persons per bed that norms and label allow
    may: int  # persons that is
    joins: bool  # is getting the label, for which it goes down to a person per bed
    free: bool  # no fine holds him back


@inlined
def _across_the_border(seed, ld, place, widest):
    """The landlord lets another house, in a town without rules of its own."""
    ld.house_number[place] += 1
    while lasting(seed, Stream.MUNICIPALITY, place, widest, ld.house_number[place]):
        ld.house_number[place] += 1


@inlined
def _close(now, ld, place, moves, law, tally, keep):
    """Close a house; its landlord lets another in a town without a rule (``moves``), or the beds are gone."""
    keep[place], ld.open[place], ld.open_week[place] = 0, 0, NEVER
    tally[Tally.PLACES_CLOSED] += ld.beds[place]
    if not moves or law.widest >= 1.0:
        ld.house_number[place] += 1
    else:
        _across_the_border(now.seed, ld, place, law.widest)
        ld.open_week[place] = reopens_in(now, place, law.reopen)


@inlined
def _stays_within(now, ld, place, house, ask, law):
    """Whether a landlord without label keeps to a norm: what more persons bring, against what a check takes."""
    housing, year = law.housing, 52.0 * ld.rent[place]
    missed, taken = 1.0 - ask.checks, housing.check_fine
    if house.nature > housing.crowding_norm:
        missed *= 1.0 - housing.municipal_check_rate * law.norms.check_ratio
    if ask.licensed or house.nature > housing.crowding_norm:  # a check closes the house
        taken += year * ld.beds[place] * house.nature * (law.reopen + 4.0) / 52.0
    u = uniform(now.seed, Stream.NORM_KEPT, 0, place, ld.house_number[place])
    return keeps_to_norm(u, law.norms.lawful, (house.takes - house.may) * year, (1.0 - missed**52) * taken)


@inlined
def _answer(now, ld, place, house, ask, law):
    """What a landlord does who may take in fewer persons than he would."""
    if house.may >= house.takes:
        return UNBOUND
    if ld.certified[place] == 1:
        return WITHIN
    norms, number = law.norms, ld.house_number[place]
    if house.most < ask.away and law.widest < 1.0:
        if lasting(now.seed, Stream.NORM_KEPT, place, norms.moved_share, number, NORM_KEPT_TAKES_ALONG):
            return MOVES
    if ask.licensed and house.nature > law.housing.crowding_norm:
        if lasting(now.seed, Stream.LICENCE_EXIT, place, norms.licence_exit, number):
            return STOPS
    return WITHIN if _stays_within(now, ld, place, house, ask, law) else BEYOND


@inlined
def _go_down(ld, place, house, within, staying):
    """Fill no bed that falls free until the house is down to what norm, or a label to come, allows."""
    beds = ld.beds[place]
    goal = min(house.may if within else house.takes, beds if house.joins else house.takes)
    if goal < house.takes:  # a bed that falls free stays free
        if house.free:
            ld.usual_crowding[place] = house.nature
        ld.crowding[place] = (max(goal, min(int(beds * ld.crowding[place]), staying)) + TINY) / beds


@inlined
def _clear_down(week, ld, place, house, housing, keep):
    """Clear a house found above the norm; a landlord who minds the fine takes in no more for some weeks."""
    keep[place], ld.crowding[place] = house.may, (house.may + TINY) / ld.beds[place]
    if housing.decent_weeks > 0 and housing.check_fine > 0.0:
        ld.usual_crowding[place], ld.decent_until[place] = house.nature, week + housing.decent_weeks


@inlined
def _nature(ld, place):
    """Persons per bed that a landlord takes in while no norm holds him."""
    if ld.decent_until[place] == NEVER:
        return max(ld.usual_crowding[place], ld.crowding[place])
    return ld.crowding[place]


@inlined
def _house(now, ld, place, most, joins):
    """What the landlord of this house takes in, and what he may at ``most`` persons per bed."""
    beds, free = ld.beds[place], ld.decent_until[place] == NEVER
    nature = _nature(ld, place)
    if joins < NO_NORM and ld.certified[place] == 1:  # has just got the label
        nature = 1.0
    takes, may = int(beds * nature), NO_BOUND
    if int(beds * most) < takes:
        u = uniform(now.seed, Stream.MUNICIPALITY, 0, place, ld.house_number[place], MUNICIPALITY_FITTED)
        may = fitted(beds, most, u)
    return House(nature, takes, most, may, joins < NO_NORM, free)


@inlined
def _bound(now, ld, place, house, ask, law, staying):
    """Let a landlord answer to what he may; returns what he does."""
    answer = _answer(now, ld, place, house, ask, law)
    if answer == STOPS:
        return answer
    if answer == MOVES:  # and takes his people along
        _across_the_border(now.seed, ld, place, law.widest)
    if answer == WITHIN or house.joins:
        _go_down(ld, place, house, answer == WITHIN, staying)
    elif house.free and ld.usual_crowding[place] > 0.0:
        ld.crowding[place], ld.usual_crowding[place] = house.nature, 0.0
    return answer


@inlined
def _is_found(now, ld, place, house, answer, checks):
    """Whether a check finds more persons in a house than it may hold."""
    if answer != BEYOND or house.joins or int(ld.beds[place] * ld.crowding[place]) <= house.may:
        return False
    return happens(now, Stream.NORM_CHECK, place, checks)


@kernel
def _hold(now, ld, staying, law, books, cleared):
    """Bound the persons in every open house; returns how many houses must be left by somebody."""
    touched, looked, keep, tally = 0, 0.0, cleared.keep, books.tally
    for place in range(ld.beds.size):
        if ld.open[place] == 0 or keep[place] >= 0:
            continue
        ask = asked(now.seed, place, ld.house_number[place], ld.area[place], law.norms)
        looked += ask.checks
        label, joins = label_bounds(now, ld, place, _nature(ld, place), staying[place], law.norms, books)
        if joins == GIVES_UP:
            _close(now, ld, place, False, law, tally, keep)
            touched += 1
            continue
        charge_house(ld, place, ask.licensed, law.norms, books)
        house = _house(now, ld, place, min(ask.most, label), joins)
        answer = _bound(now, ld, place, house, ask, law, staying[place])
        if answer == STOPS:
            _close(now, ld, place, False, law, tally, keep)
            touched += 1
        elif _is_found(now, ld, place, house, answer, ask.checks):
            cleared.found[place] = 1
            touched += 1
            if ask.licensed:  # and lacks the licence it needs
                share, number = law.norms.moved_share, ld.house_number[place]
                moves = happens(now, Stream.NORM_KEPT, place, share, number, NORM_KEPT_MOVES)
                _close(now, ld, place, moves, law, tally, keep)
            else:
                _clear_down(now.week, ld, place, house, law.housing, keep)
    pay(books.cents, Item.MUNICIPAL_CHECK_COST, looked * law.norms.check_cost)
    return touched


def stand(law: NormRules) -> bool:
    """Whether any of these norms stands."""
    floors = (law.floor_m2 * law.floor_coverage, law.local_m2 * law.local_coverage)
    labels = (1.0 - law.lenient_left, abs(law.label_cost_ratio - 1.0), law.label_shared, law.label_m2, law.label_reach)
    return law.licence_coverage > 0.0 or max(floors) > 0.0 or max(labels) > 0.0


def hold_to_norms(week: Week, staying: np.ndarray, cleared: Cleared) -> int:
    """Bound the persons in each house by licence, floor space and label; returns how many houses are cleared or closed.

    ``staying``: persons in each house who are not under notice. ``cleared`` is filled as by the municipal checks. Part
    of `sim.phases.housing.beds.look_after_places`.
    """
    ld, housing, norms = week.state.landlords, week.rules.housing, week.rules.norms
    if not stand(norms):
        if ld.added_cost.any() or ld.usual_crowding.any():  # what stood is over: back to what they took in before
            freed = (ld.usual_crowding > 0.0) & (ld.decent_until == NEVER)
            ld.crowding[freed] = ld.usual_crowding[freed]
            ld.usual_crowding[freed], ld.added_cost[:] = 0.0, 0.0
        return 0
    widest = max(norms.licence_coverage, norms.local_coverage)
    law = Bounds(housing, norms, widest, week.behaviour.housing.reopen_weeks)
    return int(_hold(week.now, ld, staying, law, week.books, cleared))
