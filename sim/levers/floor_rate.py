"""2.2.D: the least that an honest hour of agency work must cost is made known, and less is a warning."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least
from sim.params import number
from sim.rules import Rules

A = Annotated


class FloorRate(NamedTuple):
    """Parameters of block 2.2.D."""

    p_min_factor: A[float, number("floor over the gross wage that is due, at least the minimum wage; 0 none", "ratio", 0, 1.85, "law", "assumption: levers 2.2.D, 1.65-1.75; 1.75 (L2.32) is the cost of an honest hour and 1.85 that with own staff, far below which it never flags")] = 1.70
    floor_binding: A[int, number("1: offers below it are not allowed", "0/1", 0, 1, "law", "assumption: levers 2.2.D; a warning only, unless said otherwise")] = 0
    flag_weight_hirer: A[float, number("utility lost by an offer below it, to a fully aware hirer; also the chance that he takes it for rogue", "log", 0, 1, "assumed", "assumption: levers 2.2.D, the value of that block")] = 0.3
    flag_weight_inspect: A[float, number("risk such an offer adds in the eyes of enforcers", "0..1", 0, 1, "assumed", "assumption: levers 2.2.D, the value of that block")] = 0.3
    kickback_share: A[float, number("share of agencies with clients who take the discount through housing or transport instead", "share", 0, 1, "assumed", "assumption: levers 2.2.D, kick-backs and hidden discounts; no figure")] = 0.3
    kickback_cost: A[float, number("part of a hidden discount that the detour costs", "share", 0, 0.9, "assumed", "assumption: invoices for other services, with tax and trouble")] = 0.25


def rewrite(rules: Rules, p: FloorRate, standing: Standing) -> Rules:
    """A hire rate below the published floor is a red flag: at their quarterly review hirers who know what they risk
    choose such an offer less, and enforcers sooner visit the agency that makes it. Where the floor binds, the offer is
    lifted to it. So orders move to agencies that ask more.

    Side effects: Some agencies with clients show the floor and give the rest back through housing or transport, unseen
    by hirers' suspicion and enforcers, at a cost to themselves. A floor under the cost of most cheats flags only the
    cheapest. Agencies do not raise an open offer to escape the flag, except where the floor binds.
    """
    if p.p_min_factor <= 0.0:
        return rules
    pay, i, old, w = rules.pay, rules.inspection, rules.liability, standing.weight
    return rules._replace(
        pay=pay._replace(floor_binding=max(pay.floor_binding, p.floor_binding)),
        inspection=i._replace(
            floor_rate=max(i.floor_rate, p.p_min_factor),
            floor_flag=at_least(i.floor_flag, p.flag_weight_inspect, w),
            kickback_share=max(i.kickback_share, p.kickback_share),
            kickback_cost=max(i.kickback_cost, p.kickback_cost),
        ),
        liability=old._replace(floor_flag=at_least(old.floor_flag, p.flag_weight_hirer, w)),
    )


FLOOR_RATE = Lever(
    id="2.2.D",
    slug="floor_rate",
    title_nl="Transparantie over de minimuminhuurprijs",
    title_en="Openness on a minimum hire price",
    stance="encourages the parties to the collective agreement, but warns that such a floor must not become the going rate",
    class_="mechanism",
    parameters=FloorRate(),
    neutral={"p_min_factor": 0},
    rewrite=rewrite,
    sources=("LT22",),
)
