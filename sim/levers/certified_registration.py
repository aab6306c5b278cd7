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
    """Where admission is asked (2.1.A) an audit may find fault with a firm that has too few of its longer staying
    workers registered, and so cost it the admission. Each agency weighs that loss, and any fine, against the effort of
    registering one more worker, and those with much to lose register theirs.

    Side effects: Small firms with little profit see little at stake, register nobody and may lose their admission for
    it, the honest among them; rogue ones book people on an address of their own. Registering costs agencies money.
    Without a gate nothing happens.
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
