"""4.4.A: a stay in a bed that comes with the job becomes a lease of one's own after some months, whoever lets it."""

from __future__ import annotations

from typing import Any

from sim.measures.lever import Standing, renewals, renewed, with_leases
from sim.rules import Rules

TELLS_NEW = True


def rewrite(rules: Rules, p: Any, standing: Standing) -> Rules:
    """The rules of a week under the measure."""
    if p.short_stay_max_w == 0:
        return rules
    rules = with_leases(
        rules,
        p.short_stay_max_w,
        p.compliance * standing.weight,
        p.notice_regular_w,
        p.rotation,
        p.rent_after,
        standing.new_from,
    )
    given_up = p.withdrawal * standing.weight * renewed(standing, p.stay_w, p.short_stay_max_w)
    h = rules.housing
    housing = h._replace(withdrawal=h.withdrawal + given_up, withdrawal_others=h.withdrawal_others + given_up)
    return rules._replace(housing=housing)


def milestones(p: Any) -> tuple[int, ...]:
    """Weeks after the start in which the rules change once more."""
    return renewals(p.stay_w, p.short_stay_max_w)
