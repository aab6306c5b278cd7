"""Part of phase 8: income of those who are not placed, and what all spend: rent, debts, premium, living, money home."""

from __future__ import annotations

from typing import NamedTuple

from sim.core.draws import Stream, uniform
from sim.core.kernels import as_row, inlined, kernel
from sim.phases.shared.wages import (
    NORMAL_WEEK,
    minimum_normal_week,
    most_kept_for_housing,
    rent_ceiling,
    standard_week,
)
from sim.state.codes import Benefit, Contract, Cover, Housing, Work, is_homeless
from sim.state.columns import Agencies, Landlords
from sim.state.ledger import Item, charge, pay


class Houses(NamedTuple):
    """Who a rent goes to."""

    agencies: Agencies
    landlords: Landlords


class Standards(NamedTuple):
    """Amounts of the week that follow from the rules, the same for all; EUR."""

    week_wage: float  # standard week of an agency worker
    other_week: float  # of direct and other work
    rent_ceiling: float  # most that is asked for a tied bed
    most_kept: float  # most that may be kept from a wage for housing


@kernel
def paid_idle(contract, kept, phase_weeks, idle_unpaid_weeks, idle_hours):
    """Share of the week's wage that the agency pays while there is no work.

    ``kept``: whether a term still runs in which the rule on replacement keeps the worker on pay.
    """
    if contract == Contract.B or contract == Contract.C or kept:
        return 1.0
    if phase_weeks < idle_unpaid_weeks:
        return 0.0
    # a rule that names the hours to be paid; without one all of them
    return min(1.0, idle_hours / NORMAL_WEEK) if idle_hours > 0.0 else 1.0


@kernel
def paid_sick_days(sick_weeks, waiting_days):
    """Share of a week of illness that is paid: the first has waiting days."""
    return 1.0 - waiting_days / 5.0 if sick_weeks == 1 else 1.0


@inlined
def income_of(m, i, standards, rules):
    """Gross income of a person who is not placed, EUR, and what it is (item code)."""
    contract, wage = rules.contract, standards.week_wage
    if m.work[i] >= Work.DIRECT:
        return Item.OTHER_WAGE, standards.other_week
    if m.agency[i] >= 0:
        if m.work[i] == Work.IDLE:
            kept = contract.kept_pay_weeks > 0 and m.term_weeks[i] > 0
            share = paid_idle(m.contract[i], kept, m.phase_weeks[i], contract.idle_unpaid_weeks, rules.pay.idle_hours)
            return Item.IDLE_PAY, wage * share
        days = paid_sick_days(m.sick_weeks[i], contract.waiting_days_other)
        return Item.SICK_PAY, wage * rules.pay.sick_pay_share * days
    if m.benefit[i] == Benefit.UNEMPLOYMENT:
        return Item.UNEMPLOYMENT_BENEFIT, wage * rules.tax.unemployment_level
    if m.benefit[i] == Benefit.SICKNESS:
        days = paid_sick_days(m.sick_weeks[i], contract.waiting_days_clause)
        return Item.SICKNESS_BENEFIT, wage * rules.tax.sickness_level * days
    return Item.OTHER_WAGE, 0.0


@inlined
def _pay_income(m, a, i, standards, rules, cents):
    """Pay the income of a person who is not placed, with tax and premiums; returns it net."""
    item, gross = income_of(m, i, standards, rules)
    if gross <= 0.0:
        return 0.0
    wage_tax, premiums = rules.tax.wage_tax, rules.tax.employer_premiums
    income = pay(cents, item, gross * (1.0 - wage_tax))
    if item == Item.OTHER_WAGE:
        pay(cents, Item.OTHER_TAX, gross * (wage_tax + premiums))
    elif m.agency[i] >= 0:
        cost = income + pay(cents, Item.WAGE_TAX, gross * wage_tax)
        cost += pay(cents, Item.PREMIUMS_EMPLOYER, gross * premiums)
        charge(a, m.agency[i], cost)
    return income


@inlined
def self_paid(seed, week, person, rent, kept, money, unpaid):
    """Of a placed worker's rent in a tied bed, what is kept from the wage, and what he pays of the rest."""
    own = rent - kept
    if own > 0.0:
        misses = unpaid > 0.0 and uniform(seed, Stream.RENT_UNPAID, week // 13, person) < unpaid
        own = 0.0 if misses else min(own, max(0.0, money))
    return kept + own


@inlined
def _rent_paid(now, m, certified, i, money, standards, rules):
    """What a person pays this week for a bed of an agency or location; what is missing of the rent adds to arrears."""
    tied = m.housing[i] == Housing.TIED
    rent = min(m.rent[i], standards.rent_ceiling) if tied else m.rent[i]
    if m.agency[i] < 0:
        rent *= rules.housing.rent_after_job
    if m.work[i] != Work.AGENCY:
        paid = min(rent, max(0.0, money))
    elif tied:
        kept = min(rent, standards.most_kept)
        place = m.location[i]
        if place >= 0 and certified[place] == 0:
            kept *= rules.pay.unlabelled_kept
        paid = self_paid(now.seed, now.week, m.person[i], rent, kept, money, rules.housing.rent_unpaid)
    else:
        paid = rent
    m.rent_arrears[i] += rent - paid
    return paid


@inlined
def _let(houses, agency, place, paid, bed_cost, cents):
    """Book a rent to the agency that lets the bed, with what the bed costs it, or to another landlord; returns it."""
    a, ld, owner = houses.agencies, houses.landlords, agency
    if owner < 0 and place >= 0:
        owner = ld.owner[place]
    if owner < 0 or a.alive[owner] != 1:
        return pay(cents, Item.RENT_MARKET, paid)
    paid = pay(cents, Item.RENT_TO_AGENCY, paid)
    if place >= 0:  # a house costs the same with fewer persons in it
        bed_cost = (bed_cost + ld.added_cost[place]) / min(1.0, ld.crowding[place])
    cost = pay(cents, Item.BED_COST, bed_cost)
    a.capital[owner] += paid - cost
    a.quarter_profit[owner] += paid - cost
    return paid


@inlined
def _market_rent(m, i, money, cents):
    """Pay the rent of an own place, and arrears from half of what is left; without the money nothing is paid."""
    rent = m.rent[i]
    if money < rent:
        m.rent_arrears[i] += rent
        return 0.0
    back = min(m.rent_arrears[i], 0.5 * (money - rent))
    m.rent_arrears[i] -= back
    return pay(cents, Item.RENT_MARKET, rent + back)


@inlined
def _repay_outside(m, i, money, most, cents):
    """Pay off a debt to a recruiter or landlord, who waits for no payslip."""
    if m.debt_outside[i] <= 0.0:
        return 0.0
    back = pay(cents, Item.RECRUITER_REPAID, min(m.debt_outside[i], most, max(0.0, money)))
    m.debt_outside[i] = max(0.0, m.debt_outside[i] - back)
    return back


@inlined
def _live(m, i, money, premium, house, cents):
    """Pay the own health premium and living, send money home from what is over; returns what is left."""
    # in direct work the person pays the premium himself, as everybody does
    if m.cover[i] == Cover.OWN or (m.cover[i] == Cover.EMPLOYER and m.work[i] >= Work.DIRECT):
        money -= pay(cents, Item.OWN_PREMIUM, min(premium, max(0.0, money)))
    need = house.street_spending if is_homeless(m.housing[i]) else house.living
    money -= pay(cents, Item.LIVING, min(need, max(0.0, money)))
    surplus = money - m.savings_before[i]
    if surplus > 0.0 and money > 4.0 * house.living:  # a month of living stays at hand
        money -= pay(cents, Item.REMITTANCE, house.remittance * surplus)
    return money


@kernel
def spend(now, m, houses, present, rules, house, cents):
    """Income without placement, rent, own premium, living and remittance; what is left is saved."""
    standards = Standards(
        standard_week(rules.pay), house.other_wage * minimum_normal_week(rules.pay), rent_ceiling(rules.pay),
        most_kept_for_housing(rules.pay),
    )  # fmt: skip
    for row in present:
        i = as_row(row)
        if m.work[i] < Work.AGENCY:
            continue
        income = 0.0
        if m.work[i] != Work.AGENCY:
            m.hours[i] = 0.0
            income = _pay_income(m, houses.agencies, i, standards, rules, cents)
        money, form = m.savings[i] + income, m.housing[i]
        if form == Housing.TIED or form == Housing.AGENCY_LEASE:
            paid = _rent_paid(now, m, houses.landlords.certified, i, money, standards, rules)
            money -= _let(houses, m.agency[i], m.location[i], paid, house.bed_cost, cents)
        elif form == Housing.RENTAL:
            money -= _market_rent(m, i, money, cents)
        money -= _repay_outside(m, i, money, house.debt_repaid, cents)
        money = _live(m, i, money, rules.cover.premium, house, cents)
        m.savings[i] = money
        m.savings_before[i] = money
