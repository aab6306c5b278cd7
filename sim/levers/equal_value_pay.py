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
    """Workers of honest agencies earn more and their hour costs more, so hirers turn a little to direct work.

    A rogue agency pays part of the extra only: it takes more from its workers, and the gap between its price and an
    honest one widens.
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
