"""What the end of a job means for the bed: notice on a tied bed starts now (M1), as the law and the landlord say."""

from __future__ import annotations

import math

from sim.core.draws import Stream, uniform
from sim.core.kernels import inlined
from sim.phases.housing.tied_bed import is_decoupled, temporary_lease
from sim.phases.shared.extraction import rogue_firm
from sim.state.codes import Housing


@inlined
def notice_weeks(seed, week, person, quick, rules, compliance_draw):
    """Weeks a landlord leaves after the job: days where quick, else around the mean of the rules."""
    if quick and compliance_draw >= rules.quick_compliance:
        return 0
    u = uniform(seed, Stream.NOTICE, week, person)
    usual = math.floor(1.0 + u * (2.0 * rules.notice_weeks - 1.0)) if rules.notice_weeks >= 1.0 else 0.0
    if quick:  # keeps to what is guaranteed, no more
        return int(rules.notice_guaranteed_weeks)
    return int(max(usual, rules.notice_guaranteed_weeks))


@inlined
def _notice_on_tied_bed(now, m, a, ld, i, firm, law):
    """Give person ``i``, who worked for ``firm``, notice on a tied bed."""
    obey = uniform(now.seed, Stream.QUICK_EVICTION, now.week, m.person[i])
    quick = m.location[i] >= 0 and ld.quick_eviction[m.location[i]] == 1
    m.notice[i] = notice_weeks(now.seed, now.week, m.person[i], quick, law, obey)
    m.notice_weeks_if_paid[i] = 0
    if temporary_lease(now.seed, m.location[i], m.bed_week[i], m.circular[i], ld.certified, law):
        m.notice[i] = max(m.notice[i], int(law.temp_notice_weeks))
    if law.post_job_weeks > 0.0:
        share = law.decoupled_share
        if firm >= 0 and rogue_firm(a, firm):
            share *= law.decoupled_rogue
        if is_decoupled(now.seed, m.location[i], m.bed_week[i], share, law):
            m.notice_weeks_if_paid[i] = max(0, int(law.post_job_weeks) - m.notice[i])
            m.notice[i] += m.notice_weeks_if_paid[i]


@inlined
def give_notice(now, m, a, ld, i, firm, law):
    """Give person ``i``, who worked for ``firm``, notice on a bed of an agency, unless it runs already."""
    if m.notice[i] >= 0:
        return
    if m.housing[i] == Housing.TIED:
        _notice_on_tied_bed(now, m, a, ld, i, firm, law)
    elif m.housing[i] == Housing.AGENCY_LEASE and law.lease_after_weeks > 0:
        m.notice_weeks_if_paid[i] = 0
        m.notice[i] = int(law.lease_notice_weeks)  # own contract: notice, not the street
