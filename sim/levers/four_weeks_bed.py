"""X08: who loses the job may stay in the room for four weeks."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least
from sim.params import number
from sim.rules import Rules

A = Annotated


class FourWeeksBed(NamedTuple):
    """Parameters of X08, a later measure."""

    guaranteed_w: A[float, number("weeks the bed is kept at least", "weeks", 0, 13, "law", "LAW-H02")] = 4.0
    quick_compliance: A[float, number("share of landlords who put people out in days and keep to it", "share", 0, 1, "assumed", "assumption: H26, no share known")] = 0.4


def rewrite(rules: Rules, p: FourWeeksBed, standing: Standing) -> Rules:
    """Landlords leave who loses the job at least the guaranteed weeks in the room; of those who usually put people out
    within days only part keep to it. The time helps people to find work, a room or the way home before they have to
    leave.

    Side effects: The bed is free for a newcomer only later, and rent runs on, or into arrears. Landlords do not respond
    in the model; outside it they would likely offer fewer beds or ask more for them.
    """
    h, w = rules.housing, standing.weight
    housing = h._replace(
        notice_guaranteed_weeks=at_least(h.notice_guaranteed_weeks, p.guaranteed_w, w),
        quick_compliance=at_least(h.quick_compliance, p.quick_compliance, w),
    )
    return rules._replace(housing=housing)


FOUR_WEEKS_BED = Lever(
    id="X08",
    slug="four_weeks_bed",
    title_nl="Vier weken in de kamer na het werk",
    title_en="Four weeks in the room after the job",
    stance="not in the letter",
    class_="parameter",
    parameters=FourWeeksBed(),
    neutral={"guaranteed_w": 0, "quick_compliance": 0},
    rewrite=rewrite,
    sources=("LAW-H02", "LAW-H03",),
)
