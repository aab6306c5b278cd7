"""Phase 3: what an agency weighs before a clock, how long it pays who has no work, and who may not be replaced yet."""

import math

import numpy as np
import pytest

from sim.phases.employment.ends_at_clock import MARGIN_LOST, weighed_by
from sim.phases.employment.ends_by_rule import paid_weeks
from sim.phases.shared.contract_clocks import end_terms
from sim.state.codes import Contract
from tests.unit.phases.hand import Hand
from tests.unit.phases.test_ends import clock_world


def chance(cost: float, world: Hand) -> float:
    """Of a dismissal, where keeping the worker costs so much."""
    t = world.behaviour.threshold
    new = t.replace_cost + t.vacancy_weeks * MARGIN_LOST * weighed_by(end_terms(world.week())).week
    return 1 / (1 + math.exp(-(cost - new - t.reluctance) / t.spread))


def test_an_empty_place_costs_its_margin_after_the_clause_too():
    world = Hand(1)
    world.act("threshold", replace_cost=800.0, vacancy_weeks=3.0)
    world.law("contract", clause_replace_cost=200.0)
    weighed = weighed_by(end_terms(world.week()))
    empty = 3.0 * MARGIN_LOST * weighed.week
    assert weighed.week > 500.0 and weighed.new == 800.0 + empty
    assert weighed.clause_new == pytest.approx(200.0 + empty)


def test_a_contract_without_end_counts_twice_the_risk_of_phase_b():
    seen = []
    for form, begins in ((Contract.A_SERIES, 0), (Contract.B, 1)):
        world = clock_world(np.zeros(6000, int))
        contract, thr = world.rules.contract, world.behaviour.threshold
        limit = contract.phase_a_weeks + begins * contract.phase_b_weeks
        world.m.contract[:] = form
        gone = 0
        for clock in range(limit - thr.window_weeks, limit):  # nobody is really sent away
            world.m.phase_weeks[:] = clock
            gone += world.end()[0].size
        phase_b = weighed_by(end_terms(world.week())).phase_b
        seen.append(gone / 6000)
        assert seen[-1] == pytest.approx(chance((1 + begins) * phase_b, world), abs=0.02)
    assert seen[1] > seen[0] + 0.04, "the two are told apart"


def test_phase_c_is_paid_a_whole_term_and_phase_b_what_is_left_of_it():
    assert {paid_weeks(1, 5, person, Contract.C, 20) for person in range(300)} == {21}
    left = np.array([paid_weeks(1, 5, person, Contract.B, 20) for person in range(4000)])
    assert (left.min(), left.max()) == (1, 20) and left.mean() == pytest.approx(10.5, abs=0.3)


@pytest.mark.parametrize("phase, there, form, ended", [
    (30, 2, Contract.A_CLAUSE, False), (30, 3, Contract.A_CLAUSE, False), (30, 4, Contract.A_CLAUSE, True),
    (3, 2, Contract.A_CLAUSE, True), (4, 2, Contract.A_CLAUSE, True), (30, 2, Contract.A_SERIES, True),
])  # fmt: skip
def test_a_further_clause_contract_at_a_hirer_lasts_a_least_term(phase, there, form, ended):
    world = Hand(40)
    world.employ(form=form, weeks=phase)
    world.m.weeks_at_hirer[:] = there
    world.separation(weibull_scale=1e-6, replacement_share=1.0, individual_share=1.0)
    world.law("contract", clause_term_min_weeks=4)
    assert world.end()[0].size == (40 if ended else 0)
