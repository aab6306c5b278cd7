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
    p_hirer_claimed_if_agency_detected: A[float, number("chance that the hirer is fined where its agency is", "share", 0, 0.9, "assumed", "assumption: levers 2.1.E, .05-.9; .3 there, which is the practice of the base; twice that here")] = 0.6
    safe_harbour_if_admitted: A[int, number("1: not where the agency has a label or admission", "0/1", 0, 1, "law", "assumption: levers 2.1.E, the value of that block")] = 0


def rewrite(rules: Rules, p: HirerLiability, standing: Standing) -> Rules:
    """Hirers pay a larger part of the wages that workers are awarded and their agency cannot pay, also of what workers
    who are still there claim when the agency ends, and are fined more often when a visit to them finds the agency out.
    At its quarterly review a hirer that knows of this counts it as a cost of a supplier whose rate is too low to be
    true, so orders move to agencies that look clean.

    Side effects: Where suppliers look suspect, hirers move part of the work to direct jobs, postings, self-employment
    and subcontracting. With a safe harbour they no longer look at agencies with a label or admission; clauses that pass
    the liability on to the agency are not in the model.
    """
    old, w = rules.liability, standing.weight
    liability = old._replace(
        wage_share=at_least(old.wage_share, p.wage_liability_share, w),
        at_the_end=at_least(old.at_the_end, p.wage_liability_share, w),
        fine_chance=max(old.fine_chance, p.p_hirer_claimed_if_agency_detected),
        fine_progress=max(old.fine_progress, w) if p.p_hirer_claimed_if_agency_detected > 0.0 else old.fine_progress,
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
