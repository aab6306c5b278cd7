"""Beds: how a person finds one, how many there are, when houses close and open (phase 4 and 7)."""

from __future__ import annotations

import math

import numpy as np

from sim.core.calendar import NEVER
from sim.core.draw_keys import BUILD_BEGINS, LOCATION_PLACE, MUNICIPAL_CHECK_PERSON
from sim.core.draws import Stream, gumbel, uniform
from sim.core.kernels import inlined, kernel
from sim.phase import fields, phase
from sim.phases.housing.address_records import no_dwellers, who_lives_where
from sim.phases.housing.norms import hold_to_norms, stand
from sim.phases.shared.open_orders import next_open
from sim.state.codes import Homeless, Housing
from sim.state.columns import Agencies, Landlords
from sim.state.ledger import Books, Item, Tally, pay
from sim.week import Week

LOOKS = 4  # locations with room that a person or agency compares
OWN_AGENCY = 2.0  # utility of a bed of one's own agency


@kernel
def room(beds, crowding, occupants):
    """Persons a location can still take in at the crowding its landlord allows."""
    return int(beds * crowding) - occupants


@inlined
def find_bed(seed, week, person, province, agency, place_from, next_place, owner, certified):
    """A location with room in the province, or -1; who takes it calls `move_in`.

    The search walks the province's list from a keyed starting point, so a location more or less changes the
    bed of the few who would have met it, not of everyone. A bed left this week is let from the next phase on.
    """
    first, last = place_from[province], place_from[province + 1]
    start = first + int(uniform(seed, Stream.LOCATION, week, person) * (last - first))
    place, end = start, last
    chosen, best = -1, -1e300
    for _ in range(LOOKS):
        place = next_open(next_place, place)
        if place >= end and end == last:  # once round, up to where the search began
            place, end = next_open(next_place, first), start
        if place >= end:
            break
        value = gumbel(seed, Stream.LOCATION, week, person, LOCATION_PLACE + place) + 0.5 * certified[place]
        if owner[place] == agency and agency >= 0:
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
def _check(
    now,
    ld,
    rate,
    seen,
    known,
    ratio,
    norm,
    withdrawal,
    takeover,
    close_after,
    reopen,
    decent,
    new_area,
    books,
    keep,
    found,
):
    """Municipal checks: crowded houses are cleared to the norm, those without label closed; vacant ones close.

    Where beds no longer bind workers agencies give up locations of their own, and other landlords theirs
    (``withdrawal`` of both, a week); another lets on part of the first (``takeover``). Houses without label are looked
    at ``ratio`` times as often, crowded ones of which files tell how many live there (``known``) up to ``seen`` times
    more. Who was fined takes one person a bed for ``decent`` weeks. New labelled sites have ``new_area`` a bed.

    ``keep`` gets how many may stay in a house that was found crowded, -1 for all others; ``found`` gets 1 there.
    """
    touched = 0
    for place in range(ld.beds.size):
        keep[place], found[place] = -1, 0
        if now.week >= ld.decent_until[place]:
            ld.crowding[place] = max(ld.habit[place], ld.crowding[place])
            ld.habit[place], ld.decent_until[place] = 0.0, NEVER
        if ld.open[place] == 0:
            if now.week >= ld.open_week[place]:
                if ld.certified[place] == 1:
                    ld.area[place] = max(ld.area[place], new_area)
                ld.open[place], ld.open_week[place], ld.vacant_weeks[place] = 1, NEVER, 0
                books.tally[Tally.PLACES_OPENED] += ld.beds[place]
            continue
        if ld.occupants[place] * 3 < ld.beds[place]:
            ld.vacant_weeks[place] += 1
            if ld.vacant_weeks[place] > close_after and ld.occupants[place] == 0:
                ld.open[place] = 0
                books.tally[Tally.PLACES_CLOSED] += ld.beds[place]
                continue
        else:
            ld.vacant_weeks[place] = 0
        own = ld.owner[place] >= 0
        leaves = withdrawal[0] if own else withdrawal[1]
        if leaves > 0.0 and uniform(now.seed, Stream.WITHDRAWAL, now.week, place) < leaves:
            if own and takeover > 0.0 and uniform(now.seed, Stream.TAKEOVER, now.week, place) < takeover:
                ld.owner[place] = -1
                continue
            keep[place], ld.open[place] = 0, 0
            books.tally[Tally.PLACES_CLOSED] += ld.beds[place]
            touched += 1
            continue
        chance = rate if ld.certified[place] == 1 else rate * ratio
        if seen > 0.0 and ld.occupants[place] > ld.beds[place]:
            chance *= 1.0 + seen * min(1.0, known[place] / ld.occupants[place])
        if uniform(now.seed, Stream.MUNICIPAL_CHECK, now.week, place) < chance:
            books.tally[Tally.HOUSES_CHECKED] += 1
            most = int(ld.beds[place] * norm)
            if ld.crowding[place] > norm and ld.certified[place] == 0:
                keep[place] = 0
                ld.open[place] = 0
                wait = -math.log(uniform(now.seed, Stream.LOCATION_CLOSE, now.week, place)) * reopen
                ld.open_week[place] = now.week + 4 + int(min(wait, 1000.0))  # another house, as bad
                ld.house[place] += 1
                if decent > 0:
                    ld.habit[place] = max(ld.habit[place], ld.crowding[place])
                    ld.crowding[place] = 1.0
                    ld.decent_until[place] = ld.open_week[place] + decent
                books.tally[Tally.PLACES_CLOSED] += ld.beds[place]
                found[place] = 1
                touched += 1
            elif ld.occupants[place] > most:
                keep[place], found[place] = most, 1
                ld.crowding[place] = norm
                touched += 1
    return touched


@kernel
def _dwellers(now, m, present, keep, bounded, rows, luck):
    """Persons in houses found crowded who are not under notice yet, and the draw that says who may stay.

    Where norms bound what a house holds (``bounded``), leaseholders under notice count: with a new job they would stay.
    """
    count = 0
    for i in present:
        place = m.location[i]
        if place >= 0 and keep[place] >= 0 and (m.notice[i] < 0 or (bounded and m.housing[i] == Housing.AGENCY_LEASE)):
            rows[count] = i
            luck[count] = uniform(
                now.seed, Stream.MUNICIPAL_CHECK, now.week, place, MUNICIPAL_CHECK_PERSON + m.person[i]
            )
            count += 1
    return count


@kernel
def _clear(m, order, keep, weeks):
    """The first of each house stay, as many as the norm allows; the rest must leave."""
    for i in order:
        place = m.location[i]
        if keep[place] > 0:
            keep[place] -= 1
            continue
        m.notice[i] = weeks if m.notice[i] < 0 else min(weeks, m.notice[i])
        m.kept_weeks[i] = 0
        m.homeless_cause[i] = Homeless.HOUSE_CLOSED
        if m.housing[i] == Housing.AGENCY_LEASE:
            m.housing[i] = Housing.TIED


@kernel
def _plan(now, ld, blocks, shortage, extra, asked, response, build_weeks):
    """Start building where beds have been short for long: closed rows in order, first what hirers ``asked`` for."""
    for p in range(shortage.size):
        wanted = response * shortage[p] / 52.0 + extra[p] + asked[p]
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


def _fine_landlords(agencies: Agencies, landlords: Landlords, found: np.ndarray, fine: float, books: Books) -> None:
    """Fine the landlord of each house found crowded; an agency that lets it pays from its capital or owes the fine."""
    owner = landlords.owner[found == 1]
    own = owner[owner >= 0]
    own = own[agencies.alive[own] == 1]
    pay(books.cents, int(Item.LANDLORD_FINE), (owner.size - own.size) * fine)
    for i in own.tolist():
        got = pay(books.cents, int(Item.FINE), min(fine, max(agencies.capital[i], 0.0)))
        agencies.capital[i] -= got
        agencies.q_profit[i] -= got
        agencies.fines_unpaid[i] += max(0.0, fine - got)
        books.tally[Tally.FINES_IMPOSED_EUR] += fine
        books.tally[Tally.FINES_COLLECTED_EUR] += got


@phase(
    reads=fields(
        migrants="person arrival_week housing location notice registration reachable",
        agencies="alive capital q_profit fines_unpaid",
        landlords="kind province owner beds crowding occupants certified rent open open_week vacant_weeks area house "
        "habit decent_until extra",
        institutions="bed_shortage beds_asked",
        week="present",
    ),
    writes=fields(
        migrants="housing notice kept_weeks homeless_cause",
        agencies="capital q_profit fines_unpaid",
        landlords="owner crowding certified open open_week vacant_weeks area house habit decent_until extra",
        institutions="beds_asked",
        books="FINE LANDLORD_FINE MUNICIPAL_CHECK_COST MUNICIPAL_FUND LICENCE_COST HOUSING_LABEL HOUSING_UPGRADE",
        tally="FINES_IMPOSED_EUR FINES_COLLECTED_EUR PLACES_CLOSED PLACES_OPENED HOUSES_LABELLED LABELS_DROPPED "
        "HOUSES_CHECKED HOUSES_CROWDED",
    ),
)
def look_after_places(week: Week) -> None:
    """Municipal checks, norms, openings, closures of vacant places and new building with its lag (M11)."""
    now, books, rules, norms = week.now, week.books, week.rules.housing, week.rules.norms
    m, ld, institutions = week.state.migrants, week.state.landlords, week.state.institutions
    r, search, present = week.rules.registration, week.behaviour.housing, week.present
    dwellers = no_dwellers(ld.beds.size)
    rate, funded, heads = rules.municipal_check_rate, 0.0, 0.0
    files = r.crowding_seen > 1.0 or r.fund_per_head > 0.0
    if files or stand(norms):
        heads = who_lives_where(now, m, ld, present, r, files, dwellers)
    if files:
        money = pay(books.cents, int(Item.MUNICIPAL_FUND), r.fund_per_head * heads / 52.0)
        rate += r.fund_checks * money / r.fund_check_cost / max(1, np.count_nonzero(ld.open))
        funded = r.fund_places * money / r.fund_place_cost
    keep, found = np.empty(ld.beds.size, np.int32), np.empty(ld.beds.size, np.int8)
    withdrawal = tuple(1.0 - (1.0 - yearly) ** (1.0 / 52.0) for yearly in (rules.withdrawal, rules.withdrawal_others))
    touched = _check(
        now, ld, rate, r.crowding_seen - 1.0, dwellers.known, norms.check_ratio, rules.crowding_norm, withdrawal,
        rules.takeover, search.close_vacant_weeks, search.reopen_weeks,
        rules.decent_weeks if rules.check_fine > 0.0 else 0, norms.label_m2 if norms.label_progress > 0.0 else 0.0,
        books, keep, found,
    )  # fmt: skip
    touched += hold_to_norms(week, dwellers.staying, keep, found)
    if rules.check_cost > 0.0:
        checks = rules.municipal_check_rate * np.count_nonzero(ld.open)
        pay(books.cents, int(Item.MUNICIPAL_CHECK_COST), checks * rules.check_cost)
    if rules.check_fine > 0.0:
        _fine_landlords(week.state.agencies, ld, found, rules.check_fine, books)
    books.tally[Tally.HOUSES_CROWDED] += np.count_nonzero(found)
    if touched:
        rows, luck = np.empty(present.size, np.int32), np.empty(present.size)
        count = _dwellers(now, m, present, keep, stand(norms), rows, luck)
        _clear(m, rows[:count][np.argsort(luck[:count], kind="stable")], keep, 2)
    shares = np.bincount(ld.province, weights=ld.beds, minlength=12) / max(1, ld.beds.sum())
    funded += rules.agreed_places_per_year * now.scale / 52.0
    extra = shares * rules.new_places_per_year * (1.0 - rules.local_veto) * now.scale / 52.0 + shares * funded
    asked, response = institutions.beds_asked, search.build_response
    _plan(now, ld, week.state.blocks, institutions.bed_shortage, extra, asked, response, rules.build_weeks)
