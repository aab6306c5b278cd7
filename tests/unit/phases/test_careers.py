"""Phase 13: other work ends, the jobless leave, registers and clocks, scope, who comes back."""

import numpy as np
import pytest

from sim.behaviour.switches import LeaveRule
from sim.phases.employment.weekly_clocks import jobless_hazard, leave_register_and_age
from sim.phases.shared.benefits import popcount36
from sim.phases.shared.departure import AWAY_MOST, depart
from sim.state.codes import Contract, Cover, Housing, Registration, Work
from sim.state.ledger import Item, Tally
from tests.unit.phases.hand import NEVER, Hand


def age(world: Hand, rule: int = LeaveRule.TENURE) -> Hand:
    world.act("switch", leave_rule=int(rule))
    world.call(leave_register_and_age)
    return world


def still(world: Hand) -> Hand:
    """Nobody changes work of his own."""
    world.act("career", other_end=0.0, jobless_leaves=0.0, jobless_direct=0.0)
    return world


def test_scope_ends_after_104_weeks_without_agency_work():
    world = still(Hand(3))
    world.live_in_nl(work=Work.DIRECT, savings=50.0)
    world.m.housing[:], world.inst.renters[:] = Housing.RENTAL, 3
    world.m.scope_week[:] = 100 - 103, 100 - 104, 100 - 105
    age(world)
    assert world.m.work.tolist() == [Work.DIRECT, Work.DIRECT, Work.SETTLED]
    assert world.count(Tally.SETTLED) == 1 and world.m.savings.tolist() == [50, 50, 0]
    assert world.eur(Item.SAVINGS_OUT) == 50 and world.inst.renters[8] == 2


def test_agency_work_keeps_a_person_in_scope():
    world = still(Hand(2))
    world.employ()
    world.m.scope_week[:] = -100
    age(world)
    assert (world.m.work == Work.AGENCY).all() and (world.m.scope_week == 100).all()


def test_registering_needs_a_stay():
    world = still(Hand(2000))
    world.live_in_nl()
    m = world.m
    m.housing[:], m.registration[:] = Housing.RENTAL, Registration.RNI
    m.weeks_in_nl[:500], m.weeks_in_nl[500:] = 15, 16  # the week that ends now counts
    m.circular[1000:1500] = 1
    m.housing[1500:] = Housing.TIED
    world.act("registration", resident=0.4)
    age(world)
    share = [(m.registration[k : k + 500] == Registration.RESIDENT).mean() for k in range(0, 2000, 500)]
    assert share[0] == 0 and share[2] == 0, "too short, and who comes and goes"
    assert share[1] == pytest.approx(0.4, abs=0.06)
    assert share[3] == pytest.approx(0.4 * world.behaviour.registration.agency_bed, abs=0.05)
    assert m.reachable[m.registration == Registration.RESIDENT].all()


def test_contacts_decay_and_knowledge_grows():
    world = still(Hand(4000))
    world.live_in_nl()
    m = world.m
    m.registration[:], m.reachable[:], m.circular[:] = Registration.RNI_CONTACT, 1, 1
    world.act("registration", contact_decay=0.1)
    before = m.knowledge.copy()
    age(world)
    assert m.reachable.mean() == pytest.approx(0.9, abs=0.02)
    assert np.allclose(m.knowledge, before + 0.004 * (1 - before))
    world.law("registration", information=0.02)
    now = m.knowledge.copy()
    age(world)
    assert np.allclose(m.knowledge, now + 0.024 * (1 - now)) and m.knowledge.max() <= 1


def test_work_history_remembers_the_last_36_weeks():
    world = still(Hand(1))
    pattern = [True] * 5 + [False] * 3 + [True] * 30 + [False] * 2
    for k, works in enumerate(pattern):
        world.at(100 + k)
        if works:
            world.employ()
        else:
            world.live_in_nl()
        age(world)
        bits = [(int(world.m.work_history[0]) >> back) & 1 for back in range(36)]
        worked = pattern[: k + 1][::-1][:36]
        assert bits == [int(w) for w in worked] + [0] * (36 - len(worked))
        assert popcount36(world.m.work_history[0]) == sum(worked)
    assert world.m.work_history[0] < 1 << 36


def test_clocks_of_work_and_of_gaps():
    world = still(Hand(2))
    world.employ(weeks=10)
    age(world)
    assert (world.m.phase_weeks == 11).all() and (world.m.weeks_in_nl == 61).all()
    assert (world.m.weeks_at_hirer == 1).all() and (world.m.gap_weeks == 0).all()
    world.live_in_nl()
    age(world)
    assert (world.m.phase_weeks == 11).all() and (world.m.gap_weeks == 1).all()


@pytest.mark.parametrize("weeks, before, after", [
    (76, Contract.A_CLAUSE, Contract.A_CLAUSE), (77, Contract.A_CLAUSE, Contract.B),
    (77, Contract.A_SERIES, Contract.B), (285, Contract.B, Contract.C), (284, Contract.B, Contract.B),
])  # fmt: skip
def test_the_phase_clock_turns_the_contract(weeks, before, after):
    world = still(Hand(1))
    world.employ(form=before)
    world.m.phase_weeks[:] = weeks
    age(world)
    assert world.m.contract[0] == after
    assert world.count(Tally.PHASE_B) == (after == Contract.B and before != Contract.B)


def test_a_shorter_clause_leaves_short_terms():
    world = still(Hand(1))
    world.employ(weeks=25)
    world.law("contract", clause_max_weeks=26)
    age(world)
    assert world.m.contract[0] == Contract.A_SERIES


def test_benefits_run_out():
    world = still(Hand(2))
    world.live_in_nl()
    world.m.benefit[:], world.m.benefit_weeks[:] = 1, (1, 2)
    age(world)
    assert world.m.benefit.tolist() == [0, 1] and world.m.benefit_weeks.tolist() == [0, 1]


def test_who_leaves_by_stay_benefit_and_bed():
    careers = Hand(1).behaviour.career
    usual = jobless_hazard(careers, 60, 0, False, False, 0.15)
    assert usual == careers.jobless_leaves
    assert jobless_hazard(careers, 20, 0, False, False, 0.15) == pytest.approx(1.5 * usual)
    assert jobless_hazard(careers, 300, 1, False, False, 0.15) == pytest.approx(1.5 * usual)
    assert jobless_hazard(careers, 300, 0, False, False, 0.15) == pytest.approx(0.4 * usual)
    assert jobless_hazard(careers, 60, 0, True, False, 0.15) == pytest.approx(0.5 * usual)
    assert jobless_hazard(careers, 60, 0, False, True, 0.15) == pytest.approx(0.15 * usual)


def test_the_rival_rule_lets_the_poor_leave():
    world = Hand(4000)
    world.live_in_nl()
    world.m.savings[:2000], world.m.savings[2000:] = 10.0, 5000.0
    age(world, LeaveRule.SAVINGS)
    left = world.m.work == Work.LEFT
    rate = world.behaviour.career.jobless_leaves
    assert left[:2000].mean() == pytest.approx(4 * rate, abs=0.03)
    assert left[2000:].mean() == pytest.approx(0.25 * rate, abs=0.01)


def test_other_work_ends_and_leads_on():
    world = Hand(5000)
    world.live_in_nl(work=Work.DIRECT, weeks=60)
    world.m.contract[:] = Contract.DIRECT
    world.act("career", other_end=1.0, other_again=0.45)
    age(world)
    m = world.m
    share = world.behaviour.career.leave_first_year * world.behaviour.career.leave_second_ratio
    assert (m.work == Work.DIRECT).mean() == pytest.approx(0.45, abs=0.03)
    assert (m.work == Work.LEFT).mean() == pytest.approx(0.55 * share, abs=0.02)
    jobless = m.work == Work.JOBLESS
    assert jobless.any() and (m.contract[jobless] == Contract.NONE).all()
    assert (m.transfer[jobless] > 0).mean() == pytest.approx(world.behaviour.career.hop, abs=0.05)


def leave(world: Hand) -> Hand:
    depart(world.week(), world.present)
    return world


def test_who_leaves_takes_everything_along():
    world = Hand(100)
    world.employ()
    world.tie()
    world.m.savings[:] = 12.34
    leave(world)
    m = world.m
    assert (m.work == Work.LEFT).all() and (m.cover == Cover.ABROAD).all() and (m.location == -1).all()
    assert world.ld.occupants[0] == 0 and m.savings.sum() == 0
    assert world.eur(Item.SAVINGS_OUT) == pytest.approx(1234) and world.count(Tally.DEPARTURES) == 100


def test_circular_migrants_return_ten_times_as_often():
    world = Hand(6000)
    world.live_in_nl()
    world.m.circular[:3000] = 1
    leave(world)
    wait = np.where(world.m.return_week == NEVER, np.inf, world.m.return_week - 100.0)
    assert wait.min() >= 4
    for rows, rate in ((slice(0, 3000), 0.5), (slice(3000, None), 0.05)):
        for weeks in (52, 104, 200):
            back = (wait[rows] <= 4 + weeks).mean()
            assert back == pytest.approx(1 - np.exp(-rate * weeks / 52), abs=0.03)
    others = wait[3000:]
    assert others[np.isfinite(others)].max() <= 4 + AWAY_MOST, "who is away for longer stays away"
    assert wait[:3000].max() > 4 + AWAY_MOST


def test_more_willing_to_return_means_earlier_for_each():
    slow, fast = Hand(500), Hand(500)
    fast.inst.return_rates[1] = 0.1
    for world in (slow, fast):
        world.live_in_nl()
        leave(world)
    assert (fast.m.return_week <= slow.m.return_week).all() and (fast.m.return_week < slow.m.return_week).any()
