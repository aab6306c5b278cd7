"""X01: in a sector with much abuse nobody may work through an agency any more."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.kinds import Sector
from sim.levers.lever import Lever, Standing
from sim.params import choice, number
from sim.rules import Rules

A = Annotated


class SectorBan(NamedTuple):
    """Parameters of measure X01."""

    sector: A[int, choice("sector of the ban", Sector, "law", "L4.15")] = int(Sector.FOOD)
    covered_share: A[float, number("share of hirers of that sector under the ban", "share", 0, 1, "law", "assumption: meat within the food industry; no count of agency work by branch")] = 0.4
    transition_w: A[int, number("weeks until who goes on is fined", "weeks", 0, 156, "law", "assumption: prepared with a year's notice (LAW-E05)")] = 52
    obey_share: A[float, number("share of those hirers that obey", "share", 0, 1, "assumed", "assumption: large plants, easily visited; no figure")] = 0.85
    avoid_share: A[float, number("share of their agency work that goes to subcontracting, self-employment and posting", "share", 0, 1, "assumed", "assumption: forms outside the ban, the usual way out; they hold .23 of the other forms")] = 0.35


def rewrite(rules: Rules, p: SectorBan, standing: Standing) -> Rules:
    """Part of the hirers of a sector may no longer use agency workers. Those who obey give them up in steps at their
    quarterly reviews while the ban is announced, and of what is left all at once when fines begin; who does not obey is
    fined when the Inspectorate visits.

    Side effects: Workers lose the agency job; most stay where they work, taken on by the hirer or as self-employed or
    subcontracted, whom the ban does not touch, and part of the work goes to postings. Honest agencies of the sector
    lose their clients as others do, and some end.
    """
    if p.covered_share * standing.weight <= 0.0:
        return rules
    i, old = rules.inspection, rules.liability
    inspection = i._replace(
        sector_ban=i.sector_ban | (1 << p.sector),
        sector_ban_share=max(i.sector_ban_share, standing.weight * p.covered_share),
        sector_ban_obey=max(i.sector_ban_obey, p.obey_share),
        sector_ban_fined=max(i.sector_ban_fined, int(standing.weeks >= p.transition_w)),
    )
    return rules._replace(
        inspection=inspection, liability=old._replace(avoid_share=max(old.avoid_share, p.avoid_share))
    )


SECTOR_BAN = Lever(
    id="X01",
    slug="sector_ban",
    title_nl="In- en uitleenverbod per sector",
    title_en="Ban on hiring and lending by sector",
    stance="not in the letter",
    class_="mechanism",
    parameters=SectorBan(),
    neutral={"covered_share": 0},
    rewrite=rewrite,
    sources=("LAW-E05", "L4.15"),
    milestones=lambda p: (p.transition_w,),
)
