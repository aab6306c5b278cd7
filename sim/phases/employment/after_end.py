"""Where the end of a job leads: out of NL, on to other work, to another agency, or to joblessness.

Every phase that ends contracts (3 ends, 6 health, 12 deaths of agencies) hands its rows to `route_ended`, so
the triple loss (M1) is written once: the job goes now, notice on a tied bed starts now, cover ends in phase 5.
"""

from __future__ import annotations

import math

import numpy as np

from sim.core.draw_keys import POSTING_LIMIT_FORM
from sim.core.draws import Stream, uniform
from sim.core.kernels import inlined, kernel
from sim.phase import fields, phase
from sim.phases.hirers.direct_hiring import direct_part, take_over
from sim.phases.hirers.supplier_choice import stay_on
from sim.phases.shared.benefits import popcount36
from sim.phases.housing.tied_bed import is_decoupled, temporary_lease
from sim.phases.shared.departure import DEPART_READS, DEPART_WRITES, depart
from sim.phases.shared.extraction import rogue_firm
from sim.phases.shared.wages import standard_week
from sim.state.codes import Benefit, Contract, EndCause, Hop, Housing, Work
from sim.state.ledger import Item, Tally, pay
from sim.week import NOBODY, Ended, Week

YEAR = 52


@kernel
def leaving_share(weeks_in_nl, circular, careers):
    """Share of ends that lead out of NL by length of stay; who comes and goes never settles."""
    if circular or weeks_in_nl < YEAR:
        return careers.leave_first_year
    if weeks_in_nl < 2 * YEAR:
        return careers.leave_first_year * careers.leave_second_ratio
    return careers.leave_later


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


@kernel
def sent_away(cause):
    """Whether the job ended because the hirer or the agency wanted it to."""
    return cause == EndCause.DEMAND or cause == EndCause.REPLACED or cause == EndCause.THRESHOLD


@kernel
def notice_pay(cause, contract_form, phase_weeks, week_wage, contract):
    """Wage over the notice an agency owes when it ends a clause contract without a sick report, EUR."""
    if not sent_away(cause):
        return 0.0
    if contract_form == Contract.A_SERIES and phase_weeks >= contract.clause_max_weeks:
        return contract.post_clause_notice_weeks * week_wage
    if contract_form != Contract.A_CLAUSE:
        return 0.0
    weeks = contract.clause_notice_weeks if phase_weeks < 26 else contract.clause_notice_late_weeks
    return weeks * week_wage


@kernel
def _route(
    now, m, a, h, ld, rows, causes, careers, cover, keeps_bed, mode, rules, compliance, onward_ratio, loose_ratio,
    books, out,
):  # fmt: skip
    """Ends the contracts of ``rows`` and returns how many of them leave NL (their rows in ``out``)."""
    leaving = 0
    tax = rules.tax
    week_wage = standard_week(rules.pay)
    transition = rules.contract.transition_payment_share * week_wage * YEAR / 12.0 * compliance
    self_share = mode.base_self / max(1e-9, mode.base_self + mode.base_sub)
    for k in range(rows.size):
        i = rows[k]
        cause = causes[k]
        firm = m.agency[i]
        taken = cause == EndCause.POSTING_LIMIT
        contracted = False
        if taken:
            law = rules.contract
            share = law.posting_relabel / max(1e-9, law.posting_convert + law.posting_relabel)
            contracted = uniform(now.seed, Stream.POSTING_LIMIT, now.week, m.person[i], 0, POSTING_LIMIT_FORM) < share
            take_over(h, m.hirer[i], contracted, mode)
        if m.hirer[i] >= 0 and m.work[i] == Work.AGENCY:
            h.filled[m.hirer[i], m.slot[i]] -= 1
        weeks = now.week - m.spell_start[i]
        books.tally[Tally.AGENCY_SPELLS_ENDED] += 1
        if weeks < 13:
            books.tally[Tally.AGENCY_SPELLS_SHORT] += 1
        if cause == EndCause.REPLACED:
            books.tally[Tally.REPLACED] += 1
        elif cause == EndCause.THRESHOLD:
            books.tally[Tally.THRESHOLD_ENDS] += 1
        stays = taken or cause == EndCause.ONWARD  # with the hirer, in another form
        if cause != EndCause.QUIT and not stays and firm >= 0 and a.alive[firm]:
            paid = pay(books.cents, Item.TRANSITION_PAYMENT, transition * weeks / YEAR)
            in_lieu = notice_pay(cause, m.contract[i], m.phase_weeks[i], week_wage, rules.contract)
            paid += pay(books.cents, Item.IDLE_PAY, in_lieu * (1.0 - tax.wage_tax))
            m.savings[i] += paid
            a.capital[firm] -= paid
            a.q_profit[firm] -= paid
        if rules.liability.dismissal_weeks > 0.0 and sent_away(cause):
            owed = rules.liability.dismissal_weeks * week_wage
            m.savings[i] += pay(books.cents, Item.HIRER_NOTICE, owed * (1.0 - tax.wage_tax))
            pay(books.cents, Item.OTHER_TAX, owed * (tax.wage_tax + tax.employer_premiums))
        m.end_cause[i] = cause
        m.last_agency[i] = firm
        m.last_agency_week[i] = now.week
        m.scope_week[i] = now.week
        m.agency[i], m.hirer[i], m.slot[i] = -1, -1, -1
        m.contract[i] = Contract.NONE
        m.gap_weeks[i] = 0
        m.hop[i] = Hop.NONE
        m.term_weeks[i] = 0
        m.debt[i] = 0.0  # the agency writes off what it cannot keep from a wage
        if rules.pay.debt_moved_void == 1:
            m.debt_outside[i] = 0.0
        if cause != EndCause.SICK:
            stay = m.weeks_in_nl[i]
            share = leaving_share(stay, m.circular[i], careers)
            if not stays and uniform(now.seed, Stream.END_LEAVES, now.week, m.person[i]) < share:
                out[leaving] = i
                leaving += 1
                continue
            onward = careers.onward_first_year if stay < YEAR else careers.onward_later
            direct, loose = onward_ratio[m.sector[i]], loose_ratio[m.sector[i]]
            by_contract = direct_part(careers.onward_direct, direct, loose)
            if direct == loose:
                onward *= direct
            else:
                onward *= careers.onward_direct * direct + (1.0 - careers.onward_direct) * loose
            if cause == EndCause.ONWARD:
                avoid = rules.liability.avoid_share
                by_contract = (1.0 - avoid) / max(1e-9, stay_on(avoid, mode))
            if stays or uniform(now.seed, Stream.END_ONWARD, now.week, m.person[i]) < onward:
                m.end_cause[i] = EndCause.ONWARD
                books.tally[Tally.ONWARD] += 1
                form = uniform(now.seed, Stream.END_ONWARD_FORM, now.week, m.person[i])
                if not contracted and (taken or form < by_contract):
                    m.work[i] = Work.DIRECT
                    m.contract[i] = Contract.DIRECT
                    books.tally[Tally.DIRECT_HIRES] += 1
                else:
                    m.contract[i] = Contract.OTHER
                    share = (form - by_contract) / max(1e-9, 1.0 - by_contract)
                    own_account = not taken and share < self_share
                    m.work[i] = Work.SELF_EMPLOYED if own_account else Work.SUBCONTRACTED
                m.scope_week[i] = now.week
                m.duty_week[i] = now.week
                keeps = uniform(now.seed, Stream.KEEP_BED, now.week, m.person[i]) < keeps_bed
                if m.housing[i] == Housing.TIED and keeps:
                    m.housing[i] = Housing.AGENCY_LEASE
                    continue
                if m.housing[i] == Housing.AGENCY_LEASE:  # a tenant who works elsewhere pays and stays
                    continue
            else:
                m.work[i] = Work.JOBLESS
                if uniform(now.seed, Stream.END_HOP, now.week, m.person[i]) < careers.hop:
                    m.hop[i] = Hop.FROM_AGENCY
                worked = popcount36(m.work_history[i])
                if cause != EndCause.QUIT and worked >= tax.weeks_condition:
                    if uniform(now.seed, Stream.BENEFIT_CLAIM, now.week, m.person[i]) < cover.benefit_claim:
                        m.benefit[i] = Benefit.UNEMPLOYMENT
                        m.benefit_weeks[i] = tax.unemployment_weeks
                if m.hop[i] == Hop.NONE:
                    books.tally[Tally.JOBS_LOST] += 1
                    m.job_loss_week[i] = now.week
        else:
            m.work[i] = Work.SICK
            m.benefit[i] = Benefit.SICKNESS
            m.benefit_weeks[i] = 104
            books.tally[Tally.JOBS_LOST] += 1
            m.job_loss_week[i] = now.week
        if m.housing[i] == Housing.AGENCY_LEASE and m.notice[i] < 0 and rules.housing.lease_after_weeks > 0:
            m.kept_weeks[i] = 0
            m.notice[i] = int(rules.housing.lease_notice_weeks)  # own contract: notice, not the street
        if m.housing[i] == Housing.TIED and m.notice[i] < 0:
            obey = uniform(now.seed, Stream.QUICK_EVICTION, now.week, m.person[i])
            quick = m.location[i] >= 0 and ld.quick[m.location[i]] == 1
            m.notice[i] = notice_weeks(now.seed, now.week, m.person[i], quick, rules.housing, obey)
            m.kept_weeks[i] = 0
            if temporary_lease(now.seed, m.location[i], m.bed_week[i], m.circular[i], ld.certified, rules.housing):
                m.notice[i] = max(m.notice[i], int(rules.housing.temp_notice_weeks))
            if rules.housing.post_job_weeks > 0.0:
                share = rules.housing.decoupled_share
                if firm >= 0 and rogue_firm(a, firm):
                    share *= rules.housing.decoupled_rogue
                if is_decoupled(now.seed, m.location[i], m.bed_week[i], share, rules.housing):
                    m.kept_weeks[i] = max(0, int(rules.housing.post_job_weeks) - m.notice[i])
                    m.notice[i] += m.kept_weeks[i]
    return leaving


@phase(
    reads=DEPART_READS
    | fields(
        migrants="sector work contract agency hirer slot spell_start phase_weeks work_history hop weeks_in_nl "
        "bed_week notice kept_weeks",
        agencies="alive capital q_profit e_*",
        hirers="size agency_share direct_share sub_share filled",
        landlords="certified quick",
        institutions="onward_ratio loose_ratio",
        week="ended",
    ),
    writes=DEPART_WRITES
    | fields(
        migrants="last_agency gap_weeks last_agency_week scope_week end_cause job_loss_week kept_weeks",
        agencies="capital q_profit",
        hirers="agency_share direct_share sub_share filled",
        week="ended",
        books="IDLE_PAY TRANSITION_PAYMENT OTHER_TAX HIRER_NOTICE",
        tally="THRESHOLD_ENDS REPLACED JOBS_LOST DIRECT_HIRES ONWARD AGENCY_SPELLS_ENDED AGENCY_SPELLS_SHORT",
    ),
)
def route_ended(week: Week) -> None:
    """End the contracts of those whose job ended just now, and send each where the end leads."""
    s, b, r = week.state, week.behaviour, week.rules
    rows, causes = week.ended
    out = np.empty(rows.size, np.int32)
    leaving = _route(
        week.now, *s[:4], rows, causes, b.career, b.cover, b.housing.keeps_bed_direct, b.mode, r,
        b.threshold.transition_compliance, s.institutions.onward_ratio, s.institutions.loose_ratio, week.books, out,
    )  # fmt: skip
    depart(week, out[:leaving])
    week.ended = NOBODY


@kernel
def _at_dead_agencies(m, a, present, rows):
    count = 0
    for i in present:
        if m.agency[i] >= 0 and a.alive[m.agency[i]] == 0:
            rows[count] = i
            count += 1
    return count


@phase(
    reads=fields(migrants="agency", agencies="alive", week="present"),
    writes=fields(week="ended"),
)
def release_workers(week: Week) -> None:
    """Find the persons whose agency ended this week."""
    rows = np.empty(week.present.size, np.int32)
    count = _at_dead_agencies(week.state.migrants, week.state.agencies, week.present, rows)
    week.ended = Ended(rows[:count], np.full(count, EndCause.AGENCY_DIED, np.int8))
