"""6.1.A: enforcers visit together: one visit looks at wages, housing and registration."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, with_programme
from sim.params import number
from sim.rules import Rules

A = Annotated


class JointSupervision(NamedTuple):
    """Parameters of block 6.1.A."""

    joint_visit_share: A[float, number("share of visits made together", "share", 0, 1, "assumed", "assumption: levers 6.1.A, the value of that block")] = 0.3
    yield_mult: A[float, number("what such a visit finds over what one finds alone", "ratio", 1, 1.6, "assumed", "assumption: levers 6.1.A, the value of that block")] = 1.2
    coordination: A[float, number("part of the visits that coordinating costs, where all are joint", "share", 0, 0.5, "assumed", "assumption: levers 6.1.A, coordination eats time; no figure")] = 0.1
    cost_eur_yr: A[float, number("yearly cost to the State", "EUR/year", 0, 20000000, "assumed", "assumption: EUR 1.5m, the figure of the letter (LT00)", "indexed")] = 1500000.0


def rewrite(rules: Rules, p: JointSupervision, standing: Standing) -> Rules:
    """Enforcers make part of their visits together: a visit to a violator more often finds something, and municipal
    checks of houses become more frequent. Agencies that see more of their like caught come to expect it and cheat less,
    and more crowded houses are cleared or closed.

    Side effects: Coordination takes visits away from the Inspectorate, people in a closed house must find another bed,
    and the State pays a yearly sum. The model raises what all enforcers find, also the tax office, the sector's wage
    body and label audits, which outside it do not take part in every visit.
    """
    i, share = rules.inspection, standing.weight * p.joint_visit_share
    inspection = i._replace(
        find_ratio=i.find_ratio * (1.0 + share * (p.yield_mult - 1.0)),
        inspectorate_visits=i.inspectorate_visits * (1.0 - share * p.coordination),
    )
    h = rules.housing
    # a joint visit looks at the beds too
    housing = h._replace(municipal_check_rate=h.municipal_check_rate * (1.0 + share * (p.yield_mult - 1.0)))
    return with_programme(rules._replace(inspection=inspection, housing=housing), standing.weight * p.cost_eur_yr)


JOINT_SUPERVISION = Lever(
    id="6.1.A",
    slug="joint_supervision",
    title_nl="Samenhang in toezicht",
    title_en="Coherent supervision",
    stance="the cooperation platform runs until 1 August 2021 at least and is then evaluated; going on costs about EUR 1.5m a year",
    class_="parameter",
    parameters=JointSupervision(),
    neutral={"joint_visit_share": 0, "cost_eur_yr": 0},
    rewrite=rewrite,
    sources=("LT00",),
    last=True,
)
