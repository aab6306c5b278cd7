"""Where the end of a job leads: out of NL, on to other work, to another agency, or to joblessness.

Every phase that ends contracts (3 ends, 6 health, 12 deaths of agencies) hands its rows to `route_ended`, so
the triple loss (M1) is written once: the job goes now, notice on a tied bed starts now, cover ends in phase 5.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.behaviour.market import ModeChoice
from sim.behaviour.people import Careers, CoverBehaviour, HousingSearch, Thresholds
from sim.core.kernels import as_row, inlined, kernel
from sim.phase import fields, phase
from sim.phases.employment.after_end_bed import give_notice
from sim.phases.employment.after_end_pay import agency_settles, hirer_settles, sent_away
from sim.phases.employment.after_end_ways import (
    become_jobless,
    go_on_sick_pay,
    goes_on,
    keeps_bed,
    leave_hirer,
    leaves_nl,
)
from sim.phases.shared.departure import DEPART_READS, DEPART_WRITES, depart
from sim.rules import ContractRules, HousingRules, LiabilityRules, PayRules, TaxRules
from sim.state.codes import Contract, EndCause, Transfer
from sim.state.columns import Agencies, Hirers, Landlords, Migrants
from sim.state.ledger import Tally
from sim.week import NOBODY, Ended, Week


class Parties(NamedTuple):
    """Whom the end of a job concerns, and how far other work has grown over the base, per sector."""

    m: Migrants
    a: Agencies
    h: Hirers
    ld: Landlords
    onward_ratio: np.ndarray
    loose_ratio: np.ndarray


class Terms(NamedTuple):
    """What the end of a job hangs on: the law, and what people and firms do."""

    contract: ContractRules
    pay: PayRules
    tax: TaxRules
    liability: LiabilityRules
    housing: HousingRules
    career: Careers
    cover: CoverBehaviour
    search: HousingSearch
    mode: ModeChoice
    threshold: Thresholds


@inlined
def _count_end(weeks, cause, tally):
    """Count the end of a spell of some weeks with an agency."""
    tally[Tally.AGENCY_SPELLS_ENDED] += 1
    if weeks < 13:
        tally[Tally.AGENCY_SPELLS_SHORT] += 1
    if cause == EndCause.REPLACED:
        tally[Tally.REPLACED] += 1
    elif cause == EndCause.THRESHOLD:
        tally[Tally.THRESHOLD_ENDS] += 1


@inlined
def _settle(m, a, i, weeks, cause, terms, cents):
    """Pay person ``i`` what agency and hirer owe at the end of a spell of ``weeks``."""
    firm = m.agency[i]
    stays = cause == EndCause.POSTING_LIMIT or cause == EndCause.ONWARD
    if cause != EndCause.QUIT and not stays and firm >= 0 and a.alive[firm]:
        agency_settles(m, a, i, weeks, cause, terms, cents)
    if terms.liability.dismissal_weeks > 0.0 and sent_away(cause):
        hirer_settles(m, i, terms, cents)


@inlined
def _close(m, i, week, cause, pay_rules):
    """Close the contract of person ``i``."""
    m.end_cause[i] = cause
    m.last_agency[i] = m.agency[i]
    m.last_agency_week[i] = week
    m.scope_week[i] = week
    m.agency[i], m.hirer[i], m.slot[i] = -1, -1, -1
    m.contract[i] = Contract.NONE
    m.gap_weeks[i] = 0
    m.transfer[i] = Transfer.NONE
    m.term_weeks[i] = 0
    m.debt[i] = 0.0  # the agency writes off what it cannot keep from a wage
    if pay_rules.debt_moved_void == 1:
        m.debt_outside[i] = 0.0


@kernel
def _route(now, parties, ended, terms, books, out):
    """Ends the contracts of those who ``ended`` and returns how many of them leave NL (their rows in ``out``)."""
    m, a, tally, leaving = parties.m, parties.a, books.tally, 0
    for k in range(ended.rows.size):
        i, cause = ended.rows[k], ended.causes[k]
        firm, weeks = m.agency[i], now.week - m.spell_start[i]
        contracted = leave_hirer(now, m, parties.h, i, cause, terms)
        _count_end(weeks, cause, tally)
        _settle(m, a, i, weeks, cause, terms, books.cents)
        _close(m, i, now.week, cause, terms.pay)
        stays = cause == EndCause.POSTING_LIMIT or cause == EndCause.ONWARD  # with the hirer, in another form
        if cause == EndCause.SICK:
            go_on_sick_pay(m, i, now.week, tally)
        elif not stays and leaves_nl(now, m, i, terms.career):
            out[leaving] = i
            leaving += 1
            continue
        elif goes_on(now, parties, i, cause, contracted, terms, tally):
            if keeps_bed(now, m, i, terms.search.keeps_bed_direct):
                continue
        else:
            become_jobless(now, m, i, cause, terms, tally)
        give_notice(now, m, a, parties.ld, i, firm, terms.housing)
    return leaving


@phase(
    reads=DEPART_READS
    | fields(
        migrants="sector work contract agency hirer slot spell_start phase_weeks work_history transfer weeks_in_nl "
        "bed_week notice notice_weeks_if_paid",
        agencies="alive capital quarter_profit extracted_*",
        hirers="size agency_share direct_share sub_share filled",
        landlords="certified quick_eviction",
        institutions="onward_ratio loose_ratio",
        week="ended",
    ),
    writes=DEPART_WRITES
    | fields(
        migrants="last_agency gap_weeks last_agency_week scope_week end_cause job_loss_week notice_weeks_if_paid",
        agencies="capital quarter_profit",
        hirers="agency_share direct_share sub_share filled",
        week="ended",
        books="IDLE_PAY TRANSITION_PAYMENT OTHER_TAX HIRER_NOTICE",
        tally="THRESHOLD_ENDS REPLACED JOBS_LOST DIRECT_HIRES ONWARD AGENCY_SPELLS_ENDED AGENCY_SPELLS_SHORT",
    ),
)
def route_ended(week: Week) -> None:
    """End the contracts of those whose job ended just now, and send each where the end leads."""
    s, b, r = week.state, week.behaviour, week.rules
    terms = Terms(
        r.contract, r.pay, r.tax, r.liability, r.housing, b.career, b.cover, b.housing, b.mode, b.threshold
    )  # fmt: skip
    out = np.empty(week.ended.rows.size, np.int32)
    parties = Parties(
        s.migrants, s.agencies, s.hirers, s.landlords,
        s.institutions.onward_ratio, s.institutions.loose_ratio,
    )  # fmt: skip
    leaving = _route(week.now, parties, week.ended, terms, week.books, out)
    depart(week, out[:leaving])
    week.ended = NOBODY


@kernel
def _at_dead_agencies(agency, alive, present, rows):
    count = 0
    for row in present:
        i = as_row(row)
        if agency[i] >= 0 and alive[agency[i]] == 0:
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
    count = _at_dead_agencies(week.state.migrants.agency, week.state.agencies.alive, week.present, rows)
    week.ended = Ended(rows[:count], np.full(count, EndCause.AGENCY_DIED, np.int8))
