"""2.1.D: who registers an agency is looked at first, and may be refused."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, both, with_programme
from sim.params import number
from sim.rules import Rules

A = Annotated


class ChamberCheck(NamedTuple):
    """Parameters of block 2.1.D."""

    kvk_screen: A[float, number("share of rogue founders refused", "share", 0, 0.5, "assumed", "assumption: levers 2.1.D, the value of that block")] = 0.15
    kvk_fail_bona: A[float, number("share of honest founders refused by mistake", "share", 0, 0.1, "assumed", "assumption: levers 2.1.D, the value of that block")] = 0.01
    kvk_delay_w: A[int, number("weeks that registration takes longer", "weeks", 0, 12, "law", "assumption: levers 2.1.D, the value of that block")] = 3
    dormant_share: A[float, number("share of rogue founders who take over a dormant company or another activity instead", "share", 0, 1, "assumed", "assumption: levers 2.1.D, no figure")] = 0.3
    cost_eur_yr: A[float, number("yearly cost to the State", "EUR/year", 0, 20000000, "assumed", "assumption: some fifteen people who look at two thousand founders a year", "indexed")] = 1500000.0


def rewrite(rules: Rules, p: ChamberCheck, standing: Standing) -> Rules:
    """Before an agency is registered its founder is looked at: part of the rogue founders and, by mistake, a few honest
    ones are refused, and the others count what they cannot earn in the weeks that registration takes longer, so that
    some do not start.

    Side effects: Part of the rogue founders take over a dormant company instead, a fixed share in the model; firms that
    lend already and directors who start again under a new name are not looked at at all. Honest founders bear the same
    loss of weeks, and the State pays those who look.
    """
    a, w = rules.admission, standing.weight
    admission = a._replace(
        screen_refuse=both(a.screen_refuse, w * p.kvk_screen * (1.0 - p.dormant_share)),
        screen_fail=both(a.screen_fail, w * p.kvk_fail_bona),
        screen_weeks=a.screen_weeks + round(w * p.kvk_delay_w),
    )
    return with_programme(rules._replace(admission=admission), w * p.cost_eur_yr)


CHAMBER_CHECK = Lever(
    id="2.1.D",
    slug="chamber_check",
    title_nl="Inhoudelijke controle door de KvK",
    title_en="Substantive check by the Chamber of Commerce",
    stance="supports the idea, doubts the construction because everyone may start a firm; taken along in 2.1.A",
    class_="parameter",
    parameters=ChamberCheck(),
    neutral={"kvk_screen": 0, "kvk_fail_bona": 0, "kvk_delay_w": 0, "cost_eur_yr": 0},
    rewrite=rewrite,
    sources=("LAW-L01", "LT38",),
)
