"""2.2.B: who has just arrived is paid the full minimum wage, however many hours there are."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least
from sim.params import number
from sim.rules import Rules

A = Annotated


class FirstMonthsWage(NamedTuple):
    """Parameters of block 2.2.B."""

    guarantee_w: A[int, number("weeks of the guarantee", "weeks", 0, 26, "law", "LAW-A01")] = 9
    guarantee_hours: A[float, number("hours a week that are guaranteed", "hours/week", 0, 40, "law", "LAW-A01")] = 38.0


def rewrite(rules: Rules, p: FirstMonthsWage, standing: Standing) -> Rules:
    """Guaranteed minimum wage in the first two months."""
    if p.guarantee_w <= rules.pay.guarantee_weeks:
        return rules
    weeks = round(at_least(rules.pay.guarantee_weeks, p.guarantee_w, standing.weight))
    return rules._replace(pay=rules.pay._replace(guarantee_weeks=weeks, guarantee_hours=p.guarantee_hours))


FIRST_MONTHS_WAGE = Lever(
    id="2.2.B",
    slug="first_months_wage",
    title_nl="Gegarandeerd minimumloon eerste twee maanden",
    title_en="Guaranteed minimum wage in the first two months",
    stance="encourages the parties to the collective agreement; takes it up in talks with the social partners",
    class_="mechanism",
    parameters=FirstMonthsWage(),
    neutral={"guarantee_w": 0},
    rewrite=rewrite,
    sources=("LAW-A01",),
)
