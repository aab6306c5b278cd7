"""Part of phase 8, after the persons' pay: each agency's own costs, old debts, and what its owner takes out."""

from __future__ import annotations

import numpy as np

from sim.core.kernels import kernel
from sim.phase import fields, phase
from sim.phases.shared.extraction import hides_discount
from sim.phases.shared.wages import WEEK_HOURS, hourly_wage
from sim.state.codes import AgencyType
from sim.state.columns import SUPPLIERS
from sim.state.ledger import Item, Tally, pay
from sim.week import Week

TAKEN_A_WEEK = 0.25  # of what lies above the buffer, so that a good week is not paid out at once


@kernel
def buffer(kind, turnover, p):
    """Capital an owner leaves in the firm; a hit-and-run owner leaves next to nothing."""
    if kind == AgencyType.HIT_AND_RUN:
        return p.buffer_hit_run * turnover
    return p.buffer_flat + p.buffer * turnover


@kernel
def _fill(h, a, ordered, filled):
    """Smoothed share of its orders each agency filled."""
    for i in range(h.size.size):
        for slot in range(SUPPLIERS):
            firm = h.supplier[i, slot]
            if firm >= 0:
                ordered[firm] += h.target[i, slot]
                filled[firm] += min(h.filled[i, slot], h.target[i, slot])
    for i in range(a.alive.size):
        if a.alive[i] == 1 and ordered[i] > 0.0:
            a.fill_rate[i] += (filled[i] / ordered[i] - a.fill_rate[i]) / 13.0
        ordered[i] = 0.0
        filled[i] = 0.0


@kernel
def _books(now, a, pay_rules, admission, inspection, p, entry, cents, tally):
    """Margin on other workers, staff, office, label, deposit, old fines, profit taken out."""
    for i in range(a.alive.size):
        if a.alive[i] == 0:
            continue
        a.worker_weeks_13[i] += a.placed[i] - a.worker_weeks_13[i] / 13.0
        a.other_workers[i] = a.other_share[i] * a.worker_weeks_13[i] / 13.0
        if a.placed[i] > 0:
            a.last_placed[i] = now.week
        bill = WEEK_HOURS * hourly_wage(a.q_wages[i], a.q_hours[i], pay_rules.minimum_wage_38)
        others = pay(cents, Item.OTHER_MARGIN, p.other_contribution * bill * a.other_workers[i])
        staff = p.staff * bill * a.placed[i]
        if a.capital[i] < 0.25 * p.buffer_flat:  # an owner goes without pay before the firm goes under
            staff -= min(staff, entry.owner_pay_most / 52.0)
        forms = admission.admin_cost / 52.0  # accounts and forms that a measure asks for
        office = pay(cents, Item.OVERHEAD, p.overhead / 52.0 + staff + forms)
        # the inspections for admission serve the label as well
        label = 0.0
        if a.label[i] == 1 and a.admitted[i] == 0:
            label = pay(cents, Item.LABEL_COST, admission.label_cost / 52.0)
        gate = pay(cents, Item.ADMISSION_COST, admission.audit_cost / 52.0) if a.admitted[i] == 1 else 0.0
        deposit = 0.0
        if a.deposit[i] > 0.0:  # for cash the cost is what the owner's money would bring elsewhere, so no payment
            rate = 0.0 if a.deposit_cash[i] == 1 else admission.deposit_fee
            deposit = pay(cents, Item.DEPOSIT_COST, rate * a.deposit[i] / 52.0)
            if a.funded[i] == 1:
                backed = a.deposit[i] if a.deposit_cash[i] == 1 else entry.collateral * a.deposit[i]
                deposit += pay(cents, Item.INVESTOR_RETURN, admission.investor_return * backed / 52.0)
        turnover = 52.0 * bill * (a.worker_weeks_13[i] / 13.0 + a.other_workers[i]) * a.price_factor[i]
        blocked = admission.blocked_weeks * turnover / 52.0
        interest = 0.0
        if blocked > 0.0:  # what lies on a blocked account and is missing from the till is borrowed
            lacking = max(0.0, blocked - max(0.0, a.capital[i]))
            interest = pay(cents, Item.CREDIT_COST, admission.credit_rate * lacking / 52.0)
        tally[Tally.COMPLIANCE_COST_EUR] += label + gate + deposit + forms + interest
        profit = others - office - label - interest
        if a.price_factor[i] < inspection.floor_rate:
            if hides_discount(now.seed, i, a.incarnation[i], inspection.kickback_share):
                gap = (inspection.floor_rate - a.price_factor[i]) / (1.0 - inspection.kickback_cost)
                profit -= pay(cents, Item.KICKBACK_COST, inspection.kickback_cost * gap * bill * a.placed[i])
        # what gate and deposit cost is no part of the profit that founders look at: they count it themselves
        a.capital[i] += profit - gate - deposit
        a.q_profit[i] += profit
        if a.fines_unpaid[i] > 0.0 and a.capital[i] > 0.0:
            late = pay(cents, Item.FINE, min(a.fines_unpaid[i], a.capital[i]))
            a.capital[i] -= late
            a.fines_unpaid[i] = max(0.0, a.fines_unpaid[i] - late)
            tally[Tally.FINES_COLLECTED_EUR] += late
        if a.tax_unpaid[i] > 0.0 and a.capital[i] > 0.0:
            late = pay(cents, Item.TAX_ASSESSMENT, min(a.tax_unpaid[i], a.capital[i]))
            a.capital[i] -= late
            a.tax_unpaid[i] = max(0.0, a.tax_unpaid[i] - late)
        spare = a.capital[i] - buffer(a.type[i], turnover, p) - blocked
        if spare > 0.0:
            a.capital[i] -= pay(cents, Item.PROFIT_OUT, TAKEN_A_WEEK * spare)


@phase(
    reads=fields(
        agencies="type other_share alive incarnation capital placed other_workers worker_weeks_13 price_factor "
        "fill_rate q_profit q_hours q_wages fines_unpaid tax_unpaid label admitted deposit deposit_cash funded",
        hirers="supplier target filled",
    ),
    writes=fields(
        agencies="capital other_workers worker_weeks_13 fill_rate q_profit fines_unpaid tax_unpaid last_placed",
        books="OTHER_MARGIN OVERHEAD FINE TAX_ASSESSMENT LABEL_COST PROFIT_OUT DEPOSIT_COST ADMISSION_COST "
        "INVESTOR_RETURN KICKBACK_COST CREDIT_COST",
        tally="FINES_COLLECTED_EUR COMPLIANCE_COST_EUR",
    ),
)
def keep_agency_books(week: Week) -> None:
    """Close each agency's week."""
    s, r, b, books = week.state, week.rules, week.behaviour, week.books
    rows = s.agencies.alive.size
    _fill(s.hirers, s.agencies, np.zeros(rows), np.zeros(rows))
    _books(week.now, s.agencies, r.pay, r.admission, r.inspection, b.pricing, b.entry, books.cents, books.tally)
