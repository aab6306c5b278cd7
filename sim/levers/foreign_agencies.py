"""2.1.H: admission, deposit and audits hold for agencies abroad too, as far as they can be reached."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least
from sim.params import number
from sim.rules import Rules

A = Annotated


class ForeignAgencies(NamedTuple):
    """Parameters of block 2.1.H."""

    foreign_gate_coverage: A[float, number("share of agencies abroad that the gate reaches", "share", 0, 1, "law", "assumption: levers 2.1.H, the value of that block")] = 0.8
    foreign_detect_mult: A[float, number("chance of a find at an agency abroad, over that at one in NL", "ratio", 0.1, 1, "assumed", "assumption: levers 2.1.H, .1-1; stays as weak as it is unless said otherwise")] = 0.4
    foreign_collect_mult: A[float, number("share of fines, tax and claims that can be executed abroad", "share", 0, 1, "assumed", "assumption: levers 2.1.H, 0-1; stays as weak as it is unless said otherwise")] = 0.3
    posting_cost_advantage: A[float, number("labour cost that lending from abroad saves", "share of labour cost", 0.1, 0.4, "assumed", "assumption: levers 2.1.H, 10-40% signalled (LT43)")] = 0.15


def rewrite(rules: Rules, p: ForeignAgencies, standing: Standing) -> Rules:
    """The admission of 2.1.A holds for most agencies that moved their seat abroad to escape it, and so does a deposit.
    A rogue owner who was refused or expelled counts this in when he decides whether the move is worth its cost, so
    fewer go; those reached abroad must apply again and are barred until they are admitted.

    Side effects: Where the gate stands, posting loses part of the labour cost it saves unlawfully, and hirers turn a
    little from it to agency and direct work. Part of the movers stays out of reach. Without the gate of 2.1.A nobody
    moves and nothing changes at the default chances to find and to collect, which are those of 2020.
    """
    if p.foreign_gate_coverage <= 0.0:
        return rules
    i, w = rules.inspection, standing.weight
    return rules._replace(
        admission=rules.admission._replace(
            foreign_reach=at_least(rules.admission.foreign_reach, p.foreign_gate_coverage, w)
        ),
        inspection=i._replace(
            foreign_detect=at_least(i.foreign_detect, p.foreign_detect_mult, w),
            foreign_collect=at_least(i.foreign_collect, p.foreign_collect_mult, w),
        ),
        pay=rules.pay._replace(posting_advantage=p.posting_cost_advantage),
    )


FOREIGN_AGENCIES = Lever(
    id="2.1.H",
    slug="foreign_agencies",
    title_nl="Buitenlandse uitzendbureaus",
    title_en="Foreign agencies under the same rules",
    stance="supports; taken along in 2.1.A, with an eye to workability and data exchange",
    class_="mechanism",
    parameters=ForeignAgencies(),
    neutral={"foreign_gate_coverage": 0},
    rewrite=rewrite,
    sources=("LAW-X13", "LT41", "LT42", "LT43"),
)
