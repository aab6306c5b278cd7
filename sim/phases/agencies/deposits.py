"""Phase 12, deposits: they fall due, are topped up after a loss, and are returned after years of good conduct.

Where lending needs admission the deposit is its last condition: who lent before owes it once his admission is decided
on. Without a gate those who lend already have a term, and each pays at a moment of its own in it. Who begins later owes
it from the start.
A guarantee is a promise of a bank: the firm pays a fee (`sim.phases.money.agency_books`) and the bank steps in. Cash is
the owner's own money, held apart. Either is used for wages, fines and tax (`sim.phases.enforcement.sanction`).
"""

from __future__ import annotations

import numpy as np

from sim.core.calendar import NEVER, Now
from sim.core.draws import Stream, uniform
from sim.phase import fields, phase
from sim.phases.agencies.admission import let_in, on_condition
from sim.phases.agencies.entry import SETTLED_WEEKS
from sim.phases.agencies.founding import turnover_aimed
from sim.phases.agencies.outside import beyond_the_gate
from sim.phases.agencies.quarterly_review import Views, views_of
from sim.phases.agencies.stakes import ATTEMPTS
from sim.phases.agencies.valuation import deposit_cost, deposit_of, finds_investor, has_means, most_borne, yearly_flow
from sim.phases.shared.extraction import is_rogue
from sim.phases.shared.wages import HIRE_RATE_AIMED
from sim.rules import AdmissionRules, Rules
from sim.state.codes import AgencyType, ExitCause
from sim.state.columns import Agencies
from sim.state.ledger import Item, pay
from sim.week import Week

WAIT_WEEKS = 26  # a hit-and-run owner stays so much longer for a deposit about to be returned
CENT = 0.01


def amounts_due(week: int, agencies: Agencies, admission: AdmissionRules) -> np.ndarray:
    """Deposit that each firm must have this week, EUR; float64."""
    a = agencies
    if admission.deposit <= 0.0:
        return np.zeros(a.alive.size)
    young = week - a.start_week.astype(np.int64) < admission.deposit_starter_weeks
    amount = admission.deposit * np.where(young, admission.deposit_starter, 1.0)
    workers = np.maximum(a.worker_weeks_13 / 13.0, np.where(young, a.start_size, 0.0)) * (1.0 + a.other_share)
    owes = (a.alive == 1) & (a.start_week >= admission.deposit_new_from) & (a.deposit_returned == 0)
    owes &= a.deposit_due <= week
    return np.where(owes, deposit_of(amount, workers, admission), 0.0)


def fall_due(now: Now, agencies: Agencies, admission: AdmissionRules, beyond: np.ndarray) -> None:
    """Give each firm that does not know it yet the week from which it owes its deposit; a lasting draw of the firm.

    ``beyond``: firms abroad that the gate does not reach.
    """
    a, r = agencies, admission
    needs = (a.start_week >= r.gate_new_from) & ~beyond & (a.admitted == 0) & (r.gate == 1)
    decided = (a.decision_week < NEVER) & (a.attempts < ATTEMPTS)
    later = a.start_week >= r.deposit_from
    knows = (a.alive == 1) & (a.deposit_due == NEVER) & (a.start_week >= r.deposit_new_from)
    for i in np.flatnonzero(knows & (later | ~needs | decided)).tolist():
        u = uniform(now.seed, int(Stream.DEPOSIT_DUE), 0, i, int(a.incarnation[i]))
        if later[i]:
            due = now.week
        elif needs[i]:
            due = int(a.decision_week[i]) + 1 + int(u * r.deposit_pay_weeks)
        else:
            due = max(now.week, r.deposit_from + int(u * r.deposit_term_weeks))
        a.deposit_due[i] = min(due, NEVER - 1)


def _stops(a: Agencies, i: int, cause: ExitCause, views: Views) -> None:
    """A firm that does not bring its deposit ends; a rogue one that needs it for its admission is refused, like others.

    Whether that one goes on without admission is seen when the ban bites (`sim.phases.agencies.admission`).
    """
    e = a.extracted_wage[i], a.extracted_tax[i], a.extracted_health[i], a.extracted_housing[i]
    if on_condition(a, i) and is_rogue(*e, views.withheld_share, views.extraction.cap_health):
        a.attempts[i], a.deposit_due[i] = ATTEMPTS, NEVER
        return
    a.ending_cause[i] = cause


def release(a: Agencies, i: int, amount: float, cents: np.ndarray) -> float:
    """Turn ``amount`` of firm ``i``'s deposit into money of the firm; by the bank where it is a guarantee."""
    item = Item.DEPOSIT_RELEASED if a.deposit_cash[i] == 1 else Item.DEPOSIT_FORFEIT
    got = pay(cents, int(item), min(amount, a.deposit[i]))
    a.capital[i] += got
    a.deposit[i] = max(0.0, a.deposit[i] - got)
    return got


def give_back(a: Agencies, i: int, cents: np.ndarray) -> None:
    """End firm ``i``'s deposit: cash goes back to it, a guarantee just ends."""
    if a.deposit_cash[i] == 1:
        release(a, i, float(a.deposit[i]), cents)
    a.deposit[i], a.deposit_cash[i], a.funded[i] = 0.0, 0, 0


def _goes_on(now: Now, a: Agencies, i: int, rules: Rules, views: Views) -> bool:
    """Whether firm ``i`` is worth what the law asks by now; the most its owner would bear is settled at the first look.

    A firm without a year's books looks when it has them. For one that owes more or less than the amount of the law,
    by its size, the most is brought to that amount.
    """
    r, entry = rules.admission, views.entry
    if a.deposit_most[i] < 0.0:
        if now.week - int(a.start_week[i]) < SETTLED_WEEKS:
            return True
        u = uniform(now.seed, int(Stream.STAY_OR_LEAVE), 0, i, int(a.incarnation[i]))
        workers = a.worker_weeks_13[i] / 13.0 * (1.0 + a.other_share[i])
        part = float(deposit_of(r.deposit, workers, r)) / r.deposit
        a.deposit_most[i] = max(0.0, most_borne(u, yearly_flow(a, i, rules, views), entry)) / part
    caught = a.perceived[i] if a.initial_honest[i] == 0 else 0.0
    forfeit = views.deterrence.deposit_forfeit
    cost = deposit_cost(r.deposit, entry.horizon_years, caught, forfeit, a.funded[i] == 1, r, entry)
    return cost <= a.deposit_most[i]


def _pays(now: Now, a: Agencies, i: int, due: float, rules: Rules, views: Views, cents: np.ndarray) -> None:
    """Firm ``i`` brings its deposit up to ``due``, or ends: for want of means, or because it is not worth it."""
    r, entry = rules.admission, views.entry
    flow = yearly_flow(a, i, rules, views)
    turnover = turnover_aimed(a.start_size[i], a.other_share[i], rules.pay.minimum_wage_38, HIRE_RATE_AIMED)
    asked = due - a.deposit[i] if r.deposit_guarantee == 0 else due
    funded = 0
    if not has_means(asked, a.capital[i], turnover, flow, r, entry):
        if not finds_investor(now.seed, i, int(a.incarnation[i]), r):
            _stops(a, i, ExitCause.REFUSED, views)
            return
        funded = 1
    a.funded[i] = max(a.funded[i], funded)
    if not _goes_on(now, a, i, rules, views):
        _stops(a, i, ExitCause.NOT_WORTH_IT, views)
        return
    if on_condition(a, i):
        let_in(now, a, i, r)
    if a.deposit_week[i] == NEVER:
        a.deposit_week[i] = now.week
        back = now.week + r.deposit_refund_weeks
        if a.founder_type[i] == AgencyType.HIT_AND_RUN and 0 < back - int(a.planned_end[i]) <= WAIT_WEEKS:
            a.planned_end[i] = min(back + 4, NEVER - 1)
    if r.deposit_guarantee == 1:
        a.deposit[i] = due
        return
    missing = due - a.deposit[i]
    own = max(0.0, missing - max(a.capital[i], 0.0))
    if own > 0.0:
        a.capital[i] += pay(cents, int(Item.CAPITAL_IN), own)
    paid = pay(cents, int(Item.DEPOSIT_PAID), missing)
    a.capital[i] -= paid
    a.deposit[i] += paid
    a.deposit_cash[i] = 1


@phase(
    reads=fields(
        agencies="founder_type foreign_seat start_size other_share initial_honest alive incarnation start_week "
        "planned_end capital worker_weeks_13 perceived profit_year admitted attempts decision_week deposit "
        "deposit_cash deposit_due deposit_week deposit_most deposit_returned funded ending_cause last_detection "
        "extracted_*",
    ),
    writes=fields(
        agencies="planned_end capital admitted attempts audit_week deposit deposit_cash deposit_due deposit_week "
        "deposit_most deposit_returned funded ending_cause",
        books="CAPITAL_IN DEPOSIT_FORFEIT DEPOSIT_PAID DEPOSIT_RELEASED",
    ),
)
def settle_deposits(week: Week) -> None:
    """Let deposits be paid, topped up and returned."""
    now, a, rules, views, books = week.now, week.state.agencies, week.rules, views_of(week.behaviour), week.books
    r = rules.admission
    if r.deposit <= 0.0:
        a.deposit_due[:] = NEVER
        if not a.deposit.any():
            return
    beyond = beyond_the_gate(now.seed, a, r.foreign_reach)
    if r.deposit > 0.0:
        fall_due(now, a, r, beyond)
    due = amounts_due(now.week, a, r)
    due[beyond] = 0.0
    good = now.week - np.maximum(a.deposit_week, a.last_detection).astype(np.int64) >= r.deposit_refund_weeks
    for i in np.flatnonzero((a.deposit > 0.0) & ((due <= 0.0) | (good & (a.deposit_week < NEVER)))).tolist():
        give_back(a, i, books.cents)
        a.deposit_returned[i] = 1 if r.deposit > 0.0 else 0
        due[i] = 0.0
    late = (a.deposit_most < 0.0) & (due > 0.0) & (a.start_week <= now.week - SETTLED_WEEKS)
    for i in np.flatnonzero(late & (due <= a.deposit + CENT) & (a.ending_cause == 0)).tolist():
        if not _goes_on(now, a, i, rules, views):
            a.ending_cause[i] = ExitCause.NOT_WORTH_IT
    for i in np.flatnonzero((due > a.deposit + CENT) & (a.ending_cause == 0)).tolist():
        _pays(now, a, i, float(due[i]), rules, views, books.cents)
