"""X06: short stay lasts thirty days at most; approved housing may have a temporary lease of two years."""

from __future__ import annotations

from typing import Any

from sim.measures.lever import Standing, at_least, renewals, renewed, with_leases
from sim.rules import Rules

TELLS_NEW = True


def rewrite(rules: Rules, p: Any, standing: Standing) -> Rules:
    """The rules of a week under the measure."""
    h, w = rules.housing, standing.weight
    if p.short_stay_max_w == 0 or w <= 0.0:
        return rules
    given_up = p.withdrawal * w * renewed(standing, p.stay_w, p.short_stay_max_w)
    new_from = standing.new_from if h.temp_max_weeks == 0 else min(h.temp_new_from, standing.new_from)
    housing = h._replace(
        temp_labelled=at_least(h.temp_labelled, p.temp_labelled_p, w),
        temp_notice_weeks=max(h.temp_notice_weeks, p.temp_notice_w),
        temp_max_weeks=max(h.temp_max_weeks, p.temp_max_w),
        temp_new_from=new_from,
        withdrawal=h.withdrawal + given_up,
        withdrawal_others=h.withdrawal_others + given_up,
    )
    return with_leases(
        rules._replace(housing=housing),
        p.short_stay_max_w,
        p.compliance * w,
        p.notice_regular_w,
        p.rotation,
        p.rent_after,
        standing.new_from,
    )


def milestones(p: Any) -> tuple[int, ...]:
    """Weeks after the start in which the rules change once more."""
    return renewals(p.stay_w, p.short_stay_max_w)
