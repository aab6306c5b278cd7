"""Part of phase 4: who must leave the place where he sleeps. Notice runs, friends tire, judges put tenants out."""

from __future__ import annotations

from sim.core.draws import Stream, happens
from sim.core.kernels import inlined, kernel
from sim.phases.housing.tied_bed import give_lease, temporary_lease, turns_into_lease
from sim.state.codes import Housing, Transfer
from sim.state.ledger import Tally

STAYS, LEAVES, LEAVES_OWING = 0, 1, 2  # who owes rent gets no other bed of the agency
ARREARS_WEEKS = 8.0
EVICTION_IN_ARREARS = 0.1  # a week


@kernel
def in_arrears(arrears, house):
    """Arrears for which a judge lets a landlord put a tenant out: two months."""
    return arrears > ARREARS_WEEKS * house.market_rent


@inlined
def _put_out(now, person):
    """Whether a tenant in arrears is put out this week."""
    return happens(now, Stream.RENT_ARREARS, person, EVICTION_IN_ARREARS)


@inlined
def _notice_is_over(m, i, working, tally):
    """Let the notice on the bed of person ``i`` run a week; whether it is over."""
    if m.notice_weeks_if_paid[i] > 0 and not working and m.rent_arrears[i] > m.rent[i]:
        m.notice[i] = max(0, m.notice[i] - m.notice_weeks_if_paid[i])  # the bed is kept for rent, not without
        m.notice_weeks_if_paid[i] = 0
    m.notice[i] -= 1
    over = m.notice[i] < 0
    if over and not working:
        tally[Tally.EVICTIONS] += 1
    return over


@inlined
def _leaves_tied_bed(now, m, i, certified, terms, tally):
    """Whether person ``i`` must leave a tied bed without notice; else the stay may become a lease."""
    law = terms.law
    if law.rent_unpaid > 0.0 and in_arrears(m.rent_arrears[i], terms.house):
        return LEAVES_OWING if _put_out(now, m.person[i]) else STAYS
    if temporary_lease(now.seed, m.location[i], m.bed_week[i], m.circular[i], certified, law):
        over = now.week - m.bed_week[i] >= law.temp_max_weeks  # it ends of itself
        return LEAVES if over else STAYS
    if turns_into_lease(now, m, i, law):
        give_lease(now, m, i, law, tally)
    return STAYS


@inlined
def must_leave(now, m, i, working, certified, terms, tally):
    """Whether person ``i`` must leave the place where he sleeps: STAYS, LEAVES or LEAVES_OWING."""
    form = m.housing[i]
    if form == Housing.FRIENDS:
        if m.stay_weeks[i] > 0:
            m.stay_weeks[i] -= 1
        return LEAVES if m.stay_weeks[i] == 0 else STAYS
    agency_bed = form == Housing.TIED or form == Housing.AGENCY_LEASE
    if agency_bed and m.notice[i] >= 0:
        if m.transfer[i] != Transfer.NONE:  # a transfer is settled in phase 7, with a bed or without
            return STAYS
        return LEAVES if _notice_is_over(m, i, working, tally) else STAYS
    if form == Housing.TIED:
        return _leaves_tied_bed(now, m, i, certified, terms, tally)
    tenant = form == Housing.AGENCY_LEASE or form == Housing.RENTAL
    if tenant and in_arrears(m.rent_arrears[i], terms.house) and _put_out(now, m.person[i]):
        return LEAVES
    return STAYS
