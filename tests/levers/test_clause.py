"""The agency clause for some weeks only: what it turns into, dismissals before the clock, and the news of it."""

import numpy as np
import pytest

from sim.behaviour.people import Thresholds
from sim.core.calendar import now
from sim.phases.employment.after_end_pay import notice_pay
from sim.phases.employment.ends import end_placements
from sim.phases.employment.hire import contract_form
from sim.phases.shared.contract_clocks import next_contract_cost
from sim.rules import ContractRules
from sim.state.codes import Contract, EndCause
from tests.unit.phases.hand import Hand
from tests.unit.phases.test_careers import age, still
from tests.unit.phases.test_ends import clock_world, fall_ill, sick_world

BASE = ContractRules()
LIMITED = BASE._replace(clause_max_weeks=26)
FAR = 32767


def dismissed(world: Hand, coming: ContractRules | None = None, ahead: int = FAR) -> np.ndarray:
    """Rows sent away this week because a clock runs out, where rules to come are so many weeks ahead."""
    foreseen = world.rules._replace(contract=coming or world.rules.contract)
    rows, causes = world.call(end_placements, foreseen=foreseen, ahead=ahead).ended
    assert (causes == EndCause.THRESHOLD).all()
    return rows


@pytest.mark.parametrize("weeks, form, after", [
    (24, Contract.A_CLAUSE, Contract.A_CLAUSE), (25, Contract.A_CLAUSE, Contract.A_SERIES),
    (40, Contract.A_CLAUSE, Contract.A_SERIES), (25, Contract.A_SERIES, Contract.A_SERIES),
    (77, Contract.A_CLAUSE, Contract.B), (100, Contract.B, Contract.B),
])  # fmt: skip
def test_the_clause_runs_out_at_26_worked_weeks(weeks, form, after):
    world = still(Hand(1))
    world.employ(form=form, weeks=weeks)
    world.law("contract", clause_max_weeks=26)
    age(world)
    assert world.m.contract[0] == after


def test_sickness_is_no_reason_to_end_the_clause_where_it_is_paid_under_the_clause_too():
    thresholds, later = Thresholds(), BASE._replace(clause_ends_at_sickness=0)
    costs = [next_contract_cost(False, 500.0, contract, thresholds, 0.7) for contract in (BASE, later)]
    assert costs[0] > costs[1] == 0.0
    sent_away = []
    for rule in (1, 0):
        world = clock_world(np.repeat(np.arange(15, 40), 400))
        world.law("contract", clause_max_weeks=26, clause_ends_at_sickness=rule)
        sent_away.append(dismissed(world).size)
    assert sent_away[0] > sent_away[1] > 0


def test_a_limit_for_new_jobs_leaves_older_ones_alone():
    world = still(Hand(2))
    world.employ(weeks=40)
    world.m.spell_start[:] = 59, 60
    world.law("contract", clause_max_weeks=26, clause_new_from=60)
    age(world)
    assert world.m.contract.tolist() == [Contract.A_CLAUSE, Contract.A_SERIES]
    world = clock_world(np.full(4000, 22))
    world.law("contract", clause_max_weeks=26, clause_new_from=60)
    world.m.spell_start[:2000], world.m.spell_start[2000:] = 59, 60
    assert dismissed(world).min() >= 2000


def test_a_new_job_after_the_limit_is_without_clause():
    thresholds, week = Hand(1).behaviour.threshold, now(1, 5, 1.0)
    forms = {weeks: {contract_form(week, i, weeks, LIMITED, thresholds) for i in range(200)} for weeks in (25, 26, 77)}
    assert forms == {25: {Contract.A_CLAUSE, Contract.A_SERIES}, 26: {Contract.A_SERIES}, 77: {Contract.A_SERIES}}
    assert {contract_form(week, i, 60, BASE, thresholds) for i in range(200)} == forms[25]


@pytest.mark.parametrize("limit, window", [(26, 4), (26, 1), (12, 4), (52, 8)])
def test_dismissals_come_in_the_weeks_before_the_clock_only(limit, window):
    world = clock_world(np.repeat(np.arange(limit - 10, limit + 10), 1000))
    assert dismissed(world).size == 0, "a clause as long as phase A has no clock of its own"
    world.law("contract", clause_max_weeks=limit, clause_window_weeks=window)
    at = world.m.phase_weeks[dismissed(world)]
    assert set(at.tolist()) == set(range(limit - window, limit))


def over_the_clock(**law) -> float:
    """Share of 3,000 sent away while their clock runs from week 20 to 30; nobody is really sent away."""
    world, seen = clock_world(np.full(3000, 20)), []
    world.law("contract", clause_max_weeks=26, **law)
    for _ in range(10):
        seen += dismissed(world).tolist()
        world.m.phase_weeks[:] += 1
    assert len(seen) == len(set(seen)), "each is weighed once"
    return len(seen) / 3000


def test_what_comes_after_the_clause_and_a_new_worker_are_weighed_against_each_other():
    usual = over_the_clock()
    assert 0.02 < usual < 0.6
    assert over_the_clock(clause_replace_cost=3000.0) < 0.5 * usual, "a new worker is dear"
    assert over_the_clock(post_clause_notice_weeks=4.0) > 1.2 * usual, "notice after the clause is dear"
    assert over_the_clock(idle_unpaid_weeks=0) > 1.2 * usual, "idle hours are paid after the clause"


def test_a_ban_on_replacement_dismissals_removes_those_before_the_clock():
    usual = over_the_clock()
    assert over_the_clock(replacement_forbidden=1.0) == 0.0
    assert over_the_clock(replacement_forbidden=0.5) == pytest.approx(0.5 * usual, rel=0.25)


def foreseen(clock: int, ahead: int, base: ContractRules = BASE, coming: ContractRules = LIMITED) -> int:
    """Dismissals among 2,000 at a week of the clock, when the limit enters so many weeks ahead."""
    world = clock_world(np.full(2000, clock))
    world.law("contract", **base._asdict())
    return dismissed(world, coming, ahead).size


def test_the_announced_limit_is_foreseen_for_those_who_will_be_past_it():
    assert foreseen(40, FAR) == foreseen(40, 30) == foreseen(40, 5) == 0
    assert min(foreseen(40, ahead) for ahead in (4, 3, 2, 1)) > 10
    assert foreseen(24, 3) > 10 and foreseen(23, 3) > 10 and foreseen(22, 3) == 0, "22 + 3 weeks is not past it"
    assert sum(foreseen(40, ahead) for ahead in (4, 3, 2, 1)) == pytest.approx(2000 * over_the_clock(), rel=0.2)


def test_nothing_is_foreseen_where_it_will_not_hold():
    assert foreseen(40, 2, coming=LIMITED._replace(clause_new_from=60)) == 0, "for new jobs only"
    assert foreseen(40, 2, coming=BASE) == 0
    assert foreseen(40, 2, base=BASE._replace(replacement_forbidden=1.0)) == 0
    world = clock_world(np.full(2000, 40))
    world.m.contract[:] = Contract.A_SERIES
    assert dismissed(world, LIMITED, 2).size == 0, "who has no clause has none to lose"


def test_notice_is_due_after_the_clause_where_the_law_says_so():
    law = LIMITED._replace(post_clause_notice_weeks=4.0)

    def weeks(cause, form, clock, rules=law) -> float:
        return notice_pay(cause, form, clock, 500.0, rules) / 500.0

    assert weeks(EndCause.DEMAND, Contract.A_SERIES, 26) == weeks(EndCause.REPLACED, Contract.A_SERIES, 70) == 4.0
    assert weeks(EndCause.DEMAND, Contract.A_SERIES, 25) == weeks(EndCause.QUIT, Contract.A_SERIES, 40) == 0.0
    assert weeks(EndCause.DEMAND, Contract.A_SERIES, 40, LIMITED) == 0.0, "none inside phase A by default"


def test_sickness_ends_the_job_under_the_clause_and_not_after_it():
    world = sick_world(1)
    clause = np.arange(40)
    world.m.phase_weeks[clause[:20]] = 25
    world.law("contract", clause_max_weeks=26)
    age(still(world))
    assert (world.m.contract[clause[:20]] == Contract.A_SERIES).all()
    assert fall_ill(world).tolist() == clause[20:].tolist()
    m = world.m
    assert (m.agency[clause[:20]] == 0).all() and (m.notice[clause[:20]] == -1).all()
    assert (m.agency[clause[20:]] == -1).all() and (m.notice[clause[20:]] >= 0).all()
