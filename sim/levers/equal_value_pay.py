"""X03: the whole package of pay of agency workers is of equal value to that of the own staff."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least
from sim.params import number
from sim.rules import Rules

A = Annotated


class EqualValuePay(NamedTuple):
    """Parameters of measure X03."""

    cost_rise: A[float, number("rise of the cost of an honest hour, through the wage and what goes with it", "share", 0, 0.1, "assumed", "assumption: levers X03, 5-10% (LT22)")] = 0.075
    rogue_keeps: A[float, number("part of the extra pay that a rogue agency keeps", "share", 0, 1, "assumed", "assumption: a package is harder to check than a wage; no figure")] = 0.7


def rewrite(rules: Rules, p: EqualValuePay, standing: Standing) -> Rules:
    """Workers of agencies are paid more, as much as makes the whole package equal, and an hour costs an honest agency
    and so its hirers more. At their quarterly review hirers then turn a little from agency work to other forms, and
    order less.

    Side effects: A rogue agency pays out part of the extra only and passes some of what it keeps on to its clients, so
    the gap between its price and an honest one widens and orders move to it. The better pay draws more recruits from
    abroad.
    """
    if p.cost_rise <= 0.0:
        return rules
    pay = rules.pay._replace(
        equal_value=at_least(rules.pay.equal_value, p.cost_rise, standing.weight),
        equal_value_kept=max(rules.pay.equal_value_kept, p.rogue_keeps),
    )
    return rules._replace(pay=pay)


EQUAL_VALUE_PAY = Lever(
    id="X03",
    slug="equal_value_pay",
    title_nl="Gelijkwaardige beloning van uitzendkrachten",
    title_en="Pay of equal value for agency workers",
    stance="not in the letter",
    class_="parameter",
    parameters=EqualValuePay(),
    neutral={"cost_rise": 0},
    rewrite=rewrite,
    sources=("LAW-A03", "LAW-F05", "LT22"),
)
