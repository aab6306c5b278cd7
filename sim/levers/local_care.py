"""5.1.C: insurers see to it that their insured find a general practitioner nearby."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, both
from sim.params import number
from sim.rules import Rules

A = Annotated

IN_PRACTICE = 0.6  # share of the insured with one (levers 5.1.C)


class LocalCare(NamedTuple):
    """Parameters of block 5.1.C."""

    gp_access_p: A[float, number("share of the insured with a practitioner nearby", "share", 0, 0.95, "assumed", "assumption: levers 5.1.C, the value of that block")] = 0.8
    shortage: A[float, number("share of those arranged that come to nothing, since practices are full", "share", 0, 1, "assumed", "assumption: levers 5.1.C, shortage of GPs; no figure")] = 0.3
    illness_mult: A[float, number("illness that keeps from work with a practitioner, over that without", "ratio", 0.5, 1, "assumed", "assumption: levers 5.1.C, care in time; no figure")] = 0.9
    recovery_mult: A[float, number("chance of recovery with one over that without", "ratio", 1, 2, "assumed", "assumption: levers 5.1.C, care in time; no figure")] = 1.15
    gp_cost_eur_w: A[float, number("what a practitioner costs the insurer per person", "EUR/week", 0, 20, "assumed", "assumption: a fee per enrolled patient and a few visits a year", "indexed")] = 3.5


def rewrite(rules: Rules, p: LocalCare, standing: Standing) -> Rules:
    """Insurers see to it that more of the insured have a practitioner nearby. Those who gain one fall ill less often
    and recover sooner, so that fewer lose a job, and with it a bed, by illness. Nobody's decision moves.

    Side effects: Insurers pay for it, also for people who are well. Where practices are full part of it comes to
    nothing. Who has no policy, or one of the home state, gains nothing, and who is insured does not change.
    """
    gain = standing.weight * max(0.0, p.gp_access_p - IN_PRACTICE) * (1.0 - p.shortage)
    if gain <= 0.0:
        return rules
    c = rules.cover
    cover = c._replace(
        gp_gain=both(c.gp_gain, gain), gp_illness=p.illness_mult, gp_recovery=p.recovery_mult, gp_cost=p.gp_cost_eur_w
    )
    return rules._replace(cover=cover)


LOCAL_CARE = Lever(
    id="5.1.C",
    slug="local_care",
    title_nl="Voldoende medische voorzieningen in de regio",
    title_en="Enough medical care in the region",
    stance="points at the duty of care of insurers; talks with them about general practice",
    class_="parameter",
    parameters=LocalCare(),
    neutral={"gp_access_p": 0},
    rewrite=rewrite,
    sources=("LT66",),
)
