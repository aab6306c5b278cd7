"""Phase 3 and where ends lead: M1 triple loss, M2 dependency, M3 dismissal before a clock, the spell curve."""

import math

import numpy as np
import pytest

from sim.behaviour.people import Thresholds
from sim.phases.cover.illness import fall_ill_and_recover
from sim.phases.cover.insurance import update_cover
from sim.phases.employment.ends import hazard_table
from sim.phases.enforcement.complaints import fear
from sim.phases.housing.home import go_home_or_stay
from sim.phases.shared.contract_clocks import next_contract_cost
from sim.rules import ContractRules
from sim.state.codes import Benefit, Contract, Cover, EndCause, Housing, Registration, Uncovered, Work
from tests.unit.phases.hand import Hand


def curve(weeks, scale=21.5, shape=0.73):
    """Share of spells that last so long."""
    return math.exp(-((weeks / scale) ** shape))


def fall_ill(world: Hand):
    rows, causes = world.call(fall_ill_and_recover).ended
    world.route(rows, causes)
    return rows


def go_home(world: Hand):
    world.call(go_home_or_stay)


def cover(world: Hand):
    world.call(update_cover)


def sick_world(clause_ends: int) -> Hand:
    world = Hand(60)
    world.employ(np.arange(40))
    world.employ(np.arange(40, 60), hirer=1, form=Contract.B)
    world.tie(quick=0)
    world.act("health", illness=1.0, care_need=0.0)
    world.act("cover", home_cover=0.0, own_policy=0.0)
    world.act("housing", street=1e6, home_first_year=0.0, home_later=0.0)
    world.law("contract", clause_ends_at_sickness=clause_ends)
    world.law("cover", guarantee_share=0.0)
    return world


def test_sickness_under_the_clause_takes_job_bed_and_cover_together():
    world = sick_world(1)
    m = world.m
    lost = fall_ill(world)
    assert lost.tolist() == list(range(40)), "only the clause ends by sickness"
    assert (m.agency[:40] == -1).all() and (m.contract[:40] == Contract.NONE).all()
    assert (m.work[:40] == Work.SICK).all() and (m.benefit[:40] == Benefit.SICKNESS).all()
    assert (m.notice[:40] >= 0).all() and (m.job_loss_week[:40] == 100).all()
    # with a contract of phase B nothing is lost
    assert (m.agency[40:] == 1).all() and (m.notice[40:] == -1).all() and (m.work[40:] == Work.SICK).all()
    assert world.h.filled[:, 0].tolist() == [0, 0]
    world.act("health", recovery=0.0)
    for week in range(101, 107):
        world.at(week)
        go_home(world)
        cover(world)
    assert (m.cover[:40] == Cover.NONE).all() and (m.uncovered[:40] == Uncovered.JOB_ENDED).all()
    assert (m.housing[:40] == Housing.STREET).sum() > 20 and (m.location[:40] == -1).all()
    assert (m.work[:40] >= Work.AGENCY).all(), "who loses all three lives on in NL"
    assert (m.cover[40:] == Cover.EMPLOYER).all() and (m.housing[40:] == Housing.TIED).all()
    assert world.ld.occupants[0] == 20


def test_where_the_clause_may_not_end_by_sickness_nothing_is_lost():
    world = sick_world(0)
    assert fall_ill(world).size == 0
    assert (world.m.work == Work.SICK).all() and (world.m.agency >= 0).all()
    assert (world.m.notice == -1).all() and (world.m.cover == Cover.EMPLOYER).all()
    # the agency pays to the end of the term, then the contract ends after all
    world.act("health", recovery=0.0)
    ended = 0
    for week in range(101, 101 + 5):
        world.at(week)
        ended += fall_ill(world).size
    assert ended >= 40, "terms of phase A last 4 weeks at most"


def test_recovered_at_the_agency_is_idle_and_without_it_jobless():
    world = sick_world(1)
    fall_ill(world)
    world.act("health", recovery=1.0)
    world.at(101)
    fall_ill(world)
    assert (world.m.work[:40] == Work.JOBLESS).all() and (world.m.benefit[:40] == Benefit.NONE).all()
    assert (world.m.work[40:] == Work.IDLE).all() and (world.m.sick_weeks == 0).all()


def quits(world: Hand) -> set[int]:
    world.separation(weibull_scale=0.05, replacement_share=0.0, quit_share=1.0, individual_share=1.0)
    rows, causes = world.end()
    assert (causes == EndCause.QUIT).all()
    return set(rows.tolist())


def test_dependency_lowers_quitting():
    free = Hand(2000)
    free.employ(form=Contract.A_SERIES)
    free.m.registration[:] = Registration.RESIDENT
    bound = Hand(2000)
    bound.employ(form=Contract.A_CLAUSE)
    bound.tie()
    bound.m.debt[:], bound.m.registration[:] = 100.0, Registration.NONE
    quit_free, quit_bound = quits(free), quits(bound)
    assert quit_bound < quit_free, "fear only holds people back, it moves nobody else"
    assert len(quit_free) > 1950
    effect = bound.behaviour.separation.dependency_effect
    assert len(quit_bound) / len(quit_free) == pytest.approx(1 - effect, abs=0.04)
    bound.act("separation", dependency_effect=0.0)
    assert quits(bound) == quit_free


def test_each_form_of_dependency_counts_a_quarter():
    assert fear(False, False, False, False) == 0
    for one in range(4):
        assert fear(*[k == one for k in range(4)]) == 0.25


def clock_world(weeks: np.ndarray) -> Hand:
    world = Hand(weeks.size)
    world.employ()
    world.m.phase_weeks[:] = weeks
    world.separation(individual_share=0.0)
    return world


def test_dismissals_bunch_just_before_the_clock_runs_out():
    world = clock_world(np.repeat(np.arange(50, 100), 400))
    rows, causes = world.end()
    assert (causes == EndCause.THRESHOLD).all() and rows.size > 30
    at = world.m.phase_weeks[rows]
    limit, window = world.rules.contract.phase_a_weeks, world.behaviour.threshold.window_weeks
    assert at.min() == limit - window and at.max() == limit - 1
    for clock in range(limit - window, limit):
        assert (at == clock).sum() > 3, "each week of the window"


def test_no_dismissals_at_clocks_when_agencies_hate_them_or_the_law_stops_them():
    weeks = np.repeat(np.arange(70, 80), 200)
    world = clock_world(weeks)
    assert world.end()[0].size > 0
    world.act("threshold", reluctance=1e9)
    assert world.end()[0].size == 0
    world = clock_world(weeks)
    world.law("contract", replacement_forbidden=1.0)
    assert world.end()[0].size == 0
    world = clock_world(weeks)
    world.m.contract[:] = Contract.B
    assert world.end()[0].size == 0, "there is no next clock in phase B"


def test_each_worker_is_weighed_once_and_by_the_costs():
    world = clock_world(np.full(4000, 60))
    seen: list[int] = []
    for _ in range(25):
        rows, causes = world.end()
        assert (causes == EndCause.THRESHOLD).all()
        seen += rows.tolist()
        world.m.phase_weeks[:] += 1  # nobody is really sent away, so everyone could be asked again
    assert len(seen) == len(set(seen))
    c, t, p = world.rules.contract, world.behaviour.threshold, world.rules.pay
    cost_week = p.cost_factor * 1.05 * 38 * p.minimum_wage_38
    margin = 0.03 * cost_week
    next_cost = next_contract_cost(True, cost_week, c, t, world.behaviour.separation.redeploy)
    gain = (next_cost - t.replace_cost - t.vacancy_weeks * margin - t.reluctance) / t.spread
    assert len(seen) / 4000 == pytest.approx(1 / (1 + math.exp(-gain)), abs=0.03)


def test_a_shorter_clause_makes_a_clock_of_its_own():
    world = clock_world(np.repeat(np.arange(15, 40), 200))
    assert world.end()[0].size == 0
    world.law("contract", clause_max_weeks=26)
    at = world.m.phase_weeks[world.end()[0]]
    assert at.size and set(at.tolist()) <= {22, 23, 24, 25}


def test_the_next_contract_costs_more_where_idle_weeks_are_paid():
    c, t = ContractRules(), Thresholds()
    assert next_contract_cost(True, 500.0, c, t, 0.7) > next_contract_cost(False, 500.0, c, t, 0.7)
    paid = c._replace(idle_unpaid_weeks=0)
    assert next_contract_cost(False, 500.0, paid, t, 0.7) > next_contract_cost(False, 500.0, c, t, 0.7)


def test_spells_follow_the_weibull_curve():
    world = Hand(6000)
    world.employ(weeks=0)
    world.separation(individual_share=1.0, dependency_effect=0.0)
    world.act("threshold", reluctance=1e9)
    gone = np.zeros(6000, bool)
    for week in range(100, 153):
        world.at(week)
        rows, causes = world.end()
        assert not (causes == EndCause.DEMAND).any()
        gone[rows] = True
        world.m.work[rows] = Work.JOBLESS
        world.m.hirer[rows] = world.m.slot[rows] = world.m.agency[rows] = -1
        world.h.filled[0, 0] = world.h.target[0, 0] = (~gone).sum()
        if week + 1 - 100 in (4, 13, 26, 52):
            assert (~gone).mean() == pytest.approx(curve(week + 1 - 100), abs=0.02), week


def race_world(target: int, redeploy: float, form=Contract.A_SERIES) -> Hand:
    world = Hand(1000, agencies=1)
    world.employ(form=form)
    world.m.spell_start[:] = 100 - np.arange(1000) % 100
    world.h.target[0, 0] = target
    world.separation(individual_share=0.0, redeploy=redeploy)
    world.act("threshold", reluctance=1e9)
    return world


@pytest.mark.parametrize("redeploy", [0.0, 0.7, 1.0])
def test_surplus_goes_and_the_orders_are_kept(redeploy):
    world = race_world(700, redeploy)
    rows, causes = world.end()
    m = world.m
    assert world.h.filled[0, 0] == 700 == (m.work == Work.AGENCY).sum()
    assert (m.work == Work.IDLE).sum() == 300 and (m.hirer[m.work == Work.IDLE] == -1).all()
    assert (causes == EndCause.DEMAND).all() and (m.work[rows] == Work.IDLE).all()
    assert rows.size / 300 == pytest.approx(1 - redeploy, abs=0.07), "the rest is tried elsewhere"


def test_short_spells_drop_out_of_the_race_first():
    world = race_world(900, 0.0)
    world.m.spell_start[:] = np.where(np.arange(1000) < 500, 100, 0)
    rows, _ = world.end()
    hazard = hazard_table(world.behaviour.separation)
    short = hazard[0] / (hazard[0] + hazard[100])
    assert (rows < 500).mean() == pytest.approx(short, abs=0.1) and short > 0.75


def test_surplus_workers_of_phase_b_keep_the_contract():
    world = race_world(700, 0.0, Contract.B)
    assert world.end()[0].size == 0
    assert (world.m.work == Work.IDLE).sum() == 300 and (world.m.agency == 0).all()


def test_enough_orders_end_nothing():
    world = race_world(1000, 0.0)
    assert world.end()[0].size == 0 and (world.m.work == Work.AGENCY).all()


def test_a_worker_whose_agency_lost_the_hirer_loses_the_placement():
    world = race_world(1000, 0.0)
    world.h.supplier[0, 0] = -1
    rows, causes = world.end()
    assert rows.size == 1000 and (causes == EndCause.DEMAND).all()


@pytest.mark.parametrize("worked, benefit", [(25, Benefit.NONE), (26, Benefit.UNEMPLOYMENT)])
def test_unemployment_benefit_needs_26_of_36_weeks(worked, benefit):
    world = Hand(3)
    world.employ()
    world.stay()
    world.act("cover", benefit_claim=1.0)
    spread = [1 << 35, 1, *[1 << k for k in range(2, worked)]]
    world.m.work_history[:] = sum(spread)
    # weeks before the last 36 do not count
    world.m.work_history[0] |= ((1 << 10) - 1) << 36
    causes = np.array([EndCause.DEMAND, EndCause.COMPLETED, EndCause.QUIT], np.int8)
    world.route(world.present, causes)
    assert (world.m.work == Work.JOBLESS).all()
    assert world.m.benefit.tolist() == [benefit, benefit, Benefit.NONE], "who quits gets none"
    weeks = world.rules.tax.unemployment_weeks if benefit else 0
    assert world.m.benefit_weeks.tolist() == [weeks, weeks, 0]


def test_where_ends_lead_by_length_of_stay():
    shares = {}
    for stay in (10, 60, 200):
        world = Hand(4000)
        world.employ()
        world.m.weeks_in_nl[:] = stay
        world.route(world.present, np.full(4000, EndCause.COMPLETED, np.int8))
        work = world.m.work
        left = (work == Work.LEFT).mean()
        onward = (work >= Work.DIRECT).sum() / (work != Work.LEFT).sum()
        shares[stay] = left, onward, world.m.transfer[work == Work.JOBLESS].mean()
    c = Hand(1).behaviour.career
    first, second = c.leave_first_year, c.leave_first_year * c.leave_second_ratio
    assert shares[10] == pytest.approx((first, c.onward_first_year, c.hop), abs=0.03)
    assert shares[60] == pytest.approx((second, c.onward_later, c.hop), abs=0.03)
    assert shares[200] == pytest.approx((c.leave_later, c.onward_later, c.hop), abs=0.03)
