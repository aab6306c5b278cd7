"""4.4.B: rent and job are two contracts; who loses the job keeps the bed for some weeks while the rent is paid."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, renewals, renewed
from sim.params import number
from sim.rules import Rules

A = Annotated


class Decoupling(NamedTuple):
    """Parameters of block 4.4.B."""

    post_job_stay_w: A[float, number("weeks the bed may be kept after the job", "weeks", 0, 13, "law", "LAW-H02")] = 4.0
    effective_decoupling: A[float, number("share of beds in which rent and job are really apart", "share", 0, 1, "assumed", "assumption: levers 4.4.B, the value of that block")] = 0.5
    rent_after_job_share: A[float, number("rent after the job over the rent before", "ratio", 0, 2, "assumed", "assumption: levers 4.4.B, the value of that block")] = 1.0
    compliance_rogue: A[float, number("that share at rogue agencies over that at others", "share", 0, 1, "assumed", "assumption: levers 4.4.B, the value of that block")] = 0.3
    withdrawal: A[float, number("share of agencies' own locations given up a year", "1/year", 0, 0.3, "assumed", "assumption: agencies withdraw from housing; no figure")] = 0.03
    stay_w: A[int, number("mean weeks of a stay in a bed that comes with the job: how soon new stays are most, where only those count", "weeks", 13, 104, "assumed", "L3.09")] = 26


def rewrite(rules: Rules, p: Decoupling, standing: Standing) -> Rules:
    """In part of the beds that come with the job, seldom those of rogue agencies, rent and job are apart: who loses the
    job keeps the bed for some weeks more, as long as the rent is paid. A bed that binds less also makes wronged workers
    complain and others leave sooner.

    Side effects: Agencies give up part of their own locations each year, the more of them the more of their beds bind
    less, and beds kept by people without work are not free for newcomers. Who does not pay the rent loses the extra weeks; what he owes is a loss to the agency if the
    house is its own. Agencies that separate the two on paper only are a fixed share in the model.
    """
    share = p.effective_decoupling * standing.weight
    if share <= 0.0 or p.post_job_stay_w <= 0.0:
        return rules
    housing = rules.housing._replace(
        post_job_weeks=p.post_job_stay_w,
        decoupled_share=share,
        decoupled_rogue=p.compliance_rogue,
        decoupled_new_from=standing.new_from,
        rent_after_job=p.rent_after_job_share,
        withdrawal=rules.housing.withdrawal + p.withdrawal * share * renewed(standing, p.stay_w),
    )
    return rules._replace(housing=housing)


DECOUPLING = Lever(
    id="4.4.B",
    slug="decoupling",
    title_nl="Ontkoppeling van huur- en arbeidscontract",
    title_en="Rent and employment contract decoupled",
    stance="adopts; legal form to be found",
    class_="mechanism",
    parameters=Decoupling(),
    neutral={"effective_decoupling": 0},
    rewrite=rewrite,
    sources=("LAW-H02", "LAW-H03", "LAW-H04", "L3.09"),
    milestones=lambda p: renewals(p.stay_w),
    tells_new=True,
)
