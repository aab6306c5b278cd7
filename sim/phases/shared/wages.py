"""Wages of a week and an hour: each notion once, with the numbers behind it.

Three weekly wages are kept apart. `minimum_week` is the statutory minimum of a full-time week, which the law on
deductions counts from. `standard_week` is the gross wage of the normal week of an agency worker: what pay without work,
benefits, notice and transition payment are shares of, what a recruit expects and an agency reckons with when it weighs
a contract. The wage bill of an agency is `WEEK_HOURS` of `hourly_wage`, from its own books.
"""

from __future__ import annotations

from sim.behaviour import Behaviour
from sim.core.kernels import inlined, kernel
from sim.rules import Rules

FULL_WEEK = 40.0  # hours of the week that the weekly minimum wage belongs to: week = 40 x 9.72 in 2021 (LAW-W05)
NORMAL_WEEK = 38.0  # hours of the normal week where the hirer's is not known (L1.30)
WEEK_HOURS = 36.1  # hours paid in a mean week: 38 x .95 (L3.19)
YEAR_HOURS = 1877.0  # hours paid in a year: 52 mean weeks
WAGE_OVER_MINIMUM = 1.12  # mean legal wage of agency workers over the minimum of their normal week (L3.17)
STANDARD_WAGE = 1.05  # wage over the minimum in the standard week: that of the worst-paid sector, since who earns more
# is seldom idle (`sim.population.market.WAGE_RATIO`)
HIRE_RATE_AIMED = 1.9  # hire rate over the wage that a founder or hirer reckons with before a price is known


@kernel
def minimum_wage(normal_week, pay_rules):
    """Minimum wage an hour for a normal week of 36, 38 or 40 hours, EUR."""
    if normal_week >= 40:
        return pay_rules.minimum_wage_40
    return pay_rules.minimum_wage_38 if normal_week >= 38 else pay_rules.minimum_wage_36


@inlined
def minimum_week(pay_rules):
    """Statutory minimum wage of a full-time week, EUR."""
    return FULL_WEEK * pay_rules.minimum_wage_40


@inlined
def rent_ceiling(pay_rules):
    """Most that is asked for a tied bed, EUR a week; tenants pay it and recruits reckon with it."""
    return pay_rules.rent_ceiling * minimum_week(pay_rules)


@inlined
def most_kept_for_housing(pay_rules):
    """Most that may be kept from a wage for housing, EUR a week."""
    return pay_rules.housing_deduction_cap * minimum_week(pay_rules)


@inlined
def minimum_normal_week(pay_rules):
    """Minimum wage of the normal week, EUR."""
    return NORMAL_WEEK * pay_rules.minimum_wage_38


@inlined
def standard_week(pay_rules):
    """Gross wage of an agency worker's normal week, with what a rule on equal value adds, EUR."""
    return STANDARD_WAGE * minimum_normal_week(pay_rules) * (1.0 + pay_rules.equal_value)


@inlined
def week_cost(pay_rules):
    """What that week costs the agency, EUR."""
    return pay_rules.cost_factor * standard_week(pay_rules)


@kernel
def hourly_wage(quarter_wages, quarter_hours, minimum_wage):
    """Legal wage an hour of an agency's workers, EUR: from its books, else the mean of the market."""
    return quarter_wages / quarter_hours if quarter_hours > 0.0 else minimum_wage * WAGE_OVER_MINIMUM


def real_net_wage(rules: Rules, behaviour: Behaviour) -> float:
    """Net weekly wage after rent that a recruit may expect, in EUR."""
    gross = standard_week(rules.pay)
    rent = min(behaviour.household.tied_rent, rent_ceiling(rules.pay))
    return gross * (1.0 - rules.tax.wage_tax) - rent - rules.cover.premium
