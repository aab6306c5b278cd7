"""Part of phase 3: ends that rules of a measure bring, before a chain, idle pay, a guarantee or a posting is dear."""

from __future__ import annotations

from sim.core.draw_keys import IDLE_RELEASE_TERM, POSTING_LIMIT_HIRER, THRESHOLD_CHAIN, THRESHOLD_IDLE, THRESHOLD_TRIAL
from sim.core.draws import Stream, happens, uniform
from sim.core.kernels import inlined, kernel
from sim.phases.money.wages_and_households import keeps_guarantee, on_short_project
from sim.phases.shared.contract_clocks import (
    chain_left,
    counted_at_hirer,
    dismisses_at_clock,
    held_to_limit,
    hours_short,
    idle_term,
    looks_at_clock,
    near,
)
from sim.phases.shared.wages import minimum_wage
from sim.state.codes import Contract, EndCause, Work
from sim.state.ledger import Tally


@kernel
def paid_weeks(seed, week, person, form, term):
    """Weeks a worker in phase B or C stays on pay once the work has gone: what is left of the term."""
    u = uniform(seed, Stream.IDLE_RELEASE, week, person, IDLE_RELEASE_TERM)
    return 1 + int((1.0 if form == Contract.C else u) * term)


@inlined
def take_off(m, h, i, weeks):
    """Person ``i`` loses the placement, not yet the job; stays on pay for ``weeks`` if there is no other work."""
    h.filled[m.hirer[i], m.slot[i]] -= 1
    m.work[i] = Work.IDLE
    m.hirer[i], m.slot[i] = -1, -1
    m.term_weeks[i] = weeks


@inlined
def _new_arrival(now, labour, i, terms, weighed):
    """Whether an agency gets rid of a new arrival because of the guaranteed hours.

    In the first weeks it may say that he does not function; a project said to be short ends before the guarantee does.
    """
    m, normal_week, pay_rules = labour.m, labour.h.normal_week[labour.m.hirer[i]], terms.pay
    since = now.week - m.arrival_week[i]
    if since >= pay_rules.guarantee_weeks:
        return False
    if on_short_project(now.seed, m.arrival_week[i], m.person[i], pay_rules):
        return since == pay_rules.guarantee_weeks - 1
    trial = pay_rules.guarantee_trial_weeks
    if not looks_at_clock(now.seed, m.person[i], THRESHOLD_TRIAL, since, trial + 1, trial):
        return False
    if not keeps_guarantee(now.seed, labour.a, m.agency[i], pay_rules):
        return False
    short = hours_short(pay_rules.guarantee_hours, normal_week, terms.placement)
    least = minimum_wage(normal_week, pay_rules)
    cost = short * least * pay_rules.cost_factor * pay_rules.guarantee_weeks
    return dismisses_at_clock(now.seed, m.person[i], THRESHOLD_TRIAL, 1.0, cost, weighed.new, terms.threshold)


@inlined
def at_the_limit(now, m, h, i, terms, tally):
    """End of a posting by its limit: the hirer employs the worker, or his agency finds other work, or none.

    Returns the cause of the end; NONE when the posting goes on, or when the agency tries him elsewhere.
    """
    contract, thr, hirer = terms.contract, terms.threshold, m.hirer[i]
    if contract.posting_max_weeks == 0 or m.weeks_at_hirer[i] < contract.posting_max_weeks - 1 - thr.window_weeks:
        return EndCause.NONE
    if not held_to_limit(now.seed, hirer, contract):
        return EndCause.NONE
    u = uniform(now.seed, Stream.POSTING_LIMIT, 0, m.person[i], POSTING_LIMIT_HIRER + hirer)
    due = contract.posting_max_weeks - 1 - int(u * thr.window_weeks)
    if counted_at_hirer(now.week, m.weeks_at_hirer[i], contract) < due:
        return EndCause.NONE
    if happens(now, Stream.POSTING_LIMIT, m.person[i], contract.posting_convert + contract.posting_relabel):
        tally[Tally.POSTING_CONVERTED] += 1
        return EndCause.POSTING_LIMIT
    paid = m.contract[i] == Contract.B or m.contract[i] == Contract.C
    if not paid and not happens(now, Stream.IDLE_RELEASE, m.person[i], terms.separation.redeploy):
        return EndCause.THRESHOLD
    weeks = paid_weeks(now.seed, now.week, m.person[i], m.contract[i], thr.phase_b_term_weeks) if paid else 0
    if idle_term(m.contract[i], m.phase_weeks[i], contract):
        weeks = paid_weeks(now.seed, now.week, m.person[i], m.contract[i], thr.series_term_weeks)
    take_off(m, h, i, weeks)
    return EndCause.NONE


@kernel
def has_rules(contract, pay_rules):
    """Whether any rule stands that an agency may dodge by a dismissal in time, besides those on the phases."""
    chain = contract.chain_max_contracts + contract.chain_max_weeks > 0
    idle = contract.idle_unpaid_weeks < contract.phase_a_weeks
    return chain or idle or pay_rules.guarantee_trial_weeks > 0 or pay_rules.guarantee_short > 0.0


@inlined
def a_rule_is_near(week, m, i, clock, contract, pay_rules, window):
    """Whether `before_a_rule_bites` could say yes this week; asking everybody costs little."""
    form = m.contract[i]
    guaranteed = pay_rules.guarantee_trial_weeks > 0 or pay_rules.guarantee_short > 0.0
    spell, stay = week - m.spell_start[i], week - m.arrival_week[i]
    if guaranteed and spell <= pay_rules.guarantee_weeks and stay < pay_rules.guarantee_weeks:
        return True
    if contract.idle_unpaid_weeks < contract.phase_a_weeks and form <= Contract.A_SERIES:
        if near(clock, contract.idle_unpaid_weeks, window):
            return True
    if contract.chain_max_contracts + contract.chain_max_weeks > 0 and form != Contract.C:
        left = chain_left(week, m.spell_start[i], m.chain_contracts[i], m.chain_weeks[i], contract)
        return near(-left, 0, window)
    return False


@inlined
def _chain_bites(now, m, i, terms, weighed):
    """Whether the agency ends the contract of person ``i`` before the chain makes it one without end."""
    contract, thr = terms.contract, terms.threshold
    if contract.chain_max_contracts + contract.chain_max_weeks == 0 or m.contract[i] == Contract.C:
        return False
    left = chain_left(now.week, m.spell_start[i], m.chain_contracts[i], m.chain_weeks[i], contract)
    if not looks_at_clock(now.seed, m.person[i], THRESHOLD_CHAIN, -left, 0, thr.window_weeks):
        return False
    return dismisses_at_clock(now.seed, m.person[i], THRESHOLD_CHAIN, 1.0, 2.0 * weighed.phase_b, weighed.new, thr)


@inlined
def _idle_cost(m, h, i, terms, weighed):
    """What idle hours of person ``i`` may cost the agency once it must pay them, EUR."""
    pay_rules, thr = terms.pay, terms.threshold
    normal_week = h.normal_week[m.hirer[i]]
    short = hours_short(pay_rules.idle_hours, normal_week, terms.placement)
    hourly = minimum_wage(normal_week, pay_rules) * h.wage[m.hirer[i]]
    cost = short * hourly * pay_rules.cost_factor * 0.5 * thr.phase_b_term_weeks
    if m.contract[i] == Contract.A_SERIES:
        redeploy = terms.separation.redeploy
        cost += weighed.week * thr.demand_ends * 0.5 * thr.series_term_weeks * (1.0 - redeploy)
    return cost


@inlined
def _idle_pay_bites(now, m, h, i, terms, weighed):
    """Whether the agency ends the contract of person ``i`` before idle hours must be paid."""
    limit, clock, thr = terms.contract.idle_unpaid_weeks, m.phase_weeks[i], terms.threshold
    if limit >= terms.contract.phase_a_weeks or m.contract[i] > Contract.A_SERIES:
        return False
    if not looks_at_clock(now.seed, m.person[i], THRESHOLD_IDLE, clock, limit, thr.window_weeks):
        return False
    cost = _idle_cost(m, h, i, terms, weighed)
    return dismisses_at_clock(now.seed, m.person[i], THRESHOLD_IDLE, 1.0, cost, weighed.new, thr)


@inlined
def before_a_rule_bites(now, labour, i, terms, weighed):
    """Whether the agency ends the contract of person ``i`` this week, before a rule makes it dear.

    A contract without end by the chain, idle hours that must be paid, or the hours guaranteed to new arrivals.
    """
    if _chain_bites(now, labour.m, i, terms, weighed) or _idle_pay_bites(now, labour.m, labour.h, i, terms, weighed):
        return True
    if terms.pay.guarantee_trial_weeks > 0 or terms.pay.guarantee_short > 0.0:
        return _new_arrival(now, labour, i, terms, weighed)
    return False
