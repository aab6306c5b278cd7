"""X10: cities offer homeless EU citizens a bed for some weeks, and help to find work or go home."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, towards
from sim.params import number
from sim.rules import Rules

A = Annotated


class ShortShelter(NamedTuple):
    """Parameters of X10, a later measure."""

    places: A[float, number("places that are added", "persons", 0, 5000, "assumed", "assumption: EUR 7m for six cities (LT87); places were not counted")] = 200.0
    return_help: A[float, number("multiplier on going home from the street", "ratio", 1, 5, "assumed", "assumption: levers X10, help is part of the shelter; no figure")] = 1.3


def rewrite(rules: Rules, p: ShortShelter, standing: Standing) -> Rules:
    """Adds places for everybody who sleeps rough in the months from November to March, and makes it likelier all year
    that homeless people without work go home. Nobody's decision moves but that one.

    Side effects: The State pays for each place that is used, and who sleeps in a shelter still counts as homeless. That
    a shelter makes people stay or come is not in the model.
    """
    h, w = rules.housing, standing.weight
    housing = h._replace(
        shelter_open_places=h.shelter_open_places + w * p.places,
        return_help=h.return_help * towards(1.0, p.return_help, w),
    )
    return rules._replace(housing=housing)


SHORT_SHELTER = Lever(
    id="X10",
    slug="short_shelter",
    title_nl="Kortdurende opvang van dakloze EU-burgers",
    title_en="Short shelter for homeless EU citizens",
    stance="not in the letter",
    class_="parameter",
    parameters=ShortShelter(),
    neutral={"places": 0, "return_help": 1},
    rewrite=rewrite,
    sources=("LAW-K01", "LAW-K02", "S61",),
)
