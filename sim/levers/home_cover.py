"""B11: the home state insures people at once when their Dutch cover ends."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing
from sim.params import number
from sim.rules import Rules

A = Annotated


class HomeCover(NamedTuple):
    """Parameters of block B11."""

    home_cover_delay_w: A[int, number("weeks until home cover works", "weeks", 1, 26, "assumed", "assumption: levers B11, 8 to 2")] = 2
    home_cover_p: A[float, number("share of the jobless who get it", "share", 0, 1, "assumed", "assumption: levers B11, .5; agreements reach more of them")] = 0.7


def rewrite(rules: Rules, p: HomeCover, standing: Standing) -> Rules:
    """Who loses the job and has neither a benefit nor registration as a resident is more often insured in the home
    state, and within fewer weeks. Nobody's decision moves; the time without cover is shorter.

    Side effects: It does nothing for those who owe Dutch insurance after the job and do not take it, nor for those
    whose agency never insured them as long as they work. The State pays less care of the uninsured; what the home state
    pays is not booked.
    """
    if p.home_cover_p <= 0.0 and p.home_cover_delay_w >= 26:
        return rules
    c = rules.cover
    cover = c._replace(
        home_cover_share=max(c.home_cover_share, p.home_cover_p),
        home_cover_weeks=min(c.home_cover_weeks, p.home_cover_delay_w),
        home_cover_progress=max(c.home_cover_progress, standing.weight),
    )
    return rules._replace(cover=cover)


HOME_COVER = Lever(
    id="B11",
    slug="home_cover",
    title_nl="Direct verzekerd in het herkomstland",
    title_en="Insured at home at once",
    stance="maps the obstacles and raises them in Europe and with member states; a Dutch safety net might then become superfluous",
    class_="parameter",
    parameters=HomeCover(),
    neutral={"home_cover_delay_w": 26, "home_cover_p": 0},
    rewrite=rewrite,
    sources=("LAW-Z14",),
)
