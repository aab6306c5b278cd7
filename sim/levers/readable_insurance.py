"""5.1.B: people can see in their own language whether they are insured."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing
from sim.params import number
from sim.rules import Rules

A = Annotated


class ReadableInsurance(NamedTuple):
    """Parameters of block 5.1.B."""

    policy_known_p: A[float, number("share of people who know whether they are insured", "share", 0.5, 1, "assumed", "assumption: levers 5.1.B, the value of that block")] = 0.8
    base_known_p: A[float, number("the same today", "share", 0, 0.9, "assumed", "assumption: levers 5.1.B, the value of that block")] = 0.5
    lost_if_known: A[float, number("part of a premium kept back that is lost where the worker sees it", "share", 0, 1, "assumed", "assumption: who sees it asks for it; a third gets it")] = 0.3


def rewrite(rules: Rules, p: ReadableInsurance, standing: Standing) -> Rules:
    """People who can see that they are not insured ask for their premium back, so an agency gains less by keeping
    premiums it does not pass on. At its quarterly review each agency then aims at withholding from fewer workers.

    Side effects: The agency takes somewhat more by wages, tax and housing instead. That people fill gaps between two
    policies sooner or use care more is not in the model, and no cost is booked.
    """
    gained = standing.weight * max(0.0, p.policy_known_p - p.base_known_p) * p.lost_if_known
    c = rules.cover
    return rules._replace(cover=c._replace(policy_access_cost=c.policy_access_cost + gained))


READABLE_INSURANCE = Lever(
    id="5.1.B",
    slug="readable_insurance",
    title_nl="Toegankelijkheid van de verzekeringspolis",
    title_en="Accessible insurance policy",
    stance="talks with insurers about DigiD; asks them for information in other languages",
    class_="parameter",
    parameters=ReadableInsurance(),
    neutral={"policy_known_p": 0.5},
    rewrite=rewrite,
    sources=("LT66",),
)
