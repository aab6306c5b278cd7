"""6.1.B: enforcers, tax office, municipalities and private bodies see each other's files."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, both, with_programme
from sim.params import number
from sim.rules import Rules

A = Annotated


class DataExchange(NamedTuple):
    """Parameters of block 6.1.B."""

    targeting_gain: A[float, number("how much stronger risk guides a visit", "log", 0, 3, "assumed", "assumption: levers 6.1.B, precision .3 to .5")] = 0.8
    phoenix_link_p: A[float, number("share of restarted firms that are recognised", "share", 0, 1, "assumed", "assumption: levers 6.1.B, the value of that block")] = 0.5
    hidden_share: A[float, number("share of those that change director, address and workers and are not", "share", 0, 1, "assumed", "assumption: levers 6.1.B, rogue firms change identifiers; no figure")] = 0.3
    lag_w: A[int, number("weeks until files are joined", "weeks", 0, 104, "assumed", "assumption: levers 6.1.B, the value of that block")] = 26
    cost_eur_yr: A[float, number("yearly cost to the State", "EUR/year", 0, 20000000, "assumed", "assumption: a system and some analysts", "indexed")] = 3000000.0


def rewrite(rules: Rules, p: DataExchange, standing: Standing) -> Rules:
    """Once files are joined, what can be seen of a firm (reports, a hire rate too low to be true, an old finding)
    weighs more when any enforcer chooses whom to visit, and part of the firms that start again under a new name keep
    their record. More of the same visits then meet rogue firms, and agencies that see more of their like caught come to
    fear it and cheat less.

    Side effects: Some directors change name, address and workers and stay unknown, a fixed share in the model. A visit
    to an honest firm that looks suspect costs that firm nothing in the model, which outside it would be a burden; the
    State pays the system from the first day, before files are joined.
    """
    rules = with_programme(rules, standing.weight * p.cost_eur_yr)
    if standing.weeks < p.lag_w:
        return rules
    i, w = rules.inspection, standing.weight
    inspection = i._replace(
        targeting_gain=i.targeting_gain + w * p.targeting_gain,
        record_link=both(i.record_link, w * p.phoenix_link_p * (1.0 - p.hidden_share)),
    )
    return rules._replace(inspection=inspection)


DATA_EXCHANGE = Lever(
    id="6.1.B",
    slug="data_exchange",
    title_nl="Gegevensuitwisseling",
    title_en="Data exchange",
    stance="asks independent advice first, within the bounds of privacy law; legislation perhaps afterwards",
    class_="parameter",
    parameters=DataExchange(),
    neutral={"targeting_gain": 0, "phoenix_link_p": 0, "cost_eur_yr": 0},
    rewrite=rewrite,
    sources=("LT08", "LAW-X10",),
    milestones=lambda p: (p.lag_w,),
)
