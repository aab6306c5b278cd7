"""6.1.D: supervisors of several countries work together, so that agencies abroad are found and fined."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least, with_programme
from sim.params import number
from sim.rules import InspectionRules, Rules

WITHOUT = InspectionRules()

A = Annotated


class CrossBorder(NamedTuple):
    """Parameters of block 6.1.D."""

    foreign_detect_mult: A[float, number("chance of a find at an agency abroad, over that at one in NL", "ratio", 0.4, 1, "assumed", "assumption: levers 6.1.D, from .4 to .6")] = 0.6
    foreign_collect_mult: A[float, number("share of fines, tax and claims that can be executed abroad", "share", 0.3, 1, "assumed", "assumption: levers 6.1.D, from .3 to .5")] = 0.5
    route_shift: A[float, number("part of that lost again as agencies move on to countries that do not take part", "share", 0, 1, "assumed", "assumption: levers 6.1.D, the route changes to other states; no figure")] = 0.25
    lag_w: A[int, number("weeks until the agreements work", "weeks", 0, 156, "assumed", "assumption: levers 6.1.D, slow; a year")] = 52
    cost_eur_yr: A[float, number("yearly cost to the State", "EUR/year", 0, 20000000, "assumed", "assumption: a team of some twenty and liaison", "indexed")] = 2000000.0


def rewrite(rules: Rules, p: CrossBorder, standing: Standing) -> Rules:
    """After a lag enforcers find more at agencies that moved their seat abroad, and can execute more of fines, tax and
    claims there, so that such an agency fears a finding more. Posting loses part of the labour cost that it saves
    unlawfully, and hirers turn a little from it to agency and direct work.

    Side effects: Part of the gain is lost to routes through countries that do not take part. Agencies only move abroad
    where the gate of 2.1.A stands, so without it only the cost of posting changes. The State pays from the first day,
    before the agreements work.
    """
    rules = with_programme(rules, standing.weight * p.cost_eur_yr)
    if standing.weeks < p.lag_w:
        return rules
    i, w, kept = rules.inspection, standing.weight, 1.0 - p.route_shift
    inspection = i._replace(
        foreign_detect=at_least(
            i.foreign_detect, WITHOUT.foreign_detect + kept * (p.foreign_detect_mult - WITHOUT.foreign_detect), w
        ),
        foreign_collect=at_least(
            i.foreign_collect, WITHOUT.foreign_collect + kept * (p.foreign_collect_mult - WITHOUT.foreign_collect), w
        ),
    )
    return rules._replace(inspection=inspection)


CROSS_BORDER = Lever(
    id="6.1.D",
    slug="cross_border",
    title_nl="Grensoverschrijdend werken",
    title_en="Enforcement across borders",
    stance="endorses its importance; needs the extra capacity on which a next cabinet decides",
    class_="parameter",
    parameters=CrossBorder(),
    neutral={"foreign_detect_mult": 0.4, "foreign_collect_mult": 0.3, "cost_eur_yr": 0},
    rewrite=rewrite,
    sources=("LT68",),
    milestones=lambda p: (p.lag_w,),
)
