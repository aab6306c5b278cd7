"""The rules on a bed that comes with the job: how it is let, how far it binds, and when the stay becomes a lease."""

from __future__ import annotations

from sim.core.draw_keys import LEASE_GIVEN_ROTATION
from sim.core.draws import Stream, lasting
from sim.core.kernels import inlined, kernel
from sim.state.codes import Housing
from sim.state.ledger import Tally


@kernel
def is_decoupled(seed, location, bed_week, share, law):
    """Whether rent and job are apart in a tied bed: a lasting draw of the location."""
    if location < 0 or bed_week < law.decoupled_new_from:
        return False
    return lasting(seed, Stream.DECOUPLED, location, share)


@kernel
def bed_binds(bed_week, rogue, law):
    """How far a tied bed binds its dweller to the job: 1 where nothing parts the two, less for the stays of a rule."""
    if bed_week < law.decoupled_new_from:
        return 1.0
    return 1.0 - law.decoupled_share * (law.decoupled_rogue if rogue else 1.0)


@kernel
def temporary_lease(seed, location, bed_week, circular, certified, law):
    """Whether a tied bed is let on a temporary lease: to those who come to stay, at landlords who choose that form."""
    if location < 0 or circular == 1 or bed_week < law.temp_new_from:
        return False
    share = max(law.temp_share, law.temp_labelled) if certified[location] == 1 else law.temp_share
    return share > 0.0 and lasting(seed, Stream.TEMPORARY_LEASE, location, share)


@inlined
def turns_into_lease(now, m, i, law):
    """Whether the stay in a tied bed has lasted so long that it becomes a lease, at a landlord who complies."""
    if law.lease_after_weeks == 0 or now.week - m.bed_week[i] < law.lease_after_weeks:
        return False
    if m.bed_week[i] < law.lease_new_from or m.location[i] < 0:
        return False
    return lasting(now.seed, Stream.LEASE_GIVEN, m.location[i], law.lease_compliance)


@inlined
def give_lease(now, m, i, law, tally):
    """The stay of person ``i`` becomes a lease, or begins anew where the landlord keeps people moving."""
    if lasting(now.seed, Stream.LEASE_GIVEN, m.location[i], law.lease_rotation, LEASE_GIVEN_ROTATION):
        m.bed_week[i] = now.week  # another bed of the same landlord, another short contract
        tally[Tally.BED_ROTATIONS] += 1
    else:
        m.housing[i] = Housing.AGENCY_LEASE
        m.rent[i] *= law.lease_rent
