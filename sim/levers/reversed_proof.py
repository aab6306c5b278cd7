"""6.2.A: where an employer has no records, half a year of full work is presumed."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least
from sim.params import number
from sim.rules import Rules

A = Annotated


class ReversedProof(NamedTuple):
    """Parameters of block 6.2.A."""

    presumption_w: A[float, number("weeks of full-time wage presumed due", "weeks", 0, 52, "law", "assumption: half a year, the wished version (LT69)")] = 26.0
    p_rebut: A[float, number("share of cases in which the employer proves otherwise", "share", 0.05, 0.6, "assumed", "assumption: levers 6.2.A, the value of that block")] = 0.2


def rewrite(rules: Rules, p: ReversedProof, standing: Standing) -> Rules:
    """Where a firm without books is found out, some months of full-time wage count as owed to the workers who claim,
    with no proof of hours, but no more than what those still present are really owed: after a finding of the
    Inspectorate, in an investigation of the sector's wage body, and when the firm ends and its workers claim from a
    deposit or a liable hirer. A finding then costs a firm without books more, so more rogue firms keep books, and those
    without books cheat less.

    Side effects: Kept books make violations easier to find and claims easier to prove; what cannot be collected stays a
    debt that may end the firm. Made-up books, and claims against honest firms with sloppy books, are likely but not in
    the model.
    """
    i = rules.inspection
    weeks = at_least(i.presumed_weeks, p.presumption_w * (1.0 - p.p_rebut), standing.weight)
    return rules._replace(inspection=i._replace(presumed_weeks=weeks))


REVERSED_PROOF = Lever(
    id="6.2.A",
    slug="reversed_proof",
    title_nl="Omgekeerde bewijslast",
    title_en="Reversed burden of proof",
    stance="benevolent; works it out further for a decision of the next cabinet",
    class_="mechanism",
    parameters=ReversedProof(),
    neutral={"presumption_w": 0},
    rewrite=rewrite,
    sources=("LT69", "LT70", "LT71",),
)
