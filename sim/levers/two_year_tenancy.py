"""X06: short stay lasts thirty days at most; approved housing may have a temporary lease of two years."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least, renewals, renewed, with_leases
from sim.params import number
from sim.rules import Rules

A = Annotated


class TwoYearTenancy(NamedTuple):
    """Parameters of X06, a later measure."""

    short_stay_max_w: A[int, number("longest stay on a contract that is short by nature; 0 no limit", "weeks", 0, 26, "law", "assumption: thirty days are four weeks and two days (LAW-H09)")] = 4
    temp_max_w: A[int, number("longest temporary lease in labelled housing", "weeks", 26, 156, "law", "LAW-H09")] = 104
    temp_labelled_p: A[float, number("share of labelled landlords who give that lease", "share", 0, 1, "assumed", "assumption: they prefer it to a lease without end (LT62)")] = 0.8
    temp_notice_w: A[float, number("notice of that lease after the job", "weeks", 0, 26, "assumed", "assumption: levers B19, four weeks")] = 4.0
    notice_regular_w: A[float, number("notice of a lease without end", "weeks", 4, 26, "assumed", "assumption: levers 4.4.A, nine weeks")] = 9.0
    compliance: A[float, number("share of other locations that give a lease after the short stay", "share", 0.2, 0.95, "assumed", "assumption: levers 4.4.A, six in ten")] = 0.6
    rotation: A[float, number("share of those locations that move people to another bed just before", "share", 0, 1, "assumed", "assumption: levers 4.4.A; thirty days come round more often than four months")] = 0.3
    rent_after: A[float, number("rent of the lease over the rent before", "ratio", 1, 1.5, "assumed", "assumption: levers 4.4.A, landlords ask a higher rent; no figure")] = 1.05
    withdrawal: A[float, number("share of locations given up a year, by agencies and other landlords alike", "1/year", 0, 0.3, "assumed", "assumption: as in levers 4.4.A, landlords leave; no figure")] = 0.03
    stay_w: A[int, number("mean weeks of a stay in a bed that comes with the job: how soon new stays are most, where only those count", "weeks", 13, 104, "assumed", "L3.09")] = 26


def rewrite(rules: Rules, p: TwoYearTenancy, standing: Standing) -> Rules:
    """After four weeks in a bed that comes with the job people have a lease: of two years in most labelled housing,
    without end at other landlords who comply. Who loses the job then has weeks of notice, and a bed on a lease without
    end no longer ties the worker to the agency: wronged workers complain and others leave sooner.

    Side effects: A lease of two years ends of itself, also for people with work, and leaves the tie as it is. Other
    landlords move people to another bed just before a lease is due or ask a higher rent, and agencies and others give
    up part of their locations each year, fewer as long as old stays go on as they were. Beds kept by people without work are
    not free for newcomers.
    """
    h, w = rules.housing, standing.weight
    if p.short_stay_max_w == 0 or w <= 0.0:
        return rules
    given_up = p.withdrawal * w * renewed(standing, p.stay_w, p.short_stay_max_w)
    new_from = standing.new_from if h.temp_max_weeks == 0 else min(h.temp_new_from, standing.new_from)
    housing = h._replace(
        temp_labelled=at_least(h.temp_labelled, p.temp_labelled_p, w),
        temp_notice_weeks=max(h.temp_notice_weeks, p.temp_notice_w),
        temp_max_weeks=max(h.temp_max_weeks, p.temp_max_w),
        temp_new_from=new_from,
        withdrawal=h.withdrawal + given_up,
        withdrawal_others=h.withdrawal_others + given_up,
    )
    return with_leases(
        rules._replace(housing=housing),
        p.short_stay_max_w,
        p.compliance * w,
        p.notice_regular_w,
        p.rotation,
        p.rent_after,
        standing.new_from,
    )


TWO_YEAR_TENANCY = Lever(
    id="X06",
    slug="two_year_tenancy",
    title_nl="Huurcontract van twee jaar, kort verblijf 30 dagen",
    title_en="Two-year lease, short stay of 30 days",
    stance="not in the letter",
    class_="parameter",
    parameters=TwoYearTenancy(),
    neutral={"short_stay_max_w": 0},
    rewrite=rewrite,
    sources=("LAW-H09", "LT14", "LT62", "L3.09"),
    milestones=lambda p: renewals(p.stay_w, p.short_stay_max_w),
    tells_new=True,
)
