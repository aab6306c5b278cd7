"""B10: use of the scheme for the uninsured is monitored, and cost is recovered."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing
from sim.params import number
from sim.rules import Rules

A = Annotated

IN_PRACTICE = 0.6  # burden to practitioners (levers B10)


class SchemeRecovery(NamedTuple):
    """Parameters of block B10."""

    recover_from_state: A[float, number("share of what the scheme pays that comes back from states of origin", "share", 0, 0.6, "assumed", "assumption: levers B10, the value of that block")] = 0.1
    bill_migrant_p: A[float, number("share of patients who get the bill themselves", "share", 0, 0.5, "assumed", "assumption: levers B10, none: hard in practice")] = 0.0
    billing_fear: A[float, number("share of those who need care that a certain bill would keep away", "share", 0, 1, "assumed", "assumption: levers B10, fear delays care; G22 has half staying away as it is")] = 0.5
    gp_admin_barrier: A[float, number("burden of the scheme to general practitioners", "share", 0, 1, "assumed", "assumption: levers B10, the value of that block: 98% of claims come from hospitals (S88)")] = 0.6
    seek_gain: A[float, number("rise of those who seek care if that burden went from one to nothing", "share", 0, 1, "assumed", "assumption: levers B10, the nearest doctor is a practitioner; no figure")] = 0.3
    early_saving: A[float, number("fall of the cost of care then, since less of it ends in hospital", "share", 0, 1, "assumed", "assumption: levers B10, early care is cheaper; no figure")] = 0.3
    cost_per_file_eur: A[float, number("cost of a file from which to recover", "EUR", 0, 1000, "assumed", "assumption: levers B10, recovery may cost more than it yields: three hours a file", "indexed")] = 150.0


def rewrite(rules: Rules, p: SchemeRecovery, standing: Standing) -> Rules:
    """The State gets back part of what the scheme for the uninsured pays from states of origin, at the cost of a file
    for every patient. Where patients get the bill themselves, fewer people without cover seek the care they need; a
    smaller burden on practitioners brings more of them to care, earlier and cheaper.

    Side effects: Bills bring in little, since people without cover have little, and keep others from the doctor; the
    defaults send no bill and leave the burden as it is. There the file takes more than half of what comes back for an
    average patient. States of origin do not refuse more as more is asked.
    """
    c, w = rules.cover, standing.weight
    recover, bill = w * p.recover_from_state, w * p.bill_migrant_p
    lifted = w * (IN_PRACTICE - p.gp_admin_barrier)
    cover = c._replace(
        care_seek_ratio=c.care_seek_ratio * (1.0 - p.billing_fear * bill) * (1.0 + p.seek_gain * lifted),
        care_cost_ratio=c.care_cost_ratio * (1.0 - p.early_saving * lifted),
        scheme_recover=recover,
        scheme_bill=bill,
        scheme_file_cost=w * p.cost_per_file_eur if recover + bill > 0.0 else 0.0,
    )
    return rules._replace(cover=cover)


SCHEME_RECOVERY = Lever(
    id="B10",
    slug="scheme_recovery",
    title_nl="Zorg voor onverzekerden: volgen en verhalen",
    title_en="Care for the uninsured: monitoring and recovery",
    stance="adapts the existing scheme to monitor its use; recovery from the migrant is hard in practice",
    class_="mechanism",
    parameters=SchemeRecovery(),
    neutral={"recover_from_state": 0, "bill_migrant_p": 0, "gp_admin_barrier": 0.6},
    rewrite=rewrite,
    sources=("S88", "LAW-Z15", "LAW-Z16"),
)
