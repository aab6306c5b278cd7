"""4.1.C: municipalities look more often at houses full of migrants, and fine the landlord."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least
from sim.params import number
from sim.rules import Rules

A = Annotated


class MunicipalChecks(NamedTuple):
    """Parameters of block 4.1.C."""

    muni_inspect_p_w: A[float, number("chance a week that a house is checked", "1/week", 0, 0.01, "assumed", "assumption: levers 4.1.C, the value of that block")] = 0.002
    fine_landlord_eur: A[float, number("fine of a landlord whose house is found crowded", "EUR", 0, 90000, "law", "assumption: levers 4.1.C, the value of that block", "nominal")] = 10000.0
    decent_w: A[int, number("weeks after a fine in which the landlord takes one person a bed there", "weeks", 0, 520, "assumed", "assumption: levers 4.1.C, a fine on repeat (LAW-H06) deters as long as it is remembered")] = 104
    check_cost_eur: A[float, number("cost of a check to the municipality", "EUR", 0, 5000, "assumed", "assumption: two officials for half a day, and the file", "indexed")] = 600.0


def rewrite(rules: Rules, p: MunicipalChecks, standing: Standing) -> Rules:
    """Municipalities check houses more often: a house found crowded is cleared down to the norm, or closed where it has
    no label. Its landlord pays a fine, an agency from its own capital, and takes in one person a bed for some time
    after; beside norms of licence or floor space the fine also makes a landlord keep to them sooner.

    Side effects: People in a cleared or closed house have two weeks to find another bed, and what was closed opens
    again later as another house, so the street gains part of what crowding loses. Municipalities pay the checks that
    come on top. A fine alone moves no landlord before he is found.
    """
    h, w = rules.housing, standing.weight
    rate = at_least(h.municipal_check_rate, p.muni_inspect_p_w, w)
    housing = h._replace(
        municipal_check_rate=rate,
        check_fine=at_least(h.check_fine, p.fine_landlord_eur, w),
        decent_weeks=max(h.decent_weeks, p.decent_w),
        # only the checks that come on top cost something new
        check_cost=max(h.check_cost, p.check_cost_eur * (1.0 - h.municipal_check_rate / rate)),
    )
    return rules._replace(housing=housing)


MUNICIPAL_CHECKS = Lever(
    id="4.1.C",
    slug="municipal_checks",
    title_nl="Handhaving door gemeenten",
    title_en="Enforcement by municipalities",
    stance="dealt with in the guide of 4.1.A",
    class_="parameter",
    parameters=MunicipalChecks(),
    neutral={"muni_inspect_p_w": 0, "fine_landlord_eur": 0, "decent_w": 0, "check_cost_eur": 0},
    rewrite=rewrite,
    sources=("LT53", "LAW-H06",),
)
