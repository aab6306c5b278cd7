"""Phase 13: coming, leaving, registering. Other work ends, the jobless leave, clocks tick, scope ends."""

from __future__ import annotations

import numpy as np

from sim.behaviour.switches import LeaveRule
from sim.core.draw_keys import END_HOP_OTHER_WORK, END_LEAVES_OTHER_WORK, PERSON_KNOWLEDGE_DESK
from sim.core.draws import Stream, uniform
from sim.core.kernels import inlined, kernel
from sim.phase import fields, phase
from sim.phases.cover.registration import due_as_resident, file
from sim.phases.employment.after_end_pay import YEAR
from sim.phases.employment.after_end_ways import leaving_share
from sim.phases.employment.posting import ends_posting
from sim.phases.housing.address_records import refuses
from sim.phases.shared.contract_clocks import chain_left
from sim.phases.shared.departure import DEPART_READS, DEPART_WRITES, depart
from sim.state.codes import Benefit, Contract, Cover, Hop, Housing, Registration, Work
from sim.state.ledger import Item, Tally, pay
from sim.week import Files, Week

NO_FILES = Files(np.empty(0), np.empty(0))


@kernel
def jobless_hazard(careers, weeks_in_nl, circular, on_benefit, homeless, slow):
    """Weekly chance that a jobless person leaves NL."""
    rate = careers.jobless_leaves
    if circular or weeks_in_nl < YEAR:
        rate *= careers.jobless_leaves_first
    elif weeks_in_nl >= 2 * YEAR:
        rate *= careers.jobless_leaves_later
    if on_benefit:
        rate *= careers.jobless_leaves_benefit
    return rate * slow if homeless else rate


@inlined
def _other_work(now, m, i, careers, onward_ratio, books):
    """End of direct or other work: another direct job, out of NL, agency work the same week, or jobless.

    Returns true if the person leaves NL.
    """
    again = careers.other_again * min(2.0, onward_ratio[m.sector[i]])
    if uniform(now.seed, Stream.DIRECT_NEXT, now.week, m.person[i]) < again:
        m.work[i], m.contract[i] = Work.DIRECT, Contract.DIRECT
        m.scope_week[i] = now.week
        return False
    share = leaving_share(m.weeks_in_nl[i], m.circular[i], careers)
    if uniform(now.seed, Stream.END_LEAVES, now.week, m.person[i], END_LEAVES_OTHER_WORK) < share:
        return True
    m.work[i], m.contract[i] = Work.JOBLESS, Contract.NONE
    hops = uniform(now.seed, Stream.END_HOP, now.week, m.person[i], END_HOP_OTHER_WORK) < careers.hop
    m.hop[i] = Hop.FROM_OTHER_WORK if hops else Hop.NONE
    return False


@kernel
def _careers(
    now, m, present, careers, search, rule, living, onward_ratio, other_end, posted_weeks, runoff_stay, books, out
):
    leaving = 0
    for i in present:
        work = m.work[i]
        if work == Work.JOBLESS and m.hop[i] == Hop.NONE:
            homeless = m.housing[i] == Housing.STREET or m.housing[i] == Housing.SHELTER
            rate = jobless_hazard(
                careers, m.weeks_in_nl[i], m.circular[i], m.benefit[i] != Benefit.NONE, homeless, search.slow
            )
            if rule == LeaveRule.SAVINGS:
                rate = 4.0 * careers.jobless_leaves if m.savings[i] < 4.0 * living else 0.25 * careers.jobless_leaves
            if m.cover[i] == Cover.RUN_OFF:
                rate *= 1.0 - runoff_stay
            if uniform(now.seed, Stream.JOBLESS_LEAVES, now.week, m.person[i]) < rate:
                out[leaving] = i
                leaving += 1
            elif (
                uniform(now.seed, Stream.JOBLESS_DIRECT, now.week, m.person[i])
                < careers.jobless_direct * onward_ratio[m.sector[i]]
            ):
                m.work[i], m.contract[i] = Work.DIRECT, Contract.DIRECT
                m.benefit[i], m.benefit_weeks[i] = Benefit.NONE, 0
                m.scope_week[i] = now.week
                books.tally[Tally.DIRECT_HIRES] += 1
        elif work == Work.POSTED:
            if ends_posting(now.seed, now.week, m.person[i], posted_weeks):
                out[leaving] = i
                leaving += 1
        elif work >= Work.DIRECT:
            if uniform(now.seed, Stream.DIRECT_END, now.week, m.person[i]) < other_end:
                if _other_work(now, m, i, careers, onward_ratio, books):
                    out[leaving] = i
                    leaving += 1
    return leaving


@kernel
def _clocks(now, m, present, renters, contract, careers, registration, reg, ld, kept, books):
    """Clocks of work and stay, benefit, register, knowledge; who is long out of agency work leaves the scope."""
    counted = kept.due.size > 0
    for i in present:
        work = m.work[i]
        if work < Work.AGENCY:
            continue
        m.weeks_in_nl[i] += 1
        paid = work == Work.AGENCY or work >= Work.DIRECT
        m.work_history[i] = ((m.work_history[i] << 1) & ((np.int64(1) << 36) - 1)) | (1 if paid else 0)
        if work == Work.AGENCY:
            m.weeks_at_hirer[i] += 1
            m.phase_weeks[i] += 1
            m.chain_weeks[i] += 1
            m.last_agency_week[i] = now.week
            m.scope_week[i] = now.week
            form = m.contract[i]
            if m.phase_weeks[i] >= contract.phase_a_weeks + contract.phase_b_weeks:
                m.contract[i] = Contract.C
            elif m.phase_weeks[i] >= contract.phase_a_weeks:
                if form < Contract.B:
                    m.contract[i] = Contract.B
                    books.tally[Tally.PHASE_B] += 1
            elif m.phase_weeks[i] >= contract.clause_max_weeks and form == Contract.A_CLAUSE:
                if m.spell_start[i] >= contract.clause_new_from:
                    m.contract[i] = Contract.A_SERIES
            if contract.chain_max_contracts + contract.chain_max_weeks > 0 and m.contract[i] < Contract.C:
                left = chain_left(
                    now.week + 1, m.spell_start[i], m.chain_contracts[i], m.chain_weeks[i], contract
                )  # fmt: skip
                if left <= 0:
                    m.contract[i] = Contract.C
                    books.tally[Tally.CHAIN_PERMANENT] += 1
        else:
            m.gap_weeks[i] = min(m.gap_weeks[i] + 1, 30000)
        if m.benefit_weeks[i] > 0:
            m.benefit_weeks[i] -= 1
            if m.benefit_weeks[i] == 0:
                m.benefit[i] = Benefit.NONE
        if m.weeks_in_nl[i] == 1 and registration.desk_gain > 0.0:
            if uniform(now.seed, Stream.PERSON_KNOWLEDGE, PERSON_KNOWLEDGE_DESK, m.person[i]) < registration.desk_reach:
                m.knowledge[i] += registration.desk_gain * (1.0 - m.knowledge[i])
        m.knowledge[i] += (reg.learning + registration.information) * (1.0 - m.knowledge[i])
        due = due_as_resident(m.weeks_in_nl[i], m.circular[i], registration)
        if due and m.registration[i] != Registration.RESIDENT:
            rate = reg.resident * registration.resident_rate
            if m.housing[i] == Housing.TIED or m.housing[i] >= Housing.SHELTER:
                rate *= reg.agency_bed
            u = uniform(now.seed, Stream.REGISTER, now.week, m.person[i])
            if u < rate + registration.found_rate and (
                u < registration.found_rate
                or not refuses(now.seed, m.location[i], ld.crowding, ld.certified, registration.refusal)
            ):
                m.registration[i] = Registration.RESIDENT
                m.reachable[i] = 1
        elif m.registration[i] == Registration.RNI_CONTACT and m.reachable[i]:
            if uniform(now.seed, Stream.REGISTER_DECAY, now.week, m.person[i]) < reg.contact_decay:
                m.reachable[i] = 0
        if counted and due:
            file(kept, m.agency[i], m.registration[i])
        if work != Work.AGENCY and now.week - m.scope_week[i] > careers.scope_weeks and m.agency[i] < 0:
            m.work[i] = Work.SETTLED
            if m.housing[i] == Housing.RENTAL:
                renters[m.province[i]] -= 1
            if m.location[i] >= 0:
                ld.occupants[m.location[i]] -= 1
                m.location[i] = -1
            pay(books.cents, Item.SAVINGS_OUT, m.savings[i])
            m.savings[i] = 0.0
            books.tally[Tally.SETTLED] += 1


@phase(
    reads=DEPART_READS
    | fields(
        migrants="sector knowledge work contract agency spell_start phase_weeks weeks_at_hirer chain_weeks "
        "chain_contracts gap_weeks work_history benefit benefit_weeks scope_week hop weeks_in_nl cover registration "
        "reachable",
        landlords="crowding certified",
        institutions="onward_ratio",
        week="present files",
    ),
    writes=DEPART_WRITES
    | fields(
        migrants="knowledge phase_weeks weeks_at_hirer chain_weeks gap_weeks work_history last_agency_week scope_week "
        "weeks_in_nl registration reachable",
        week="files",
        tally="PHASE_B DIRECT_HIRES SETTLED CHAIN_PERMANENT",
    ),
)
def leave_register_and_age(week: Week) -> None:
    """Ends of other work, departures of the jobless, registration, knowledge, clocks and the end of scope.

    Where somebody asks, the agencies' files count their workers who are due as residents, and those registered.
    """
    s, b, r, m, present, books = week.state, week.behaviour, week.rules, week.state.migrants, week.present, week.books
    out = np.empty(present.size, np.int32)
    weekly = 1.0 - (1.0 - b.career.other_end) ** (1.0 / 52.0)
    leaving = _careers(
        week.now, m, present, b.career, b.housing, b.switch.leave_rule, b.household.living,
        s.institutions.onward_ratio, weekly, b.mode.posted_weeks, r.cover.runoff_stay, books, out,
    )  # fmt: skip
    depart(week, out[:leaving])
    _clocks(
        week.now, m, present, s.institutions.renters, r.contract, b.career, r.registration, b.registration,
        s.landlords, week.files or NO_FILES, books,
    )  # fmt: skip
