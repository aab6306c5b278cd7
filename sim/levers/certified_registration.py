"""3.1.E: audits for admission also look whether the workers are registered."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least
from sim.params import number
from sim.rules import Rules

A = Annotated


class CertifiedRegistration(NamedTuple):
    """Parameters of block 3.1.E."""

    reg_threshold: A[float, number("share of workers past four months that must be registered", "share", 0.5, 1, "assumed", "assumption: levers 3.1.E, the value of that block")] = 0.9
    weight_in_audit: A[float, number("chance that an audit finds fault with a firm none of whose workers are", "share", 0, 0.3, "assumed", "assumption: levers 3.1.E, the value of that block")] = 0.1


def rewrite(rules: Rules, p: CertifiedRegistration, standing: Standing) -> Rules:
    """With a gate (2.1.A) a firm whose workers are not registered may lose its admission at an audit.

    Firms with much to lose register their people, since that costs less than the risk; honest small firms that do not
    see it pay with their admission, and rogue ones register on paper. Without a gate nothing happens.
    """
    a = rules.admission
    weight = at_least(a.register_weight, p.weight_in_audit, standing.weight)
    if weight <= 0.0:
        return rules
    return rules._replace(admission=a._replace(register_weight=weight, register_threshold=p.reg_threshold))


CERTIFIED_REGISTRATION = Lever(
    id="3.1.E",
    slug="certified_registration",
    title_nl="Goede registratie als deel van de certificering",
    title_en="Good registration as part of certification",
    stance="taken along in 2.1.A",
    class_="parameter",
    parameters=CertifiedRegistration(),
    neutral={"weight_in_audit": 0},
    rewrite=rewrite,
    sources=("LT07",),
)
