"""Help after a lost job, access to cover and care, the scheme for the uninsured, on worlds made by hand."""

import pytest

from sim.phases.cover.insurance import update_cover
from sim.phases.cover.outreach import reach_out
from sim.state.codes import Benefit, Cover, EndCause, Housing, Registration, Work
from sim.state.ledger import Account, Item, Tally
from tests.unit.phases.hand import Hand
from tests.unit.phases.test_cover import jobless
from tests.unit.phases.test_ends import fall_ill
from tests.unit.phases.test_health import COST, patients

# help after a lost job


def lost(**law) -> Hand:
    world = Hand(2000)
    world.live_in_nl()
    m = world.m
    m.job_loss_week[:], m.reachable[:], m.registration[:] = 96, 1, Registration.RNI
    m.housing[:], m.end_cause[:] = Housing.FRIENDS, EndCause.DEMAND
    world.law("registration", **({"job_end_seen": 1.0, "outreach": 1.0, "outreach_cost": 150.0} | law))
    return world


def test_help_reaches_who_lost_a_job_some_weeks_ago_and_is_still_without():
    world = lost()
    m = world.m
    m.job_loss_week[:500], m.work[500:1000] = 97, Work.DIRECT
    m.registration[1000:1500] = Registration.RESIDENT
    m.work_history[1500:] = (1 << 36) - 1
    m.cover[1900:] = Cover.HOME_STATE
    world.call(reach_out)
    reached = m.knowledge > 0.5
    assert reached.tolist() == [False] * 1000 + [True] * 1000 and m.knowledge[1500] == pytest.approx(0.625)
    assert world.eur(Item.PROGRAMME_COST) == 1000 * 150.0 and world.count(Tally.OUTREACH) == 1000
    assert (m.enrol_week[1000:1500] == 102).all() and (m.duty_week[1000:1500] == 100).all()
    assert (m.benefit[1500:] == Benefit.UNEMPLOYMENT).all() and not m.benefit[:1500].any()
    assert (m.benefit_weeks[1500:] == 9).all(), "what is left of thirteen weeks"
    assert (m.enrol_week[1900:] == 32767).all(), "who is insured needs no policy"
    home = lost()
    home.call(reach_out)
    assert (home.m.enrol_week == 100 + home.behaviour.cover.home_cover_weeks).all()


def test_fewer_are_reached_where_less_is_seen_offered_or_reachable():
    def share(**law):
        world = lost(**law)
        world.m.last_agency[:1000], world.a.extracted_wage[0] = 0, 0.2
        world.m.reachable[500:1000] = 0
        world.call(reach_out)
        told = world.m.knowledge > 0.5
        return [told[k : k + 500].mean() for k in (0, 500, 1000)]

    assert share(job_end_seen_rogue=0.5) == pytest.approx([0.5, 0.25, 1.0], abs=0.06)
    assert share(job_end_seen_rogue=1.0, outreach=0.4, job_end_seen=0.5)[2] == pytest.approx(0.2, abs=0.05)
    assert share(outreach=0.0) == share(job_end_seen=0.0) == [0.0, 0.0, 0.0]


def test_part_of_the_homeless_go_home_with_help():
    world = lost(outreach_return=0.3)
    world.m.housing[:1000] = Housing.STREET
    world.call(reach_out)
    left = world.m.work == Work.LEFT
    assert left[:1000].mean() == pytest.approx(0.3, abs=0.05) and not left[1000:].any()
    assert world.count(Tally.RETURNS_FROM_STREET) == left.sum() == world.count(Tally.DEPARTURES)


# access to cover and care


def test_who_can_see_to_it_online_is_insured_sooner_and_more_often():
    got = {}
    for share in (0.0, 1.0):
        world = jobless(3000, own_policy=0.5)
        world.law("cover", guarantee_share=0.0, self_service=share, access_ratio=0.6)
        world.m.registration[:1500] = Registration.RESIDENT
        world.act("cover", own_policy=0.5, home_cover=1.0, home_cover_weeks=10)
        world.call(update_cover)
        own, home = world.m.enrol_week[:1500], world.m.enrol_week[1500:]
        got[share] = (own < 32767).mean(), (own[own < 32767] - 100).mean(), (home - 100).mean()
    assert got[0.0][0] == pytest.approx(0.5, abs=0.04) and got[1.0][0] == pytest.approx(0.7, abs=0.04)
    assert got[1.0][1] < 0.75 * got[0.0][1] and (got[0.0][2], got[1.0][2]) == (10, 6)


@pytest.mark.parametrize(("share", "chance"), [(0.0, 0.5), (0.5, 0.0), (0.5, 0.4)])
def test_who_looks_it_up_sees_that_he_is_not_insured_and_his_agency_has_to_pay(share, chance):
    world = Hand(4000)
    world.employ()
    m = world.m
    m.cover[:], m.uncovered[:], m.enrol_week[:], m.knowledge[:2000] = Cover.NONE, 2, 32767, 0.0
    world.law("cover", self_service=share, self_check=chance)
    for week in (100, 101):
        world.now = world.now._replace(week=week)
        world.call(update_cover)
    insured = m.cover == Cover.EMPLOYER
    assert not insured[:2000].any(), "who does not know his rights does not look"
    assert insured[2000:].mean() == pytest.approx(share * chance * 0.5, abs=0.02)


def test_a_practitioner_keeps_the_insured_at_work_and_costs_their_insurer():
    def ill(**law):
        world = patients(illness=0.2, care_need=0.0, recovery=0.5)
        world.m.cover[:1500] = Cover.EMPLOYER
        world.law("cover", **law)
        fall_ill(world)
        sick = world.m.sick_weeks > 0
        fall_ill(world)  # same luck: who is still ill has not recovered
        stays = (world.m.sick_weeks[sick] > 0).mean()
        return sick[:1500].mean(), sick[1500:].mean(), stays, world.eur(Item.CARE_INSURED)

    without, with_gp = ill(), ill(gp_gain=1.0, gp_illness=0.5, gp_recovery=1.5, gp_cost=3.5)
    assert without[0] == pytest.approx(0.2, abs=0.03) and without[3] == 0.0
    assert with_gp[0] == pytest.approx(0.1, abs=0.03) and with_gp[1] == without[1]
    assert with_gp[3] == 2 * 1500 * 3.5 and with_gp[2] < without[2]
    part = ill(gp_gain=0.4, gp_cost=3.5)
    assert part[3] == pytest.approx(2 * 600 * 3.5, rel=0.1)


def test_states_of_origin_pay_part_and_every_file_costs():
    world = patients()
    world.law("cover", scheme_recover=0.1, scheme_file_cost=150.0, scheme_use=1.0)
    fall_ill(world)
    bills = round(world.eur(Item.CARE_SCHEME) / COST)
    assert world.eur(Item.SCHEME_RECOVERED) == pytest.approx(0.1 * bills * COST, abs=bills * 0.01)
    assert world.eur(Item.PROGRAMME_COST) == pytest.approx(150.0 * bills)
    spent = bills * (0.9 * COST + 150.0)
    assert world.net(Account.STATE) == pytest.approx(-spent, abs=bills * 0.01)


def test_a_bill_takes_what_the_patient_has_and_no_more_and_fear_keeps_others_away():
    world = patients(savings=300.0)
    world.law("cover", scheme_bill=0.5, scheme_use=1.0)
    fall_ill(world)
    billed = world.m.savings == 0.0
    sought = world.eur(Item.CARE_SCHEME) / COST
    assert billed.sum() / sought == pytest.approx(0.5, abs=0.04)
    assert world.eur(Item.SCHEME_BILLED) == 300.0 * billed.sum() == -world.net(Account.MIGRANTS)
    shy = patients()
    shy.law("cover", care_seek_ratio=0.5, care_cost_ratio=0.8)
    fall_ill(shy)
    seen = shy.count(Tally.CARE_UNCOVERED_EUR) / (0.8 * COST)
    assert seen / 3000 == pytest.approx(0.25, abs=0.03)
