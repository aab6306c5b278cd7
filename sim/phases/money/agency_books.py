"""Part of phase 8, after the persons' pay: each agency's own costs, old debts, and what its owner takes out."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.behaviour.market import Entry, Pricing
from sim.core.kernels import inlined, kernel
from sim.phase import fields, phase
from sim.phases.shared.extraction import hides_discount
from sim.phases.shared.wages import WEEK_HOURS, hourly_wage
from sim.rules import AdmissionRules, InspectionRules, PayRules
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


class Keeping(NamedTuple):
    """The rules and the behaviour that an agency's books go by."""

    pay: PayRules
    admission: AdmissionRules
    inspection: InspectionRules
    pricing: Pricing
    entry: Entry


@kernel
def staff_cost(bill, placed, capital, p, entry):
    """Cost of a week's staff, EUR; an owner goes without pay before the firm goes under."""
    staff = p.staff * bill * placed
    if capital < 0.25 * p.buffer_flat:
        staff -= min(staff, entry.owner_pay_most / 52.0)
    return staff


@inlined
def _pay_deposit(a, i, admission, entry, cents):
    """Pay what a deposit costs in a week; for cash that is what the owner's money would bring elsewhere: no payment."""
    if a.deposit[i] <= 0.0:
        return 0.0
    cash = a.deposit_cash[i] == 1
    cost = pay(cents, Item.DEPOSIT_COST, (0.0 if cash else admission.deposit_fee) * a.deposit[i] / 52.0)
    if a.funded[i] == 1:
        backed = a.deposit[i] if cash else entry.collateral * a.deposit[i]
        cost += pay(cents, Item.INVESTOR_RETURN, admission.investor_return * backed / 52.0)
    return cost


@inlined
def _borrow(capital, blocked, credit_rate, cents):
    """Pay interest: what lies on a blocked account and is missing from the till is borrowed."""
    if blocked <= 0.0:
        return 0.0
    lacking = max(0.0, blocked - max(0.0, capital))
    return pay(cents, Item.CREDIT_COST, credit_rate * lacking / 52.0)


@inlined
def _hide_discount(now, a, i, bill, inspection, cents):
    """Pay for the detour by which a firm below the published floor gives the difference back unseen."""
    if a.price_factor[i] >= inspection.floor_rate:
        return 0.0
    if not hides_discount(now.seed, i, a.incarnation[i], inspection.kickback_share):
        return 0.0
    gap = (inspection.floor_rate - a.price_factor[i]) / (1.0 - inspection.kickback_cost)
    return pay(cents, Item.KICKBACK_COST, inspection.kickback_cost * gap * bill * a.placed[i])


@inlined
def _pay_old_debts(a, i, cents, tally):
    """Pay unpaid fines, then tax, from what the firm has."""
    if a.fines_unpaid[i] > 0.0 and a.capital[i] > 0.0:
        late = pay(cents, Item.FINE, min(a.fines_unpaid[i], a.capital[i]))
        a.capital[i] -= late
        a.fines_unpaid[i] = max(0.0, a.fines_unpaid[i] - late)
        tally[Tally.FINES_COLLECTED_EUR] += late
    if a.tax_unpaid[i] > 0.0 and a.capital[i] > 0.0:
        late = pay(cents, Item.TAX_ASSESSMENT, min(a.tax_unpaid[i], a.capital[i]))
        a.capital[i] -= late
        a.tax_unpaid[i] = max(0.0, a.tax_unpaid[i] - late)


@inlined
def _count_week(week, a, i):
    """Bring the smoothed worker-weeks up to date."""
    a.worker_weeks_13[i] += a.placed[i] - a.worker_weeks_13[i] / 13.0
    a.other_workers[i] = a.other_share[i] * a.worker_weeks_13[i] / 13.0
    if a.placed[i] > 0:
        a.last_placed[i] = week


@inlined
def _pay_week(now, a, i, bill, blocked, by, books):
    """Book what a firm earns on other workers and pays for its office, its label, its admission and its deposit."""
    cents, admission, p = books.cents, by.admission, by.pricing
    others = pay(cents, Item.OTHER_MARGIN, p.other_contribution * bill * a.other_workers[i])
    staff = staff_cost(bill, a.placed[i], a.capital[i], p, by.entry)
    forms = admission.admin_cost / 52.0  # accounts and forms that a measure asks for
    office = pay(cents, Item.OVERHEAD, p.overhead / 52.0 + staff + forms)
    label = gate = 0.0
    if a.admitted[i] == 1:  # its inspections serve the label as well
        gate = pay(cents, Item.ADMISSION_COST, admission.audit_cost / 52.0)
    elif a.label[i] == 1:
        label = pay(cents, Item.LABEL_COST, admission.label_cost / 52.0)
    deposit = _pay_deposit(a, i, admission, by.entry, cents)
    interest = _borrow(a.capital[i], blocked, admission.credit_rate, cents)
    books.tally[Tally.COMPLIANCE_COST_EUR] += label + gate + deposit + forms + interest
    profit = others - office - label - interest
    profit -= _hide_discount(now, a, i, bill, by.inspection, cents)
    # what gate and deposit cost is no part of the profit that founders look at: they count it themselves
    a.capital[i] += profit - gate - deposit
    a.quarter_profit[i] += profit


@kernel
def _books(now, a, by, books):
    """Margin on other workers, staff, office, label, deposit, old fines, profit taken out."""
    for i in range(a.alive.size):
        if a.alive[i] == 0:
            continue
        _count_week(now.week, a, i)
        bill = WEEK_HOURS * hourly_wage(a.quarter_wages[i], a.quarter_hours[i], by.pay.minimum_wage_38)
        turnover = 52.0 * bill * (a.worker_weeks_13[i] / 13.0 + a.other_workers[i]) * a.price_factor[i]
        blocked = by.admission.blocked_weeks * turnover / 52.0
        _pay_week(now, a, i, bill, blocked, by, books)
        _pay_old_debts(a, i, books.cents, books.tally)
        spare = a.capital[i] - buffer(a.founder_type[i], turnover, by.pricing) - blocked
        if spare > 0.0:
            a.capital[i] -= pay(books.cents, Item.PROFIT_OUT, TAKEN_A_WEEK * spare)


@phase(
    reads=fields(
        agencies="founder_type other_share alive incarnation capital placed other_workers worker_weeks_13 price_factor "
        "fill_rate quarter_profit quarter_hours quarter_wages fines_unpaid tax_unpaid label admitted deposit "
        "deposit_cash funded",
        hirers="supplier target filled",
    ),
    writes=fields(
        agencies="capital other_workers worker_weeks_13 fill_rate quarter_profit fines_unpaid tax_unpaid last_placed",
        books="OTHER_MARGIN OVERHEAD FINE TAX_ASSESSMENT LABEL_COST PROFIT_OUT DEPOSIT_COST ADMISSION_COST "
        "INVESTOR_RETURN KICKBACK_COST CREDIT_COST",
        tally="FINES_COLLECTED_EUR COMPLIANCE_COST_EUR",
    ),
)
def keep_agency_books(week: Week) -> None:
    """Close each agency's week."""
    s, r, b = week.state, week.rules, week.behaviour
    rows = s.agencies.alive.size
    _fill(s.hirers, s.agencies, np.zeros(rows), np.zeros(rows))
    by = Keeping(r.pay, r.admission, r.inspection, b.pricing, b.entry)
    _books(week.now, s.agencies, by, week.books)
