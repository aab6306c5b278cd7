"""6.1.E: visits come without a word beforehand."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least
from sim.params import number
from sim.rules import Rules

A = Annotated


class UnannouncedVisits(NamedTuple):
    """Parameters of block 6.1.E."""

    share_unannounced: A[float, number("share of visits without announcement", "share", 0, 1, "law", "assumption: levers 6.1.E, the value of that block")] = 0.7
    closed_doors: A[float, number("part of the visits without announcement that find nobody who can show the books", "share", 0, 0.5, "assumed", "assumption: levers 6.1.E, closed doors; no figure")] = 0.1


def rewrite(rules: Rules, p: UnannouncedVisits, standing: Standing) -> Rules:
    """More visits of the Inspectorate come without a word beforehand, so books cannot be dressed up and a visit to a
    violator more often finds something. Agencies that see more of their like caught come to expect it and cheat less.

    Side effects: Part of the visits that are no longer announced meet closed doors and count as not made, so that the
    Inspectorate makes and the State pays for a few fewer; with more than a fifth of them less is found than before.
    Municipal checks of houses count as unannounced already, so crowding is found no sooner. That a private label which
    visits unannounced loses clients is not in the model, nor a duty to report beyond what labels report already.
    """
    i = rules.inspection
    share = at_least(i.unannounced_share, p.share_unannounced, standing.weight)
    lost = (share - i.unannounced_share) * p.closed_doors
    visits = i.inspectorate_visits * (1.0 - lost)
    return rules._replace(inspection=i._replace(unannounced_share=share, inspectorate_visits=visits))


UNANNOUNCED_VISITS = Lever(
    id="6.1.E",
    slug="unannounced_visits",
    title_nl="Onaangekondigd inspecteren en meldplicht",
    title_en="Unannounced visits and duty to report",
    stance="supports the principle; sees practical and legal snags; talks with the labels",
    class_="parameter",
    parameters=UnannouncedVisits(),
    neutral={"share_unannounced": 0},
    rewrite=rewrite,
    sources=("LT00",),
    last=True,
)
