"""3.2.A: the desks that register non-residents also tell them of their rights."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, both, with_programme
from sim.params import number
from sim.rules import Rules

A = Annotated


class InformationDesks(NamedTuple):
    """Parameters of block 3.2.A."""

    info_gain_at_desk: A[float, number("part of what they do not know that they then know", "share", 0, 0.4, "assumed", "assumption: levers 3.2.A, the value of that block")] = 0.15
    desk_reach: A[float, number("share of arrivals who come to a desk that tells them", "share", 0.2, 0.9, "assumed", "assumption: levers 3.2.A, the value of that block")] = 0.6
    cost_eur_yr: A[float, number("yearly cost to the State", "EUR/year", 0, 50000000, "assumed", "assumption: two advisers at each of nineteen desks", "indexed")] = 3000000.0


def rewrite(rules: Rules, p: InformationDesks, standing: Standing) -> Rules:
    """In their first week in the country part of the arrivals are told of their rights at the desk where they register.
    Who knows more complains sooner when wronged, and complaints lead enforcers to the agency.

    Side effects: Nobody loses the job for a complaint in the model, as some would outside it, and fear of losing job
    and bed is left as it is. Knowledge changes neither the search for a bed nor the way home, and insurance only of
    those with a DigiD (3.2.B), who then look whether they are insured. The State pays the advisers.
    """
    r, w = rules.registration, standing.weight
    gain = w * p.info_gain_at_desk
    desk = r._replace(desk_gain=both(r.desk_gain, gain), desk_reach=max(r.desk_reach, p.desk_reach) if gain > 0.0 else r.desk_reach)
    return with_programme(rules._replace(registration=desk), w * p.cost_eur_yr)


INFORMATION_DESKS = Lever(
    id="3.2.A",
    slug="information_desks",
    title_nl="RNI-loketten ook informatiepunt",
    title_en="Registration desks also give information",
    stance="supports the idea; explores the role of these desks and of information points in libraries",
    class_="parameter",
    parameters=InformationDesks(),
    neutral={"info_gain_at_desk": 0, "cost_eur_yr": 0},
    rewrite=rewrite,
    sources=("LT48", "LT49",),
)
