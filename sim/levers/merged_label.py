"""4.3.A: one label of houses out of two, so that nobody can choose the more lenient."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least, in_turn, towards, turns
from sim.params import number
from sim.rules import Rules

A = Annotated
SHOPPING = 0.2  # share of landlords under the more lenient label while there are two (levers 4.3.A)
AUDIT_WEEKS = 52  # every location is inspected each year (LAW-H13)


class MergedLabel(NamedTuple):
    """Parameters of block 4.3.A."""

    label_quality: A[float, number("floor area that the joint label asks beyond the more lenient one", "share", 0, 0.3, "assumed", "assumption: levers 4.3.A, the value of that block")] = 0.05
    label_cost_mult: A[float, number("cost of the label over that of two", "ratio", 0.5, 1, "assumed", "assumption: levers 4.3.A, the value of that block")] = 0.9
    label_shopping_p: A[float, number("share of labelled landlords that still find a more lenient label", "share", 0, 0.2, "assumed", "assumption: levers 4.3.A, .2 while there are two labels, none after")] = 0.0


def rewrite(rules: Rules, p: MergedLabel, standing: Standing) -> Rules:
    """At their next yearly audit the labelled houses under the more lenient of the two labels, and those that are
    crowded, must meet the norm of the joint label: one person a bed and a little more room. Their landlords comply and
    leave beds free that fall free. The joint label costs every labelled house a little less.

    Side effects: Labelled beds are lost with the crowding in them. No landlord drops the label for it, and the default
    leaves no milder one to go to. The saving goes to the agency that fills the bed; rents do not respond.
    """
    n, w = rules.norms, standing.weight
    left = min(n.lenient_left, towards(1.0, p.label_shopping_p / SHOPPING, w))
    norms = n._replace(
        lenient_left=left,
        label_quality=at_least(n.label_quality, p.label_quality, w),
        label_cost_ratio=n.label_cost_ratio * towards(1.0, p.label_cost_mult, w),
        audit_progress=max(n.audit_progress, in_turn(standing.weeks, AUDIT_WEEKS)) if left < 1.0 else n.audit_progress,
    )
    return rules._replace(norms=norms)


MERGED_LABEL = Lever(
    id="4.3.A",
    slug="merged_label",
    title_nl="Eén keurmerk uit SNF en AKF",
    title_en="One label out of SNF and AKF",
    stance="endorses; talks with the labels, which are willing; together with 2.1.A",
    class_="parameter",
    parameters=MergedLabel(),
    neutral={"label_quality": 0, "label_cost_mult": 1, "label_shopping_p": 0.2},
    rewrite=rewrite,
    sources=("LAW-H13", "LT59", "LT60"),
    milestones=lambda p: turns(AUDIT_WEEKS),
)
