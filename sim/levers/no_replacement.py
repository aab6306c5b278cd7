"""B05: a contract may not end because the hirer asks for another person for the same work."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, both
from sim.params import number
from sim.rules import Rules

A = Annotated


class NoReplacement(NamedTuple):
    """Parameters of block B05."""

    p_enforce: A[float, number("chance that such an ending is stopped", "share", 0, 0.9, "assumed", "assumption: levers B05, the value of that block")] = 0.3
    faked_share: A[float, number("share of those in which the hirer first takes work away, so that it ends all the same", "share", 0, 1, "assumed", "assumption: levers B05, hirers fake a fall in demand; no figure")] = 0.3


def rewrite(rules: Rules, p: NoReplacement, standing: Standing) -> Rules:
    """No agency clause while the work goes on."""
    c = rules.contract
    stopped = standing.weight * p.p_enforce * (1.0 - p.faked_share)
    return rules._replace(contract=c._replace(replacement_forbidden=both(c.replacement_forbidden, stopped)))


NO_REPLACEMENT = Lever(
    id="B05",
    slug="no_replacement",
    title_nl="Geen uitzendbeding als het werk niet ophoudt",
    title_en="No agency clause while the work goes on",
    stance="examines this as a direction of its own, together with wage continuation and the chain rule",
    class_="mechanism",
    parameters=NoReplacement(),
    neutral={"p_enforce": 0},
    rewrite=rewrite,
    sources=("LAW-S03", "LT25",),
)
