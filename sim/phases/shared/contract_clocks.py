"""Scalar rules of phase 3 on the clocks of a contract: cost of the next phase, and workers sent away before it."""

from __future__ import annotations

import math
from typing import NamedTuple

from sim.behaviour.people import Placement, Separation, Thresholds
from sim.core.calendar import EARLIEST
from sim.core.draw_keys import POSTING_LIMIT_HOLDS, THRESHOLD_DECISION, THRESHOLD_SISTER, THRESHOLD_WEEK
from sim.core.draws import Stream, lasting, uniform
from sim.core.kernels import inlined, kernel
from sim.rules import ContractRules, HousingRules, PayRules
from sim.state.codes import Contract, Work
from sim.week import Week

FAR_AWAY = 30_000  # weeks: no limit is near


class Coming(NamedTuple):
    """A shorter clause that is announced: for whom it will hold, and in how many weeks."""

    limit: int  # weeks; no shorter than now: nothing is coming
    window: int
    ahead: int
    sister_share: float


def clause_to_come(contract: ContractRules, foreseen: ContractRules, ahead: int) -> Coming:
    """What agencies see coming; a rule for new contracts only leaves the running ones alone."""
    limit = foreseen.clause_max_weeks if foreseen.clause_new_from < 0 else contract.clause_max_weeks
    return Coming(int(limit), int(foreseen.clause_window_weeks), int(ahead), float(foreseen.sister_share))


class EndTerms(NamedTuple):
    """What an end hangs on: the law in force and announced, and what people and agencies do."""

    contract: ContractRules
    coming: Coming
    pay: PayRules
    housing: HousingRules
    separation: Separation
    threshold: Thresholds
    placement: Placement


def end_terms(week: Week) -> EndTerms:
    """What the ends of this week hang on."""
    b, r = week.behaviour, week.rules
    coming = clause_to_come(r.contract, week.foreseen.contract, week.ahead)
    return EndTerms(r.contract, coming, r.pay, r.housing, b.separation, b.threshold, b.placement)


@kernel
def next_contract_cost(to_phase_b, cost_week, contract, thr, redeploy):
    """Cost an agency expects from keeping a worker past a clock, in EUR; ``cost_week`` is what a week costs it.

    Past the clause (inside phase A) only sickness to the end of the short term counts, because idle hours
    need not be paid there, and not even that where the clause does not end the contract at sickness either; in phase B
    idle weeks are paid, and sickness lasts to the end of a longer contract.
    """
    if to_phase_b:
        idle = thr.demand_ends * contract.notice_b_weeks * (1.0 - redeploy)
        return cost_week * (
            idle + thr.sick_liability + contract.transition_payment_share * 4.3 * thr.transition_compliance
        )
    sick = thr.sick_liability * thr.series_term_weeks / thr.phase_b_term_weeks * contract.clause_ends_at_sickness
    unpaid = contract.idle_unpaid_weeks >= contract.clause_max_weeks
    idle = 0.0 if unpaid else thr.demand_ends * 0.5 * thr.series_term_weeks * (1.0 - redeploy)
    notice = thr.demand_ends * contract.post_clause_notice_weeks * (1.0 - redeploy)
    return cost_week * (sick + idle + notice)


@inlined
def near(clock_weeks, limit, window):
    """Whether a clock is where an agency may look at it at all; asked before anything is drawn or worked out."""
    return limit - 1 - window <= clock_weeks < limit


@kernel
def looks_at_clock(seed, person, clock, clock_weeks, limit, window):
    """Whether this is the week in which the agency looks at a worker's clock, once before it runs out."""
    if not near(clock_weeks, limit, window):
        return False
    u = uniform(seed, Stream.THRESHOLD, 0, person, clock, THRESHOLD_WEEK)
    return clock_weeks == limit - 1 - int(u * window)


@kernel
def dismisses_at_clock(seed, person, clock, looks, cost_next, cost_new, thr):
    """Whether the agency, when it looks at a worker's clock, ends the contract rather than bear ``cost_next``, EUR.

    ``looks`` is the share of cases in which it comes to a decision at this clock at all.
    """
    gain = (cost_next - cost_new - thr.reluctance) / thr.spread
    return lasting(seed, Stream.THRESHOLD, person, looks / (1.0 + math.exp(-gain)), clock, THRESHOLD_DECISION)


@kernel
def left_after(limit, contract, thr):
    """Share of cases in which the end of the clause is a matter of its own: few if phase A ends soon after anyway."""
    return min(1.0, (contract.phase_a_weeks - limit) / thr.phase_b_term_weeks)


@kernel
def has_sister(seed, agency, share):
    """Whether the owner of an agency has a sister firm to pass workers on to: a lasting draw of the agency."""
    return share > 0.0 and lasting(seed, Stream.THRESHOLD, agency, share, THRESHOLD_SISTER)


@inlined
def chain_left(week, spell_start, chain_contracts, chain_weeks, contract):
    """Weeks until the chain rule makes the contract one without end: by its length, or by the number of contracts.

    A spell is a row of contracts of a term each; those of before the rule were never counted.
    """
    if spell_start < contract.chain_new_from:
        return FAR_AWAY
    left = FAR_AWAY
    if contract.chain_max_weeks > 0:
        left = contract.chain_max_weeks - chain_weeks
    if contract.chain_max_contracts > 0:
        spell = week - max(spell_start, contract.chain_from)
        terms = contract.chain_max_contracts - max(chain_contracts, 1) + 1
        left = min(left, terms * contract.chain_term_weeks - spell)
    return left


@kernel
def chain_used_up(chain_contracts, chain_weeks, gap, contract):
    """Whether an agency could take a worker of before on only for good: one more contract would be one too many."""
    if gap >= contract.chain_gap_weeks:
        return False
    many = 0 < contract.chain_max_contracts <= chain_contracts
    return many or 0 < contract.chain_max_weeks <= chain_weeks


@kernel
def counted_at_hirer(week, weeks_at_hirer, contract):
    """Weeks at a hirer that count for the limit to postings."""
    if week - weeks_at_hirer < contract.posting_new_from:
        return 0
    return min(weeks_at_hirer, week - max(contract.posting_from, EARLIEST))


@kernel
def held_to_limit(seed, hirer, contract):
    """Whether the limit to postings holds for a hirer: a lasting draw while it comes in by steps."""
    if contract.posting_max_weeks == 0:
        return False
    if contract.posting_bound >= 1.0:
        return True
    return lasting(seed, Stream.POSTING_LIMIT, hirer, contract.posting_bound, 0, POSTING_LIMIT_HOLDS)


@inlined
def shut(now, m, i, hirer, firm, contract, window):
    """Whether a hirer or agency does not take person ``i`` (again) because of a clock.

    The clock at the hirer is about to run out, the agency would have to take him on for good, or the hirer has just
    sent him away.
    """
    closed = False
    if hirer == m.last_hirer[i]:
        if contract.kept_pay_weeks > 0 and m.work[i] == Work.IDLE and m.term_weeks[i] > 0:
            closed = True
        elif contract.posting_max_weeks > 0 and now.week - m.last_agency_week[i] < contract.posting_gap_weeks:
            counts = contract.posting_across == 1 or firm == m.last_agency[i]
            over = counted_at_hirer(now.week, m.weeks_at_hirer[i], contract) >= contract.posting_max_weeks - window
            closed = counts and over and held_to_limit(now.seed, hirer, contract)
    if firm == m.last_agency[i] and firm != m.agency[i] and contract.chain_max_contracts + contract.chain_max_weeks > 0:
        closed = closed or chain_used_up(m.chain_contracts[i], m.chain_weeks[i], m.gap_weeks[i], contract)
    return closed


@kernel
def idle_term(form, phase_weeks, contract):
    """Whether a worker without the clause in phase A is paid to the end of his term when the work stops.

    So only where idle hours may be left unpaid for less than phase A.
    """
    limit = contract.idle_unpaid_weeks
    return form == Contract.A_SERIES and limit < contract.phase_a_weeks and phase_weeks >= limit


@kernel
def hours_short(floor, normal_week, placement):
    """Hours a week that work falls short of a floor, on average; bounds of the hours worked are left out."""
    mean = normal_week * placement.hours_share
    width = 2.45 * placement.hours_spread * mean
    if width <= 0.0:
        return max(0.0, floor - mean)
    x = (floor - mean) / width
    if x <= -1.0:
        return 0.0
    if x >= 1.0:
        return floor - mean
    return width * (1.0 + x) ** 3 / 6.0 if x <= 0.0 else width * (x + (1.0 - x) ** 3 / 6.0)
