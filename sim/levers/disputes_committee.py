"""7.2.D: a committee decides on wages that are not paid, cheaply and within months."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least, with_programme
from sim.params import number
from sim.rules import Rules

A = Annotated


class DisputesCommittee(NamedTuple):
    """Parameters of block 7.2.D."""

    claim_cost_eur: A[float, number("cost of a claim to the worker", "EUR", 0, 500, "law", "assumption: levers 7.2.D, the value of that block")] = 25.0
    decision_w: A[float, number("weeks until a decision", "weeks", 6, 52, "law", "assumption: levers 7.2.D, the value of that block")] = 12.0
    court_cost_eur: A[float, number("cost of a claim in court", "EUR", 0, 500, "assumed", "assumption: levers 7.2.D, the value of that block")] = 80.0
    court_w: A[float, number("weeks until a court decides", "weeks", 6, 104, "assumed", "assumption: levers 7.2.D, the value of that block")] = 30.0
    week_worth_eur: A[float, number("what a week of waiting is worth", "EUR/week", 0, 100, "assumed", "assumption: a fifth of a day's wage; most will have left the country")] = 20.0
    p_award_if_true: A[float, number("chance that a true and proven claim is awarded", "share", 0.4, 0.95, "assumed", "assumption: levers 7.2.D, the value of that block")] = 0.7
    cost_eur_yr: A[float, number("yearly cost to the State", "EUR/year", 0, 50000000, "assumed", "assumption: some thousand cases", "indexed")] = 3000000.0
    on: A[int, number("1: there is a committee", "0/1", 0, 1, "law", "assumption: not pursued (LT75)")] = 1


def rewrite(rules: Rules, p: DisputesCommittee, standing: Standing) -> Rules:
    """Where the Inspectorate has found unpaid wages, or a firm ends whose deposit or liable hirers can pay, more
    workers claim, since a claim is cheaper and quicker than in court, and a proven claim is awarded with at least the
    chance set here. What agencies have to pay back leaves their capital, and it counts when a rogue firm decides
    whether to keep books.

    Side effects: An award that cannot be collected stays a debt that may end the firm, whose director may start again;
    the State pays the committee. Claims without a finding before them, and dismissal of those who claim, are not in the
    model, and an agency that decides how far to cheat does not count on more claims where it keeps books.
    """
    if p.on == 0:
        return rules
    i, w = rules.inspection, standing.weight
    before = p.court_cost_eur + p.court_w * p.week_worth_eur
    ratio = min(10.0, before / max(1.0, p.claim_cost_eur + p.decision_w * p.week_worth_eur))
    inspection = i._replace(
        claim_ratio=at_least(i.claim_ratio, ratio, w),
        claim_award=at_least(i.claim_award, p.p_award_if_true, w),
    )
    return with_programme(rules._replace(inspection=inspection), w * p.cost_eur_yr)


DISPUTES_COMMITTEE = Lever(
    id="7.2.D",
    slug="disputes_committee",
    title_nl="Toegang tot het recht: arbeidscommissie",
    title_en="Access to justice: labour disputes committee",
    stance="acknowledges its use; how it fits with existing committees must be sorted out; decision is for a next cabinet",
    class_="mechanism",
    parameters=DisputesCommittee(),
    neutral={"on": 0},
    rewrite=rewrite,
    sources=("LT75", "LT76",),
)
