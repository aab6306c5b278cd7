"""6.3.A: the same supervision of registration as 3.1.F, shared with municipalities."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least
from sim.params import number
from sim.rules import Rules

A = Annotated


class RegistrationEnforcement(NamedTuple):
    """Parameters of block 6.3.A."""

    p_check_reg_per_w: A[float, number("chance a week that the registration of an agency's workers is checked", "1/week", 0, 0.01, "assumed", "assumption: levers 6.3.A, shared with 3.1.F")] = 0.001
    fine_reg_eur: A[float, number("fine per worker due as resident and not registered", "EUR/worker", 0, 4000, "assumed", "assumption: levers 6.3.A, shared with 3.1.F", "nominal")] = 500.0
    visits_per_check: A[float, number("work of a check, in visits of the Inspectorate", "visits", 0, 1, "assumed", "assumption: levers 6.3.A, comparing two lists and a short visit; no figure")] = 0.25
    from_inspections: A[float, number("part of that work taken from its other visits", "share", 0, 1, "assumed", "assumption: levers 6.3.A, municipalities do half of it")] = 0.5


def rewrite(rules: Rules, p: RegistrationEnforcement, standing: Standing) -> Rules:
    """The same supervision as 3.1.F: agencies are checked and fined for workers who should be registered as residents
    and are not, and register those whom it pays to. Of both measures together the stricter number holds; they do not
    add up.

    Side effects: Seen from enforcement, municipalities do part of the work, so only half of it is taken from other
    visits of the Inspectorate. Rogue agencies book part of their people on an address of their own.
    """
    i, w = rules.inspection, standing.weight
    rate = at_least(i.register_check_rate, p.p_check_reg_per_w, w)
    if rate <= 0.0:
        return rules
    inspection = i._replace(
        register_check_rate=rate,
        register_check_fine=at_least(i.register_check_fine, p.fine_reg_eur, w),
        register_check_visits=max(i.register_check_visits, p.visits_per_check),
        register_check_taken=max(i.register_check_taken, p.from_inspections),
    )
    return rules._replace(inspection=inspection)


REGISTRATION_ENFORCEMENT = Lever(
    id="6.3.A",
    slug="registration_enforcement",
    title_nl="Toezicht op registratie (handhaving)",
    title_en="Supervision of registration (enforcement)",
    stance="taken along in 3.1.B",
    class_="parameter",
    parameters=RegistrationEnforcement(),
    neutral={"p_check_reg_per_w": 0},
    rewrite=rewrite,
    sources=("LT43", "LT47"),
)
