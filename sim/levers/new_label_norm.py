"""4.3.B: labelled houses must meet a stricter norm of floor area at the end of a transition."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, in_turn, turns
from sim.params import number
from sim.rules import Rules

A = Annotated
OLD_M2 = 10.0  # what every labelled bed has (LAW-H11)


class NewLabelNorm(NamedTuple):
    """Parameters of block 4.3.B."""

    transition_w: A[int, number("weeks within which labelled houses meet the new norm", "weeks", 52, 520, "assumed", "assumption: levers 4.3.B, the value of that block")] = 156
    upgrade_cost_per_bed: A[float, number("mean cost of bringing a bed to the new norm", "EUR/bed", 500, 10000, "assumed", "assumption: levers 4.3.B, the value of that block", "indexed")] = 2500.0
    m2_label: A[float, number("least floor area a person", "m2", 10, 20, "law", "LAW-H14")] = 15.0
    may_expand: A[float, number("share of houses that have or get room for it", "share", 0, 1, "assumed", "assumption: levers 4.3.B; as often as a plan is not stopped (4.2.A), no figure")] = 0.5


def rewrite(rules: Rules, p: NewLabelNorm, standing: Standing) -> Rules:
    """Labelled houses meet a larger floor area a person in turn. The landlord enlarges the house where he may and the
    cost of it is less than the rent he would lose, else takes fewer persons, or drops the label where that would take
    too many.

    Side effects: Beds go before others are built. Houses that dropped the label are outside its audits and may be
    closed when found crowded; enlarged and newly built ones make a bed dearer to the agency that fills it, and rents do
    not respond.
    """
    if standing.weight <= 0.0 or p.m2_label <= OLD_M2:
        return rules
    norms = rules.norms._replace(
        label_m2=p.m2_label,
        label_progress=standing.weight * in_turn(standing.weeks, p.transition_w),
        upgrade_cost=p.upgrade_cost_per_bed,
        may_expand=p.may_expand,
    )
    return rules._replace(norms=norms)


NEW_LABEL_NORM = Lever(
    id="4.3.B",
    slug="new_label_norm",
    title_nl="Overgang naar de nieuwe norm",
    title_en="Transition to the new label norm",
    stance="taken along in 2.1.A and 4.3.A",
    class_="parameter",
    parameters=NewLabelNorm(),
    neutral={"m2_label": 10},
    rewrite=rewrite,
    sources=("LAW-H14", "S31"),
    milestones=lambda p: turns(p.transition_w),
)
