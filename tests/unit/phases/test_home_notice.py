"""Phase 4: how long a bed may be kept once the job has ended."""

import numpy as np
import pytest

from sim.phases.employment.after_end_bed import notice_weeks
from sim.rules import HousingRules
from sim.state.codes import EndCause, Homeless, Housing, Work
from sim.state.ledger import Tally
from tests.unit.phases.hand import Hand
from tests.unit.phases.test_ends import go_home
from tests.unit.phases.test_home import REST


def test_notice_is_days_where_quick_and_weeks_elsewhere():
    rules = HousingRules()
    usual = [notice_weeks(1, 5, i, False, rules, 0.9) for i in range(4000)]
    assert set(usual) == {1, 2, 3, 4, 5} and np.mean(usual) == pytest.approx(rules.notice_weeks, abs=0.06)
    assert {notice_weeks(1, 5, i, True, rules, 0.9) for i in range(50)} == {0}
    # four guaranteed weeks bind all but the quick ones that do not obey
    law = rules._replace(notice_guaranteed_weeks=4.0)
    assert min(notice_weeks(1, 5, i, False, law, 0.9) for i in range(500)) == 4
    assert {notice_weeks(1, 5, i, True, law, law.quick_compliance - 0.01) for i in range(50)} == {4}
    assert {notice_weeks(1, 5, i, True, law, law.quick_compliance) for i in range(50)} == {0}


def test_quick_landlords_put_people_out_in_the_week_of_the_job_loss():
    world = Hand(200)
    world.employ()
    world.stay()
    world.act("housing", **REST)
    half = np.arange(100)
    world.tie(half, place=0, quick=1)
    world.tie(half + 100, place=1, quick=0)
    world.law("housing", quick_compliance=0.0)
    world.route(world.present, np.full(200, EndCause.DEMAND, np.int8))
    in_bed = []
    for week in range(100, 107):
        world.at(week)
        go_home(world)
        in_bed.append([int((world.m.location == place).sum()) for place in (0, 1)])
    assert in_bed[0] == [0, 100], "notice of a week or more leaves at least this week"
    late = [n for _, n in in_bed]
    assert late == sorted(late, reverse=True) and 0 < late[2] < 100 and late[-1] == 0
    assert world.ld.occupants.tolist() == [0, 0]
    assert (world.m.homeless_cause == Homeless.JOB_LOSS).all()


def test_weeks_of_a_notice_that_are_kept_for_the_rent_end_with_unpaid_rent():
    world = Hand(3)
    world.live_in_nl()
    world.tie()
    world.act("housing", **REST)
    m = world.m
    m.notice[:], m.notice_weeks_if_paid[:], m.rent[:] = 10, 4, 100.0
    m.rent_arrears[:] = 0.0, 100.0, 101.0  # the second owes no more than a week
    go_home(world)
    assert m.notice.tolist() == [9, 9, 5]
    assert m.notice_weeks_if_paid.tolist() == [4, 4, 0]
    m.notice_weeks_if_paid[2], m.notice[2] = 8, 3
    go_home(world)
    assert m.notice[2] < 0 or m.housing[2] != Housing.TIED, "what is left is no week less than none"
    assert (m.housing[:2] == Housing.TIED).all()


def test_who_leaves_a_bed_while_at_work_is_not_evicted():
    world = Hand(30)
    world.live_in_nl()
    world.tie()
    world.act("housing", **REST)
    world.m.notice[:], world.m.work[:10] = 0, Work.DIRECT
    go_home(world)
    assert (world.m.housing != Housing.TIED).all() and world.count(Tally.EVICTIONS) == 20


def test_tenants_in_arrears_of_two_months_are_put_out_for_that_cause():
    world = Hand(2000)
    world.live_in_nl()
    m = world.m
    m.housing[:], m.rent[:] = Housing.RENTAL, 120.0
    world.inst.renters[:] = 2000
    world.act("housing", **REST)
    m.rent_arrears[1000:] = 8.0 * world.behaviour.household.market_rent + 1.0
    m.rent_arrears[:1000] = 8.0 * world.behaviour.household.market_rent
    go_home(world)
    out = m.housing == Housing.STREET
    assert not out[:1000].any() and out[1000:].mean() == pytest.approx(0.1, abs=0.03)
    assert (m.homeless_cause[out] == Homeless.RENT_ARREARS).all()
