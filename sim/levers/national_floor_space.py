"""4.3.C: a national norm of floor area a person caps how many a house may hold."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, in_turn, turns
from sim.params import number
from sim.rules import Rules

A = Annotated


class NationalFloorSpace(NamedTuple):
    """Parameters of block 4.3.C."""

    m2_min: A[float, number("least floor area a person", "m2", 6, 20, "law", "assumption: levers 4.3.C, the value of that block")] = 12.0
    coverage: A[float, number("share of houses that the norm holds for", "share", 0, 1, "law", "assumption: levers 4.3.C, the value of that block")] = 1.0
    p_inspect_place_w: A[float, number("chance a week that a house is checked for it besides", "1/week", 0, 0.01, "assumed", "assumption: levers 4.3.C, the value of that block")] = 0.001
    compliance_lag_w: A[int, number("weeks within which houses come under the norm", "weeks", 0, 260, "assumed", "assumption: levers 4.3.C, the value of that block")] = 52


def rewrite(rules: Rules, p: NationalFloorSpace, standing: Standing) -> Rules:
    """A house may hold no more persons than its floor area over the norm. Labelled landlords keep to it; others do so
    by themselves, or the sooner the more a fine and a check may cost them over what more persons bring in. Who keeps to
    it puts nobody out but leaves beds free that fall free; others wait for a check that clears the house.

    Side effects: Crowding falls and room falls with it, so that more recruits are refused for want of a bed. A bed in a
    house with fewer persons than beds costs the agency that fills it more; rents and hire rates do not respond.
    Municipalities pay the checks.
    """
    coverage = p.coverage * standing.weight
    if coverage <= 0.0:
        return rules
    norms = rules.norms._replace(
        floor_m2=p.m2_min,
        floor_coverage=coverage,
        floor_progress=in_turn(standing.weeks, p.compliance_lag_w),
        floor_check=p.p_inspect_place_w,
    )
    return rules._replace(norms=norms)


NATIONAL_FLOOR_SPACE = Lever(
    id="4.3.C",
    slug="national_floor_space",
    title_nl="Aangepaste oppervlaktenorm in het Bouwbesluit",
    title_en="Higher floor-space norm in the Building Decree",
    stance="sees the point, prefers a local rule: the use requirement moves to the environment plan of municipalities, planned for 1 January 2022",
    class_="mechanism",
    parameters=NationalFloorSpace(),
    neutral={"coverage": 0},
    rewrite=rewrite,
    sources=("LAW-H11",),
    milestones=lambda p: turns(p.compliance_lag_w),
)
