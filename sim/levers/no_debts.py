"""2.2.C: migrants do not start with a debt to their agency, and little is kept from the wage for it."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing
from sim.params import number
from sim.rules import Rules

A = Annotated


class NoDebts(NamedTuple):
    """Parameters of block 2.2.C."""

    debt_cap_eur: A[float, number("most that an agency may advance to a new arrival", "EUR", 0, 2000, "law", "assumption: levers 2.2.C, the value of that block", "nominal")] = 0.0
    deduction_cap_share: A[float, number("most of the minimum wage that may be kept for a debt", "share", 0, 0.25, "law", "LAW-D01")] = 0.25
    debt_cancelled_at_end: A[int, number("1: what is still owed to a recruiter or landlord is void when the job ends, as the agency's own claim is", "0/1", 0, 1, "law", "assumption: levers 2.2.C, an open choice")] = 0
    compliance_bona: A[float, number("share of agencies that keep to it", "share", 0, 1, "assumed", "assumption: levers 2.2.B, .9 of such a rule in the agreement")] = 0.9
    compliance_rogue: A[float, number("the same of rogue agencies", "share", 0, 1, "assumed", "assumption: levers 2.2.C, the value of that block")] = 0.3
    moved_share: A[float, number("share of those without an advance who owe it to a recruiter abroad or a landlord", "share", 0, 1, "assumed", "assumption: levers 2.2.C, the debt is moved; no figure")] = 0.4
    moved_cost: A[float, number("what is owed there over what was advanced", "ratio", 1, 3, "assumed", "assumption: a fee or interest of a third; no figure")] = 1.3
    moved_binds: A[float, number("how far such a debt ties a worker to the agency, 1 as a debt to itself", "0..1", 0, 1, "assumed", "assumption: half of the recruiters work with the agency; no figure")] = 0.5


def rewrite(rules: Rules, p: NoDebts, standing: Standing) -> Rules:
    """An agency that keeps to it no longer advances a new arrival the cost of the journey, and keeps no more than the
    set part of the minimum wage for a debt that exists. A worker without debt depends less on the agency: wronged
    workers complain sooner and others leave sooner.

    Side effects: Nobody pays for the journey instead, so part of the arrivals come with less money, and part owe a
    recruiter or landlord more than the agency would have lent; that debt runs on after the job unless it is made void,
    and still binds in part. Rogue agencies keep to it seldom. Fewer recruits for want of money is not in the model.
    """
    if p.compliance_bona <= 0.0 and p.compliance_rogue <= 0.0:
        return rules
    old, w = rules.pay, standing.weight
    pay = old._replace(
        debt_cap=min(old.debt_cap, p.debt_cap_eur),
        debt_deduction=min(old.debt_deduction, p.deduction_cap_share),
        debt_kept=w * p.compliance_bona,
        debt_kept_rogue=w * p.compliance_rogue,
        debt_moved=p.moved_share,
        debt_moved_cost=p.moved_cost,
        debt_moved_binds=p.moved_binds,
        debt_moved_void=max(old.debt_moved_void, p.debt_cancelled_at_end),
    )
    return rules._replace(pay=pay)


NO_DEBTS = Lever(
    id="2.2.C",
    slug="no_debts",
    title_nl="Geen schulden opbouwen",
    title_en="No debts to the agency",
    stance="encourages the parties to the collective agreement; takes it up in talks with the social partners",
    class_="mechanism",
    parameters=NoDebts(),
    neutral={"compliance_bona": 0, "compliance_rogue": 0},
    rewrite=rewrite,
    sources=("LAW-D01", "LT44", "LT45"),
)
