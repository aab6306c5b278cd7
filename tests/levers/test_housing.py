"""Leases after the longest short stay, beds that outlast the job while the rent is paid, less fear, fewer own beds."""

import numpy as np
import pytest

from sim.core.draws import Stream, uniform
from sim.phases.enforcement.complaints import complain
from sim.phases.housing.beds import look_after_places
from sim.phases.housing.tied_bed import bed_binds
from sim.phases.money.wages_and_households import pay_everyone
from sim.rules import Rules
from sim.state.codes import EndCause, Housing, Work
from sim.state.ledger import Item, Tally
from tests.unit.phases.hand import Hand
from tests.unit.phases.test_ends import go_home
from tests.unit.phases.test_home import REST

WEEK, N = 100, 600


def tenants(stay: int = 30, quick: int = 0, savings: float = 5_000.0, **law) -> Hand:
    """Workers each in a tied bed of a location of its own, who find no other roof."""
    world = Hand(N, places=N, week=WEEK)
    world.employ()
    world.stay()
    world.act("housing", **(REST | {"move_up": 0.0, "keeps_bed_direct": 0.0, "job_bed": 0.0}))
    m, ld = world.m, world.ld
    m.housing[:], m.location[:], m.bed_week[:] = Housing.TIED, np.arange(N), WEEK - stay
    m.rent[:], m.savings[:] = ld.rent, savings
    ld.occupants[:], ld.quick_eviction[:] = 1, quick
    world.law("housing", **law)
    return world


LEASE = {"lease_after_weeks": 17, "lease_compliance": 0.6, "lease_notice_weeks": 9.0}
APART = {"post_job_weeks": 4.0, "decoupled_share": 1.0}


def lose_job(world: Hand) -> Hand:
    world.route(world.present, np.full(N, EndCause.DEMAND, np.int8))
    return world


def weeks_in_bed(world: Hand, weeks: int = 15) -> np.ndarray:
    """How many weeks each keeps the bed, from the week of the job loss on."""
    kept = np.zeros(N, int)
    for week in range(WEEK, WEEK + weeks):
        world.at(week)
        go_home(world)
        kept += world.m.location >= 0
    return kept


def complies(share: float) -> np.ndarray:
    return np.array([uniform(1, int(Stream.LEASE_GIVEN), 0, place) for place in range(N)]) < share


def test_a_stay_becomes_a_lease_after_seventeen_weeks_where_the_landlord_complies():
    short = tenants(stay=16, **LEASE)
    go_home(short)
    assert (short.m.housing == Housing.TIED).all()
    for week in (WEEK + 1, WEEK + 40):
        short.at(week)
        go_home(short)
        leased = short.m.housing == Housing.AGENCY_LEASE
        assert (leased == complies(0.6)).all(), "always the same landlords"
    assert leased.mean() == pytest.approx(0.6, abs=0.08)
    assert (short.m.location == np.arange(N)).all() and (short.ld.occupants == 1).all()


def test_no_lease_without_the_rule_for_old_stays_or_under_notice():
    for law in ({}, LEASE | {"lease_new_from": WEEK - 29}, LEASE | {"lease_compliance": 0.0}):
        world = tenants(**law)
        go_home(world)
        assert (world.m.housing == Housing.TIED).all()
    world = tenants(**LEASE)
    world.m.notice[:] = 3
    go_home(world)
    assert (world.m.housing == Housing.TIED).all()


def test_a_lease_ends_by_notice_after_the_job_and_not_before():
    world = tenants(quick=1, **(LEASE | {"lease_compliance": 1.0}))
    go_home(world)
    assert (world.m.housing == Housing.AGENCY_LEASE).all() and (world.m.notice == -1).all()
    lose_job(world)
    assert (world.m.notice == 9).all()
    assert (weeks_in_bed(world) == 9).all()
    assert (world.m.housing >= Housing.SHELTER).all()
    without = lose_job(tenants(quick=1, quick_compliance=0.0))
    assert (weeks_in_bed(without) == 0).all()


def test_a_tenant_who_moves_on_to_other_work_keeps_the_lease():
    world = tenants(**(LEASE | {"lease_compliance": 1.0}))
    go_home(world)
    world.act("career", onward_first_year=1.0, onward_later=1.0, onward_direct=1.0)
    world.inst.onward_ratio[:] = 1.0
    lose_job(world)
    assert (world.m.work == Work.DIRECT).all()
    assert (weeks_in_bed(world) == 15).all() and (world.m.housing == Housing.AGENCY_LEASE).all()


def test_a_tenant_two_months_behind_may_be_put_out():
    world = tenants(**(LEASE | {"lease_compliance": 1.0}))
    go_home(world)
    world.m.rent_arrears[: N // 2] = 9 * world.behaviour.household.market_rent
    kept = weeks_in_bed(world, 4)
    assert (kept[N // 2 :] == 4).all() and 0.2 < (kept[: N // 2] < 4).mean() < 0.5


@pytest.mark.parametrize("quick", [0, 1])
def test_a_decoupled_bed_is_kept_for_four_weeks_after_the_job_while_the_rent_is_paid(quick):
    world = lose_job(tenants(quick=quick, quick_compliance=0.0, **APART))
    assert (world.m.notice >= 4).all()
    assert weeks_in_bed(world).min() == 4
    tied = weeks_in_bed(lose_job(tenants(quick=quick, quick_compliance=0.0)))
    assert tied.min() < 2
    behind = lose_job(tenants(quick=quick, quick_compliance=0.0, **APART))
    behind.m.rent_arrears[: N // 2] = 1.01 * behind.m.rent[: N // 2]
    behind.m.rent_arrears[N // 2 :] = 0.99 * behind.m.rent[N // 2 :]
    kept = weeks_in_bed(behind)
    assert np.array_equal(kept[: N // 2], tied[: N // 2]), "who owes rent has the usual notice and no more"
    assert kept[N // 2 :].min() == 4


def test_who_is_broke_runs_into_arrears_and_loses_the_bed_sooner():
    kept = []
    for savings in (5_000.0, 0.0):
        world, weeks = lose_job(tenants(quick=1, savings=savings, quick_compliance=0.0, **APART)), np.zeros(N, int)
        for week in range(WEEK, WEEK + 8):
            world.at(week)
            go_home(world)
            world.call(pay_everyone)
            weeks += world.m.location >= 0
        kept.append(weeks.mean())
    assert kept[0] == 4.0 and kept[1] < 3.0


def test_rent_after_the_job_may_differ():
    for ratio in (1.0, 1.5, 0.0):
        world = tenants(rent_after_job=ratio, **APART)
        lose_job(world)
        world.call(pay_everyone)
        assert world.eur(Item.RENT_MARKET) == pytest.approx(N * min(97.0, world.m.rent[0]) * ratio, rel=1e-6)


def decoupled(share: float, rogue: bool, ratio: float = 0.3, **law) -> float:
    world = tenants(
        quick=1, quick_compliance=0.0, **(APART | {"decoupled_share": share, "decoupled_rogue": ratio} | law)
    )
    world.a.extracted_wage[:] = 0.2 if rogue else 0.0
    return float((lose_job(world).m.notice == 4).mean())


def test_rogue_agencies_keep_to_it_less_and_old_stays_may_be_left_out():
    assert decoupled(0.5, False) == pytest.approx(0.5, abs=0.06)
    assert decoupled(0.5, True) == pytest.approx(0.15, abs=0.05)
    assert decoupled(0.5, True, ratio=0.0) == 0.0 == decoupled(0.0, False)
    assert decoupled(1.0, False, decoupled_new_from=WEEK - 29) == 0.0 < decoupled(1.0, False, decoupled_new_from=0)


def test_whose_bed_is_not_tied_to_the_job_complains_and_quits_more():
    complaints, quits = [], []
    for share in (0.0, 1.0):
        world = tenants(decoupled_share=share, decoupled_rogue=1.0)  # who complains here is at a rogue agency
        world.a.extracted_wage[:] = 0.3
        world.m.knowledge[:], world.m.reachable[:], world.m.hours[:] = 1.0, 1, 40.0
        world.act("complaint", rate=0.5)
        world.call(complain)
        complaints.append(world.count(Tally.COMPLAINTS))
        world.separation(individual_share=30.0, replacement_share=0.0, quit_share=1.0, dependency_effect=0.9)
        quits.append(int((world.end()[1] == EndCause.QUIT).sum()))
    assert complaints[1] > 1.1 * complaints[0] > 0
    assert quits[1] > 1.1 * quits[0] > 0


def test_agencies_give_up_locations_of_their_own():
    for withdrawal, low, high in ((0.0, 0, 0), (0.3, 0.24, 0.36)):
        world = tenants(withdrawal=withdrawal, municipal_check_rate=0.0)
        world.ld.owner[: N // 2], world.ld.owner[N // 2 :] = 0, -1
        for week in range(WEEK, WEEK + 52):
            world.at(week)
            world.call(look_after_places)
        closed = world.ld.open == 0
        assert low <= closed[: N // 2].mean() <= high and not closed[N // 2 :].any()
        assert (world.m.notice >= 0).sum() == closed.sum(), "who lives there must leave"


def test_a_bed_binds_less_in_stays_of_the_rule_only_and_less_so_at_rogue_agencies():
    law = Rules().housing
    assert bed_binds(100, False, law) == bed_binds(100, True, law) == 1.0
    apart = law._replace(decoupled_share=0.5, decoupled_rogue=0.3, decoupled_new_from=90)
    assert bed_binds(100, False, apart) == 0.5 and bed_binds(100, True, apart) == pytest.approx(0.85)
    assert bed_binds(89, False, apart) == 1.0
