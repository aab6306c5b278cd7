"""The scalar rules of phase 4: what each way out of a lost bed weighs, when a stay becomes a lease, who is put out."""

from __future__ import annotations

import math

from sim.behaviour.switches import LeaveRule
from sim.core.draw_keys import HOUSING_SEARCH_FOUND, HOUSING_SEARCH_OPTION
from sim.core.draws import Stream, gumbel, lasting, uniform
from sim.core.kernels import inlined, kernel
from sim.state.codes import Registration, Work

# options of a search; the codes key the Gumbel draws and must not change
FRIENDS, RENTAL, JOB_BED, GO_HOME, STREET, STAY = 0, 1, 2, 3, 4, 5
ARREARS_WEEKS = 8.0
EVICTION_IN_ARREARS = 0.1  # a week


@kernel
def employed(work, agency):
    """In paid work, or ill or idle at an agency's cost."""
    return work == Work.AGENCY or work >= Work.DIRECT or agency >= 0


@kernel
def rental_vacancy(stock, renters, usual_room):
    """Free room in a province's rental market over the usual few per cent; 0 when it is full."""
    return max(0.0, (stock - renters) / (stock * (1.0 - 1.0 / usual_room)))


@kernel
def rental_weight(search, savings, registration, vacancy, working):
    """Weight of renting for oneself: savings for the deposit, papers, room in the market, work."""
    if savings <= search.rental_savings:
        return 0.0
    weight = search.rental * vacancy
    if registration == Registration.RESIDENT:
        weight *= search.rental_registered
    return weight * search.rental_working if working else weight


@kernel
def home_weight(search, rule, weeks_in_nl, savings, living):
    """Weight of going home jobless the week the notice ends, under the rule chosen."""
    if rule == LeaveRule.SAVINGS:
        return 4.0 * search.home_first_year if savings < 4.0 * living else 0.1 * search.home_first_year
    weight = search.home_first_year if weeks_in_nl < 52 else 0.5 * search.home_first_year
    return weight * search.home_broke if savings < 0.0 else weight


@kernel
def in_arrears(arrears, house):
    """Arrears for which a judge lets a landlord put a tenant out: two months."""
    return arrears > ARREARS_WEEKS * house.market_rent


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


@kernel
def first_choice(seed, week, person, friends, rental, job_bed, home, street):
    """Where a person goes the week the bed must be left: the largest log weight plus Gumbel."""
    best, chosen = -math.inf, STREET
    weights = (friends, rental, job_bed, home, street)
    for option in range(5):
        if weights[option] > 0.0:
            taste = gumbel(seed, Stream.HOUSING_SEARCH, week, person, HOUSING_SEARCH_OPTION + option)
            value = math.log(weights[option]) + taste
            if value > best:
                best, chosen = value, option
    return chosen


@kernel
def later_choice(seed, week, person, friends, rental, home):
    """Where a homeless person gets this week: an event at the sum of the chances, then which."""
    total = friends + rental + home
    if uniform(seed, Stream.HOUSING_SEARCH, week, person, HOUSING_SEARCH_FOUND) >= 1.0 - math.exp(-total):
        return STAY
    return first_choice(seed, week, person, friends, rental, 0.0, home, 0.0)
