"""X02: less of the minimum wage may be kept for rent each year, until nothing."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least
from sim.params import number
from sim.rules import Rules

A = Annotated
YEAR = 52


class NoRentDeduction(NamedTuple):
    """Parameters of X02, a later measure."""

    step_a_year: A[float, number("by how much the share falls each year", "share", 0, 0.25, "law", "LAW-D02")] = 0.05
    unpaid_share: A[float, number("share of quarters in which a tenant who pays himself does not", "share", 0, 0.5, "assumed", "assumption: arrears in cheap rentals are some per cent; no figure")] = 0.05
    withdrawal: A[float, number("share of agencies' own locations given up a year, once nothing may be kept", "1/year", 0, 0.5, "assumed", "assumption: twice that of levers 4.4.A, as the margin on rent is about the rent not paid; no figure")] = 0.06
    takeover: A[float, number("part of those that another landlord goes on letting", "share", 0, 1, "assumed", "assumption: houses stay houses, permits do not always pass; no figure")] = 0.6
    self_arranged: A[float, number("part of the recruits who find a roof themselves, once nothing may be kept", "share", 0, 1, "assumed", "assumption: a fifth arranged it themselves where agencies did not (H2, three in ten); no figure")] = 0.15


def rewrite(rules: Rules, p: NoRentDeduction, standing: Standing) -> Rules:
    """Every year a smaller part of the minimum wage may be kept for rent, so that the tenant pays a growing part
    himself. Some quarters he does not: that is a loss to the agency, and arrears may cost him the bed while he has
    work.

    Side effects: Agencies give up part of their own locations each year, of which other landlords go on letting a part,
    and more recruits find a roof themselves instead of counting on a bed of the agency. Rents and hire rates do not
    respond, and the bed ties the worker as before.
    """
    w = standing.weight
    base = rules.pay.housing_deduction_cap
    cap = max(0.0, base - w * p.step_a_year * (1 + standing.weeks // YEAR))
    if cap >= base:
        return rules
    gone, h = 1.0 - cap / base, rules.housing
    housing = h._replace(
        rent_unpaid=at_least(h.rent_unpaid, p.unpaid_share, w),
        withdrawal=h.withdrawal + p.withdrawal * gone,
        takeover=max(h.takeover, p.takeover),
        self_arranged=max(h.self_arranged, p.self_arranged * gone),
    )
    return rules._replace(pay=rules.pay._replace(housing_deduction_cap=cap), housing=housing)


NO_RENT_DEDUCTION = Lever(
    id="X02",
    slug="no_rent_deduction",
    title_nl="Afbouw van inhouding voor huisvesting",
    title_en="Phase-out of the deduction for housing",
    stance="not in the letter",
    class_="mechanism",
    parameters=NoRentDeduction(),
    neutral={"step_a_year": 0},
    rewrite=rewrite,
    sources=("LAW-D02", "LT95", "LT44", "LT45", "S29"),
    milestones=lambda p: tuple(YEAR * n for n in range(1, 26)),
)
