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
    sov_use_p: A[float, number("share of necessary care of the uninsured that the scheme pays", "share", 0, 0.9, "assumed", "assumption: levers 5.1.A, .05-.9; .4 there, which is the practice of the base")] = 0.5


def rewrite(rules: Rules, p: ExtendedCover, standing: Standing) -> Rules:
    """Who loses the job keeps health cover for some weeks more, for which the State pays a premium, and the scheme for
    the uninsured pays at least the stated part of the care that people without cover need. Nobody's decision moves;
    fewer people are without cover after the job.

    Side effects: Who was never insured by the agency gets no cover from it. That people stay longer without work, or
    that agencies insure less diligently because the State pays, is likely but not in the model.
    """
    c, w = rules.cover, standing.weight
    weeks = round(at_least(c.runoff_weeks, p.runoff_weeks, w))
    cover = c._replace(
        runoff_weeks=weeks,
        runoff_premium=max(c.runoff_premium, p.cost_per_runoff_w) if weeks > 0 else c.runoff_premium,
        scheme_use=at_least(c.scheme_use, p.sov_use_p, w),
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
