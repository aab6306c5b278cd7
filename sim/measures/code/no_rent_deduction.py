"""X02: less of the minimum wage may be kept for rent each year, until nothing."""

from __future__ import annotations

from typing import Any

from sim.measures.lever import Standing, at_least
from sim.rules import Rules

YEAR = 52


def rewrite(rules: Rules, p: Any, standing: Standing) -> Rules:
    """The rules of a week under the measure."""
    w = standing.weight
    base = rules.pay.housing_deduction_cap
    cap = max(0.0, base - w * p.step_a_year * (1 + standing.weeks // YEAR))
    if cap >= base:
        return rules
    gone, h = 1.0 - cap / base, rules.housing
    housing = h._replace(
        rent_unpaid=at_least(h.rent_unpaid, p.unpaid_share, w),
        withdrawal=h.withdrawal + p.withdrawal * gone,
        takeover=max(h.takeover, p.takeover),
        self_arranged=max(h.self_arranged, p.self_arranged * gone),
    )
    return rules._replace(pay=rules.pay._replace(housing_deduction_cap=cap), housing=housing)


def milestones(p: Any) -> tuple[int, ...]:
    """Weeks after the start in which the rules change once more."""
    return tuple(YEAR * n for n in range(1, 26))
