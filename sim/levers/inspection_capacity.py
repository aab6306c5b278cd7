"""6.1.C: ninety more inspectors."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing
from sim.params import number
from sim.rules import Rules

A = Annotated


class InspectionCapacity(NamedTuple):
    """Parameters of block 6.1.C."""

    extra_fte: A[float, number("inspectors added", "fte", 0, 300, "law", "assumption: levers 6.1.C, the value of that block")] = 90.0
    inspections_per_fte_yr: A[float, number("visits a year of each, at agencies and their hirers", "visits/year", 3, 15, "assumed", "assumption: levers 6.1.C, the value of that block")] = 8.0
    ramp_w: A[int, number("weeks until all are at work", "weeks", 0, 104, "assumed", "assumption: levers 6.1.C, the value of that block")] = 52


def rewrite(rules: Rules, p: InspectionCapacity, standing: Standing) -> Rules:
    """Adds visits of the Inspectorate at agencies and their hirers, more each quarter until all inspectors are at work.
    More rogue firms are found, and agencies that see their like caught come to expect it and cheat less; fines and back
    pay follow from the findings.

    Side effects: The State pays for each visit, and every further visit at agencies goes to a firm that looks less
    suspect. That firms move to sectors which nobody visits is likely but not in the model.
    """
    grown = 1.0 if p.ramp_w == 0 else min(1.0, (standing.weeks // 13 + 1) * 13 / p.ramp_w)
    i = rules.inspection
    visits = grown * p.extra_fte * p.inspections_per_fte_yr
    # Their cost is that of the visits they make.
    return rules._replace(inspection=i._replace(inspectorate_visits=i.inspectorate_visits + visits))


INSPECTION_CAPACITY = Lever(
    id="6.1.C",
    slug="inspection_capacity",
    title_nl="Meer capaciteit voor de Inspectie",
    title_en="More capacity for the Inspectorate",
    stance="leaves the decision to a next cabinet",
    class_="parameter",
    parameters=InspectionCapacity(),
    neutral={"extra_fte": 0},
    rewrite=rewrite,
    sources=("LAW-E02", "LAW-E03", "LAW-E06", "S98",),
    milestones=lambda p: tuple(range(0, p.ramp_w + 1, 13)),
    at_once="It has a term of its own: set ramp_w.",
)
