"""2.1.E: hirers answer for wages that their agency does not pay, and are fined sooner beside it."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least
from sim.params import number
from sim.rules import Rules

A = Annotated


class HirerLiability(NamedTuple):
    """Parameters of block 2.1.E."""

    wage_liability_share: A[float, number("share of unpaid wages that can be had from the hirer", "share", 0, 1, "law", "assumption: levers 2.1.E, the value of that block")] = 0.5
    p_hirer_claimed_if_agency_detected: A[float, number("chance that the hirer is fined where its agency is", "share", 0, 0.9, "assumed", "assumption: levers 2.1.E, .05-.9")] = 0.6
    safe_harbour_if_admitted: A[int, number("1: not where the agency has a label or admission", "0/1", 0, 1, "law", "assumption: levers 2.1.E, the value of that block")] = 0


def rewrite(rules: Rules, p: HirerLiability, standing: Standing) -> Rules:
    """Liability of the hirer."""
    old, w = rules.liability, standing.weight
    liability = old._replace(
        wage_share=at_least(old.wage_share, p.wage_liability_share, w),
        fine_chance=at_least(old.fine_chance, p.p_hirer_claimed_if_agency_detected, w),
        safe_harbour=max(old.safe_harbour, p.safe_harbour_if_admitted),
    )
    return rules._replace(liability=liability)


HIRER_LIABILITY = Lever(
    id="2.1.E",
    slug="hirer_liability",
    title_nl="Aansprakelijkheid van de inlener",
    title_en="Liability of the hirer",
    stance="supports; taken along in 2.1.A",
    class_="mechanism",
    parameters=HirerLiability(),
    neutral={"wage_liability_share": 0, "p_hirer_claimed_if_agency_detected": 0, "safe_harbour_if_admitted": 0},
    rewrite=rewrite,
    sources=("LAW-X06", "LAW-X08", "LAW-L04", "LAW-L07", "LT08", "LT39",),
)
