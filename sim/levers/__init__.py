"""Levers: what a policy scenario can pull. ``LEVERS`` is the one list, by slug."""

from __future__ import annotations

from sim.levers.certification import CERTIFICATION
from sim.levers.clause_limit import CLAUSE_LIMIT
from sim.levers.decoupling import DECOUPLING
from sim.levers.deposit import DEPOSIT
from sim.levers.lever import Lever
from sim.levers.own_tenancy import OWN_TENANCY

LEVERS: dict[str, Lever] = {
    lever.slug: lever for lever in (CERTIFICATION, DEPOSIT, OWN_TENANCY, DECOUPLING, CLAUSE_LIMIT)
}
