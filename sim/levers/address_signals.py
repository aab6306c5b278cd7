"""3.1.D: signals of addresses lead officials to people who stay long and are not registered."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, both, with_programme
from sim.params import number
from sim.rules import Rules

A = Annotated


class AddressSignals(NamedTuple):
    """Parameters of block 3.1.D."""

    laa_find_p_per_w: A[float, number("chance a week that somebody who stays long is found and registered", "1/week", 0, 0.03, "assumed", "assumption: levers 3.1.D, the value of that block")] = 0.005
    laa_lag_w: A[int, number("weeks until the first signals are worked", "weeks", 0, 26, "assumed", "assumption: levers 3.1.D, the value of that block")] = 12
    cost_eur_yr: A[float, number("yearly cost to the State", "EUR/year", 0, 20000000, "assumed", "assumption: home visits to some thousand addresses", "indexed")] = 1000000.0


def rewrite(rules: Rules, p: AddressSignals, standing: Standing) -> Rules:
    """After a lag officials find, by signals of addresses, people who stay long and are not registered, and register
    them as residents. A resident can be reached, depends less on the agency and so complains sooner when wronged or
    leaves sooner, and finds a room for rent more easily.

    Side effects: After the job a resident owes Dutch insurance instead of being insured at home, and some of them take
    no policy. The State pays for the visits. Landlords who let nobody register (3.1.C) cannot keep officials
    from it; that people are struck off the register by mistake is not in the model.
    """
    rules = with_programme(rules, standing.weight * p.cost_eur_yr)
    if standing.weeks < p.laa_lag_w or p.laa_find_p_per_w <= 0.0:
        return rules
    r = rules.registration
    found = both(r.found_rate, standing.weight * p.laa_find_p_per_w)
    return rules._replace(registration=r._replace(found_rate=found))


ADDRESS_SIGNALS = Lever(
    id="3.1.D",
    slug="address_signals",
    title_nl="Signalen van de Landelijke Aanpak Adreskwaliteit",
    title_en="Signals of the national address-quality programme",
    stance="adopts; the programme is used for this structurally",
    class_="parameter",
    parameters=AddressSignals(),
    neutral={"laa_find_p_per_w": 0, "cost_eur_yr": 0},
    rewrite=rewrite,
    sources=("LT34",),
    milestones=lambda p: (p.laa_lag_w,),
)
