"""B04: whoever directs the work is presumed to be the employer, unless he shows otherwise."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, both
from sim.params import number
from sim.rules import Rules

A = Annotated


class PresumedEmployer(NamedTuple):
    """Parameters of block B04."""

    presume_share: A[float, number("share of agency work the presumption holds for", "share", 0, 1, "law", "assumption: levers B04, the value of that block")] = 1.0
    p_rebut: A[float, number("share of hirers who rebut it", "share", 0, 0.8, "assumed", "assumption: levers B04, the value of that block")] = 0.3
    phase_in_w: A[int, number("weeks in which it comes to hold", "weeks", 0, 104, "law", "assumption: levers B04, the value of that block")] = 26
    hirer_termination_cost_w: A[float, number("weeks of wage it costs a hirer to end a job", "weeks", 0, 13, "assumed", "assumption: levers B04, the value of that block")] = 4.0
    dismissed_share: A[float, number("share of jobs that end because the hirer wants it", "share", 0, 1, "assumed", "assumption: demand and replacement, equations.md section 2; the rest quits or has done the season")] = 0.4
    job_weeks: A[float, number("mean weeks of a job", "weeks", 13, 104, "assumed", "assumption: equations.md section 2, a mean spell of 26 weeks")] = 26.0
    sick_cost: A[float, number("cost of sick pay to an employer, where the clause leaves it to the State now", "share of cost", 0, 0.1, "assumed", "assumption: some 3% of hours")] = 0.03
    payroll_share: A[float, number("share of hirers under it that pay wages and tax themselves, so that no agency can keep them back", "share", 0, 1, "assumed", "assumption: the agency becomes a broker there; elsewhere it goes on paying in their name")] = 0.5
    claim_chance: A[float, number("chance a year that a hirer expects to answer for a cheating supplier as its workers' employer, beside that of practice", "1/year", 0, 0.5, "assumed", "assumption: the worker can turn to him directly; with practice five times practice")] = 0.04
    avoid_share: A[float, number("share of the agency work driven out that goes to self-employment, subcontracting and posting", "share", 0, 1, "assumed", "assumption: levers B04, bogus self-employment and posting; they hold .23 of the other forms")] = 0.35


def rewrite(rules: Rules, p: PresumedEmployer, standing: Standing) -> Rules:
    """Most hirers come to be the employer of their agency workers: they answer for unpaid wages and tax, which they count
    as a cost of a supplier whose rate is too low to be true, and owe notice to those they send away, so fewer are
    replaced and agency work costs them more. Where the hirer pays wages and tax himself an agency gains less by keeping
    them back, and aims at less at its quarterly review.

    Side effects: Hirers give up part of their agency work, honest agencies with it: the most goes to direct jobs, where
    part of the workers go along, the rest to postings, self-employment and subcontracting outside the presumption.
    Cheats turn to housing and health cover. That hirers hire more carefully is not in the model.
    """
    come = 1.0 if p.phase_in_w == 0 else min(1.0, (standing.weeks + 1) / p.phase_in_w)
    q = p.presume_share * (1.0 - p.p_rebut) * come
    if q <= 0.0:
        return rules
    old, c = rules.liability, rules.contract
    duties = p.hirer_termination_cost_w * p.dismissed_share / p.job_weeks + p.sick_cost
    liability = old._replace(
        wage_share=max(old.wage_share, q),
        tax_share=max(old.tax_share, q),
        claim_chance=max(old.claim_chance, q * p.claim_chance),
        employer_cost=old.employer_cost + q * duties,
        dismissal_weeks=max(old.dismissal_weeks, q * p.hirer_termination_cost_w),
        avoid_share=max(old.avoid_share, p.avoid_share),
    )
    contract = c._replace(replacement_forbidden=both(c.replacement_forbidden, q))
    held = q * p.payroll_share
    return rules._replace(
        liability=liability,
        contract=contract,
        pay=rules.pay._replace(withholding_cost=max(rules.pay.withholding_cost, held)),
        tax=rules.tax._replace(blocked_account_cost=max(rules.tax.blocked_account_cost, held)),
    )


PRESUMED_EMPLOYER = Lever(
    id="B04",
    slug="presumed_employer",
    title_nl="Verondersteld werkgeverschap van de inlener",
    title_en="Hirer presumed to be the employer",
    stance="names it as an option (fiche 19)",
    class_="mechanism",
    parameters=PresumedEmployer(),
    neutral={"presume_share": 0},
    rewrite=rewrite,
    sources=("LT89",),
    milestones=lambda p: tuple(range(p.phase_in_w + 1)),
    at_once="It has a term of its own: set phase_in_w.",
)
