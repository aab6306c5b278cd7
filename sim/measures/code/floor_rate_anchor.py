"""B08: hirers take the published floor of 2.2.D for the ordinary price and press others down to it."""

from __future__ import annotations

import math
from typing import Any

from sim.measures.lever import Standing
from sim.rules import Rules

QUARTER = 13  # agencies set prices once a quarter


def rewrite(rules: Rules, p: Any, standing: Standing) -> Rules:
    """The rules of a week under the measure."""
    come = 1.0 - math.exp(-standing.weeks / p.adjust_speed_w)
    anchor = max(rules.pay.floor_anchor, standing.weight * p.anchor_share * come)
    return rules._replace(pay=rules.pay._replace(floor_anchor=anchor))


def milestones(p: Any) -> tuple[int, ...]:
    """Weeks after the start in which the rules change once more."""
    return tuple(range(0, 5 * p.adjust_speed_w + QUARTER, QUARTER))
