"""Phase 8: pay. Wage due and paid, rent, premiums, benefits, spending: every euro has two ends."""

from __future__ import annotations

from sim.core.calendar import EARLIEST, NEVER
from sim.core.draw_keys import GUARANTEE_SHORT, HOURS_SECOND
from sim.core.draws import Stream, uniform
from sim.core.kernels import inlined, kernel
from sim.phase import fields, phase
from sim.phases.money.debts import keeps_to, lends_freely
from sim.phases.shared.extraction import rogue_firm
from sim.phases.shared.wages import (
    NORMAL_WEEK,
    minimum_normal_week,
    minimum_wage,
    most_kept_for_housing,
    rent_ceiling,
    standard_week,
)
from sim.state.codes import Benefit, Contract, Cover, Housing, Work
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


@inlined
def topped_up(now, m, a, i, hours, hourly, least, rules):
    """What is paid above the worked hours: to the hours guaranteed to new arrivals, or where idle hours are paid."""
    pr, more = rules.pay, 0.0
    if now.week - m.arrival_week[i] < pr.guarantee_weeks and hours < pr.guarantee_hours:
        if keeps_guarantee(now.seed, a, m.agency[i], pr):
            if not on_short_project(now.seed, m.arrival_week[i], m.person[i], pr):
                more = (pr.guarantee_hours - hours) * least
    if hours < pr.idle_hours and m.phase_weeks[i] >= rules.contract.idle_unpaid_weeks:
        more = max(more, (pr.idle_hours - hours) * hourly)
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


@kernel
def _wages(now, m, a, h, placed, rules, placement, repay, cents, tally):
    """Wages, deductions and the agencies' side of them for everyone placed."""
    pr, tax = rules.pay, rules.tax
    for i in placed:
        if m.work[i] != Work.AGENCY:
            continue
        f, k = m.agency[i], m.hirer[i]
        hours = hours_worked(now.seed, now.week, m.person[i], h.normal_week[k], placement)
        least = minimum_wage(h.normal_week[k], pr)
        hourly = least * h.wage[k]
        due = hours * hourly
        stolen = due * a.e_wage[f]
        extra_pay = due * pr.equal_value
        if extra_pay > 0.0 and rogue_firm(a, f):
            stolen += extra_pay * pr.equal_value_kept
        # the payslip looks right; what is stolen is kept from the net pay
        gross = due + extra_pay + topped_up(now, m, a, i, hours, hourly, least, rules)
        m.hours[i] = hours
        revenue = pay(cents, Item.HIRE, due * a.price_factor[f])
        to_state = gross * (tax.wage_tax + tax.employer_premiums)
        evaded = min(to_state, due * a.e_tax[f])
        part = tax.wage_tax / max(1e-9, tax.wage_tax + tax.employer_premiums)
        taxes = pay(cents, Item.WAGE_TAX, gross * tax.wage_tax - evaded * part)
        premiums = pay(cents, Item.PREMIUMS_EMPLOYER, gross * tax.employer_premiums - evaded * (1.0 - part))
        net = pay(cents, Item.WAGE, gross * (1.0 - tax.wage_tax) - stolen)
        rest = pay(cents, Item.LABOUR_OVERHEAD, gross * (pr.cost_factor * a.cost[f] - 1.0 - tax.employer_premiums))
        profit = revenue - taxes - premiums - net - rest
        m.savings[i] += net
        m.wage_owed[i] += stolen
        a.wage_debt[f] += stolen
        kept = 0.0
        if m.cover[i] == Cover.EMPLOYER or m.enrol_week[i] != NEVER:
            withheld = pay(cents, Item.HEALTH_DEDUCTION, rules.cover.premium)
            profit += withheld - pay(cents, Item.HEALTH_PREMIUM, rules.cover.premium)
            m.savings[i] -= withheld
        elif m.cover[i] == Cover.NONE:
            kept = pay(cents, Item.HEALTH_DEDUCTION, rules.cover.premium)
            profit += kept
            m.savings[i] -= kept
            a.week_kept[f] += 1
        extra = pay(cents, Item.EXTRA_DEDUCTION, due * a.e_housing[f])
        m.savings[i] -= extra
        profit += extra
        repaid = 0.0
        if m.debt[i] > 0.0:
            most = repay
            if not lends_freely(now.seed, a, f, pr):
                most = min(repay, pr.debt_deduction * h.normal_week[k] * least)
            repaid = pay(cents, Item.LOAN_REPAID, min(m.debt[i], most))
            m.debt[i] = max(0.0, m.debt[i] - repaid)
            m.savings[i] -= repaid
        a.capital[f] += profit + repaid
        a.q_revenue[f] += revenue
        a.q_profit[f] += profit
        a.q_hours[f] += hours
        a.q_wages[f] += due
        a.q_extracted[f] += stolen + evaded + kept + extra
        a.week_wages[f] += due + extra_pay
        a.week_taken[f] += stolen + evaded + kept + extra
        tally[Tally.HOURS_SOLD] += hours
        tally[Tally.WAGE_DUE_EUR] += due + extra_pay
        tally[Tally.WAGE_STOLEN_EUR] += stolen
        tally[Tally.EXTRACTED_EUR] += stolen + evaded + kept + extra
        _count_loss(stolen + kept + extra, due + extra_pay, tally)


@inlined
def income_of(work, contract, agency, benefit, phase_weeks, sick_weeks, kept, week_wage, other_week, rules):
    """Gross income of a person who is not placed and what it is: item code and share of the week's wage.

    ``week_wage`` is the standard week of an agency worker, ``other_week`` that of direct and other work, EUR;
    ``kept``: whether a term still runs in which the rule on replacement keeps him on pay.
    """
    if work >= Work.DIRECT:
        return Item.OTHER_WAGE, other_week
    if agency >= 0:
        if work == Work.IDLE:
            if contract == Contract.B or contract == Contract.C or kept:
                return Item.IDLE_PAY, week_wage
            if phase_weeks < rules.contract.idle_unpaid_weeks:
                return Item.IDLE_PAY, 0.0
            floor = rules.pay.idle_hours  # a rule that names the hours to be paid; without one all of them
            return Item.IDLE_PAY, week_wage * (min(1.0, floor / NORMAL_WEEK) if floor > 0.0 else 1.0)
        waiting = 1.0 - rules.contract.waiting_days_other / 5.0 if sick_weeks == 1 else 1.0
        return Item.SICK_PAY, week_wage * rules.pay.sick_pay_share * waiting
    if benefit == Benefit.UNEMPLOYMENT:
        return Item.UNEMPLOYMENT_BENEFIT, week_wage * rules.tax.unemployment_level
    if benefit == Benefit.SICKNESS:
        waiting = 1.0 - rules.contract.waiting_days_clause / 5.0 if sick_weeks == 1 else 1.0
        return Item.SICKNESS_BENEFIT, week_wage * rules.tax.sickness_level * waiting
    return Item.OTHER_WAGE, 0.0


@inlined
def _self_paid(seed, week, person, rent, kept, money, unpaid):
    """Of a placed worker's rent in a tied bed, what is kept from the wage, and what he pays of the rest."""
    own = rent - kept
    if own > 0.0:
        misses = unpaid > 0.0 and uniform(seed, Stream.RENT_UNPAID, week // 13, person) < unpaid
        own = 0.0 if misses else min(own, max(0.0, money))
    return kept + own


@kernel
def _households(now, m, a, ld, present, rules, house, cents):
    """Rent, own premium, living and remittance; what is left is saved."""
    wage_tax, premiums = rules.tax.wage_tax, rules.tax.employer_premiums
    week_wage, other_week = standard_week(rules.pay), house.other_wage * minimum_normal_week(rules.pay)
    ceiling, most_kept = rent_ceiling(rules.pay), most_kept_for_housing(rules.pay)
    for i in present:
        work = m.work[i]
        if work < Work.AGENCY:
            continue
        income = 0.0
        if work != Work.AGENCY:
            m.hours[i] = 0.0
            item, gross = income_of(
                work,
                m.contract[i],
                m.agency[i],
                m.benefit[i],
                m.phase_weeks[i],
                m.sick_weeks[i],
                rules.contract.kept_pay_weeks > 0 and m.term_weeks[i] > 0,
                week_wage,
                other_week,
                rules,
            )
            if gross > 0.0:
                income = pay(cents, item, gross * (1.0 - wage_tax))
                if item == Item.OTHER_WAGE:
                    pay(cents, Item.OTHER_TAX, gross * (wage_tax + premiums))
                elif m.agency[i] >= 0:
                    cost = income + pay(cents, Item.WAGE_TAX, gross * wage_tax)
                    cost += pay(cents, Item.PREMIUMS_EMPLOYER, gross * premiums)
                    a.capital[m.agency[i]] -= cost
                    a.q_profit[m.agency[i]] -= cost
        money = m.savings[i] + income
        form = m.housing[i]
        if form == Housing.TIED or form == Housing.AGENCY_LEASE:
            rent = min(m.rent[i], ceiling) if form == Housing.TIED else m.rent[i]
            place = m.location[i]
            if m.agency[i] < 0:
                rent *= rules.housing.rent_after_job
            owner = m.agency[i]
            if owner < 0 and place >= 0:
                owner = ld.owner[place]
            if work != Work.AGENCY:
                paid = min(rent, max(0.0, money))
            elif form == Housing.TIED:
                kept = min(rent, most_kept)
                if place >= 0 and ld.certified[place] == 0:
                    kept *= rules.pay.unlabelled_kept
                paid = _self_paid(now.seed, now.week, m.person[i], rent, kept, money, rules.housing.rent_unpaid)
            else:
                paid = rent
            m.rent_arrears[i] += rent - paid
            if owner >= 0 and a.alive[owner] == 1:
                paid = pay(cents, Item.RENT_TO_AGENCY, paid)
                bed_cost = house.bed_cost
                if place >= 0:  # a house costs the same with fewer persons in it
                    bed_cost = (bed_cost + ld.extra[place]) / min(1.0, ld.crowding[place])
                cost = pay(cents, Item.BED_COST, bed_cost)
                a.capital[owner] += paid - cost
                a.q_profit[owner] += paid - cost
            else:
                paid = pay(cents, Item.RENT_MARKET, paid)
            money -= paid
        elif form == Housing.RENTAL:
            rent = m.rent[i]
            if money >= rent:
                back = min(m.rent_arrears[i], 0.5 * (money - rent))
                m.rent_arrears[i] -= back
                money -= pay(cents, Item.RENT_MARKET, rent + back)
            else:
                m.rent_arrears[i] += rent
        if m.debt_outside[i] > 0.0:  # a recruiter or landlord waits for no payslip
            back = pay(cents, Item.RECRUITER_REPAID, min(m.debt_outside[i], house.debt_repaid, max(0.0, money)))
            m.debt_outside[i] = max(0.0, m.debt_outside[i] - back)
            money -= back
        own = m.cover[i] == Cover.OWN or (m.cover[i] == Cover.EMPLOYER and work >= Work.DIRECT)
        if own:  # in direct work the person pays the premium himself, as everybody does
            money -= pay(cents, Item.OWN_PREMIUM, min(rules.cover.premium, max(0.0, money)))
        rough = form == Housing.STREET or form == Housing.SHELTER
        need = house.street_spending if rough else house.living
        money -= pay(cents, Item.LIVING, min(need, max(0.0, money)))
        surplus = money - m.savings_before[i]
        if surplus > 0.0 and money > 4.0 * house.living:  # a month of living stays at hand
            money -= pay(cents, Item.REMITTANCE, house.remittance * surplus)
        m.savings[i] = money
        m.savings_before[i] = money


@phase(
    reads=fields(
        migrants="person savings savings_before debt debt_outside wage_owed work contract agency hirer phase_weeks "
        "term_weeks benefit arrival_week housing location rent rent_arrears cover enrol_week sick_weeks",
        agencies="alive capital price_factor week_wages week_taken week_kept wage_debt cost e_* q_*",
        hirers="wage normal_week",
        landlords="owner crowding certified extra",
        week="present placed",
    ),
    writes=fields(
        migrants="savings savings_before debt debt_outside wage_owed hours rent_arrears",
        agencies="capital week_wages week_taken week_kept wage_debt q_*",
        books="HIRE WAGE WAGE_TAX PREMIUMS_EMPLOYER LABOUR_OVERHEAD RENT_TO_AGENCY BED_COST RENT_MARKET "
        "HEALTH_PREMIUM HEALTH_DEDUCTION EXTRA_DEDUCTION OWN_PREMIUM SICK_PAY IDLE_PAY UNEMPLOYMENT_BENEFIT "
        "SICKNESS_BENEFIT OTHER_WAGE LIVING REMITTANCE LOAN_REPAID OTHER_TAX RECRUITER_REPAID",
        tally="WAGE_STOLEN_EUR HOURS_SOLD WAGE_DUE_EUR EXTRACTED_EUR LOSING_2 LOSING_5 LOSING_10",
    ),
)
def pay_everyone(week: Week) -> None:
    """Pay wages, benefits, rent, premiums and spending of the week; the agencies' side of each as well."""
    s, b, a, books = week.state, week.behaviour, week.state.agencies, week.books
    a.week_wages[:] = a.week_taken[:] = a.week_kept[:] = 0
    _wages(
        week.now,
        s.migrants,
        a,
        s.hirers,
        week.placed,
        week.rules,
        b.placement,
        b.household.debt_repaid,
        books.cents,
        books.tally,
    )
    _households(week.now, s.migrants, a, s.landlords, week.present, week.rules, b.household, books.cents)
