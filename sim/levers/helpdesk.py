"""B15: people are told of their rights in their own language, and may ask without giving their name."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, with_programme
from sim.params import number
from sim.rules import Rules

A = Annotated


class Helpdesk(NamedTuple):
    """Parameters of blocks B15 and B25."""

    info_gain: A[float, number("part of what they do not know that those who are reached then know", "share", 0, 0.3, "assumed", "assumption: levers B15 and B25, the values of those blocks")] = 0.1
    reach: A[float, number("share of people reached in a year", "share", 0, 0.7, "assumed", "assumption: levers B15, .2 (0-.7); B25 .3")] = 0.2
    cost_eur_yr: A[float, number("yearly cost to the State", "EUR/year", 0, 50000000, "assumed", "assumption: an information point and a helpdesk with some fifteen people; B25 a small part of points that are there for everybody", "indexed")] = 1500000.0


def rewrite(rules: Rules, p: Helpdesk, standing: Standing) -> Rules:
    """Every week a few people are told of their rights, in the model a small part of what everybody does not know. Who
    knows more complains sooner when wronged, and complaints lead enforcers to the agency.

    Side effects: Fear of losing job and bed is left as it is and holds many back all the same. Knowledge changes
    neither the search for a bed nor the way home, and insurance only of those with a DigiD (3.2.B), who then look
    whether they are insured. The State pays the desk.
    """
    told = standing.weight * p.info_gain * p.reach / 52.0
    registration = rules.registration._replace(information=rules.registration.information + told)
    return with_programme(rules._replace(registration=registration), standing.weight * p.cost_eur_yr)


HELPDESK = Lever(
    id="B15",
    slug="helpdesk",
    title_nl="Work in NL en FairWork",
    title_en="Work in NL and FairWork",
    stance="running",
    class_="parameter",
    parameters=Helpdesk(),
    neutral={"info_gain": 0, "cost_eur_yr": 0},
    rewrite=rewrite,
    sources=("LT48",),
)
