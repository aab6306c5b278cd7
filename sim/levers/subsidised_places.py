"""B16: the sum of 2021 pays for a number of places, once; that of 2020 was granted before."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, with_programme
from sim.params import number
from sim.rules import Rules

A = Annotated


class SubsidisedPlaces(NamedTuple):
    """Parameters of block B16."""

    places: A[float, number("places paid for", "beds", 0, 10000, "law", "assumption: EUR 50m in 2021 at the price of 2020, when it paid for 4,700 (LT77)")] = 4700.0
    migrant_share: A[float, number("part of them that migrants get: the letter says all and says a part", "share", 0.2, 1, "assumed", "assumption: levers B16, the value of that block")] = 0.5
    realised_share: A[float, number("part of them that would not have been built anyway and are built", "share", 0.4, 1, "assumed", "assumption: levers B16, the value of that block")] = 0.8
    spread_w: A[int, number("weeks over which the plans begin", "weeks", 13, 156, "assumed", "assumption: the year of the money")] = 52
    subsidy_per_place_eur: A[float, number("what the State pays for a place", "EUR", 5000, 40000, "assumed", "assumption: EUR 50m for 4,700 places (LT77)", "indexed")] = 10600.0


def rewrite(rules: Rules, p: SubsidisedPlaces, standing: Standing) -> Rules:
    """Over the weeks of the money municipalities ask for it, and a number of beds is planned, which open after the weeks
    of building; what others than migrants get, or is not built or would have been anyway, does not count. No plan is
    stopped, since the municipality itself asked. Fewer recruits are then refused because there is no bed for them. The
    sum is that of 2021: that of 2020, for 4,700 places, was granted before the first day of the base world. The letter
    counts both under 4.2.A, so what the State pays for places there is not paid once more here.

    Side effects: The State pays for all of these places from the week of the plan. New beds may fill with newcomers who
    would otherwise not have come, and the market builds less where beds are less short.
    """
    if p.places <= 0.0 or standing.weeks >= p.spread_w:
        return rules
    h, yearly = rules.housing, p.places * 52.0 / p.spread_w
    yearly = max(0.0, yearly - h.places_paid / p.subsidy_per_place_eur)
    built = yearly * p.migrant_share * p.realised_share
    housing = h._replace(agreed_places_per_year=h.agreed_places_per_year + built)
    return with_programme(rules._replace(housing=housing), yearly * p.subsidy_per_place_eur)


SUBSIDISED_PLACES = Lever(
    id="B16",
    slug="subsidised_places",
    title_nl="50 miljoen euro in 2021 voor plekken, na die van 2020",
    title_en="EUR 50m for places in 2021, after that of 2020",
    stance="money committed; the body ascribes 4,700 places to labour migrants, the annex to vulnerable groups",
    class_="mechanism",
    parameters=SubsidisedPlaces(),
    neutral={"places": 0},
    rewrite=rewrite,
    sources=("LT77",),
    last=True,  # it pays for what 4.2.A does not pay for already
    milestones=lambda p: (p.spread_w,),
    at_once="It has a term of its own: set spread_w.",
)
