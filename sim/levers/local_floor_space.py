"""B20: some municipalities set a norm of floor area a person of their own."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, in_turn, turns
from sim.params import number
from sim.rules import Rules

A = Annotated


class LocalFloorSpace(NamedTuple):
    """Parameters of block B20."""

    m2_min: A[float, number("least floor area a person", "m2", 6, 20, "law", "assumption: levers 4.3.C, the value of that block")] = 12.0
    coverage: A[float, number("share of houses in such municipalities", "share", 0, 1, "assumed", "assumption: levers B20, the value of that block")] = 0.3
    spill_share: A[float, number("share of landlords without label who let a house in a municipality without the norm instead", "share", 0, 1, "assumed", "assumption: levers B20, the value of that block")] = 0.4
    p_inspect_place_w: A[float, number("chance a week that a house is checked for it besides", "1/week", 0, 0.01, "assumed", "assumption: levers 4.3.C, the value of that block")] = 0.001
    compliance_lag_w: A[int, number("weeks within which houses come under the norm", "weeks", 0, 260, "assumed", "assumption: levers 4.3.C, the value of that block")] = 52


def rewrite(rules: Rules, p: LocalFloorSpace, standing: Standing) -> Rules:
    """In part of the municipalities a house may hold no more persons than its floor area over the norm. Labelled
    landlords keep to it, others as far as they do by themselves or fear a check; who keeps to it leaves beds free that
    fall free.

    Side effects: Some landlords without label let a house in a municipality without the norm instead, as full as
    before, and take their people along. Elsewhere room falls with crowding, beds in emptier houses cost agencies more,
    and municipalities pay the checks.
    """
    coverage = p.coverage * standing.weight
    if coverage <= 0.0:
        return rules
    norms = rules.norms._replace(
        local_m2=p.m2_min,
        local_coverage=coverage,
        local_progress=in_turn(standing.weeks, p.compliance_lag_w),
        local_check=p.p_inspect_place_w,
        moved_share=max(rules.norms.moved_share, p.spill_share),
    )
    return rules._replace(norms=norms)


LOCAL_FLOOR_SPACE = Lever(
    id="B20",
    slug="local_floor_space",
    title_nl="Lokale oppervlaktenorm in het omgevingsplan",
    title_en="Local floor-space norm",
    stance="offered in place of 4.3.C, planned from 2022",
    class_="parameter",
    parameters=LocalFloorSpace(),
    neutral={"coverage": 0},
    rewrite=rewrite,
    sources=("LAW-H11",),
    milestones=lambda p: turns(p.compliance_lag_w),
)
