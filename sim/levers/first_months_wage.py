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
    compliance_bona: A[float, number("share of agencies that keep to it", "share", 0, 1, "assumed", "assumption: levers 2.2.B, the value of that block")] = 0.9
    compliance_rogue: A[float, number("the same of rogue agencies", "share", 0, 1, "assumed", "assumption: levers 2.2.B, the value of that block")] = 0.3
    exempt_short_project: A[int, number("1: not on projects shorter than the guarantee", "0/1", 0, 1, "law", "assumption: levers 2.2.B, an open choice here; in the agreement of 2022")] = 0
    short_share: A[float, number("share of new arrivals on such a project, if they are exempt", "share", 0, 1, "assumed", "assumption: two fifths of spells are over by then, most of them not foreseen; no figure")] = 0.2
    exempt_misconduct_first_w: A[int, number("first weeks in which misconduct or poor functioning ends the guarantee", "weeks", 0, 8, "law", "assumption: levers 2.2.B, the value of that block")] = 2


def rewrite(rules: Rules, p: FirstMonthsWage, standing: Standing) -> Rules:
    """In their first weeks in the country new arrivals are paid the minimum wage over the guaranteed hours also when
    there is less work, at agencies that keep to it. The agency pays the difference, and hirers pay for worked hours
    only.

    Side effects: Before the first weeks in which misconduct ends the guarantee are over, an agency that foresees many
    short hours weighs their cost against a new worker and sends some arrivals away as not fit for the work. With an
    exception for short projects those on one are sent away just before the guarantee ends. Agencies do not ask higher
    rates for it.
    """
    if p.guarantee_w <= 0:
        return rules
    old = rules.pay
    pay = old._replace(
        guarantee_weeks=round(at_least(old.guarantee_weeks, p.guarantee_w, standing.weight)),
        guarantee_hours=p.guarantee_hours,
        guarantee_kept=p.compliance_bona,
        guarantee_kept_rogue=p.compliance_rogue,
        guarantee_short=p.short_share if p.exempt_short_project == 1 else 0.0,
        guarantee_trial_weeks=p.exempt_misconduct_first_w,
    )
    if old.guarantee_weeks > 0:  # of two guarantees the stricter holds, on every point
        pay = pay._replace(
            guarantee_hours=max(old.guarantee_hours, pay.guarantee_hours),
            guarantee_kept=max(old.guarantee_kept, pay.guarantee_kept),
            guarantee_kept_rogue=max(old.guarantee_kept_rogue, pay.guarantee_kept_rogue),
            guarantee_short=min(old.guarantee_short, pay.guarantee_short),
            guarantee_trial_weeks=min(old.guarantee_trial_weeks, pay.guarantee_trial_weeks),
        )
    return rules._replace(pay=pay)


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
