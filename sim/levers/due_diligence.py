"""2.2.A: large firms report how the migrants who work for them are insured, housed and paid."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing
from sim.params import number
from sim.rules import Rules

A = Annotated


class DueDiligence(NamedTuple):
    """Parameters of block 2.2.A."""

    disclosure_coverage: A[float, number("share of agency work at firms that must report, the largest first", "share", 0, 0.6, "law", "assumption: levers 2.2.A, the value of that block")] = 0.3
    awareness_gain: A[float, number("how much more those know of their suppliers and mind", "0..1", 0, 0.3, "assumed", "assumption: levers 2.2.A, the value of that block")] = 0.1
    report_cost_eur_yr: A[float, number("yearly cost of the report to a firm", "EUR/year", 0, 20000, "assumed", "assumption: levers 2.2.A, the value of that block", "indexed")] = 3000.0


def rewrite(rules: Rules, p: DueDiligence, standing: Standing) -> Rules:
    """The largest hirers, up to the share of agency work set here, must report on their suppliers and so know more of
    them and mind more. At its quarterly review each then gives more weight to a label and to the liability it expects
    from a supplier whose rate is too low to be true.

    Side effects: The report costs those hirers a yearly sum. Smaller hirers look as they did, so agencies that the
    large ones shun sell to them. A report that is words on paper is no case of its own in the model.
    """
    if p.disclosure_coverage <= 0.0:
        return rules
    old, w = rules.liability, standing.weight
    liability = old._replace(
        report_coverage=max(old.report_coverage, p.disclosure_coverage),
        report_awareness=min(1.0, old.report_awareness + w * p.awareness_gain),
        report_cost=old.report_cost + w * p.report_cost_eur_yr,
    )
    return rules._replace(liability=liability)


DUE_DILIGENCE = Lever(
    id="2.2.A",
    slug="due_diligence",
    title_nl="Due diligence in jaarverslagen",
    title_en="Due diligence in annual reports",
    stance="supports; will prepare legislation",
    class_="parameter",
    parameters=DueDiligence(),
    neutral={"disclosure_coverage": 0},
    rewrite=rewrite,
    sources=("LT00",),
)
