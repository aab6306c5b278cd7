"""Where the end of a job leads: out of NL, on to other work, to another agency, to joblessness or to sick pay."""

from __future__ import annotations

from sim.core.draw_keys import POSTING_LIMIT_FORM
from sim.core.draws import Stream, happens, uniform
from sim.core.kernels import inlined, kernel
from sim.phases.employment.after_end_pay import YEAR
from sim.phases.hirers.direct_hiring import direct_part, take_over
from sim.phases.hirers.forms_of_hiring import stay_on
from sim.phases.shared.benefits import popcount36
from sim.state.codes import Benefit, Contract, EndCause, Housing, Transfer, Work
from sim.state.ledger import Tally


@kernel
def leaving_share(weeks_in_nl, circular, careers):
    """Share of ends that lead out of NL by length of stay; a person who comes and goes never settles."""
    if circular or weeks_in_nl < YEAR:
        return careers.leave_first_year
    if weeks_in_nl < 2 * YEAR:
        return careers.leave_first_year * careers.leave_second_ratio
    return careers.leave_later


@inlined
def leave_hirer(now, m, h, i, cause, terms):
    """Person ``i`` leaves the hirer's slot; whether the hirer keeps him at the limit of a posting by a contractor."""
    contracted = False
    if cause == EndCause.POSTING_LIMIT:
        law = terms.contract
        share = law.posting_relabel / max(1e-9, law.posting_convert + law.posting_relabel)
        contracted = happens(now, Stream.POSTING_LIMIT, m.person[i], share, 0, POSTING_LIMIT_FORM)
        take_over(h, m.hirer[i], contracted, terms.mode)
    if m.hirer[i] >= 0 and m.work[i] == Work.AGENCY:
        h.filled[m.hirer[i], m.slot[i]] -= 1
    return contracted


@inlined
def leaves_nl(now, m, i, careers):
    """Whether the end of the job leads person ``i`` out of NL."""
    share = leaving_share(m.weeks_in_nl[i], m.circular[i], careers)
    return happens(now, Stream.END_LEAVES, m.person[i], share)


@inlined
def onward_chance(careers, weeks_in_nl, direct, loose):
    """Chance that a job with an agency leads on to other work, given the growth of other forms over the base."""
    onward = careers.onward_first_year if weeks_in_nl < YEAR else careers.onward_later
    if direct == loose:
        return onward * direct
    return onward * (careers.onward_direct * direct + (1.0 - careers.onward_direct) * loose)


@inlined
def _form_of_work(now, person, cause, contracted, by_contract, mode):
    """Work status of a person who goes on to other work; ``by_contract`` is the share of direct contracts."""
    taken = cause == EndCause.POSTING_LIMIT
    form = uniform(now.seed, Stream.END_ONWARD_FORM, now.week, person)
    if not contracted and (taken or form < by_contract):
        return Work.DIRECT
    self_share = mode.base_self / max(1e-9, mode.base_self + mode.base_sub)
    share = (form - by_contract) / max(1e-9, 1.0 - by_contract)
    own_account = not taken and share < self_share
    return Work.SELF_EMPLOYED if own_account else Work.SUBCONTRACTED


@inlined
def _start_other_work(m, i, week, work, tally):
    """Person ``i`` works on in another form than by an agency."""
    m.end_cause[i] = EndCause.ONWARD
    m.work[i] = work
    m.scope_week[i] = week
    m.duty_week[i] = week
    tally[Tally.ONWARD] += 1
    if work == Work.DIRECT:
        m.contract[i] = Contract.DIRECT
        tally[Tally.DIRECT_HIRES] += 1
    else:
        m.contract[i] = Contract.OTHER


@inlined
def goes_on(now, parties, i, cause, contracted, terms, tally):
    """Whether person ``i`` goes on to other work, and starts it: always with a hirer who keeps him in another form."""
    m, careers, mode = parties.m, terms.career, terms.mode
    direct, loose = parties.onward_ratio[m.sector[i]], parties.loose_ratio[m.sector[i]]
    by_contract = direct_part(careers.onward_direct, direct, loose)
    if cause == EndCause.ONWARD:
        avoid = terms.liability.avoid_share
        by_contract = (1.0 - avoid) / max(1e-9, stay_on(avoid, mode))
    elif cause != EndCause.POSTING_LIMIT:
        chance = onward_chance(careers, m.weeks_in_nl[i], direct, loose)
        if not happens(now, Stream.END_ONWARD, m.person[i], chance):
            return False
    work = _form_of_work(now, m.person[i], cause, contracted, by_contract, mode)
    _start_other_work(m, i, now.week, work, tally)
    return True


@inlined
def keeps_bed(now, m, i, share):
    """Whether person ``i``, who works elsewhere now, keeps the bed of the agency: a tenant pays and stays."""
    if m.housing[i] == Housing.TIED and happens(now, Stream.KEEP_BED, m.person[i], share):
        m.housing[i] = Housing.AGENCY_LEASE
    return m.housing[i] == Housing.AGENCY_LEASE


@inlined
def _job_is_lost(m, i, week, tally):
    """Count the loss of the job of person ``i``."""
    tally[Tally.JOBS_LOST] += 1
    m.job_loss_week[i] = week


@inlined
def become_jobless(now, m, i, cause, terms, tally):
    """Person ``i`` is without work, or goes to another agency this week; with a benefit if he claims one."""
    m.work[i] = Work.JOBLESS
    if happens(now, Stream.END_TRANSFER, m.person[i], terms.career.hop):
        m.transfer[i] = Transfer.FROM_AGENCY
    if cause != EndCause.QUIT and popcount36(m.work_history[i]) >= terms.tax.weeks_condition:
        if happens(now, Stream.BENEFIT_CLAIM, m.person[i], terms.cover.benefit_claim):
            m.benefit[i] = Benefit.UNEMPLOYMENT
            m.benefit_weeks[i] = terms.tax.unemployment_weeks
    if m.transfer[i] == Transfer.NONE:
        _job_is_lost(m, i, now.week, tally)


@inlined
def go_on_sick_pay(m, i, week, tally):
    """Person ``i`` lost the job by illness and is paid by the State, two years at most."""
    m.work[i] = Work.SICK
    m.benefit[i] = Benefit.SICKNESS
    m.benefit_weeks[i] = 104
    _job_is_lost(m, i, week, tally)
