"""B25: information points in libraries also help migrants."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, with_programme
from sim.params import number
from sim.rules import Rules

A = Annotated


class LibraryPoints(NamedTuple):
    """Parameters of block B25."""

    info_gain: A[float, number("part of what they do not know that those who are reached then know", "share", 0, 0.3, "assumed", "assumption: levers B25, the value of that block")] = 0.03
    reach: A[float, number("share of people reached in a year", "share", 0, 0.7, "assumed", "assumption: levers B15, .2 (0-.7)")] = 0.3
    cost_eur_yr: A[float, number("yearly cost to the State", "EUR/year", 0, 50000000, "assumed", "assumption: a small part of points that are there for everybody", "indexed")] = 500000.0


def rewrite(rules: Rules, p: LibraryPoints, standing: Standing) -> Rules:
    """Information points in libraries."""
    told = standing.weight * p.info_gain * p.reach / 52.0
    registration = rules.registration._replace(information=rules.registration.information + told)
    return with_programme(rules._replace(registration=registration), standing.weight * p.cost_eur_yr)


LIBRARY_POINTS = Lever(
    id="B25",
    slug="library_points",
    title_nl="Informatiepunten in bibliotheken",
    title_en="Information points in libraries",
    stance="promising; in 130 of the 142 library organisations in 2021",
    class_="parameter",
    parameters=LibraryPoints(),
    neutral={"info_gain": 0, "cost_eur_yr": 0},
    rewrite=rewrite,
    sources=("LT00",),
)
