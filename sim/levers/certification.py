"""2.1.A: lending workers needs admission; private inspectors look first, a public register tells hirers."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing
from sim.params import number
from sim.rules import Rules

A = Annotated


class Certification(NamedTuple):
    """Parameters of block 2.1.A; what the block leaves open is an assumption of equations.md section 1."""

    gate_on: A[int, number("1: lending needs admission", "0/1", 0, 1, "law", "LAW-X01")] = 1
    p_pass_rogue: A[float, number("chance that a rogue firm passes an inspection", "share", 0.05, 0.7, "assumed", "assumption: levers 2.1.A, the value of that block")] = 0.35
    p_first_fail: A[float, number("share of honest firms that fail the first inspection", "share", 0, 0.9, "measured", "L2.11")] = 0.5
    p_fail_bona_second: A[float, number("share of honest firms that fail after repair", "share", 0, 0.15, "assumed", "assumption: levers 2.1.A, the value of that block")] = 0.05
    apply_w: A[int, number("weeks from its start within which who lends already must apply; 0: no term, from the news on", "weeks", 0, 104, "law", "LAW-X05")] = 0
    late_share: A[float, number("share of them that apply in the last eight weeks of that term", "share", 0, 0.9, "assumed", "assumption: most wait for the end of a term; .3-.9, no figure")] = 0.6
    applicants: A[float, number("lenders in the country that apply within that term, those outside the model included", "firms", 1000, 30000, "assumed", "L2.03")] = 6500.0
    label_route: A[int, number("1: a label stands in for the inspection, and label holders go first", "0/1", 0, 1, "law", "LAW-X05")] = 0
    review_weeks: A[int, number("weeks from application to decision without a queue", "weeks", 4, 26, "assumed", "assumption: levers 2.1.A, the value of that block")] = 10
    reviews_per_year: A[float, number("applications that can be decided on", "1/year", 1000, 50000, "assumed", "assumption: all active firms within a year and a half")] = 9000.0
    audit_interval_w: A[int, number("weeks between audits", "weeks", 26, 104, "law", "LAW-X08")] = 26
    audit_cost_eur_yr: A[float, number("yearly cost of admission to a firm", "EUR/year", 0, 20000, "assumed", "assumption: levers 2.1.A, the value of that block", "indexed")] = 5000.0
    p_audit_finds: A[float, number("chance that an audit finds a rogue firm", "share", 0.1, 0.6, "assumed", "assumption: equations.md section 1")] = 0.3
    p_revoke_if_detected: A[float, number("chance that a finding costs the admission", "share", 0, 0.95, "assumed", "assumption: levers 2.1.A, the value of that block")] = 0.6
    transition_w: A[int, number("weeks until the ban bites", "weeks", 0, 104, "law", "LAW-X06")] = 52
    register_check: A[float, number("share of hirers that check the register", "share", 0, 1, "assumed", "assumption: equations.md section 1")] = 0.7
    ban_chance: A[float, number("chance a year that a hirer expects to be fined for a supplier without admission", "1/year", 0, 0.5, "assumed", "assumption: a few visits in a hundred")] = 0.03
    stay_outside: A[float, number("share of refused or expelled rogue firms that go on without admission", "share", 0, 1, "assumed", "assumption: who finds hirers that do not check")] = 0.5
    shell_share: A[float, number("share of those that know of an admitted firm for sale", "share", 0, 1, "assumed", "assumption: levers 2.1.A, buying an admitted shell; no figure")] = 0.2
    shell_price_eur: A[float, number("price of an admitted firm without business", "EUR", 0, 250000, "assumed", "assumption: some years of the cost of admission", "indexed")] = 25000.0
    body_cost_eur_yr: A[float, number("yearly cost of the admission body that fees do not cover", "EUR/year", 0, 50000000, "assumed", "assumption: half of what supervision of admission was granted (E3)", "indexed")] = 5e6


def rewrite(rules: Rules, p: Certification, standing: Standing) -> Rules:
    """Whoever lends workers needs admission, which takes an inspection first and audits after it; a finding may cost
    it, or keep a firm from getting it, so that cheating puts the whole firm at stake. Once the transition is over, an agency without admission is
    barred: hirers who check the register drop it when they next review their suppliers, and the others count on a fine.
    Owners weigh this cost against what the firm earns before they apply, found a firm or start again.

    Side effects: Some small honest firms stop, or sell themselves to a larger one together with clients and workers;
    some rogue firms pass on paper, buy an admitted firm without business, move their seat abroad out of the gate's
    reach (2.1.H), or go on for hirers who do not look. Admission itself does not make hirers leave agency work; they
    only do so as far as hire rates rise.
    """
    if p.gate_on == 0:
        return rules
    admission = rules.admission._replace(
        gate=1,
        gate_from=standing.start,
        gate_new_from=standing.new_from,
        gate_enforced=int(standing.weeks >= p.transition_w),
        pass_rogue=p.p_pass_rogue,
        first_fail=p.p_first_fail,
        second_fail=p.p_fail_bona_second,
        apply_weeks=p.apply_w,
        apply_late=p.late_share,
        applicants=p.applicants,
        label_route=p.label_route,
        review_weeks=p.review_weeks,
        reviews_per_year=p.reviews_per_year,
        audit_weeks=p.audit_interval_w,
        audit_cost=p.audit_cost_eur_yr,
        audit_find=p.p_audit_finds,
        revoke=p.p_revoke_if_detected,
        register_check=p.register_check,
        ban_chance=p.ban_chance,
        stay_outside=p.stay_outside,
        shell_share=p.shell_share,
        shell_price=p.shell_price_eur,
        body_cost=p.body_cost_eur_yr,
    )
    return rules._replace(admission=admission)


CERTIFICATION = Lever(
    id="2.1.A",
    slug="certification",
    title_nl="Verplichte certificering van uitzendbureaus",
    title_en="Mandatory certification (admission) of agencies",
    stance="adopts; introduction is for the next cabinet",
    class_="mechanism",
    parameters=Certification(),
    neutral={"gate_on": 0},
    rewrite=rewrite,
    sources=("LAW-X01", "LAW-X04", "LAW-X05", "LAW-X06", "LAW-X08", "LAW-X10", "L2.03", "L2.11"),
    milestones=lambda p: (p.transition_w,),
    tells_new=True,
    at_once="It has a term of its own: set transition_w.",
)
