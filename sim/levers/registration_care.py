"""3.1.A: employers see to it that their workers are in the register where they belong."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, both
from sim.params import number
from sim.rules import Rules

A = Annotated


class RegistrationCare(NamedTuple):
    """Parameters of block 3.1.A."""

    p_register_on_arrival: A[float, number("share of new workers in no register whom a willing agency registers on arrival", "share", 0, 0.5, "assumed", "assumption: levers 3.1.A, the value of that block")] = 0.2
    p_upgrade_after_17w: A[float, number("share of workers past four months whom it brings to the register of residents", "share", 0, 0.5, "assumed", "assumption: levers 3.1.A, the value of that block")] = 0.2
    cost_per_worker: A[float, number("cost to the agency per new worker", "EUR", 0, 200, "assumed", "assumption: levers 3.1.A, the value of that block", "indexed")] = 15.0
    compliance_rogue: A[float, number("share of rogue agencies that keep to the duty", "share", 0, 1, "assumed", "assumption: levers 3.1.A, no enforcement (LT46); as with other paper rules")] = 0.3
    proxy_share: A[float, number("share of their registrations at an office or mass address", "share", 0, 1, "assumed", "assumption: levers 3.1.A, proxy registration; no figure")] = 0.5


def rewrite(rules: Rules, p: RegistrationCare, standing: Standing) -> Rules:
    """Agencies that keep to the duty spend a sum on every new worker, bring part of those who are in no register to the
    register of non-residents on arrival, and once a quarter part of those who stay longer than four months to the
    register of residents. A resident can be reached and depends less on the agency, so complains or leaves sooner, and
    finds a room for rent more easily.

    Side effects: Rogue agencies keep to it less, and book part of their people on an address of their own, where no
    letter reaches them and no crowding shows. After the job a resident owes Dutch insurance instead of being insured at
    home, and some of them take no policy.
    """
    r, w = rules.registration, standing.weight
    duty = r._replace(
        arrival_care=both(r.arrival_care, w * p.p_register_on_arrival),
        stay_care=both(r.stay_care, w * p.p_upgrade_after_17w),
        care_cost=r.care_cost + w * p.cost_per_worker,
    )
    if duty == r:
        return rules
    return rules._replace(registration=duty._replace(care_rogue=p.compliance_rogue, proxy_rogue=p.proxy_share))


REGISTRATION_CARE = Lever(
    id="3.1.A",
    slug="registration_care",
    title_nl="Actieve zorgplicht van werkgevers voor registratie",
    title_en="Duty of care of employers for registration",
    stance="endorses the role of the employer; taken along in 3.1.B",
    class_="parameter",
    parameters=RegistrationCare(),
    neutral={"p_register_on_arrival": 0, "p_upgrade_after_17w": 0, "cost_per_worker": 0},
    rewrite=rewrite,
    sources=("LT07", "LT46", "LAW-G06"),
)
