"""Part of phase 3: before a clock runs out the agency weighs the next phase against a new worker (M3)."""

from __future__ import annotations

from typing import NamedTuple

from sim.core.draw_keys import END_CAUSE_DISMISSAL_STOPPED, THRESHOLD_CLAUSE, THRESHOLD_PHASE_B, THRESHOLD_PHASE_C
from sim.core.draws import Stream, happens
from sim.core.kernels import inlined, kernel
from sim.phases.employment.ends_by_rule import a_rule_is_near, before_a_rule_bites, has_rules
from sim.phases.shared.contract_clocks import (
    dismisses_at_clock,
    has_sister,
    left_after,
    looks_at_clock,
    near,
    next_contract_cost,
)
from sim.phases.shared.wages import week_cost
from sim.state.codes import Contract
from sim.state.ledger import Tally

MARGIN_LOST = 0.03  # of what a week costs, while a place stays empty


class Weighed(NamedTuple):
    """What an agency weighs at a clock, EUR, the same for all workers of a week."""

    week: float  # cost of a week
    new: float  # a new worker
    clause_new: float  # a new worker after the clause
    phase_b: float  # going on in phase B
    series: float  # going on in phase A without clause
    by_rule: bool  # whether any rule stands besides those on the phases


@kernel
def weighed_by(terms):
    """What agencies weigh under the law and behaviour of this week."""
    contract, thr, redeploy = terms.contract, terms.threshold, terms.separation.redeploy
    cost_week = week_cost(terms.pay)
    cost_new = thr.replace_cost + thr.vacancy_weeks * MARGIN_LOST * cost_week
    return Weighed(
        cost_week,
        cost_new,
        cost_new - thr.replace_cost + contract.clause_replace_cost,
        next_contract_cost(True, cost_week, contract, thr, redeploy),
        next_contract_cost(False, cost_week, contract, thr, redeploy),
        has_rules(contract, terms.pay),
    )


@inlined
def _pass_on(m, i, tally):
    """Person ``i`` goes on with the sister firm, at the same work; the phase clock starts again."""
    m.phase_weeks[i] = 0
    tally[Tally.SISTER_MOVES] += 1


@inlined
def _ends_before_clause(seed, person, clock, limit, window, terms, weighed):
    """Whether the agency ends a contract before its clause does."""
    if not looks_at_clock(seed, person, THRESHOLD_CLAUSE, clock, limit, window):
        return False
    looks = left_after(limit, terms.contract, terms.threshold)
    return dismisses_at_clock(
        seed, person, THRESHOLD_CLAUSE, looks, weighed.series, weighed.clause_new, terms.threshold
    )  # fmt: skip


@inlined
def _clause_runs_out(now, m, i, terms, weighed, tally):
    """Whether the contract of person ``i`` ends because the clause in force does not last all of phase A."""
    contract, clock = terms.contract, m.phase_weeks[i]
    limit, window = contract.clause_max_weeks, contract.clause_window_weeks
    if m.spell_start[i] < contract.clause_new_from or not near(clock, limit, window):
        return False
    if has_sister(now.seed, m.agency[i], contract.sister_share):
        if clock == limit - 1:
            _pass_on(m, i, tally)
        return False
    return _ends_before_clause(now.seed, m.person[i], clock, limit, window, terms, weighed)


@inlined
def _clause_is_cut(now, m, i, terms, weighed, tally):
    """Whether the contract of person ``i`` ends because a shorter clause is announced.

    The clause is about to be cut short: who will then be past it is looked at before.
    """
    coming = terms.coming
    if m.phase_weeks[i] + coming.ahead < coming.limit:
        return False
    if has_sister(now.seed, m.agency[i], coming.sister_share):
        if coming.ahead == 1:
            _pass_on(m, i, tally)
        return False
    clock = coming.limit - coming.ahead
    return _ends_before_clause(now.seed, m.person[i], clock, coming.limit, coming.window, terms, weighed)


@inlined
def _clause_ends(now, m, i, terms, weighed, tally):
    """Whether the contract of person ``i`` ends because of what the clause allows, or soon will."""
    if m.contract[i] != Contract.A_CLAUSE:
        return False
    if terms.contract.clause_max_weeks < terms.contract.phase_a_weeks:
        return _clause_runs_out(now, m, i, terms, weighed, tally)
    if terms.coming.limit < terms.contract.clause_max_weeks:
        return _clause_is_cut(now, m, i, terms, weighed, tally)
    return False


@inlined
def _phase_ends(seed, person, form, clock, terms, weighed):
    """Whether the agency ends a contract before the next phase begins."""
    contract, thr = terms.contract, terms.threshold
    if form == Contract.A_CLAUSE or form == Contract.A_SERIES:
        if not looks_at_clock(seed, person, THRESHOLD_PHASE_B, clock, contract.phase_a_weeks, thr.window_weeks):
            return False
        return dismisses_at_clock(seed, person, THRESHOLD_PHASE_B, 1.0, weighed.phase_b, weighed.new, thr)
    if form == Contract.B:
        limit = contract.phase_a_weeks + contract.phase_b_weeks
        if not looks_at_clock(seed, person, THRESHOLD_PHASE_C, clock, limit, thr.window_weeks):
            return False
        cost_c = 2.0 * weighed.phase_b  # phase C has no end: twice the risk of phase B
        return dismisses_at_clock(seed, person, THRESHOLD_PHASE_C, 1.0, cost_c, weighed.new, thr)
    return False


@inlined
def ends_before_clock(now, labour, i, terms, weighed, tally):
    """Whether the agency sends person ``i`` away this week before a clock runs out, and the law lets it."""
    m, contract = labour.m, terms.contract
    if contract.replacement_forbidden >= 1.0:
        return False
    clock = m.phase_weeks[i]  # as it stood before a sister firm took him on
    ends = _clause_ends(now, m, i, terms, weighed, tally)
    if not ends:
        ends = _phase_ends(now.seed, m.person[i], m.contract[i], clock, terms, weighed)
    if not ends and weighed.by_rule:
        if a_rule_is_near(now.week, m, i, clock, contract, terms.pay, terms.threshold.window_weeks):
            ends = before_a_rule_bites(now, labour, i, terms, weighed)
    return ends and not happens(
        now, Stream.END_CAUSE, m.person[i], contract.replacement_forbidden, END_CAUSE_DISMISSAL_STOPPED
    )
