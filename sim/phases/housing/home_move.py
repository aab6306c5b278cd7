"""Part of phase 4: what a move changes. A bed of the agency, an own room, friends, the street or the way home."""

from __future__ import annotations

import math

from sim.core.draw_keys import LOCATION_NEW_LEASE, SHELTER_INSIDE
from sim.core.draws import Stream, happens, lasting, uniform
from sim.core.kernels import inlined
from sim.phases.housing.home_choice import FRIENDS, GO_HOME, RENTAL, employed
from sim.phases.housing.job_bed import look_for_bed, move_into_bed
from sim.phases.shared.departure import vacate
from sim.state.codes import Homeless, Housing, is_homeless
from sim.state.ledger import Tally


@inlined
def gets_job_bed(now, m, i, homes, law):
    """Whether person ``i``, who is to get a bed of the agency, finds one, and moves in."""
    place = look_for_bed(now, m.person[i], m.province[i], m.agency[i], homes)
    if place < 0:
        return False
    leased = happens(now, Stream.LOCATION, m.person[i], law.own_lease_share, 0, LOCATION_NEW_LEASE)
    move_into_bed(now, m, i, place, leased, homes)
    return True


@inlined
def sleeps_inside(now, person, search, shelter):
    """Whether a homeless person has a place in a shelter, which is given for four weeks."""
    entitled = lasting(now.seed, Stream.SHELTER, person, search.shelter_entitled)
    chance = shelter.entitled if entitled else shelter.open
    return uniform(now.seed, Stream.SHELTER, now.week // 4, person, SHELTER_INSIDE) < chance


@inlined
def _note_why(m, i, form, working):
    """Note why person ``i``, who slept in ``form``, has no roof; a cause noted before may stand."""
    if form == Housing.FRIENDS:
        if m.homeless_cause[i] == Homeless.HOUSED:
            m.homeless_cause[i] = Homeless.END_OF_FRIENDS
    elif form == Housing.RENTAL:
        m.homeless_cause[i] = Homeless.RENT_ARREARS
    elif not working:
        m.homeless_cause[i] = Homeless.JOB_LOSS
    elif m.homeless_cause[i] != Homeless.HOUSE_CLOSED:
        m.homeless_cause[i] = Homeless.OTHER


@inlined
def _to_friends(now, m, i, form, working, friends_weeks):
    """Person ``i`` sleeps with friends for some weeks."""
    m.housing[i] = Housing.FRIENDS
    m.rent[i] = 0.0
    stay = -math.log(uniform(now.seed, Stream.FRIENDS_STAY, now.week, m.person[i])) * friends_weeks
    m.stay_weeks[i] = 1 + int(min(stay, 104.0))
    if not working and form != Housing.FRIENDS:
        m.homeless_cause[i] = Homeless.JOB_LOSS


@inlined
def _to_street(m, i, form, working, tally):
    """Person ``i`` has no roof from now on."""
    m.housing[i] = Housing.STREET
    m.rent[i] = 0.0
    _note_why(m, i, form, working)
    tally[Tally.HOMELESS_IN] += 1
    if m.homeless_cause[i] == Homeless.JOB_LOSS:
        tally[Tally.HOMELESS_BY_JOB_LOSS] += 1


@inlined
def move(now, m, i, choice, homes, terms, tally):
    """Person ``i`` leaves where he slept for what he chose."""
    form, working = m.housing[i], employed(m.work[i], m.agency[i])
    vacate(form, m.location[i], m.province[i], homes.ld.occupants, homes.renters)
    m.location[i], m.notice[i], m.stay_weeks[i] = -1, -1, -1
    m.rent_arrears[i] = 0.0
    if choice == GO_HOME:
        m.housing[i] = Housing.ABROAD
        if is_homeless(form):
            tally[Tally.RETURNS_FROM_STREET] += 1
    elif choice == RENTAL:
        m.housing[i] = Housing.RENTAL
        m.rent[i] = terms.house.market_rent
        m.homeless_cause[i] = Homeless.HOUSED
        homes.renters[m.province[i]] += 1
    elif choice == FRIENDS:
        _to_friends(now, m, i, form, working, terms.search.friends_weeks)
    else:
        _to_street(m, i, form, working, tally)
