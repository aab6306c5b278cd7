"""B19: landlords may give a temporary lease of up to two years in place of a contract short by its nature."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least
from sim.params import number
from sim.rules import Rules

A = Annotated


class TemporaryTenancy(NamedTuple):
    """Parameters of block B19."""

    temp_max_w: A[int, number("longest temporary lease", "weeks", 26, 156, "law", "assumption: levers B19, the value of that block")] = 104
    switch_p: A[float, number("share of landlords who choose it for those who come to stay", "share", 0, 0.8, "assumed", "assumption: levers B19, the value of that block")] = 0.3
    notice_w: A[float, number("notice after the job", "weeks", 0, 26, "assumed", "assumption: levers B19, the value of that block")] = 4.0


def rewrite(rules: Rules, p: TemporaryTenancy, standing: Standing) -> Rules:
    """Landlords who choose that form give those who come to stay a temporary lease on the bed that comes with the job.
    Who loses the job then has some weeks of notice, where he may have had days.

    Side effects: The lease ends of itself after its term, also for people with work, who must then find another bed. It
    takes the place of a permanent lease where a long stay would have become that (4.4.A), and the bed still ties the
    worker to the agency. Rents do not respond.
    """
    h, w = rules.housing, standing.weight
    if p.switch_p * w <= 0.0:
        return rules
    # of two measures that give such leases the one for more people says from when
    new_from = standing.new_from if h.temp_max_weeks == 0 else min(h.temp_new_from, standing.new_from)
    housing = h._replace(
        temp_share=at_least(h.temp_share, p.switch_p, w),
        temp_notice_weeks=max(h.temp_notice_weeks, p.notice_w),
        temp_max_weeks=max(h.temp_max_weeks, p.temp_max_w),
        temp_new_from=new_from,
    )
    return rules._replace(housing=housing)


TEMPORARY_TENANCY = Lever(
    id="B19",
    slug="temporary_tenancy",
    title_nl="Verlenging van tijdelijke huurcontracten",
    title_en="Longer temporary tenancies",
    stance="set in motion; waits for its effect before 4.4.A",
    class_="mechanism",
    parameters=TemporaryTenancy(),
    neutral={"switch_p": 0},
    rewrite=rewrite,
    sources=("LAW-H07", "LAW-H08", "LAW-H09", "LT62", "LT14"),
    tells_new=True,
)
