"""6.3.A: the same supervision of registration as 3.1.F, shared with municipalities.

Agencies are checked and fined for workers who should be registered as residents and are not, and register those whom it
pays to. Beside 3.1.F the stricter number of both holds; they do not add up.

Side effects: Seen from enforcement, municipalities do part of the work, so only half of it is taken from other visits
of the Inspectorate. Rogue agencies book part of their people on an address of their own.
"""

from sim.levers.lever import Lever
from sim.levers.registration_checks import RegistrationChecks, rewrite

REGISTRATION_ENFORCEMENT = Lever(
    id="6.3.A",
    slug="registration_enforcement",
    title_nl="Toezicht op registratie (handhaving)",
    title_en="Supervision of registration (enforcement)",
    stance="taken along in 3.1.B",
    class_="parameter",
    parameters=RegistrationChecks()._replace(from_inspections=0.5),
    neutral={"p_check_reg_per_w": 0},
    rewrite=rewrite,
    sources=("LT43", "LT47"),
)
