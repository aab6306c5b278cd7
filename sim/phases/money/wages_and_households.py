"""Phase 8: pay. Wage due and paid, rent, premiums, benefits, spending: every euro has two ends."""

from __future__ import annotations

from typing import NamedTuple

from sim.behaviour.people import Household, Placement
from sim.core.calendar import EARLIEST, NEVER
from sim.core.draw_keys import GUARANTEE_SHORT, HOURS_SECOND
from sim.core.draws import Stream, uniform
from sim.core.kernels import as_row, inlined, kernel
from sim.phase import fields, phase
from sim.phases.money.debts import keeps_to, lends_freely
from sim.phases.money.households import Houses, spend
from sim.phases.shared.extraction import rogue_firm
from sim.phases.shared.wages import minimum_wage
from sim.rules import Rules
from sim.state.codes import Cover, Work
from sim.state.ledger import Item, Tally, pay
from sim.week import Week


@kernel
def hours_worked(seed, week, person, normal_week, placement):
    """Hours of the week: near the normal week, sometimes far below (triangular spread)."""
    u, v = uniform(seed, Stream.HOURS, week, person), uniform(seed, Stream.HOURS, week, person, HOURS_SECOND)
    spread = u + v - 1.0
    share = placement.hours_share * (1.0 + 2.45 * placement.hours_spread * spread)
    return normal_week * min(max(share, 0.3), 1.25)


@inlined
def keeps_guarantee(seed, a, firm, pay_rules):
    """Whether a firm pays new arrivals what is guaranteed."""
    return keeps_to(seed, Stream.GUARANTEE, a, firm, pay_rules.guarantee_kept, pay_rules.guarantee_kept_rogue)


@kernel
def on_short_project(seed, arrival_week, person, pay_rules):
    """Whether a new arrival is on a project said to be shorter than the guarantee."""
    if pay_rules.guarantee_short <= 0.0:
        return False
    u = uniform(seed, Stream.GUARANTEE, max(arrival_week, EARLIEST), person, GUARANTEE_SHORT)
    return u < pay_rules.guarantee_short


class Hours(NamedTuple):
    """Hours of a week, their wage, and the minimum wage an hour, EUR."""

    hours: float
    hourly: float
    least: float


@inlined
def topped_up(now, m, a, i, worked, rules):
    """What is paid above the worked hours: to the hours guaranteed to new arrivals, or where idle hours are paid."""
    pr, more, hours = rules.pay, 0.0, worked.hours
    if now.week - m.arrival_week[i] < pr.guarantee_weeks and hours < pr.guarantee_hours:
        if keeps_guarantee(now.seed, a, m.agency[i], pr):
            if not on_short_project(now.seed, m.arrival_week[i], m.person[i], pr):
                more = (pr.guarantee_hours - hours) * worked.least
    if hours < pr.idle_hours and m.phase_weeks[i] >= rules.contract.idle_unpaid_weeks:
        more = max(more, (pr.idle_hours - hours) * worked.hourly)
    return more


@inlined
def _count_loss(lost, legal, tally):
    """Count the worker-week under each share of the legal wage that the worker lost; evaded tax is the State's loss."""
    if lost >= 0.02 * legal:
        tally[Tally.LOSING_2] += 1
        if lost >= 0.05 * legal:
            tally[Tally.LOSING_5] += 1
            if lost >= 0.10 * legal:
                tally[Tally.LOSING_10] += 1


class Paying(NamedTuple):
    """The rules and the behaviour that pay goes by."""

    rules: Rules
    placement: Placement
    household: Household


class Payslip(NamedTuple):
    """What a placed worker is due in a week, EUR, and what is kept back of it unseen."""

    hours: float
    normal_week: int  # hours
    least: float  # minimum wage an hour
    due: float  # legal wage of the hours
    legal: float  # the same with what a rule on equal value adds
    gross: float  # the same with what is paid above the worked hours
    stolen: float
    evaded: float  # tax and premiums


@inlined
def _payslip(now, m, a, h, i, paying):
    """The week's pay of a placed worker; the payslip looks right, and what is stolen is kept from the net pay."""
    f, k, rules = as_row(m.agency[i]), as_row(m.hirer[i]), paying.rules
    hours = hours_worked(now.seed, now.week, m.person[i], h.normal_week[k], paying.placement)
    least = minimum_wage(h.normal_week[k], rules.pay)
    hourly = least * h.wage[k]
    due = hours * hourly
    stolen = due * a.extracted_wage[f]
    extra_pay = due * rules.pay.equal_value
    if extra_pay > 0.0 and rogue_firm(a, f):
        stolen += extra_pay * rules.pay.equal_value_kept
    gross = due + extra_pay + topped_up(now, m, a, i, Hours(hours, hourly, least), rules)
    to_state = gross * (rules.tax.wage_tax + rules.tax.employer_premiums)
    evaded = min(to_state, due * a.extracted_tax[f])
    return Payslip(hours, h.normal_week[k], least, due, due + extra_pay, gross, stolen, evaded)


@inlined
def _pay_out(slip, cost, rules, cents):
    """Pay wage, tax, premiums and overhead; returns each of them."""
    tax = rules.tax
    part = tax.wage_tax / max(1e-9, tax.wage_tax + tax.employer_premiums)
    taxes = pay(cents, Item.WAGE_TAX, slip.gross * tax.wage_tax - slip.evaded * part)
    premiums = pay(cents, Item.PREMIUMS_EMPLOYER, slip.gross * tax.employer_premiums - slip.evaded * (1.0 - part))
    net = pay(cents, Item.WAGE, slip.gross * (1.0 - tax.wage_tax) - slip.stolen)
    rest = pay(cents, Item.LABOUR_OVERHEAD, slip.gross * (rules.pay.cost_factor * cost - 1.0 - tax.employer_premiums))
    return taxes, premiums, net, rest


@inlined
def _keep_premium(m, a, i, premium, cents):
    """Keep the health premium from the pay; returns what the firm is left with, and what of it buys no cover."""
    if m.cover[i] == Cover.EMPLOYER or m.enrol_week[i] != NEVER:
        withheld = pay(cents, Item.HEALTH_DEDUCTION, premium)
        m.savings[i] -= withheld
        return withheld - pay(cents, Item.HEALTH_PREMIUM, premium), 0.0
    if m.cover[i] == Cover.NONE:
        kept = pay(cents, Item.HEALTH_DEDUCTION, premium)
        m.savings[i] -= kept
        a.week_premium_kept[m.agency[i]] += 1
        return kept, kept
    return 0.0, 0.0


@inlined
def _repay_loan(now, m, a, i, slip, paying, cents):
    """Keep what a worker owes the agency from his pay, within the law where it keeps to that; returns it."""
    if m.debt[i] <= 0.0:
        return 0.0
    most, pay_rules = paying.household.debt_repaid, paying.rules.pay
    if not lends_freely(now.seed, a, m.agency[i], pay_rules):
        most = min(most, pay_rules.debt_deduction * slip.normal_week * slip.least)
    repaid = pay(cents, Item.LOAN_REPAID, min(m.debt[i], most))
    m.debt[i] = max(0.0, m.debt[i] - repaid)
    m.savings[i] -= repaid
    return repaid


@inlined
def _add_to_books(a, f, slip, revenue, taken):
    """Add a worker's week to the firm's books of the quarter and the week."""
    a.quarter_revenue[f] += revenue
    a.quarter_hours[f] += slip.hours
    a.quarter_wages[f] += slip.due
    a.quarter_extracted[f] += taken
    a.week_wages[f] += slip.legal
    a.week_taken[f] += taken
    a.wage_debt[f] += slip.stolen


@inlined
def _count(slip, taken, lost, tally):
    """Count a worker's week; evaded tax is taken, but no loss of his."""
    tally[Tally.HOURS_SOLD] += slip.hours
    tally[Tally.WAGE_DUE_EUR] += slip.legal
    tally[Tally.WAGE_STOLEN_EUR] += slip.stolen
    tally[Tally.EXTRACTED_EUR] += taken
    _count_loss(lost, slip.legal, tally)


@kernel
def _wages(now, m, a, h, placed, paying, books):
    """Wages, deductions and the agencies' side of them for everyone placed."""
    cents, rules = books.cents, paying.rules
    for row in placed:
        i = as_row(row)
        if m.work[i] != Work.AGENCY:
            continue
        f = as_row(m.agency[i])
        slip = _payslip(now, m, a, h, i, paying)
        m.hours[i] = slip.hours
        revenue = pay(cents, Item.HIRE, slip.due * a.price_factor[f])
        taxes, premiums, net, rest = _pay_out(slip, a.cost[f], rules, cents)
        profit = revenue - taxes - premiums - net - rest
        m.savings[i] += net
        m.wage_owed[i] += slip.stolen
        left, kept = _keep_premium(m, a, i, rules.cover.premium, cents)
        extra = pay(cents, Item.EXTRA_DEDUCTION, slip.due * a.extracted_housing[f])
        m.savings[i] -= extra
        profit = profit + left + extra
        repaid = _repay_loan(now, m, a, i, slip, paying, cents)
        a.capital[f] += profit + repaid
        a.quarter_profit[f] += profit
        taken = slip.stolen + slip.evaded + kept + extra
        _add_to_books(a, f, slip, revenue, taken)
        _count(slip, taken, slip.stolen + kept + extra, books.tally)


@phase(
    reads=fields(
        migrants="person savings savings_before debt debt_outside wage_owed work contract agency hirer phase_weeks "
        "term_weeks benefit arrival_week housing location rent rent_arrears cover enrol_week sick_weeks",
        agencies="alive capital price_factor week_wages week_taken week_premium_kept wage_debt cost extracted_* "
        "quarter_*",
        hirers="wage normal_week",
        landlords="owner crowding certified added_cost",
        week="present placed",
    ),
    writes=fields(
        migrants="savings savings_before debt debt_outside wage_owed hours rent_arrears",
        agencies="capital week_wages week_taken week_premium_kept wage_debt quarter_*",
        books="HIRE WAGE WAGE_TAX PREMIUMS_EMPLOYER LABOUR_OVERHEAD RENT_TO_AGENCY BED_COST RENT_MARKET "
        "HEALTH_PREMIUM HEALTH_DEDUCTION EXTRA_DEDUCTION OWN_PREMIUM SICK_PAY IDLE_PAY UNEMPLOYMENT_BENEFIT "
        "SICKNESS_BENEFIT OTHER_WAGE LIVING REMITTANCE LOAN_REPAID OTHER_TAX RECRUITER_REPAID",
        tally="WAGE_STOLEN_EUR HOURS_SOLD WAGE_DUE_EUR EXTRACTED_EUR LOSING_2 LOSING_5 LOSING_10",
    ),
)
def pay_everyone(week: Week) -> None:
    """Pay wages, benefits, rent, premiums and spending of the week; the agencies' side of each as well."""
    s, b, a, books = week.state, week.behaviour, week.state.agencies, week.books
    a.week_wages[:] = a.week_taken[:] = a.week_premium_kept[:] = 0
    paying = Paying(week.rules, b.placement, b.household)
    _wages(week.now, s.migrants, a, s.hirers, week.placed, paying, books)
    spend(week.now, s.migrants, Houses(a, s.landlords), week.present, week.rules, b.household, books.cents)
