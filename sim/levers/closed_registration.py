"""B14: start and end of work are notified, so that the State sees who lost a job."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least, both, with_programme
from sim.params import number
from sim.rules import Rules

A = Annotated


class ClosedRegistration(NamedTuple):
    """Parameters of block B14."""

    job_end_seen_p: A[float, number("share of lost jobs that the State sees", "share", 0, 0.95, "assumed", "assumption: levers B14, the value of that block")] = 0.8
    seen_rogue: A[float, number("the same at rogue agencies over that at others", "share", 0, 1, "assumed", "assumption: levers B14, they report late or not at all; no figure")] = 0.5
    outreach_p: A[float, number("share of those who are then offered help", "share", 0, 0.6, "assumed", "assumption: levers B14, the value of that block")] = 0.1
    lag_w: A[int, number("weeks from the end of the job to the offer", "weeks", 1, 12, "assumed", "assumption: levers B14, the value of that block")] = 4
    cost_per_person: A[float, number("cost of reaching one person", "EUR", 0, 2000, "assumed", "assumption: two hours of an adviser who speaks the language, and a form", "indexed")] = 150.0
    flow_link_p: A[float, number("share of restarted firms that are recognised by workers who went along, if all ends were seen", "share", 0, 0.9, "assumed", "assumption: levers B14, phoenix detection by worker flows; no figure")] = 0.3
    cost_eur_yr: A[float, number("yearly cost of the system to the State", "EUR/year", 0, 50000000, "assumed", "assumption: a register, a tool online and its staff", "indexed")] = 5000000.0


def rewrite(rules: Rules, p: ClosedRegistration, standing: Standing) -> Rules:
    """The State sees most lost jobs as they happen, and some weeks later offers help to part of those still without
    one: they learn their rights, claim the benefit they are entitled to, get a policy, and some of the homeless go
    home. Flows of workers betray part of the firms that start again under another name, which keep their record.

    Side effects: More benefits are claimed, which the State pays beside the system and the help. Rogue agencies report
    fewer ends and people without a working address are reached less, so help comes least to those who need it most.
    Nobody leaves a job sooner because help is near.
    """
    r, w = rules.registration, standing.weight
    rules = with_programme(rules, w * p.cost_eur_yr)
    seen = at_least(r.job_end_seen, p.job_end_seen_p, w)
    if seen <= 0.0:
        return rules
    registration = r._replace(
        job_end_seen=seen,
        job_end_seen_rogue=p.seen_rogue,
        outreach=at_least(r.outreach, p.outreach_p, w),
        outreach_lag=p.lag_w,
        outreach_cost=p.cost_per_person,
    )
    i = rules.inspection
    inspection = i._replace(record_link=both(i.record_link, p.flow_link_p * w * p.job_end_seen_p))
    return rules._replace(registration=registration, inspection=inspection)


CLOSED_REGISTRATION = Lever(
    id="B14",
    slug="closed_registration",
    title_nl="Sluitend registratieproces met online hulpmiddel",
    title_en="Closed registration with an online tool",
    stance="designs the process; the next cabinet can introduce it",
    class_="parameter",
    parameters=ClosedRegistration(),
    neutral={"job_end_seen_p": 0, "cost_eur_yr": 0},
    rewrite=rewrite,
    sources=("S135",),
)
