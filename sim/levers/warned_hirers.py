"""B21: the State tells hirers what they risk with an agency that cheats."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, with_programme
from sim.params import number
from sim.rules import Rules

A = Annotated


class WarnedHirers(NamedTuple):
    """Parameters of block B21."""

    awareness_gain: A[float, number("how much more hirers know of what they risk", "0..1", 0, 0.5, "assumed", "assumption: levers B21, .3 to .4")] = 0.1
    cost_eur_yr: A[float, number("yearly cost to the State", "EUR/year", 0, 10000000, "assumed", "assumption: a campaign and a website", "indexed")] = 300000.0


def rewrite(rules: Rules, p: WarnedHirers, standing: Standing) -> Rules:
    """Hirers come to know more of what they risk with an agency that cheats. At its quarterly review each then gives
    more weight to a label and to the liability it expects from a supplier whose rate is too low to be true, so orders
    move to agencies that look clean.

    Side effects: It weighs only as much as the fines and liability that hirers face by other rules, and a label counts
    also where it is held by a rogue firm. The State pays the campaign.
    """
    old, w = rules.liability, standing.weight
    liability = old._replace(awareness=min(1.0, old.awareness + w * p.awareness_gain))
    return with_programme(rules._replace(liability=liability), w * p.cost_eur_yr)


WARNED_HIRERS = Lever(
    id="B21",
    slug="warned_hirers",
    title_nl="Inleners voorlichten over risico's",
    title_en="Hirers informed of their risks",
    stance="will do",
    class_="parameter",
    parameters=WarnedHirers(),
    neutral={"awareness_gain": 0, "cost_eur_yr": 0},
    rewrite=rewrite,
    sources=("LT08",),
)
