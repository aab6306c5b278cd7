"""A bed of the agency: who gets one with a job, and what moving into it changes (phases 4 and 7)."""

from __future__ import annotations

from sim.core.draw_keys import LOCATION_LEASE_ENDS, LOCATION_OWN_LEASE, TIED_ON_ARRIVAL_JOB_BED
from sim.core.draws import Stream, happens
from sim.core.kernels import inlined
from sim.phase import fields
from sim.phases.housing.beds import find_bed, move_in
from sim.phases.shared.departure import vacate
from sim.state.codes import Homeless, Housing, is_homeless

# what `bed_on_arrival` and `bed_with_job` read and write
BED_READS = fields(
    migrants="person province agency housing location notice",
    landlords="owner beds crowding occupants certified rent",
    institutions="renters",
)
BED_WRITES = fields(
    migrants="province housing location bed_week notice stay_weeks rent homeless_cause",
    landlords="occupants",
    institutions="renters",
)


@inlined
def look_for_bed(now, person, province, agency, homes):
    """A location with room in the province, or -1; agencies and workers prefer a bed of the own ``agency``."""
    return find_bed(now, person, province, agency, homes.blocks, homes.ld)


@inlined
def move_into_bed(now, m, i, place, leased, homes):
    """Person ``i`` leaves where he slept for a bed at ``place``: tied to the job, or on a lease of its own."""
    ld = homes.ld
    vacate(m.housing[i], m.location[i], m.province[i], ld.occupants, homes.renters)
    m.housing[i] = Housing.AGENCY_LEASE if leased else Housing.TIED
    m.location[i], m.bed_week[i] = place, now.week
    m.rent[i] = ld.rent[place]
    m.notice[i], m.stay_weeks[i] = -1, -1
    move_in(place, ld.beds, ld.crowding, ld.occupants, homes.blocks.next_place)


@inlined
def bed_on_arrival(now, m, i, province, homes, law):
    """Whether a newly hired person finds a bed of the agency, and moves in."""
    place = look_for_bed(now, m.person[i], province, m.agency[i], homes)
    if place < 0:
        return False
    leased = happens(now, Stream.LOCATION, m.person[i], law.own_lease_share, 0, LOCATION_OWN_LEASE)
    move_into_bed(now, m, i, place, leased, homes)
    m.province[i] = province
    m.homeless_cause[i] = Homeless.HOUSED
    return True


@inlined
def _stays_put(now, m, i, law):
    """Whether a newly hired person keeps the place where he sleeps: an own room, or a bed that goes on."""
    form = m.housing[i]
    if form == Housing.AGENCY_LEASE:  # still in an agency's bed, and working for one again
        m.notice[i] = -1
        if law.lease_after_weeks == 0:  # else the lease is his own and stays
            if not happens(now, Stream.LOCATION, m.person[i], law.own_lease_share, 0, LOCATION_LEASE_ENDS):
                m.housing[i] = Housing.TIED
        return True
    if form == Housing.TIED:
        return m.notice[i] < 0
    return form != Housing.FRIENDS and not is_homeless(form)


@inlined
def bed_with_job(now, m, i, province, homes, search, law):
    """House a newly hired person: the agency's bed replaces a bed under notice or none at all."""
    if _stays_put(now, m, i, law):
        return
    if happens(now, Stream.TIED_ON_ARRIVAL, m.person[i], search.job_bed, TIED_ON_ARRIVAL_JOB_BED):
        bed_on_arrival(now, m, i, province, homes, law)
