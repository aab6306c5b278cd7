"""B17: tax relief, help with permits and a fund make building cheaper and faster."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, towards, with_programme
from sim.params import number
from sim.rules import Rules

A = Annotated


class BuildingInstruments(NamedTuple):
    """Parameters of block B17."""

    delay_mult: A[float, number("weeks of building over those before", "ratio", 0.5, 1, "assumed", "assumption: levers B17, the value of that block")] = 0.9
    cost_eur_yr: A[float, number("yearly cost to the State", "EUR/year", 0, 100000000, "assumed", "assumption: the part of these instruments that goes to migrants' housing", "indexed")] = 2000000.0


def rewrite(rules: Rules, p: BuildingInstruments, standing: Standing) -> Rules:
    """Shortens the weeks between the decision and the opening of every location planned from then on, also of those
    that the market builds where beds have been short. Fewer recruits are then refused because there is no bed for them.

    Side effects: The beds may fill with newcomers who would otherwise not have come, so that crowding need not fall.
    The State pays a yearly sum, which makes nothing cheaper for those who build: only the time changes.
    """
    h, w = rules.housing, standing.weight
    weeks = round(h.build_weeks * towards(1.0, p.delay_mult, w))
    return with_programme(rules._replace(housing=h._replace(build_weeks=weeks)), w * p.cost_eur_yr)


BUILDING_INSTRUMENTS = Lever(
    id="B17",
    slug="building_instruments",
    title_nl="Instrumenten om te bouwen",
    title_en="Building instruments",
    stance="available; brought to the attention of municipalities and provinces",
    class_="parameter",
    parameters=BuildingInstruments(),
    neutral={"delay_mult": 1, "cost_eur_yr": 0},
    rewrite=rewrite,
    sources=("LT00",),
    last=True,
)
