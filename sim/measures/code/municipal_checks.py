"""4.1.C: municipalities look more often at houses full of migrants, and fine the landlord."""

from __future__ import annotations

from typing import Any

from sim.measures.lever import Standing, at_least
from sim.rules import Rules


def rewrite(rules: Rules, p: Any, standing: Standing) -> Rules:
    """The rules of a week under the measure."""
    h, w = rules.housing, standing.weight
    rate = at_least(h.municipal_check_rate, p.muni_inspect_p_w, w)
    housing = h._replace(
        municipal_check_rate=rate,
        check_fine=at_least(h.check_fine, p.fine_landlord_eur, w),
        decent_weeks=max(h.decent_weeks, p.decent_w),
        # only the checks that come on top cost something new
        check_cost=max(h.check_cost, p.check_cost_eur * (1.0 - h.municipal_check_rate / rate)),
    )
    return rules._replace(housing=housing)
