"""3.2.B: labour migrants can get a digital identity and see to insurance and register themselves."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, both
from sim.params import number
from sim.rules import Rules

A = Annotated

IN_PRACTICE = 0.3  # share who have one already (levers 3.2.B)


class DigidAccess(NamedTuple):
    """Parameters of block 3.2.B."""

    digid_share: A[float, number("share of migrants with a DigiD", "share", 0, 0.9, "assumed", "assumption: levers 3.2.B, the value of that block")] = 0.6
    managed_share: A[float, number("share of those accounts that the agency manages", "share", 0, 1, "assumed", "assumption: levers 3.2.B, control risk; no figure")] = 0.2
    access_cost_mult: A[float, number("time and failures on the way to a policy with it, over those without", "ratio", 0.1, 1, "assumed", "assumption: levers 3.2.B, the value of that block")] = 0.8
    looks_up_p_w: A[float, number("chance a week that who has it and knows his rights looks whether he is insured at all", "1/week", 0, 0.2, "assumed", "assumption: levers 3.2.B, about once a year; no figure")] = 0.02
    info_gain: A[float, number("part of what they do not know that those who have it learn there in a year", "share", 0, 0.5, "assumed", "assumption: levers 3.2.B, no figure")] = 0.05


def rewrite(rules: Rules, p: DigidAccess, standing: Standing) -> Rules:
    """More people can see to their own affairs online. Of them more take a policy after a lost job, and sooner, and
    some workers who know their rights find out that a premium was kept for which they were never insured; the agency
    must then insure them after all. Everybody learns a little of his rights by it.

    Side effects: An account that the agency manages does nothing, nor one that people had already. The agency earns
    less on the workers whom it must insure after all, but does not count on that when it decides how many to leave
    uninsured. No cost is booked.
    """
    share = standing.weight * max(0.0, p.digid_share - IN_PRACTICE) * (1.0 - p.managed_share)
    if share <= 0.0:
        return rules
    c, r = rules.cover, rules.registration
    cover = c._replace(self_service=both(c.self_service, share), access_ratio=min(c.access_ratio, p.access_cost_mult), self_check=p.looks_up_p_w)
    registration = r._replace(information=r.information + share * p.info_gain / 52.0)
    return rules._replace(cover=cover, registration=registration)


DIGID_ACCESS = Lever(
    id="3.2.B",
    slug="digid_access",
    title_nl="Gebruik van DigiD mogelijk maken",
    title_en="Use of DigiD made possible",
    stance="supports the idea; taken along in 3.2.A",
    class_="parameter",
    parameters=DigidAccess(),
    neutral={"digid_share": 0},
    rewrite=rewrite,
    sources=("LT50",),
)
