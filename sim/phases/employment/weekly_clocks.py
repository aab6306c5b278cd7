"""Phase 13: coming, leaving, registering. Other work ends, the jobless leave; the week passes (`ageing`)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.behaviour.market import ModeChoice
from sim.behaviour.people import Careers, Household, HousingSearch
from sim.behaviour.switches import LeaveRule, Switches
from sim.core.draw_keys import END_LEAVES_OTHER_WORK, END_TRANSFER_OTHER_WORK
from sim.core.draws import Stream, happens
from sim.core.kernels import as_row, inlined, kernel
from sim.phase import fields, phase
from sim.phases.employment.after_end_pay import YEAR
from sim.phases.employment.after_end_ways import leaving_share
from sim.phases.employment.ageing import Passing, pass_week
from sim.phases.employment.posting import ends_posting
from sim.phases.shared.departure import DEPART_READS, DEPART_WRITES, depart
from sim.phases.shared.views import homes_of
from sim.rules import CoverRules
from sim.state.codes import Benefit, Contract, Cover, Transfer, Work, is_homeless
from sim.state.ledger import Tally
from sim.week import Files, Week

NO_FILES = Files(np.empty(0), np.empty(0))


class Terms(NamedTuple):
    """What the end of other work, and of looking for work, hangs on."""

    career: Careers
    search: HousingSearch
    switch: Switches
    house: Household
    mode: ModeChoice
    cover: CoverRules
    other_end: float  # chance a week that direct or other work ends


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
def _jobless_leaves(now, m, i, terms):
    """Whether person ``i``, who is jobless, leaves NL this week."""
    careers, savings = terms.career, m.savings[i]
    if terms.switch.leave_rule == LeaveRule.SAVINGS:
        broke = savings < 4.0 * terms.house.living
        rate = 4.0 * careers.jobless_leaves if broke else 0.25 * careers.jobless_leaves
    else:
        on_benefit, homeless = m.benefit[i] != Benefit.NONE, is_homeless(m.housing[i])
        rate = jobless_hazard(careers, m.weeks_in_nl[i], m.circular[i], on_benefit, homeless, terms.search.slow)
    if m.cover[i] == Cover.RUN_OFF:
        rate *= 1.0 - terms.cover.runoff_stay
    return happens(now, Stream.JOBLESS_LEAVES, m.person[i], rate)


@inlined
def _start_direct_work(m, i, week):
    """Person ``i`` works for a hirer directly from now on."""
    m.work[i], m.contract[i] = Work.DIRECT, Contract.DIRECT
    m.scope_week[i] = week


@inlined
def _jobless_finds(now, m, i, chance, tally):
    """Person ``i``, who is jobless, may find direct work."""
    if happens(now, Stream.JOBLESS_DIRECT, m.person[i], chance):
        _start_direct_work(m, i, now.week)
        m.benefit[i], m.benefit_weeks[i] = Benefit.NONE, 0
        tally[Tally.DIRECT_HIRES] += 1


@inlined
def _other_work(now, m, i, careers, onward_ratio):
    """End of direct or other work: another direct job, out of NL, agency work the same week, or jobless.

    Returns true if the person leaves NL.
    """
    again = careers.other_again * min(2.0, onward_ratio[m.sector[i]])
    if happens(now, Stream.DIRECT_NEXT, m.person[i], again):
        _start_direct_work(m, i, now.week)
        return False
    share = leaving_share(m.weeks_in_nl[i], m.circular[i], careers)
    if happens(now, Stream.END_LEAVES, m.person[i], share, END_LEAVES_OTHER_WORK):
        return True
    m.work[i], m.contract[i] = Work.JOBLESS, Contract.NONE
    transfers = happens(now, Stream.END_TRANSFER, m.person[i], careers.hop, END_TRANSFER_OTHER_WORK)
    m.transfer[i] = Transfer.FROM_OTHER_WORK if transfers else Transfer.NONE
    return False


@kernel
def _careers(now, m, present, terms, onward_ratio, tally, out):
    """Let the jobless, the posted and those in other work go on or not; returns how many leave NL (``out``)."""
    leaving, careers = 0, terms.career
    for row in present:
        i = as_row(row)
        work, leaves = m.work[i], False
        if work == Work.JOBLESS and m.transfer[i] == Transfer.NONE:
            leaves = _jobless_leaves(now, m, i, terms)
            if not leaves:
                _jobless_finds(now, m, i, careers.jobless_direct * onward_ratio[m.sector[i]], tally)
        elif work == Work.POSTED:
            leaves = ends_posting(now, m.person[i], terms.mode.posted_weeks)
        elif work >= Work.DIRECT and happens(now, Stream.DIRECT_END, m.person[i], terms.other_end):
            leaves = _other_work(now, m, i, careers, onward_ratio)
        if leaves:
            out[leaving] = i
            leaving += 1
    return leaving


@phase(
    reads=DEPART_READS
    | fields(
        migrants="sector knowledge work contract agency spell_start phase_weeks weeks_at_hirer chain_weeks "
        "chain_contracts gap_weeks work_history benefit benefit_weeks scope_week transfer weeks_in_nl cover "
        "registration reachable",
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
    s, b, r, present = week.state, week.behaviour, week.rules, week.present
    m = s.migrants
    out = np.empty(present.size, np.int32)
    weekly = 1.0 - (1.0 - b.career.other_end) ** (1.0 / 52.0)
    terms = Terms(b.career, b.housing, b.switch, b.household, b.mode, r.cover, weekly)
    leaving = _careers(week.now, m, present, terms, s.institutions.onward_ratio, week.books.tally, out)
    depart(week, out[:leaving])
    passing = Passing(r.contract, r.registration, b.career, b.registration)
    pass_week(week.now, m, present, homes_of(s), passing, week.files or NO_FILES, week.books)
