"""B09: the budget of the whole Inspectorate grows, as was decided before the letter."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing
from sim.params import number
from sim.rules import Rules

A = Annotated


class InspectorateGrowth(NamedTuple):
    """Parameters of block B09."""

    extra_budget_eur_yr: A[float, number("growth of the yearly budget", "EUR/year", 0, 100000000, "law", "LAW-E01", "indexed")] = 37500000.0
    share_to_agencies: A[float, number("part of it that goes to visits at agencies and their hirers", "share", 0, 1, "assumed", "assumption: one of many fields of the Inspectorate")] = 0.1
    cost_per_visit_eur: A[float, number("cost of a visit", "EUR", 1000, 100000, "assumed", "assumption: E4, the cost of an inspector, over 8 visits a year (levers 6.1.C)", "indexed")] = 14250.0
    lag_w: A[int, number("weeks until the money has become visits", "weeks", 0, 104, "assumed", "assumption: levers B09, the value of that block")] = 52


def rewrite(rules: Rules, p: InspectorateGrowth, standing: Standing) -> Rules:
    """After a lag part of a growing budget becomes visits of the Inspectorate at agencies and their hirers. More rogue
    firms are found, and agencies that see their like caught come to expect it and cheat less.

    Side effects: The State pays for these visits only, not for the part of the budget that goes to other fields; every
    further visit at agencies goes to a firm that looks less suspect. Accidents take inspectors away from visits of
    their own choice only where they must be reported (2.1.G and B24).
    """
    if standing.weeks < p.lag_w:
        return rules
    i = rules.inspection
    visits = p.extra_budget_eur_yr * p.share_to_agencies / p.cost_per_visit_eur
    return rules._replace(inspection=i._replace(inspectorate_visits=i.inspectorate_visits + visits))


INSPECTORATE_GROWTH = Lever(
    id="B09",
    slug="inspectorate_growth",
    title_nl="Bestaande groei van de Inspectie SZW",
    title_en="Growth of the Inspectorate under way",
    stance="already decided",
    class_="parameter",
    parameters=InspectorateGrowth(),
    neutral={"extra_budget_eur_yr": 0},
    rewrite=rewrite,
    sources=("LAW-E01", "S95", "E4",),
    milestones=lambda p: (p.lag_w,),
    at_once="It has a term of its own: set lag_w.",
)
