"""B08: hirers take the published floor of 2.2.D for the ordinary price and press others down to it."""

from __future__ import annotations

import math
from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing
from sim.params import number
from sim.rules import Rules

QUARTER = 13  # agencies set prices once a quarter

A = Annotated


class FloorRateAnchor(NamedTuple):
    """Parameters of block B08."""

    anchor_share: A[float, number("share of hirers that take the floor for the going rate", "share", 0, 0.8, "assumed", "assumption: levers B08, the value of that block")] = 0.3
    adjust_speed_w: A[int, number("weeks in which two thirds of them come to do so", "weeks", 4, 104, "assumed", "assumption: levers B08, the value of that block")] = 26


def rewrite(rules: Rules, p: FloorRateAnchor, standing: Standing) -> Rules:
    """A growing share of hirers takes the floor of 2.2.D for the going rate and pays no more than that, or than what an
    hour costs the agency where that is more. That agencies earn less is what moves: the missing margin makes more of
    them cheat at their quarterly review.

    Side effects: Agency work gets cheaper, so hirers order more of it and use other forms less. Agencies with a high
    cost lose margin first. Without a floor there is nothing to press towards and nothing happens.
    """
    come = 1.0 - math.exp(-standing.weeks / p.adjust_speed_w)
    anchor = max(rules.pay.floor_anchor, standing.weight * p.anchor_share * come)
    return rules._replace(pay=rules.pay._replace(floor_anchor=anchor))


FLOOR_RATE_ANCHOR = Lever(
    id="B08",
    slug="floor_rate_anchor",
    title_nl="Valkuil: minimumtarief wordt standaardtarief",
    title_en="Pitfall: the floor becomes the going rate",
    stance="asks the parties to the collective agreement to guard against it",
    class_="mechanism",
    parameters=FloorRateAnchor(),
    neutral={"anchor_share": 0},
    rewrite=rewrite,
    sources=("LT00",),
    milestones=lambda p: tuple(range(0, 5 * p.adjust_speed_w + QUARTER, QUARTER)),
)
