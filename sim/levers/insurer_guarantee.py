"""X07: insurers pay for care for a month after a policy has ended."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least
from sim.params import number
from sim.rules import Rules

A = Annotated


class InsurerGuarantee(NamedTuple):
    """Parameters of X07, a later measure."""

    guarantee_weeks: A[int, number("weeks that are guaranteed", "weeks", 0, 13, "measured", "LAW-Z07")] = 4
    guarantee_share: A[float, number("share of policies with that guarantee", "share", 0, 1, "assumed", "assumption: all insurers instead of the specialised ones")] = 0.9


def rewrite(rules: Rules, p: InsurerGuarantee, standing: Standing) -> Rules:
    """For a larger part of the people whose policy ends with the job, insurers go on paying for care during some weeks.
    Insurers pay instead of the scheme, the person or the provider, and people no longer put off care they need in those
    weeks.

    Side effects: People with such a guarantee still count as uninsured, since it is a promise to providers and no
    cover. Insurers bear the cost and do not raise the premium in the model, which outside it they likely would.
    """
    c, w = rules.cover, standing.weight
    cover = c._replace(
        guarantee_weeks=round(at_least(c.guarantee_weeks, p.guarantee_weeks, w)),
        guarantee_share=at_least(c.guarantee_share, p.guarantee_share, w),
    )
    return rules._replace(cover=cover)


INSURER_GUARANTEE = Lever(
    id="X07",
    slug="insurer_guarantee",
    title_nl="Verzekeraars betalen zorg nog 30 dagen",
    title_en="Insurers pay care for 30 days more",
    stance="not in the letter",
    class_="parameter",
    parameters=InsurerGuarantee(),
    neutral={"guarantee_weeks": 0, "guarantee_share": 0},
    rewrite=rewrite,
    sources=("LAW-Z07",),
)
