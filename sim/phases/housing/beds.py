"""Beds: how a person finds one, how many there are, when houses close and open (phase 4 and 7)."""

from __future__ import annotations

import numpy as np

from sim.core.calendar import NEVER
from sim.core.draw_keys import BUILD_BEGINS, LOCATION_PLACE
from sim.core.draws import Stream, gumbel, uniform
from sim.core.kernels import inlined, kernel
from sim.phase import fields, phase
from sim.phases.housing.address_records import no_dwellers, who_lives_where
from sim.phases.housing.house_checks import (
    Checking,
    Cleared,
    HouseLaw,
    check_houses,
)
from sim.phases.housing.house_clearing import clear, dwellers, fine_landlords
from sim.phases.housing.norms import hold_to_norms, stand
from sim.phases.shared.open_orders import next_open
from sim.state.ledger import Item, Tally, pay
from sim.week import Week

LOOKS = 4  # locations with room that a person or agency compares
OWN_AGENCY = 2.0  # utility of a bed of one's own agency


@kernel
def room(beds, crowding, occupants):
    """Persons a location can still take in at the crowding its landlord allows."""
    return int(beds * crowding) - occupants


@inlined
def find_bed(now, person, province, agency, blocks, ld):
    """A location with room in the province, or -1; who takes it calls `move_in`.

    The search walks the province's list from a keyed starting point, so a location more or less changes the
    bed of the few who would have met it, not of everyone. A bed left this week is let from the next phase on.
    """
    first, last = blocks.place_from[province], blocks.place_from[province + 1]
    start = first + int(uniform(now.seed, Stream.LOCATION, now.week, person) * (last - first))
    place, end = start, last
    chosen, best = -1, -1e300
    for _ in range(LOOKS):
        place = next_open(blocks.next_place, place)
        if place >= end and end == last:  # once round, up to where the search began
            place, end = next_open(blocks.next_place, first), start
        if place >= end:
            break
        taste = gumbel(now.seed, Stream.LOCATION, now.week, person, LOCATION_PLACE + place)
        value = taste + 0.5 * ld.certified[place]
        if ld.owner[place] == agency and agency >= 0:
            value += OWN_AGENCY
        if value > best:
            chosen, best = place, value
        place += 1
    return chosen


@inlined
def move_in(place, beds, crowding, occupants, next_place):
    """Take a bed of a location; when it was the last, the list leads past."""
    occupants[place] += 1
    if room(beds[place], crowding[place], occupants[place]) <= 0:
        next_place[place] = place + 1


@kernel
def count_room(ld, free, next_place):
    """Free beds per province, and the list that leads from each location to the next with room.

    Called by each phase that lets beds, before it does.
    """
    free[:] = 0
    for place in range(ld.beds.size):
        left = room(ld.beds[place], ld.crowding[place], ld.occupants[place]) if ld.open[place] else 0
        next_place[place] = place if left > 0 else place + 1
        free[ld.province[place]] += max(0, left)
    next_place[ld.beds.size] = ld.beds.size


@kernel
def _plan(now, ld, blocks, most, asked, build_weeks):
    """Start building up to ``most`` beds a province: closed rows in order, first what hirers ``asked`` for."""
    for p in range(most.size):
        wanted = most[p]
        first, last = blocks.place_from[p], blocks.place_from[p + 1]
        if last == first:
            continue
        at = int(uniform(now.seed, Stream.BUILD, now.week, p) * (last - first))
        for step in range(last - first):
            place = first + (at + step) % (last - first)
            if ld.open[place] or ld.open_week[place] != NEVER:
                continue
            if uniform(now.seed, Stream.BUILD, now.week, place, BUILD_BEGINS) * ld.beds[place] >= wanted:
                break
            ld.open_week[place] = now.week + build_weeks
            wanted -= ld.beds[place]
            asked[p] = max(0.0, asked[p] - ld.beds[place])
            if wanted <= 0.0:
                break


def _files_of(week: Week) -> tuple[np.ndarray, np.ndarray, float]:
    """Persons of each house who stay, those of a crowded one whom files tell of, and what municipalities get for it."""
    r, ld, money = week.rules.registration, week.state.landlords, 0.0
    counted = no_dwellers(ld.beds.size)
    files = r.crowding_seen > 1.0 or r.fund_per_head > 0.0
    if files or stand(week.rules.norms):
        heads = who_lives_where(week.now, week.state.migrants, ld, week.present, r, files, counted)
        if files:
            money = pay(week.books.cents, int(Item.MUNICIPAL_FUND), r.fund_per_head * heads / 52.0)
    return counted.staying, counted.known, money


def _check(week: Week, rate: float, known: np.ndarray) -> tuple[int, Cleared]:
    """Municipal checks, openings and closures; how many houses must be left by somebody, and by how many."""
    rules, ld = week.rules, week.state.landlords
    cleared = Cleared(np.empty(ld.beds.size, np.int32), np.empty(ld.beds.size, np.int8))
    yearly = rules.housing.withdrawal, rules.housing.withdrawal_others
    checking = Checking(rate, known, *(1.0 - (1.0 - share) ** (1.0 / 52.0) for share in yearly))
    law = HouseLaw(rules.housing, rules.norms, rules.registration)
    touched = check_houses(week.now, ld, checking, law, week.behaviour.housing, week.books.tally, cleared)
    return int(touched), cleared


def _put_out(week: Week, keep: np.ndarray) -> None:
    """Those in houses found crowded beyond the number that may stay must leave."""
    rows, draws = np.empty(week.present.size, np.int32), np.empty(week.present.size)
    m = week.state.migrants
    count = dwellers(week.now, m, week.present, keep, stand(week.rules.norms), rows, draws)
    clear(m, rows[:count][np.argsort(draws[:count], kind="stable")], keep, 2)


def _build(week: Week, funded: float) -> None:
    """Begin new places: where beds are short, and those that the State, a fund or hirers pay for."""
    rules, ld, institutions, scale = week.rules.housing, week.state.landlords, week.state.institutions, week.now.scale
    shares = np.bincount(ld.province, weights=ld.beds, minlength=12) / max(1, ld.beds.sum())
    funded += rules.agreed_places_per_year * scale / 52.0
    extra = shares * rules.new_places_per_year * (1.0 - rules.local_veto) * scale / 52.0 + shares * funded
    asked, response = institutions.beds_asked, week.behaviour.housing.build_response
    most = response * institutions.bed_shortage / 52.0 + extra + asked
    _plan(week.now, ld, week.state.blocks, most, asked, rules.build_weeks)


@phase(
    reads=fields(
        migrants="person arrival_week housing location notice registration reachable",
        agencies="alive capital quarter_profit fines_unpaid",
        landlords="kind province owner beds crowding occupants certified rent open open_week vacant_weeks area "
        "house_number usual_crowding decent_until added_cost",
        institutions="bed_shortage beds_asked",
        week="present",
    ),
    writes=fields(
        migrants="housing notice notice_weeks_if_paid homeless_cause",
        agencies="capital quarter_profit fines_unpaid",
        landlords="owner crowding certified open open_week vacant_weeks area house_number usual_crowding decent_until "
        "added_cost",
        institutions="beds_asked",
        books="FINE LANDLORD_FINE MUNICIPAL_CHECK_COST MUNICIPAL_FUND LICENCE_COST HOUSING_LABEL HOUSING_UPGRADE",
        tally="FINES_IMPOSED_EUR FINES_COLLECTED_EUR PLACES_CLOSED PLACES_OPENED HOUSES_LABELLED LABELS_DROPPED "
        "HOUSES_CHECKED HOUSES_CROWDED",
    ),
)
def look_after_places(week: Week) -> None:
    """Municipal checks, norms, openings, closures of vacant places and new building with its lag (M11)."""
    books, rules, ld = week.books, week.rules.housing, week.state.landlords
    staying, known, money = _files_of(week)
    r, rate, funded = week.rules.registration, rules.municipal_check_rate, 0.0
    if money > 0.0:
        rate += r.fund_checks * money / r.fund_check_cost / max(1, np.count_nonzero(ld.open))
        funded = r.fund_places * money / r.fund_place_cost
    touched, cleared = _check(week, rate, known)
    touched += hold_to_norms(week, staying, cleared)
    if rules.check_cost > 0.0:
        checks = rules.municipal_check_rate * np.count_nonzero(ld.open)
        pay(books.cents, int(Item.MUNICIPAL_CHECK_COST), checks * rules.check_cost)
    if rules.check_fine > 0.0:
        fine_landlords(week.state.agencies, ld, cleared.found, rules.check_fine, books)
    books.tally[Tally.HOUSES_CROWDED] += np.count_nonzero(cleared.found)
    if touched:
        _put_out(week, cleared.keep)
    _build(week, funded)
