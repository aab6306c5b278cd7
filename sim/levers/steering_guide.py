"""4.1.A: a guide and experts help municipalities to use the powers they have."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, with_programme
from sim.params import number
from sim.rules import Rules

A = Annotated


class SteeringGuide(NamedTuple):
    """Parameters of block 4.1.A."""

    muni_skill: A[float, number("part by which municipalities do more of what they may", "share", 0, 0.15, "assumed", "assumption: levers 4.1.A, the value of that block")] = 0.05
    cost_eur_yr: A[float, number("yearly cost to the State", "EUR/year", 0, 10000000, "assumed", "assumption: a guide and a team of three", "indexed")] = 500000.0


def rewrite(rules: Rules, p: SteeringGuide, standing: Standing) -> Rules:
    """Municipalities check houses a little more often and stop a little less of the places that the State has planned.
    More crowded houses are cleared or closed, and a little more is built.

    Side effects: People in a house that is cleared or closed must find another bed, which the measure does not provide;
    the State pays the guide and the team. Without the national housing task no plan is stopped in the model, so that
    only the checks count.
    """
    h, skill = rules.housing, standing.weight * p.muni_skill
    housing = h._replace(
        municipal_check_rate=h.municipal_check_rate * (1.0 + skill), local_veto=h.local_veto * (1.0 - skill)
    )
    return with_programme(rules._replace(housing=housing), standing.weight * p.cost_eur_yr)


STEERING_GUIDE = Lever(
    id="4.1.A",
    slug="steering_guide",
    title_nl="Inzicht in bestaande sturingsmogelijkheden",
    title_en="Overview of existing means to steer",
    stance="already under way; guide early in 2021, extended later; expert team examined",
    class_="parameter",
    parameters=SteeringGuide(),
    neutral={"muni_skill": 0, "cost_eur_yr": 0},
    rewrite=rewrite,
    sources=("LT51",),
    last=True,
)
