"""Phase 9, third part: fines, back pay and tax after a finding, and how much of it is ever collected."""

from __future__ import annotations

import numpy as np
from numba import njit

from sim.behaviour.market import Enforcement
from sim.books import Books, Item, Tally, pay
from sim.clock import Now
from sim.draws import Stream, uniform
from sim.phases.agency_books import WEEK_HOURS, hourly_wage
from sim.phases.cheating import tariff
from sim.phases.inspection import Enforcer, Findings
from sim.rules import InspectionRules, LiabilityRules, PayRules
from sim.state import Agencies, Hirers, Migrants


@njit(cache=True)
def collectable(due, capital, deposit):
    """What can be had from the firm itself: capital first, then the deposit. Returns both parts."""
    from_capital = min(due, max(capital, 0.0))
    return from_capital, min(due - from_capital, deposit)


@njit(cache=True)
def claim(taken_wage, bill, debt, weeks, proof, award):
    """Back pay awarded: unpaid wage of some weeks, as far as there is a debt, proven and awarded."""
    return min(taken_wage * bill * weeks, debt) * proof * award


@njit(cache=True)
def _collect(a, i, due, item, cents):
    """Take ``due`` from firm ``i``; returns what came in."""
    from_capital, from_deposit = collectable(due, a.capital[i], a.deposit[i])
    if from_deposit > 0.0:
        stepped_in = pay(cents, Item.DEPOSIT_FORFEIT, from_deposit)
        a.capital[i] += stepped_in
        a.deposit[i] = max(0.0, a.deposit[i] - stepped_in)
    got = pay(cents, item, from_capital + from_deposit)
    a.capital[i] -= got
    a.q_profit[i] -= got
    return got


@njit(cache=True)
def _fine(now, a, h, i, hirer, inspection, liability, e, cents, tally):
    """Fine of the Inspectorate for firm ``i``, and for the hirer where it was found."""
    workers = a.worker_weeks_13[i] / 13.0 + a.other_workers[i]
    fine = tariff(workers, a.violations[i], inspection.fine_small, inspection.fine_medium, inspection.fine_large)
    if a.keeps_records[i] == 0:
        if uniform(now.seed, Stream.INSPECT_FINE, now.week, i, 1) < e.find_records_missing:
            fine += inspection.record_fine_per_worker * a.worker_weeks_13[i] / 13.0
    a.violations[i] += 1
    got = _collect(a, i, fine, Item.FINE, cents)
    a.fines_unpaid[i] += fine - got
    tally[Tally.FINES_IMPOSED_EUR] += fine
    tally[Tally.FINES_COLLECTED_EUR] += got
    if hirer >= 0 and liability.fine_hirer == 1:
        if uniform(now.seed, Stream.INSPECT_FINE, now.week, i, 2) < e.fine_hirer:
            pay(
                cents,
                Item.HIRER_FINE,
                tariff(h.orders[hirer], 0, inspection.fine_small, inspection.fine_medium, inspection.fine_large),
            )


@njit(cache=True)
def _impose(now, a, h, agency, enforcer, hirer, minimum_wage, inspection, liability, e, due, cents, tally):
    """Record every finding; impose fines and tax; note in ``due`` the back pay awarded per firm."""
    for k in range(agency.size):
        i = agency[k]
        who = enforcer[k]
        a.detections[i] += 1
        a.last_detection[i] = now.week
        tally[Tally.FINDINGS] += 1
        bill = WEEK_HOURS * hourly_wage(a.q_wages[i], a.q_hours[i], minimum_wage) * a.worker_weeks_13[i] / 13.0
        proof = e.proof_records if a.keeps_records[i] == 1 else e.proof_no_records
        if who == Enforcer.LABEL:
            a.label[i] = 0
            a.signals[i] += 1.0  # the label body must report what it finds
        elif who == Enforcer.TAX:
            assessed = a.e_tax[i] * bill * e.tax_lookback
            got = _collect(a, i, assessed, Item.TAX_ASSESSMENT, cents)
            # what the liable hirers pay instead is a cost to them and not to the firm
            by_hirer = pay(cents, Item.HIRER_FINE, liability.tax_share * (assessed - got))
            a.fines_unpaid[i] += assessed - got - by_hirer
        elif who == Enforcer.SECTOR_BODY:
            due[i] = claim(a.e_wage[i], bill, a.wage_debt[i], e.body_lookback, proof, inspection.claim_award)
        else:
            a.last_finding[i] = now.week
            if uniform(now.seed, Stream.INSPECT_FINE, now.week, i) < e.p_fine:
                _fine(now, a, h, i, hirer[k], inspection, liability, e, cents, tally)
            share = proof * e.claim_share
            part = claim(a.e_wage[i], bill, a.wage_debt[i], e.body_lookback, share, inspection.claim_award)
            if a.keeps_records[i] == 0:  # without books a term of work is presumed
                part = max(part, inspection.presumed_weeks * bill * e.claim_share * inspection.claim_award)
            due[i] = max(due[i], part)


@njit(cache=True)
def _owed(m, placed, due, owed):
    """Wage owed to the present workers of each firm that must pay back."""
    for i in placed:
        if due[m.agency[i]] > 0.0:
            owed[m.agency[i]] += m.wage_owed[i]


@njit(cache=True)
def _back_pay(m, a, placed, due, owed, wage_share, cents, tally):
    """Pay present workers in proportion to what each is owed, from the firm and then from liable hirers."""
    for i in range(due.size):
        if due[i] <= 0.0:
            continue
        claimed = min(due[i], owed[i])  # past workers have gone and are not found
        from_capital, from_deposit = collectable(claimed, a.capital[i], a.deposit[i])
        from_hirer = min(wage_share * a.wage_debt[i], claimed - from_capital - from_deposit)
        due[i] = (from_capital + from_deposit) / owed[i] if owed[i] > 0.0 else 0.0
        owed[i] = from_hirer / owed[i] if owed[i] > 0.0 else 0.0
        if from_deposit > 0.0:
            stepped_in = pay(cents, Item.DEPOSIT_FORFEIT, from_deposit)
            a.capital[i] += stepped_in
            a.deposit[i] = max(0.0, a.deposit[i] - stepped_in)
    for i in placed:
        firm = m.agency[i]
        if m.wage_owed[i] <= 0.0 or due[firm] + owed[firm] <= 0.0:
            continue
        own = pay(cents, Item.BACK_PAY, due[firm] * m.wage_owed[i])
        other = pay(cents, Item.BACK_PAY_HIRER, owed[firm] * m.wage_owed[i])
        m.savings[i] += own + other
        m.wage_owed[i] = max(0.0, m.wage_owed[i] - own - other)
        a.capital[firm] -= own
        a.q_profit[firm] -= own
        a.wage_debt[firm] = max(0.0, a.wage_debt[firm] - own - other)
        tally[Tally.WAGE_RECOVERED_EUR] += own + other
        tally[Tally.CLAIMS] += 1


def sanction(
    now: Now,
    found: Findings,
    migrants: Migrants,
    agencies: Agencies,
    hirers: Hirers,
    placed: np.ndarray,
    pay_rules: PayRules,
    inspection: InspectionRules,
    liability: LiabilityRules,
    enforcement: Enforcement,
    books: Books,
) -> None:
    """Impose and collect what follows from the week's findings.

    Reads: agencies.e_wage, e_tax, keeps_records, worker_weeks_13; hirers.orders; migrants.agency, wage_owed.
    Writes: agencies.detections, violations, last_detection, last_finding, signals, label, capital, deposit,
    q_profit, fines_unpaid, wage_debt; migrants.savings, wage_owed; books FINE, HIRER_FINE, TAX_ASSESSMENT,
    BACK_PAY, BACK_PAY_HIRER, DEPOSIT_FORFEIT.
    """
    if found.agency.size == 0:
        return
    due = np.zeros(agencies.alive.size)
    _impose(
        now, agencies, hirers, found.agency, found.enforcer, found.hirer, pay_rules.minimum_wage_38,
        inspection, liability, enforcement, due, books.cents, books.tally,
    )  # fmt: skip
    if due.max() > 0.0:
        owed = np.zeros(agencies.alive.size)
        _owed(migrants, placed, due, owed)
        share = liability.wage_share
        _back_pay(migrants, agencies, placed, due, owed, share, books.cents, books.tally)
