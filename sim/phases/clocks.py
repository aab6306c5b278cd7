"""Scalar rules of phase 3 on the clocks of a contract: what the next phase costs, and who is sent away before it."""

from __future__ import annotations

import math
from typing import NamedTuple

from sim.draws import Stream, uniform
from sim.kernels import kernel
from sim.rules import ContractRules

CLAUSE_CLOCK, PHASE_B_CLOCK, PHASE_C_CLOCK, SISTER = 1, 2, 3, 4  # keys of the draws; never reused


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


@kernel
def next_contract_cost(to_phase_b, week_wage, contract, thr, redeploy):
    """Cost an agency expects from keeping a worker past a clock, in EUR.

    Past the clause (inside phase A) only sickness to the end of the short term counts, because idle hours
    need not be paid there; in phase B idle weeks are paid, and sickness lasts to the end of a longer contract.
    """
    if to_phase_b:
        idle = thr.demand_ends * contract.notice_b_weeks * (1.0 - redeploy)
        return week_wage * (
            idle + thr.sick_liability + contract.transition_payment_share * 4.3 * thr.transition_compliance
        )
    sick = thr.sick_liability * thr.series_term_weeks / thr.phase_b_term_weeks
    unpaid = contract.idle_unpaid_weeks >= contract.clause_max_weeks
    idle = 0.0 if unpaid else thr.demand_ends * 0.5 * thr.series_term_weeks * (1.0 - redeploy)
    notice = thr.demand_ends * contract.post_clause_notice_weeks * (1.0 - redeploy)
    return week_wage * (sick + idle + notice)


@kernel
def dismisses_at_clock(seed, person, clock, clock_weeks, limit, window, looks, cost_next, cost_new, thr):
    """Whether the agency, asked once per worker and clock, ends the contract this week.

    ``looks`` is the share of cases in which it comes to a decision at this clock at all.
    """
    u = uniform(seed, Stream.THRESHOLD, 0, person, clock, 0)
    if clock_weeks != limit - 1 - int(u * window):
        return False
    gain = (cost_next - cost_new - thr.reluctance) / thr.spread
    return uniform(seed, Stream.THRESHOLD, 0, person, clock, 1) < looks / (1.0 + math.exp(-gain))


@kernel
def left_after(limit, contract, thr):
    """Share of cases in which the end of the clause is a matter of its own: few if phase A ends soon after anyway."""
    return min(1.0, (contract.phase_a_weeks - limit) / thr.phase_b_term_weeks)


@kernel
def has_sister(seed, agency, share):
    """Whether the owner of an agency has a sister firm to pass workers on to: a lasting draw of the agency."""
    return share > 0.0 and uniform(seed, Stream.THRESHOLD, 0, agency, SISTER) < share
