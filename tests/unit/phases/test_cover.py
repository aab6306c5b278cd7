"""Phase 5: enrolment, repair within four months, own policies, home cover, run-off and guarantee."""

import numpy as np
import pytest

from sim.core.calendar import now
from sim.phases.cover.insurance import access, enrolment_week, home_cover
from sim.rules import CoverRules
from sim.state.codes import Benefit, Contract, Cover, Registration, Uncovered, Work
from tests.unit.phases.hand import NEVER, Hand
from tests.unit.phases.test_ends import cover


@pytest.mark.parametrize("weeks, repaired", [(0, True), (1, True), (17, True), (18, False), (40, False)])
def test_a_late_policy_works_back_to_the_start_of_the_duty_within_17_weeks(weeks, repaired):
    world = Hand(1)
    world.employ(weeks=weeks)
    m = world.m
    m.cover[:], m.uncovered[:], m.enrol_week[:] = Cover.NONE, Uncovered.ENROLMENT_LAG, 100
    world.at(99)
    cover(world)
    assert m.cover[0] == Cover.NONE and m.uncovered[0] == Uncovered.ENROLMENT_LAG
    world.at(100)
    cover(world)
    assert m.cover[0] == Cover.EMPLOYER and m.uncovered[0] == Uncovered.COVERED
    assert m.repaired_from[0] == (100 - weeks if repaired else NEVER)
    world.at(101)
    cover(world)
    assert m.repaired_from[0] == NEVER, "said once, in the week of the enrolment"


def test_who_is_never_enrolled_stays_uncovered_as_long_as_the_job_lasts():
    world = Hand(5)
    world.employ()
    m = world.m
    m.cover[:], m.uncovered[:], m.enrol_week[:] = Cover.NONE, Uncovered.NEVER_ENROLLED, NEVER
    for week in range(100, 300):
        world.at(week)
        cover(world)
        assert (m.cover == Cover.NONE).all() and (m.uncovered == Uncovered.NEVER_ENROLLED).all()
    m.work[:], m.agency[:], m.contract[:] = Work.DIRECT, -1, Contract.DIRECT
    for week in range(300, 340):
        world.at(week)
        cover(world)
    assert (m.cover == Cover.EMPLOYER).all(), "a direct employer enrols after all"


def test_enrolment_lags_by_conduct_and_never_where_the_premium_is_withheld():
    week = now(1, 50, 1.0)
    weeks = np.array([enrolment_week(week, i, 0.3, 6.0) for i in range(4000)])
    never = weeks == NEVER
    assert never.mean() == pytest.approx(0.3, abs=0.03)
    assert (weeks[~never] - 50).mean() == pytest.approx(6.0, abs=0.4) and weeks.min() >= 50
    more = np.array([enrolment_week(week, i, 0.5, 6.0) for i in range(4000)])
    assert (more[never] == NEVER).all() and (more[more < NEVER] == weeks[more < NEVER]).all()


def jobless(persons=400, **changes) -> Hand:
    """Persons with an employer's policy whose job just ended."""
    world = Hand(persons)
    world.live_in_nl()
    world.m.cover[:], world.m.uncovered[:] = Cover.EMPLOYER, Uncovered.COVERED
    world.m.registration[:] = Registration.RNI
    world.act("cover", **({"own_policy": 1.0, "home_cover": 0.0} | changes))
    world.law("cover", guarantee_share=0.0)
    return world


def test_an_own_policy_needs_a_duty_to_insure():
    world = jobless(600)
    world.m.registration[:200] = Registration.RESIDENT
    world.m.benefit[200:400] = Benefit.UNEMPLOYMENT
    for week in range(100, 112):
        world.at(week)
        cover(world)
        if week == 100:
            assert (world.m.cover == Cover.NONE).all(), "benefit keeps the duty, not the policy"
    assert (world.m.cover[:400] == Cover.OWN).all()
    assert (world.m.cover[400:] == Cover.NONE).all(), "no duty, no policy"
    assert (world.m.uncovered[400:] == Uncovered.JOB_ENDED).all()
    assert (world.m.duty_week[:400] == 100).all() and (world.m.duty_week[400:] == NEVER).all()


def test_only_some_take_a_policy_or_return_their_papers():
    world = jobless(4000, own_policy=0.6, home_cover=0.5)
    world.m.registration[:2000] = Registration.RESIDENT
    for week in range(100, 120):
        world.at(week)
        cover(world)
        if week == 107:
            assert (world.m.cover != Cover.HOME_STATE).all(), "papers take eight weeks"
    assert (world.m.cover[:2000] == Cover.OWN).mean() == pytest.approx(0.6, abs=0.04)
    assert (world.m.cover[2000:] == Cover.HOME_STATE).mean() == pytest.approx(0.5, abs=0.04)


@pytest.mark.parametrize("weeks", [1, 4, 9])
def test_run_off_lasts_as_long_as_the_law_says(weeks):
    world = jobless()
    world.law("cover", runoff_weeks=weeks)
    covered = 0
    for week in range(100, 115):
        world.at(week)
        cover(world)
        covered += int((world.m.cover == Cover.RUN_OFF).all())
    assert covered == weeks and (world.m.cover == Cover.NONE).all()
    assert (world.m.uncovered == Uncovered.JOB_ENDED).all()


def test_a_payment_guarantee_begins_when_the_run_off_ends():
    world = jobless(50)
    world.law("cover", runoff_weeks=2, guarantee_share=1.0, guarantee_weeks=4)
    left = []
    for week in range(100, 108):
        world.at(week)
        cover(world)
        assert (world.m.cover == (Cover.RUN_OFF if week < 102 else Cover.NONE)).all()
        left.append(int(world.m.runoff_weeks[0]))
    assert left == [2, 1, 4, 3, 2, 1, 0, 0]


def test_a_payment_guarantee_is_no_cover_and_runs_out_also_for_who_works_again():
    world = jobless()
    world.law("cover", guarantee_share=1.0, guarantee_weeks=4)
    cover(world)
    m = world.m
    assert (m.cover == Cover.NONE).all() and (m.runoff_weeks == 4).all()
    # hired again, by an agency that never enrols, as an own business, and not at all
    m.work[:100], m.agency[:100], m.enrol_week[:100] = Work.AGENCY, 0, NEVER
    m.work[100:200] = Work.SELF_EMPLOYED
    world.act("cover", self_employed_uncovered=1.0)
    for week in range(101, 105):
        assert (m.runoff_weeks > 0).all()
        world.at(week)
        cover(world)
    assert (m.runoff_weeks == 0).all() and (m.cover == Cover.NONE).all()


def test_only_some_insurers_guarantee_payment():
    world = jobless(4000)
    world.law("cover", guarantee_share=0.3, guarantee_weeks=4)
    cover(world)
    assert set(world.m.runoff_weeks.tolist()) == {0, 4}
    assert (world.m.runoff_weeks == 4).mean() == pytest.approx(0.3, abs=0.03)


def test_the_way_to_a_policy_is_shorter_for_the_same_part_in_every_draw():
    rules = CoverRules(self_service=0.4, access_ratio=0.6)
    ways = np.array([access(1, person, rules) for person in range(4000)])
    assert set(ways.tolist()) == {0.6, 1.0} and (ways == 0.6).mean() == pytest.approx(0.4, abs=0.03)
    assert ways.tolist() == [access(1, person, rules) for person in range(4000)], "a lasting trait"


@pytest.mark.parametrize("progress, share, weeks", [(0.0, 0.2, 8), (0.5, 0.4, 5), (1.0, 0.6, 2)])
def test_home_states_insure_more_and_sooner_as_far_as_they_have_come(progress, share, weeks):
    act = jobless(1, home_cover=0.2, home_cover_weeks=8).behaviour.cover
    rules = CoverRules(home_cover_progress=progress, home_cover_share=0.6, home_cover_weeks=2)
    assert home_cover(rules, act) == (pytest.approx(share), weeks)


def test_a_policy_of_ones_own_goes_on_in_a_job():
    world = Hand(20)
    world.employ()
    world.m.cover[:], world.m.duty_week[:] = Cover.OWN, NEVER
    world.m.work[:10], world.m.agency[:10] = Work.DIRECT, -1  # a direct employer would enrol him
    for week in range(100, 130):
        world.at(week)
        cover(world)
    assert (world.m.cover == Cover.OWN).all() and (world.m.enrol_week == NEVER).all()


def test_who_goes_to_another_agency_the_same_week_keeps_the_policy_until_then():
    world = jobless()
    world.m.transfer[:] = 1
    cover(world)
    assert (world.m.cover == Cover.EMPLOYER).all()


def test_other_forms_of_work():
    world = Hand(3000)
    world.live_in_nl()
    m = world.m
    m.work[:1000], m.work[1000:2000], m.work[2000:] = Work.SELF_EMPLOYED, Work.POSTED, Work.DIRECT
    for week in range(100, 115):
        world.at(week)
        cover(world)
    assert (m.cover[:1000] == Cover.NONE).mean() == pytest.approx(0.12, abs=0.03)
    assert (m.cover[1000:2000] == Cover.HOME_STATE).all()
    assert (m.cover[2000:] == Cover.EMPLOYER).mean() > 0.97
