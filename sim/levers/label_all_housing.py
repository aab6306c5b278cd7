"""4.3.D: hotels, holiday parks and rooms are asked to get the label of houses too."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least, in_turn, turns
from sim.params import number
from sim.rules import Rules

A = Annotated
COVERED = 0.4  # share of all beds of migrants with a label (levers 4.3.D)


class LabelAllHousing(NamedTuple):
    """Parameters of block 4.3.D."""

    label_coverage: A[float, number("share of all beds of migrants under a label", "share", 0, 1, "assumed", "assumption: levers 4.3.D, from .4 to .7")] = 0.7
    lag_w: A[int, number("weeks within which houses are asked", "weeks", 0, 260, "assumed", "assumption: two years of inspections")] = 104
    entry_cost_eur_bed: A[float, number("cost of bringing a bed to the label", "EUR/bed", 0, 2000, "assumed", "assumption: fire safety and an inspection; no figure", "indexed")] = 150.0
    small_exit: A[float, number("share of the smallest private houses that stop when asked", "share", 0, 1, "assumed", "assumption: levers 4.3.D, small private rooms leave the market; no figure")] = 0.1
    kept_unlabelled: A[float, number("part of the rent of a bed without label that is still kept from the wage", "share", 0, 1, "assumed", "assumption: LAW-D01 allows none; once every form can have a label half of the agencies are held to it")] = 0.5
    unpaid_share: A[float, number("share of quarters in which a tenant who pays himself does not", "share", 0, 0.5, "assumed", "assumption: arrears in cheap rentals are some per cent; no figure")] = 0.05


def rewrite(rules: Rules, p: LabelAllHousing, standing: Standing) -> Rules:
    """Part of the houses without label are asked, in turn, to get one. A landlord does so once the house is down to one
    person a bed, where that costs few persons; the label keeps it from being closed after a check and draws seekers to
    it. Of the rent of a bed without label a smaller part may be kept from the wage.

    Side effects: The most crowded houses stay outside, some of the smallest private ones stop, and bringing a bed to
    the label costs the landlord money. The part of the rent that the tenant pays himself is sometimes not paid, a loss
    to the agency and in the end perhaps of the bed.
    """
    # the block counts the beds of all migrants, of which .4 had a label; the model moves that part of the rest
    share = max(0.0, (p.label_coverage - COVERED) / (1.0 - COVERED)) * standing.weight
    if share <= 0.0:
        return rules
    norms = rules.norms._replace(
        label_reach=share * in_turn(standing.weeks, p.lag_w),
        label_entry_cost=p.entry_cost_eur_bed,
        label_small_exit=p.small_exit,
    )
    housing = rules.housing._replace(rent_unpaid=at_least(rules.housing.rent_unpaid, p.unpaid_share, standing.weight))
    kept = 1.0 - standing.weight * (1.0 - p.kept_unlabelled)
    pay = rules.pay._replace(unlabelled_kept=min(rules.pay.unlabelled_kept, kept))
    return rules._replace(norms=norms, housing=housing, pay=pay)


LABEL_ALL_HOUSING = Lever(
    id="4.3.D",
    slug="label_all_housing",
    title_nl="Keurmerk ook voor overige woonvormen",
    title_en="Label also for other forms of housing",
    stance="taken along in 2.1.A and 4.3.A",
    class_="parameter",
    parameters=LabelAllHousing(),
    neutral={"label_coverage": 0.4},
    rewrite=rewrite,
    sources=("LAW-X08", "LAW-D01"),
    milestones=lambda p: turns(p.lag_w),
)
