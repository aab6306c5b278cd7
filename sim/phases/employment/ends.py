"""Phase 3: ends of placements.

One spell with an agency follows a Weibull curve. Part of its hazard belongs to the person and the hirer
(replacement, quit, completed stay), the rest comes from orders that fall: the surplus of a hirer is chosen by
an exponential race on the same hazard, so that all ends together keep the curve. Before a clock runs out the
agency weighs the next phase against a new worker (M3).
"""

from __future__ import annotations

import functools
import math

import numpy as np

from sim.behaviour.people import Separation
from sim.core.draw_keys import (
    END_CAUSE_DISMISSAL_STOPPED,
    END_CAUSE_QUIT_HELD,
    END_CAUSE_REPLACED_STOPPED,
    THRESHOLD_CLAUSE,
    THRESHOLD_PHASE_B,
    THRESHOLD_PHASE_C,
)
from sim.core.draws import Stream, uniform
from sim.core.kernels import kernel
from sim.phase import fields, phase
from sim.phases.employment.ends_by_rule import (
    a_rule_is_near,
    at_the_limit,
    before_a_rule_bites,
    has_rules,
    paid_weeks,
    take_off,
)
from sim.phases.enforcement.complaints import debt_tie, fear
from sim.phases.housing.tied_bed import bed_binds
from sim.phases.shared.contract_clocks import (
    clause_to_come,
    dismisses_at_clock,
    has_sister,
    idle_term,
    left_after,
    near,
    next_contract_cost,
)
from sim.phases.shared.extraction import rogue_firm
from sim.phases.shared.wages import week_cost
from sim.state.codes import Contract, EndCause, Housing, Registration, Work
from sim.state.ledger import Tally
from sim.week import Ended, Week

MARGIN_LOST = 0.03  # of what a week costs, while a place stays empty


@functools.lru_cache(maxsize=8)
def hazard_table(separation: Separation, weeks: int = 1040) -> np.ndarray:
    """Weekly hazard of the spell curve by weeks with the agency; float64[weeks], not to be written to."""
    t = np.arange(weeks + 1, dtype=float)
    cumulative = (t / separation.weibull_scale) ** separation.weibull_shape
    return 1.0 - np.exp(-np.diff(cumulative))


@kernel
def _pass_on(m, i, tally):
    """Person ``i`` goes on with the sister firm, at the same work; the phase clock starts again."""
    m.phase_weeks[i] = 0
    tally[Tally.SISTER_MOVES] += 1


@kernel
def _individual(
    now, m, a, h, placed, hazard, contract, coming, pay_rules, housing, sep, thr, placement, rows, causes, tally
):
    """Ends that are not a fall in orders; also those whose agency lost the hirer."""
    count = 0
    last = hazard.size - 1
    cost_week = week_cost(pay_rules)
    cost_new = thr.replace_cost + thr.vacancy_weeks * MARGIN_LOST * cost_week
    clause_new = cost_new - thr.replace_cost + contract.clause_replace_cost
    cost_b = next_contract_cost(True, cost_week, contract, thr, sep.redeploy)
    cost_series = next_contract_cost(False, cost_week, contract, thr, sep.redeploy)
    by_rule = has_rules(contract, pay_rules)
    for i in placed:
        if m.work[i] != Work.AGENCY:
            continue
        cause = EndCause.NONE
        form = m.contract[i]
        if h.supplier[m.hirer[i], m.slot[i]] != m.agency[i]:
            cause = EndCause.DEMAND
        else:
            weeks = min(max(now.week - m.spell_start[i], 0), last)
            if uniform(now.seed, Stream.SEPARATION, now.week, m.person[i]) < hazard[weeks] * sep.individual_share:
                u = uniform(now.seed, Stream.END_CAUSE, now.week, m.person[i])
                if u < sep.replacement_share:
                    v = uniform(now.seed, Stream.END_CAUSE, now.week, m.person[i], END_CAUSE_REPLACED_STOPPED)
                    stopped = v < contract.replacement_forbidden
                    if stopped and contract.kept_pay_weeks > 0:  # off this hirer, but not out of the job
                        take_off(m, h, i, contract.kept_pay_weeks + 1)
                        tally[Tally.KEPT_ON_PAY] += 1
                        continue
                    if (
                        form == Contract.A_CLAUSE
                        and m.weeks_at_hirer[i] < contract.clause_term_min_weeks < m.phase_weeks[i]
                    ):
                        stopped = True  # a further clause contract at this hirer has a least term
                    cause = EndCause.NONE if stopped else EndCause.REPLACED
                elif u < sep.replacement_share + (1.0 - sep.replacement_share) * sep.quit_share:
                    bound = fear(
                        bed_binds(m.bed_week[i], rogue_firm(a, m.agency[i]), housing)
                        if m.housing[i] == Housing.TIED
                        else 0.0,
                        1.0 - contract.replacement_forbidden if form == Contract.A_CLAUSE else 0.0,
                        debt_tie(m.debt[i], m.debt_outside[i], pay_rules.debt_moved_binds),
                        m.registration[i] != Registration.RESIDENT,
                    )
                    w = uniform(now.seed, Stream.END_CAUSE, now.week, m.person[i], END_CAUSE_QUIT_HELD)
                    held = w < sep.dependency_effect * bound
                    cause = EndCause.NONE if held else EndCause.QUIT
                else:
                    cause = EndCause.COMPLETED
            if cause == EndCause.NONE and contract.replacement_forbidden < 1.0:
                clock = m.phase_weeks[i]
                if form == Contract.A_CLAUSE and contract.clause_max_weeks < contract.phase_a_weeks:
                    if m.spell_start[i] < contract.clause_new_from:
                        pass
                    elif not near(clock, contract.clause_max_weeks, contract.clause_window_weeks):
                        pass
                    elif has_sister(now.seed, m.agency[i], contract.sister_share):
                        if clock == contract.clause_max_weeks - 1:
                            _pass_on(m, i, tally)
                    elif dismisses_at_clock(
                        now.seed, m.person[i], THRESHOLD_CLAUSE, clock, contract.clause_max_weeks,
                        contract.clause_window_weeks, left_after(contract.clause_max_weeks, contract, thr),
                        cost_series, clause_new, thr,
                    ):  # fmt: skip
                        cause = EndCause.THRESHOLD
                elif form == Contract.A_CLAUSE and coming.limit < contract.clause_max_weeks:
                    # the clause is about to be cut short: who will then be past it is looked at before
                    if clock + coming.ahead < coming.limit:
                        pass
                    elif has_sister(now.seed, m.agency[i], coming.sister_share):
                        if coming.ahead == 1:
                            _pass_on(m, i, tally)
                    elif dismisses_at_clock(
                        now.seed, m.person[i], THRESHOLD_CLAUSE, coming.limit - coming.ahead, coming.limit,
                        coming.window, left_after(coming.limit, contract, thr), cost_series, clause_new, thr,
                    ):  # fmt: skip
                        cause = EndCause.THRESHOLD
                if form == Contract.A_CLAUSE or form == Contract.A_SERIES:
                    if dismisses_at_clock(
                        now.seed, m.person[i], THRESHOLD_PHASE_B, clock, contract.phase_a_weeks,
                        thr.window_weeks, 1.0, cost_b, cost_new, thr,
                    ):  # fmt: skip
                        cause = EndCause.THRESHOLD
                elif form == Contract.B:
                    limit = contract.phase_a_weeks + contract.phase_b_weeks
                    cost_c = 2.0 * cost_b  # phase C has no end: twice the risk of phase B
                    if dismisses_at_clock(
                        now.seed, m.person[i], THRESHOLD_PHASE_C, clock, limit,
                        thr.window_weeks, 1.0, cost_c, cost_new, thr,
                    ):  # fmt: skip
                        cause = EndCause.THRESHOLD
                if by_rule and a_rule_is_near(
                    now.week, form, clock, m.spell_start[i], m.arrival_week[i], m.chain_contracts[i], m.chain_weeks[i],
                    contract, pay_rules, thr.window_weeks,
                ):  # fmt: skip
                    if before_a_rule_bites(
                        now, m, a, h, i, contract, pay_rules, placement, sep, thr, cost_week, cost_b, cost_new
                    ):
                        cause = EndCause.THRESHOLD
                if cause == EndCause.THRESHOLD:
                    v = uniform(now.seed, Stream.END_CAUSE, now.week, m.person[i], END_CAUSE_DISMISSAL_STOPPED)
                    if v < contract.replacement_forbidden:
                        cause = EndCause.NONE
            limited = (
                contract.posting_max_weeks > 0
                and m.weeks_at_hirer[i] >= contract.posting_max_weeks - 1 - thr.window_weeks
            )
            if cause == EndCause.NONE and limited:
                cause = at_the_limit(now, m, h, i, contract, sep, thr, tally)
        if cause != EndCause.NONE:
            rows[count] = i
            causes[count] = cause
            count += 1
    return count


@kernel
def _race(now, m, placed, excess, hazard, ended, who, score):
    """Every worker of a slot with surplus and the moment he would drop out of an exponential race."""
    count = 0
    last = hazard.size - 1
    for i in placed:
        if m.work[i] != Work.AGENCY or ended[i]:
            continue
        if excess[m.hirer[i], m.slot[i]] > 0:
            weeks = min(max(now.week - m.spell_start[i], 0), last)
            who[count] = i
            score[count] = -math.log(uniform(now.seed, Stream.SURPLUS, now.week, m.person[i])) / hazard[weeks]
            count += 1
    return count


@kernel
def _take_surplus(m, h, order, excess, surplus):
    """The first to drop out of each slot until its surplus is gone; they lose the placement, not yet the job."""
    count = 0
    for i in order:
        hirer, slot = m.hirer[i], m.slot[i]
        if excess[hirer, slot] > 0:
            excess[hirer, slot] -= 1
            h.filled[hirer, slot] -= 1
            m.work[i] = Work.IDLE
            m.hirer[i], m.slot[i] = -1, -1
            surplus[count] = i
            count += 1
    return count


@kernel
def _mark(ended, rows, value):
    for i in rows:
        ended[i] = value


@kernel
def _count_leaving(m, h, rows, leaving):
    for i in rows:
        leaving[m.hirer[i], m.slot[i]] += 1


@kernel
def _split_surplus(now, m, surplus, redeploy, contract, thr, rows, causes):
    """Surplus workers in phase A whom the agency does not try elsewhere lose the job at once.

    Those in phase B and C stay on pay for what is left of their term; in phase A too where idle hours must be paid.
    """
    count = 0
    for i in surplus:
        form = m.contract[i]
        if form == Contract.B or form == Contract.C:
            m.term_weeks[i] = paid_weeks(now.seed, now.week, m.person[i], form, thr.phase_b_term_weeks)
            continue
        if idle_term(form, m.phase_weeks[i], contract):
            m.term_weeks[i] = paid_weeks(now.seed, now.week, m.person[i], form, thr.series_term_weeks)
            continue
        if uniform(now.seed, Stream.IDLE_RELEASE, now.week, m.person[i]) >= redeploy:
            rows[count] = i
            causes[count] = EndCause.DEMAND
            count += 1
    return count


@phase(
    reads=fields(
        migrants="person debt debt_outside work contract agency hirer slot spell_start phase_weeks weeks_at_hirer "
        "chain_weeks chain_contracts arrival_week housing bed_week registration",
        agencies="e_*",
        hirers="wage normal_week supplier target filled",
        week="placed",
    ),
    writes=fields(
        migrants="work hirer slot phase_weeks term_weeks",
        hirers="filled",
        week="ended",
        tally="SISTER_MOVES POSTING_CONVERTED KEPT_ON_PAY",
    ),
)
def end_placements(week: Week) -> None:
    """Decide which placements end this week, and why.

    Surplus workers whom the agency keeps become ``Work.IDLE`` and are placed again in phase 7; those in phase
    A who find nothing there lose the job then. So do those at the limit of a posting, and who is sent away where that
    is forbidden.
    """
    s, b, r, placed = week.state, week.behaviour, week.rules, week.placed
    now, m, h = week.now, s.migrants, s.hirers
    coming = clause_to_come(r.contract, week.foreseen.contract, week.ahead)
    ended = np.zeros(m.work.size, np.bool_)
    size = placed.size
    rows = np.empty(2 * size, np.int32)
    causes = np.empty(2 * size, np.int8)
    hazard = hazard_table(b.separation)
    count = _individual(
        now, m, s.agencies, h, placed, hazard, r.contract, coming, r.pay, r.housing, b.separation, b.threshold,
        b.placement, rows, causes, week.books.tally,
    )  # fmt: skip
    _mark(ended, rows[:count], True)
    leaving = np.zeros_like(h.filled)
    _count_leaving(m, h, rows[:count], leaving)
    excess = h.filled - leaving - h.target
    who, score = np.empty(size, np.int32), np.empty(size)
    racers = _race(now, m, placed, excess, hazard, ended, who, score)
    order = who[:racers][np.argsort(score[:racers], kind="stable")]
    surplus = np.empty(racers, np.int32)
    taken = _take_surplus(m, h, order, excess, surplus)
    lost = _split_surplus(
        now, m, surplus[:taken], b.separation.redeploy, r.contract, b.threshold, rows[count:], causes[count:]
    )
    week.ended = Ended(rows[: count + lost], causes[: count + lost])
