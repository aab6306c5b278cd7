"""3.1.F: enforcers look whether workers are registered, and fine the employer who neglects it."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least
from sim.params import number
from sim.rules import Rules

A = Annotated


class RegistrationChecks(NamedTuple):
    """Parameters of blocks 3.1.F and 6.3.A."""

    p_check_reg_per_w: A[float, number("chance a week that the registration of an agency's workers is checked", "1/week", 0, 0.01, "assumed", "assumption: levers 3.1.F, the value of that block; 6.3.A shares it")] = 0.001
    fine_reg_eur: A[float, number("fine per worker due as resident and not registered", "EUR/worker", 0, 4000, "assumed", "assumption: levers 3.1.F, the value of that block; 6.3.A shares it", "nominal")] = 500.0
    visits_per_check: A[float, number("work of a check, in visits of the Inspectorate", "visits", 0, 1, "assumed", "assumption: levers 3.1.F and 6.3.A, comparing two lists and a short visit; no figure")] = 0.25
    from_inspections: A[float, number("part of that work taken from its other visits", "share", 0, 1, "assumed", "assumption: levers 3.1.F, the same capacity; 6.3.A, municipalities do half of it")] = 1.0


def rewrite(rules: Rules, p: RegistrationChecks, standing: Standing) -> Rules:
    """The Inspectorate looks whether the workers of an agency who stay longer than four months are registered as
    residents, and fines it for each who is not. Each agency weighs that against the effort of registering one more
    worker, and registers those whom it pays to.

    Side effects: All work on these checks is taken from other visits of the Inspectorate, so less of wages and other
    fraud is seen. Rogue agencies book part of their people on an address of their own. Municipalities and workers do
    nothing more by themselves.
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


REGISTRATION_CHECKS = Lever(
    id="3.1.F",
    slug="registration_checks",
    title_nl="Toezicht op de registratie van arbeidsmigranten",
    title_en="Supervision of registration",
    stance="taken along in 3.1.B; recalls the notification duty for posted workers that exists (WagwEU, article 8)",
    class_="parameter",
    parameters=RegistrationChecks(),
    neutral={"p_check_reg_per_w": 0},
    rewrite=rewrite,
    sources=("LT43", "LT47"),
)
