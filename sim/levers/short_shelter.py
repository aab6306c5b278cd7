"""X10: cities offer homeless EU citizens a bed for some weeks, and help to find work or go home."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, towards
from sim.params import number
from sim.rules import Rules

A = Annotated


class ShortShelter(NamedTuple):
    """Parameters of X10, a later measure."""

    places: A[float, number("places that are added, all year", "persons", 0, 5000, "assumed", "assumption: what EUR 7m a year (LAW-K01) keeps open at the cost of a place (F2); places were not counted")] = 274.0
    return_help: A[float, number("multiplier on going home from the street", "ratio", 1, 5, "assumed", "assumption: levers X10, help is part of the shelter; no figure")] = 1.3


def rewrite(rules: Rules, p: ShortShelter, standing: Standing) -> Rules:
    """Adds places all year, for everybody who sleeps rough, each given for four weeks at a time, and makes it likelier
    that homeless people without work go home. Nobody's decision moves but that one.

    Side effects: The State pays for the places it keeps open, used or not: the budget of the trial (LAW-K01) is for
    capacity. Who sleeps in a shelter still counts as homeless, so fewer sleep in the street while about as many are
    homeless. That a shelter makes people stay or come is not in the model.
    """
    h, w = rules.housing, standing.weight
    housing = h._replace(
        shelter_short_places=h.shelter_short_places + w * p.places,
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
