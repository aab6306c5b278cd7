"""4.4.A: a stay in a bed that comes with the job becomes a lease of one's own after some months, whoever lets it."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, renewals, renewed, with_leases
from sim.params import number
from sim.rules import Rules

A = Annotated


class OwnTenancy(NamedTuple):
    """Parameters of block 4.4.A."""

    short_stay_max_w: A[int, number("longest stay on a contract that is short by nature; 0 no limit", "weeks", 0, 26, "assumed", "assumption: levers 4.4.A, four months")] = 17
    notice_regular_w: A[float, number("notice of the lease after that", "weeks", 4, 26, "assumed", "assumption: levers 4.4.A, the value of that block")] = 9.0
    compliance: A[float, number("share of locations that give the lease", "share", 0.2, 0.95, "assumed", "assumption: levers 4.4.A, the value of that block")] = 0.6
    rotation: A[float, number("share of those locations that move people to another bed just before, so that no lease is due", "share", 0, 1, "assumed", "assumption: levers 4.4.A, rotation of beds before the cap; no figure")] = 0.2
    rent_after: A[float, number("rent of the lease over the rent before", "ratio", 1, 1.5, "assumed", "assumption: levers 4.4.A, landlords ask a higher rent; no figure")] = 1.05
    withdrawal: A[float, number("share of locations given up a year, by agencies and other landlords alike", "1/year", 0, 0.3, "assumed", "assumption: levers 4.4.A, landlords leave; no figure")] = 0.03
    stay_w: A[int, number("mean weeks of a stay in a bed that comes with the job: how soon new stays are most, where only those count", "weeks", 13, 104, "assumed", "L3.09")] = 26


def rewrite(rules: Rules, p: OwnTenancy, standing: Standing) -> Rules:
    """At landlords who comply, a stay in a bed that comes with the job becomes a lease of one's own after some months, so
    that who then loses the job has a longer notice. It holds for every form of housing that the model lets with the
    job: houses of agencies, of intermediaries, of private landlords and of corporations, and holiday parks; who rents
    for himself has a lease already. A bed on a lease no longer ties the worker to the agency: wronged workers
    complain and others leave sooner.

    Side effects: Some landlords move people to another bed just before, so that no lease is due, those who give one ask
    a higher rent, and agencies and other landlords give up part of their locations each year, fewer as long as old
    stays go on as they were. Beds kept by people without work are not free for newcomers.
    """
    if p.short_stay_max_w == 0:
        return rules
    rules = with_leases(
        rules,
        p.short_stay_max_w,
        p.compliance * standing.weight,
        p.notice_regular_w,
        p.rotation,
        p.rent_after,
        standing.new_from,
    )
    given_up = p.withdrawal * standing.weight * renewed(standing, p.stay_w, p.short_stay_max_w)
    h = rules.housing
    housing = h._replace(withdrawal=h.withdrawal + given_up, withdrawal_others=h.withdrawal_others + given_up)
    return rules._replace(housing=housing)


OWN_TENANCY = Lever(
    id="4.4.A",
    slug="own_tenancy",
    title_nl="Zelfstandig huurcontract voor alle woonvormen",
    title_en="Independent tenancy for all forms of housing",
    stance="agrees with the aim; waits; next cabinet",
    class_="mechanism",
    parameters=OwnTenancy(),
    neutral={"short_stay_max_w": 0},
    rewrite=rewrite,
    sources=("LAW-H04", "L3.09"),
    milestones=lambda p: renewals(p.stay_w, p.short_stay_max_w),
    tells_new=True,
)
