"""4.2.C: a hirer that grows shows beds for the new jobs first."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least
from sim.params import number
from sim.rules import Rules

A = Annotated


class ImpactReport(NamedTuple):
    """Parameters of block 4.2.C."""

    beds_per_new_job: A[float, number("beds to be shown for a new job", "beds/job", 0, 1, "assumed", "assumption: levers 4.2.C, 0-1; half of those who come need a bed of the area")] = 0.5
    coverage_muni: A[float, number("share of hirers in municipalities that ask", "share", 0, 1, "assumed", "assumption: levers 4.2.C, the value of that block")] = 0.2
    delay_w: A[int, number("weeks that a report takes", "weeks", 0, 26, "assumed", "assumption: levers 4.2.C, the value of that block")] = 8
    pays_for_beds: A[float, number("share of those hirers that pay for beds where there are none", "share", 0, 1, "assumed", "assumption: levers 4.2.C, housing tied to the employer again; no figure")] = 0.2
    elsewhere: A[float, number("part of the growth held back that firms elsewhere take over", "share", 0, 1, "assumed", "assumption: levers 4.2.C, firms settle elsewhere; no figure")] = 0.5


def rewrite(rules: Rules, p: ImpactReport, standing: Standing) -> Rules:
    """In part of the municipalities a hirer that grows beyond what it had must show free beds in the province for the
    new jobs. Its orders above the old level wait until there are, spread over the weeks of a report, unless the hirer
    pays for new beds, which lets it grow at once.

    Side effects: Part of the work held back goes to hirers of the same sector where nobody asks, and the rest is not
    done by agency workers at all. Beds that hirers pay for are built in the province like all others, some weeks of
    building after the growth they were paid for.
    """
    h, w = rules.housing, standing.weight
    if p.beds_per_new_job <= 0.0 or p.coverage_muni * w <= 0.0:
        return rules
    housing = h._replace(
        report_beds=p.beds_per_new_job,
        report_coverage=at_least(h.report_coverage, p.coverage_muni, w),
        report_weeks=p.delay_w,
        report_pays=p.pays_for_beds,
        report_elsewhere=p.elsewhere,
    )
    return rules._replace(housing=housing)


IMPACT_REPORT = Lever(
    id="4.2.C",
    slug="impact_report",
    title_nl="Effectrapport bij nieuwe bedrijvigheid",
    title_en="Impact report for new business",
    stance="talks with provinces and municipalities, which are free in their policy on new business",
    class_="mechanism",
    parameters=ImpactReport(),
    neutral={"beds_per_new_job": 0},
    rewrite=rewrite,
    sources=("LT57", "LT58"),
)
