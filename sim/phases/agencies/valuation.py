"""What a firm is worth to its owner, and what gate and deposit cost him: scalar rules of entry, staying and restart."""

from __future__ import annotations

import math

import numpy as np

from sim.core.draws import Stream, lasting
from sim.core.kernels import kernel
from sim.phases.shared.wages import WAGE_OVER_MINIMUM, YEAR_HOURS

GUARANTEE_TURNOVER = 0.05  # of yearly turnover, that a bank counts as security
OWNER_SAVINGS_YEARS = 2.0  # of profit and own pay, that an owner can bring in as cash
SCALED_WORKERS, SCALED_LEAST, SCALED_MOST = 50.0, 0.1, 10.0  # a deposit in proportion to size, within bounds
REPAIR_LEAST, REPAIR_SPREAD = 3000.0, 6500.0  # EUR, repair after a failed inspection (equations.md section 1)
REPAIR_WEEKS_LEAST, REPAIR_WEEKS_SPREAD = 8, 19  # 8 to 26 weeks


@kernel
def annuity(years, rate, first_year):
    """Years of full cash flow that a life of ``years`` is worth today, the first year counting in part."""
    whole = (1.0 - math.exp(-rate * years)) / rate
    first = (1.0 - math.exp(-rate * min(years, 1.0))) / rate
    return whole - (1.0 - first_year) * first


@kernel
def owner_pay(start_size, other_share, minimum_wage, staff, entry):
    """What of the staff cost an owner earns by his own work, EUR a year."""
    bill = start_size * (1.0 + other_share) * YEAR_HOURS * minimum_wage * WAGE_OVER_MINIMUM
    return min(staff * bill, entry.owner_pay_most)


@kernel
def present_value(flow, years, entry):
    """Value today of a yearly cash flow over the planned life."""
    return flow * annuity(years, entry.discount, entry.first_year)


@kernel
def enters_at(value, cost, entry):
    """Chance of entry at a value and a cost; a logit choice."""
    z = (value - cost - entry.outside) / entry.choice_scale
    return 1.0 / (1.0 + math.exp(-min(max(z, -50.0), 50.0)))


@kernel
def enters(u, value, cost, entry):
    """Logit choice of a founder."""
    return u < enters_at(value, cost, entry)


def stays(u: float, flow: float, cost: float, entry) -> bool:
    """Whether an owner goes on when staying costs ``cost`` more: the choice of entry, given that he is in.

    The ratio of two logits, in logs so that it holds for firms deep in loss too. A cost of nothing makes nobody leave.
    """
    z = (present_value(flow, entry.horizon_years, entry) - entry.outside) / entry.choice_scale
    dearer = z - cost / entry.choice_scale
    return math.log(u) < float(np.logaddexp(0.0, -z) - np.logaddexp(0.0, -dearer))


def most_borne(u: float, flow: float, entry) -> float:
    """Largest cost at which the owner of `stays` goes on, EUR: his choice, solved for the cost."""
    z = (present_value(flow, entry.horizon_years, entry) - entry.outside) / entry.choice_scale
    odds = float(np.logaddexp(0.0, -z)) - math.log(u)  # log(1 + exp(-dearer)) may be as much
    return entry.choice_scale * (z + (odds + math.log(-math.expm1(-odds)) if odds > 1e-12 else math.log(1e-12)))


def yearly_flow(a, i: int, rules, views) -> float:
    """Profit and own pay of the owner of firm ``i``, EUR a year."""
    own = owner_pay(a.start_size[i], a.other_share[i], rules.pay.minimum_wage_38, views.pricing.staff, views.entry)
    return float(a.profit_year[i]) + own


def deposit_of(amount, workers, admission):
    """The deposit of a firm with ``workers``, others included; the law's ``amount``, or in proportion to size.

    Both are numbers or float64 columns.
    """
    if admission.deposit_size_scaled == 0:
        return amount
    return amount * np.minimum(np.maximum(workers / SCALED_WORKERS, SCALED_LEAST), SCALED_MOST)


def deposit_rate(admission, entry) -> float:
    """Yearly cost of a deposit: the fee of a guarantee, or what the owner's own money would bring elsewhere."""
    return admission.deposit_fee if admission.deposit_guarantee == 1 else entry.carry


def put_up(admission, entry) -> float:
    """Part of a deposit that somebody must put money up for: the collateral of a guarantee, or all of it in cash."""
    return entry.collateral if admission.deposit_guarantee == 1 else 1.0


def deposit_cost(amount: float, years: float, caught: float, forfeit: float, funded: bool, admission, entry) -> float:
    """What a deposit costs over ``years``: its carry, and the part that a cheat expects to lose, EUR.

    ``caught`` is his chance a quarter of being caught, ``forfeit`` the part lost then. Where an investor puts the
    money up (``funded``) the owner pays what the investor asks, and loses nothing of his own.
    """
    if funded:
        fee = admission.deposit_fee if admission.deposit_guarantee == 1 else 0.0
        return amount * years * (fee + admission.investor_return * put_up(admission, entry))
    lost = forfeit * (1.0 - math.exp(-4.0 * caught * years))
    return amount * (deposit_rate(admission, entry) * years + lost)


def finds_investor(seed: int, row: int, incarnation: int, admission) -> bool:
    """Whether an owner without the means finds somebody who puts up the money: a lasting draw of the firm."""
    return lasting(seed, int(Stream.INVESTOR), row, admission.deposit_investor, incarnation)


def has_means(amount: float, own: float, turnover: float, flow: float, admission, entry) -> bool:
    """Whether an owner can show the collateral that a guarantee takes, or bring the cash."""
    if admission.deposit_guarantee == 1:
        return entry.collateral * amount <= own + GUARANTEE_TURNOVER * turnover
    return amount <= own + OWNER_SAVINGS_YEARS * max(flow, 0.0)


def admitted_chance(rogue: bool, admission) -> float:
    """Chance to pass one of the two inspections for admission."""
    if rogue:
        return 1.0 - (1.0 - admission.pass_rogue) ** 2
    return 1.0 - admission.first_fail * admission.second_fail


def value_outside(admission) -> float:
    """Part of its value that a rogue firm keeps without admission: it finds hirers that do not check the register."""
    return (1.0 - admission.register_check) * admission.stay_outside


def value_under_gate(value: float, flow: float, rogue: bool, admission) -> float:
    """Value of a firm that must pass the gate first: it waits, and if refused sells to hirers who do not check."""
    if admission.gate == 0:
        return value
    failed = 1.0 - admission.pass_rogue if rogue else admission.first_fail
    weeks = admission.review_weeks + failed * (REPAIR_WEEKS_LEAST + 0.5 * REPAIR_WEEKS_SPREAD)
    passes = admitted_chance(rogue, admission)
    outside = value_outside(admission) if rogue else 0.0
    return max(value - flow * weeks / 52.0, 0.0) * (passes + (1.0 - passes) * outside)


def gate_cost(rogue: bool, years: float, admission, entry, labelled: bool = False) -> float:
    """What admission costs over ``years``: audits, and repair where the first inspection fails, EUR.

    A labelled firm pays for inspections already; those for admission serve both, and where its label stands in for the
    first there is none to fail.
    """
    if admission.gate == 0:
        return 0.0
    saved = admission.label_cost if labelled else 0.0
    passes = rogue or (labelled and admission.label_route == 1)
    repair = 0.0 if passes else admission.first_fail * (REPAIR_LEAST + 0.5 * REPAIR_SPREAD)
    return max(admission.audit_cost - saved, 0.0) * annuity(years, entry.discount, 1.0) + repair
