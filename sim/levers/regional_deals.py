"""4.2.B: municipalities of a region agree who builds what, so that fewer plans are stopped and all go faster."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, towards
from sim.params import number
from sim.rules import Rules

A = Annotated


class RegionalDeals(NamedTuple):
    """Parameters of block 4.2.B."""

    veto_mult: A[float, number("share of plans that is stopped, over that share before", "ratio", 0.5, 1, "assumed", "assumption: levers 4.2.B, the value of that block")] = 0.8
    delay_mult: A[float, number("weeks of building over those before", "ratio", 0.5, 1, "assumed", "assumption: levers 4.2.B, the value of that block")] = 0.9


def rewrite(rules: Rules, p: RegionalDeals, standing: Standing) -> Rules:
    """Shortens the weeks between the decision and the opening of every location planned from then on, and lowers the
    share of State-paid places that municipalities stop. Fewer recruits are then refused because there is no bed for
    them.

    Side effects: Without the national housing task no plan is stopped in the model, so that only the shorter building
    counts. New beds may fill with newcomers; municipalities that leave building to their neighbours are not in the
    model, and no cost is booked.
    """
    h, w = rules.housing, standing.weight
    veto, weeks = h.local_veto * towards(1.0, p.veto_mult, w), round(h.build_weeks * towards(1.0, p.delay_mult, w))
    return rules._replace(housing=h._replace(local_veto=veto, build_weeks=weeks))


REGIONAL_DEALS = Lever(
    id="4.2.B",
    slug="regional_deals",
    title_nl="Regionale deals voor meer huisvesting",
    title_en="Regional deals for more housing",
    stance="taken along in 4.2.A",
    class_="parameter",
    parameters=RegionalDeals(),
    neutral={"veto_mult": 1, "delay_mult": 1},
    rewrite=rewrite,
    sources=("LT00",),
    last=True,
)
