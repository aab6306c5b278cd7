"""4.2.A: the State plans and pays for places every year, and municipalities have to find room."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, with_programme
from sim.params import number
from sim.rules import Rules

A = Annotated


class HousingTask(NamedTuple):
    """Parameters of block 4.2.A."""

    target_places_per_yr: A[float, number("places planned a year", "beds/year", 0, 30000, "law", "assumption: levers 4.2.A, the value of that block")] = 5000.0
    migrant_share: A[float, number("part of them that migrants get", "share", 0.2, 1, "assumed", "assumption: levers 4.2.A, the value of that block")] = 0.5
    local_veto_p: A[float, number("share of plans that a municipality stops", "share", 0.1, 0.8, "assumed", "assumption: levers 4.2.A, the value of that block")] = 0.4
    build_delay_w: A[int, number("weeks from plan to open door, of the market's beds too; at most those of 2020", "weeks", 26, 78, "assumed", "H31")] = 78
    subsidy_per_place_eur: A[float, number("what the State pays for a place", "EUR", 5000, 40000, "assumed", "assumption: EUR 50m for 4,700 places (LT77)", "indexed")] = 10600.0


def rewrite(rules: Rules, p: HousingTask, standing: Standing) -> Rules:
    """The State has beds planned every year for which municipalities must find room; those that no municipality stops
    open after the weeks of building. Fewer recruits are then refused because there is no bed for them, and who has work
    but no bed finds one sooner.

    Side effects: New beds may fill with newcomers who would otherwise not have come, and the market builds less where
    beds are less short; rents do not respond in the model. The State pays from the week of the plan, also for places
    that go to others than migrants.
    """
    places = standing.weight * p.target_places_per_yr
    if places <= 0.0:
        return rules
    h = rules.housing
    housing = h._replace(
        new_places_per_year=h.new_places_per_year + places * p.migrant_share,
        local_veto=max(h.local_veto, p.local_veto_p),
        build_weeks=min(h.build_weeks, p.build_delay_w),
    )
    paid = places * (1.0 - housing.local_veto) * p.subsidy_per_place_eur
    housing = housing._replace(places_paid=h.places_paid + paid)
    return with_programme(rules._replace(housing=housing), paid)


HOUSING_TASK = Lever(
    id="4.2.A",
    slug="housing_task",
    title_nl="Landelijke en gemeentelijke huisvestingsopgave",
    title_en="National and municipal housing task",
    stance="wants to contribute; brings regional parties together, provinces may coordinate; EUR 50m in 2020 and again in 2021 for vulnerable groups",
    class_="mechanism",
    parameters=HousingTask(),
    neutral={"target_places_per_yr": 0},
    rewrite=rewrite,
    sources=("LT54", "LT55", "LT56", "H31",),
)
