"""4.1.B: letting to labour migrants needs a municipal licence, with conditions and checks."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, in_turn, turns
from sim.params import number
from sim.rules import Rules

A = Annotated


class LandlordLicence(NamedTuple):
    """Parameters of block 4.1.B."""

    licence_coverage: A[float, number("share of houses in municipalities that ask a licence", "share", 0, 1, "assumed", "assumption: levers 4.1.B, the value of that block")] = 0.3
    p_inspect_place_w: A[float, number("chance a week that a house there is checked besides", "1/week", 0, 0.01, "assumed", "assumption: levers 4.1.B, the value of that block")] = 0.002
    cost_per_place_eur_yr: A[float, number("cost of licence and conditions, for a bed", "EUR/bed/year", 0, 600, "assumed", "assumption: levers 4.1.B, the value of that block", "indexed")] = 150.0
    exit_share_substandard: A[float, number("share of crowded houses that close rather than meet the conditions", "share", 0, 0.8, "assumed", "assumption: levers 4.1.B, the value of that block")] = 0.3
    moves_on: A[float, number("share of landlords without label who let a house in a municipality without the rule instead", "share", 0, 1, "assumed", "assumption: as the spill_share of levers B20; no figure")] = 0.4
    lag_w: A[int, number("weeks within which houses come under the licence", "weeks", 0, 156, "assumed", "assumption: a year; one source of LAW-H05 has three years for existing houses")] = 52


def rewrite(rules: Rules, p: LandlordLicence, standing: Standing) -> Rules:
    """In part of the municipalities a let house needs a licence, which it gets for one person a bed. A labelled
    landlord complies; another does so by himself, or the sooner the more a check that closes the house may cost him
    over what more persons bring in. Some of the crowded houses close at once.

    Side effects: Beds that are closed are gone until something is built, and some landlords let another house as full
    as before in a municipality without the rule. Licence and conditions make every bed dearer to the agency that fills
    it, which lowers its profit; tenants' rents and hire rates do not respond.
    """
    coverage = p.licence_coverage * standing.weight
    if coverage <= 0.0:
        return rules
    norms = rules.norms._replace(
        licence_coverage=coverage,
        licence_progress=in_turn(standing.weeks, p.lag_w),
        licence_check=p.p_inspect_place_w,
        licence_cost=p.cost_per_place_eur_yr,
        licence_exit=p.exit_share_substandard,
        moved_share=max(rules.norms.moved_share, p.moves_on),
    )
    return rules._replace(norms=norms)


LANDLORD_LICENCE = Lever(
    id="4.1.B",
    slug="landlord_licence",
    title_nl="Invoering van een verhuurdersvergunning",
    title_en="Landlord licence",
    stance="continues trials in large cities; prepares a legal basis if it proves necessary",
    class_="mechanism",
    parameters=LandlordLicence(),
    neutral={"licence_coverage": 0},
    rewrite=rewrite,
    sources=("LAW-H05", "LT52"),
    milestones=lambda p: turns(p.lag_w),
)
