"""B05: a contract may not end because the hirer asks for another person for the same work."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, both
from sim.params import choice, number
from sim.rules import Rules

A = Annotated


MOST = 0.9  # no rule stops more than this of what hirers and agencies agree on between them


class Proof(IntEnum):
    """Who has to show whether the work went on."""

    WORKER = 0
    AGENCY = 1


class NoReplacement(NamedTuple):
    """Parameters of block B05."""

    p_enforce: A[float, number("chance that such an ending is stopped", "share", 0, 0.9, "assumed", "assumption: levers B05, the value of that block")] = 0.3
    keep_pay_w: A[int, number("weeks on pay of who is sent away all the same, while the agency looks for other work; 0: stays with the hirer", "weeks", 0, 26, "law", "assumption: levers B05, the value of that block")] = 4
    proof_on: A[int, choice("who has to show whether the work went on", Proof, "law", "assumption: levers B05, an open choice; who claims must prove")] = int(Proof.WORKER)
    proof_gain: A[float, number("how much oftener an ending is stopped where the agency must show it", "ratio", 1, 3, "assumed", "assumption: levers B05, the hirer's orders are its own papers; no figure")] = 2.0
    faked_share: A[float, number("share of those in which the hirer first takes work away, so that it ends all the same", "share", 0, 1, "assumed", "assumption: levers B05, hirers fake a fall in demand; no figure")] = 0.3


def rewrite(rules: Rules, p: NoReplacement, standing: Standing) -> Rules:
    """Part of the workers whom a hirer wants to replace while the work goes on keep their pay for some weeks, while the
    agency looks for other work for them; without those weeks they stay at the hirer. It also stops part of the
    dismissals before a clock runs out, and a worker on the clause who is safer complains or leaves sooner.

    Side effects: In some cases the hirer first takes the work away, so that the job ends all the same, a fixed share in
    the model. The agency bears the pay of weeks without work, hires somebody else for the order, and asks no higher
    rate.
    """
    c = rules.contract
    enforced = p.p_enforce if p.proof_on == Proof.WORKER else min(p.p_enforce * p.proof_gain, max(MOST, p.p_enforce))
    stopped = standing.weight * enforced * (1.0 - p.faked_share)
    if stopped <= 0.0:
        return rules
    contract = c._replace(
        replacement_forbidden=both(c.replacement_forbidden, stopped),
        kept_pay_weeks=max(c.kept_pay_weeks, p.keep_pay_w),
    )
    return rules._replace(contract=contract)


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
