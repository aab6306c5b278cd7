"""5.1.A: health cover runs on for some weeks after the job, at the cost of the State."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least
from sim.params import number
from sim.rules import Rules

A = Annotated


class ExtendedCover(NamedTuple):
    """Parameters of block 5.1.A."""

    runoff_weeks: A[int, number("weeks that cover runs on", "weeks", 0, 26, "law", "assumption: levers 5.1.A, 0-26; the letter names no number, a quarter of a year")] = 13
    cost_per_runoff_w: A[float, number("what the State pays the insurer for such a week", "EUR/week", 0, 100, "assumed", "assumption: levers 5.1.A, the value of that block", "indexed")] = 30.0
    stay_longer: A[float, number("share of the jobless that put off leaving NL from week to week while their cover runs on", "share", 0, 1, "assumed", "assumption: levers 5.1.A, a longer stay without work; no figure")] = 0.2
    sov_use_p: A[float, number("share of necessary care of the uninsured that the scheme pays", "share", 0, 0.9, "assumed", "assumption: levers 5.1.A, .05-.9; .4 there, which is the practice of the base")] = 0.5
    slack: A[float, number("how much of the worth of insuring their workers agencies lose sight of, where the scheme pays all instead of none", "share", 0, 1, "assumed", "assumption: levers 5.1.A, agencies insure less diligently because the State pays; no figure")] = 0.3


def rewrite(rules: Rules, p: ExtendedCover, standing: Standing) -> Rules:
    """Who loses the job keeps health cover for some weeks more, for which the State pays a premium, and the scheme for
    the uninsured pays at least the stated part of the care that people without cover need. Fewer people are without cover
    after the job.

    Side effects: Who was never insured by the agency gets no cover from it. Some of the jobless stay longer in NL while
    their cover runs on. Where the scheme pays more than it did, agencies without a label insure new workers later, and
    keeping back premiums costs a cheat less in his own eyes. That hospitals send more patients on to the scheme is not
    in the model.
    """
    c, w = rules.cover, standing.weight
    weeks = round(at_least(c.runoff_weeks, p.runoff_weeks, w))
    scheme = at_least(c.scheme_use, p.sov_use_p, w)
    cover = c._replace(
        runoff_weeks=weeks,
        runoff_premium=max(c.runoff_premium, p.cost_per_runoff_w) if weeks > 0 else c.runoff_premium,
        scheme_use=scheme,
        runoff_stay=max(c.runoff_stay, p.stay_longer) if weeks > 0 else c.runoff_stay,
        diligence_lost=min(1.0, c.diligence_lost + p.slack * (scheme - c.scheme_use)),
    )
    return rules._replace(cover=cover)


EXTENDED_COVER = Lever(
    id="5.1.A",
    slug="extended_cover",
    title_nl="Verlengde zorgfaciliteiten",
    title_en="Extended care cover after job loss",
    stance="adopts, but says it exists already as the subsidy scheme for necessary care to the uninsured; will follow its use and thresholds",
    class_="mechanism",
    parameters=ExtendedCover(),
    neutral={"runoff_weeks": 0, "sov_use_p": 0},
    rewrite=rewrite,
    sources=("LAW-Z07", "LAW-Z15", "LAW-Z17", "LAW-Z19", "S87",),
)
