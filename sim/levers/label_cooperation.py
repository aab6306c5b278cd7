"""4.3.E: municipalities and labels of houses share what they find."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, in_turn, turns
from sim.params import number
from sim.rules import Rules

A = Annotated
AUDIT_WEEKS = 52  # every location is inspected each year (LAW-H13)


class LabelCooperation(NamedTuple):
    """Parameters of block 4.3.E."""

    share_p: A[float, number("share of houses where they share what they find", "share", 0, 1, "assumed", "assumption: levers 4.3.E, the value of that block")] = 0.5
    detect_mult: A[float, number("checks of houses without label there, with visits to labelled ones saved, over those before", "ratio", 1, 2, "assumed", "assumption: levers 4.3.E, the value of that block")] = 1.2
    leaving: A[float, number("share of crowded landlords who drop the label when it tells", "share", 0, 1, "assumed", "assumption: levers 4.3.E, labels lose clients; no figure")] = 0.3


def rewrite(rules: Rules, p: LabelCooperation, standing: Standing) -> Rules:
    """Municipalities and label bodies tell each other what they find. Houses without label are checked somewhat oftener
    with the visits saved at labelled ones, and a labelled house that is crowded must at its next yearly audit come down
    to one person a bed.

    Side effects: Some landlords of such houses drop the label instead and stay as full, where a check may now close
    them. People in a house that is cleared or closed must find another bed. No cost is booked, since it is the same
    number of visits.
    """
    share = p.share_p * standing.weight
    if share <= 0.0:
        return rules
    n = rules.norms
    norms = n._replace(
        check_ratio=n.check_ratio * (1.0 + share * (p.detect_mult - 1.0)),
        label_shared=share,
        label_leaving=p.leaving,
        audit_progress=max(n.audit_progress, in_turn(standing.weeks, AUDIT_WEEKS)),
    )
    return rules._replace(norms=norms)


LABEL_COOPERATION = Lever(
    id="4.3.E",
    slug="label_cooperation",
    title_nl="Samenwerking van gemeenten en keurmerken",
    title_en="Municipalities and labels enforce together",
    stance="declines a label as a condition of a permit; cooperation itself goes into 6.1.A, 6.1.B and 6.1.E",
    class_="parameter",
    parameters=LabelCooperation(),
    neutral={"share_p": 0},
    rewrite=rewrite,
    sources=("LAW-H13",),
    milestones=lambda p: turns(AUDIT_WEEKS),
)
