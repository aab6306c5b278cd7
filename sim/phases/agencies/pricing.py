"""Part of phase 10: what an agency takes from workers and wage bill, and the hire rate it asks of its clients."""

from __future__ import annotations

from sim.core.kernels import inlined, kernel
from sim.phases.shared.extraction import (
    ROGUE_EXTRACTION,
    Burden,
    best_extraction,
    hides_discount,
    hire_rate,
)


@kernel
def honest_margin(honest, sector_rate, cost, overhead, everyone, p):
    """Margin over the wage that is left without cheating, after matching rivals and fixed cost."""
    return honest - p.matching * max(0.0, honest - sector_rate) - cost - overhead / everyone


@kernel
def pressed(asked, least, floor_rate, floor_anchor):
    """Hire rate, the mean over clients, once a share of hirers takes the published floor for the going rate.

    To those an agency lends at the floor, or for the ``least`` that an hour costs him, his own staff included.
    """
    return asked - floor_anchor * max(0.0, asked - max(floor_rate, least))


@kernel
def beside_the_floor(asked, hides, binding, inspection):
    """Hire rate of a firm that would ask less than the published floor.

    Who hides the discount passes on what the detour costs; an open offer is lifted where the floor is ``binding``.
    """
    if asked >= inspection.floor_rate:
        return asked
    if hides:
        return asked + inspection.kickback_cost * (inspection.floor_rate - asked)
    return inspection.floor_rate if binding == 1 else asked


@inlined
def cost_over_wage(pay_rules):
    """Cost of an hour over the gross wage, with what a rule on equal value adds."""
    return pay_rules.cost_factor * (1.0 + pay_rules.equal_value)


@inlined
def burden_of(rules):
    """What the law puts on each margin of a cheat."""
    health = rules.cover.policy_access_cost - rules.cover.diligence_lost
    return Burden(rules.pay.withholding_cost, rules.tax.blocked_account_cost, health)


@inlined
def missing_return(i, a, bill, honest, sector_rate, rules, p):
    """Return that is missing without cheating, per euro of legal wage."""
    cost_factor, floor_rate = cost_over_wage(rules.pay), rules.inspection.floor_rate
    cost = cost_factor * a.cost[i] + p.staff
    margin = honest_margin(honest, sector_rate, cost, p.overhead / 4.0, bill * (1.0 + a.other_share[i]), p)
    if floor_rate > 0.0:  # what hirers press off an honest rate is lost as well
        margin -= honest - pressed(honest, cost, floor_rate, rules.pay.floor_anchor)
    return max(0.0, a.markup[i] * cost - margin)


@inlined
def aim(i, a, firm_bill, lost, squeeze, rules, v):
    """Best extraction on each margin for the quarter of firm ``i``; ``lost`` is what a finding would cost it."""
    x = v.extraction
    fear = a.perceived[i] * lost / (firm_bill * (x.cap_wage + x.cap_tax + x.cap_health + x.cap_housing))
    return best_extraction(v.switch.extraction_rule, a.integrity[i], squeeze, fear, burden_of(rules), x)


@inlined
def price(now, i, a, honest, sector_rate, rules, v):
    """Hire rate over wage that firm ``i`` asks after its review."""
    p, pay_rules, inspection = v.pricing, rules.pay, rules.inspection
    floor = cost_over_wage(pay_rules) * a.cost[i]
    if v.switch.price_response != 1:
        return (floor + p.staff) * (1.0 + a.markup[i])
    taken = a.extracted_wage[i] + a.extracted_tax[i] + a.extracted_health[i] + a.extracted_housing[i]
    if taken >= ROGUE_EXTRACTION:
        taken += pay_rules.equal_value * pay_rules.equal_value_kept
    rate = hire_rate(honest, floor, taken, sector_rate, p)
    if inspection.floor_rate <= 0.0:
        return rate
    rate = pressed(rate, floor + p.staff - taken, inspection.floor_rate, pay_rules.floor_anchor)
    hides = hides_discount(now.seed, i, a.incarnation[i], inspection.kickback_share)
    return beside_the_floor(rate, hides, pay_rules.floor_binding, inspection)
