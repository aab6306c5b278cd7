"""A tiny lever has a tiny effect, and worlds at the edge of their ranges run to the end with the invariants kept."""

import datetime as dt
import functools

import pytest

from sim.state.ledger import Tally
from tests.levers.harness import LEVERS_OF, Weeks, scenario, smoke_run, watched_run

pytestmark = pytest.mark.slow

SEEDS = (1, 2, 3)
CLAUSE, DEPOSIT = "uitzendbeding-26-weeks", "deposit"
TINY_DEPOSIT = ("lever.deposit.deposit_eur", 1.0)
TINY_CLAUSE = ("lever.clause_limit.clause_max_w", 77)


@functools.cache
def run(seed: int, policy: str | None = None, *changes: tuple[str, float]) -> Weeks:
    return watched_run(seed, "desk", "2022-06-27", policy, **dict(changes))


def effect(policy: str, tally: Tally, *changes: tuple[str, float]) -> float:
    """Events in the first year of a policy less those in the base, summed over the seeds."""
    year = run(1).between(dt.date(2021, 7, 5), dt.date(2022, 6, 27))
    return sum(run(s, policy, *changes).count(tally, year) - run(s).count(tally, year) for s in SEEDS)


def shift(policy: str, outcome: str, *changes: tuple[str, float]) -> float:
    """Mean size of the change in an outcome, over the first half of 2022 and the seeds, as a share of the base."""
    weeks = run(1).between(dt.date(2022, 1, 3), dt.date(2022, 6, 27))
    base = [run(s).mean(outcome, weeks) for s in SEEDS]
    other = [run(s, policy, *changes).mean(outcome, weeks) for s in SEEDS]
    return sum(abs(o / b - 1.0) for o, b in zip(other, base, strict=True)) / len(SEEDS)


def test_a_deposit_of_one_euro_does_next_to_nothing():
    for tally in (Tally.EXITS, Tally.HONEST_SMALL_EXITS):
        assert abs(effect(DEPOSIT, tally, TINY_DEPOSIT)) < 0.05 * effect(DEPOSIT, tally), tally.name
    assert abs(effect(DEPOSIT, Tally.ENTRIES, TINY_DEPOSIT)) < 0.25 * -effect(DEPOSIT, Tally.ENTRIES)
    assert shift(DEPOSIT, "agency_count", TINY_DEPOSIT) < 0.02 < 0.3 < shift(DEPOSIT, "agency_count")


def test_a_clause_one_week_shorter_does_far_less_than_one_of_26_weeks():
    # at each worker it is weighed anew, as at 26 weeks, whatever is left of phase A: those few who get there are
    # sent away as often, so that the ratio is that of who lasts 73 weeks to who lasts 22
    full = effect(CLAUSE, Tally.THRESHOLD_ENDS)
    assert full > 100
    assert abs(effect(CLAUSE, Tally.THRESHOLD_ENDS, TINY_CLAUSE)) < 0.4 * full


@pytest.mark.parametrize("policy, tiny", [(DEPOSIT, TINY_DEPOSIT), (CLAUSE, TINY_CLAUSE)])
def test_a_tiny_lever_leaves_the_headlines_where_they_are(policy, tiny):
    for outcome, most in (
        ("agency_migrants_present", 0.005), ("hire_rate_eur_per_hour", 0.002), ("uninsured_share", 0.03),
        ("vacancy_unfilled_share", 0.05), ("homeless_share", 0.10),
    ):  # fmt: skip
        assert shift(policy, outcome, tiny) < most, outcome


VISITS = ("inspectorate_visits", "sector_body_visits", "tax_audits")
EDGES = {
    "nobody inspects": {f"law.inspection.{name}": 0 for name in (*VISITS, "label_audits_per_firm")},
    "inspected everywhere": {f"law.inspection.{name}": 20_000 for name in VISITS}
    | {"law.inspection.label_audits_per_firm": 12, "behaviour.enforcement.p_fine": 0.5},
    "few beds": {
        "world.certified_beds": 80_000, "world.uncertified_beds": 20_000, "world.certified_locations": 8_000,
        "lever.decoupling.withdrawal": 0.3, "lever.own_tenancy.withdrawal": 0.3,
    },
    "many beds": {"world.certified_beds": 142_000, "world.uncertified_beds": 80_000},
    "no hirer looks": {"lever.certification.register_check": 0, "behaviour.switch.awareness": 0},
    "all hirers look": {"lever.certification.register_check": 1, "lever.certification.stay_outside": 1},
    "the gate lets all through": {
        "lever.certification.p_pass_rogue": 0.7, "lever.certification.p_first_fail": 0,
        "lever.certification.p_fail_bona_second": 0, "lever.certification.p_revoke_if_detected": 0,
    },
    "the gate is narrow": {
        "lever.certification.p_pass_rogue": 0.05, "lever.certification.p_first_fail": 0.9,
        "lever.certification.reviews_per_year": 1_000, "lever.certification.review_weeks": 26,
        "lever.certification.p_revoke_if_detected": 0.95, "lever.certification.stay_outside": 0,
    },
    "a deposit few can pay": {
        "lever.deposit.deposit_eur": 250_000, "lever.deposit.form": "cash", "lever.deposit.wage_priority": 0,
    },
    "all would cheat": {"behaviour.extraction.integrity_mean": 0.5, "behaviour.phoenix.restart": 0.9},
    "no response": {
        f"behaviour.switch.{name}": 0
        for name in ("deterrence_learning", "price_response", "awareness", "displacement", "anticipation")
    },
    "the shortest clause": {"lever.clause_limit.clause_max_w": 8, "lever.clause_limit.spike_window_w": 8},
    "all beds apart": {
        "lever.decoupling.effective_decoupling": 1, "lever.decoupling.post_job_stay_w": 13,
        "lever.decoupling.rent_after_job_share": 2, "lever.own_tenancy.compliance": 0.95,
        "lever.own_tenancy.short_stay_max_w": 1, "lever.own_tenancy.notice_regular_w": 26,
    },
}  # fmt: skip


@pytest.mark.parametrize("name", EDGES)
def test_the_edge_of_the_ranges_keeps_the_invariants(name):
    policy = scenario(LEVERS_OF["all-four"], 4, -15, certification={"transition_w": 10})
    model = smoke_run(policy, **{"run.check": 1} | EDGES[name])
    assert model.week == 52 and model.rules.admission.gate_enforced == 1
    found = model.outcomes()
    assert found["migrants_present"] > 100_000 and found["agency_count"] > 0
    if name == "nobody inspects":
        assert found["inspections_per_year"] == 0 and not model.state.agencies.visits.any()
