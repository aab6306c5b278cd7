"""Phase 4: search in two regimes, shelter, municipal checks, building (M11)."""

import itertools

import numpy as np
import pytest

from sim.phases.housing.beds import look_after_places
from sim.state.codes import Homeless, Housing, Registration, Work
from sim.state.ledger import Tally
from tests.unit.phases.hand import PROVINCE, Hand
from tests.unit.phases.test_beds import free_beds
from tests.unit.phases.test_ends import go_home

REST = {"friends_first": 0.0, "friends_later": 0.0, "rental": 0.0, "home_first_year": 0.0, "home_later": 0.0}


def look_after(world: Hand):
    world.call(look_after_places)


def leavers(savings: float, **search) -> Hand:
    """Jobless persons whose bed must be left this week."""
    world = Hand(1500)
    world.live_in_nl(savings=savings)
    world.tie()
    world.m.notice[:] = 0
    world.act("housing", **(REST | search))
    return world


def where(world: Hand) -> dict[Housing, float]:
    return {form: float((world.m.housing == form).mean()) for form in Housing}


def test_renting_needs_savings():
    poor, saver = leavers(799.0, rental=1.0), leavers(801.0, rental=1.0)
    go_home(poor)
    go_home(saver)
    assert where(poor)[Housing.RENTAL] == 0.0
    assert where(saver)[Housing.RENTAL] > 0.6
    assert saver.inst.renters[PROVINCE] == (saver.m.housing == Housing.RENTAL).sum()


def test_renting_needs_room_in_the_market():
    world = leavers(2000.0, rental=1.0)
    world.inst.rental_stock[:] = 100.0
    go_home(world)
    assert world.inst.renters[PROVINCE] == (world.m.housing == Housing.RENTAL).sum() == 100


def test_registration_and_work_help_to_rent():
    shares = []
    for working, registration in ((False, Registration.RNI), (False, Registration.RESIDENT), (True, Registration.RNI)):
        world = leavers(2000.0, rental=0.05, street_working=1.0)
        world.m.registration[:] = registration
        if working:
            world.m.work[:] = Work.DIRECT
        go_home(world)
        shares.append(where(world)[Housing.RENTAL])
    assert shares[0] < shares[1] - 0.02 < shares[2] - 0.05


def test_each_option_draws_people_by_its_weight():
    world = leavers(0.0, friends_first=1.0, home_first_year=0.6, street=0.2)
    world.m.network[:], world.m.weeks_in_nl[:] = 0.4, 20
    go_home(world)
    found = where(world)
    total = 0.4 + 0.6 + 0.2
    assert found[Housing.FRIENDS] == pytest.approx(0.4 / total, abs=0.05)
    assert (world.m.work == Work.LEFT).mean() == pytest.approx(0.6 / total, abs=0.05)
    assert found[Housing.STREET] == pytest.approx(0.2 / total, abs=0.05)
    assert world.count(Tally.HOMELESS_IN) == (world.m.housing == Housing.STREET).sum()


def test_a_person_of_greater_network_only_moves_towards_friends():
    few, many = (leavers(0.0, friends_first=1.0, home_first_year=0.6) for _ in range(2))
    few.m.network[:], many.m.network[:] = 0.3, 0.6
    go_home(few)
    go_home(many)
    moved = few.m.housing != many.m.housing
    assert moved.any() and (many.m.housing[moved] == Housing.FRIENDS).all()


def test_stays_with_friends_end_in_a_new_search():
    world = leavers(0.0, street=1.0)
    world.ld.occupants[:] = 0
    world.m.housing[:], world.m.location[:], world.m.notice[:] = Housing.FRIENDS, -1, -1
    world.m.stay_weeks[:] = 3
    left = []
    for week in range(100, 104):
        world.at(week)
        go_home(world)
        left.append(where(world)[Housing.FRIENDS])
    assert left == [1.0, 1.0, 0.0, 0.0]
    assert (world.m.homeless_cause == Homeless.END_OF_FRIENDS).all()


def homeless(week: int) -> Hand:
    world = Hand(3000, week=week)
    world.live_in_nl()
    world.act("housing", **REST)
    return world


def test_shelter_is_bounded_and_open_to_all_only_in_winter():
    counts = {}
    for name, week in (("winter", 105), ("summer", 130)):
        world = homeless(week)
        world.law("housing", shelter_open_places=20_000.0, shelter_entitled_places=10_000.0)
        go_home(world)  # 200 and 100 places at this scale
        counts[name] = int((world.m.housing == Housing.SHELTER).sum())
    assert counts["summer"] == pytest.approx(100, abs=30)
    assert counts["winter"] == pytest.approx(100 + 200, abs=60)
    world = homeless(105)
    world.law("housing", shelter_open_places=0.0, shelter_entitled_places=0.0)
    go_home(world)
    assert where(world)[Housing.STREET] == 1.0


def test_more_shelter_only_takes_people_in():
    small, large = homeless(105), homeless(105)
    large.law("housing", shelter_open_places=50_000.0)
    go_home(small)
    go_home(large)
    inside = small.m.housing == Housing.SHELTER
    assert inside.any() and (large.m.housing[inside] == Housing.SHELTER).all()


def test_a_place_in_a_shelter_lasts_four_weeks():
    world, inside = homeless(131), []  # with a place for some of those entitled
    world.law("housing", shelter_entitled_places=10_000.0)
    for week in range(131, 140):
        world.at(week)
        go_home(world)
        inside.append(world.m.housing == Housing.SHELTER)
    stays = [(before & after).sum() / before.sum() for before, after in itertools.pairwise(inside[1:])]
    assert min(stays[:3] + stays[4:]) > 0.95 and stays[3] < 0.7


def crowded(certified: int, persons: int = 180, norm: float = 1.25) -> Hand:
    world = Hand(persons, beds=100)
    world.employ()
    world.ld.crowding[:], world.ld.certified[:] = 1.8, certified
    world.tie(np.arange(persons), place=0)
    world.act("housing", **REST, build_response=0.0, reopen_weeks=52.0)
    world.law("housing", municipal_check_rate=1.0, crowding_norm=norm)
    return world


def test_a_checked_crowded_house_without_label_closes_and_its_people_move():
    world = crowded(0)
    look_after(world)
    assert world.ld.open.tolist() == [0, 0] and world.count(Tally.PLACES_CLOSED) == 200
    assert (world.m.notice == 2).all() and (world.m.homeless_cause == Homeless.HOUSE_CLOSED).all()
    assert free_beds(world) == 0
    for week in range(100, 103):
        world.at(week)
        go_home(world)
    assert (world.m.location == -1).all() and world.ld.occupants[0] == 0
    assert np.isin(world.m.housing, (Housing.STREET, Housing.FRIENDS)).all()


def test_another_loose_house_takes_the_place_of_one_closed():
    world = crowded(0, persons=1)
    look_after(world)
    opens = world.ld.open_week.copy()
    assert (opens >= 104).all()
    world.law("housing", municipal_check_rate=0.0)
    for week in range(101, opens.max() + 1):
        world.at(week)
        look_after(world)
        assert world.ld.open.tolist() == (opens <= week).tolist()


def test_closing_with_other_beds_near_makes_nobody_homeless():
    world = crowded(0)
    world.ld.crowding[1] = 1.0
    world.ld.beds[1] = 400
    look_after(world)
    world.act("housing", job_bed=1e9)
    for week in range(100, 103):
        world.at(week)
        go_home(world)
    assert (world.m.location == 1).all() and world.ld.occupants.tolist() == [0, 180]


def test_a_checked_house_with_label_is_cleared_to_the_norm():
    world = crowded(1)
    look_after(world)
    assert world.ld.open.tolist() == [1, 1] and world.ld.crowding[0] == 1.25
    assert (world.m.notice >= 0).sum() == 180 - 125, "as many as it takes, no more"
    for week in range(100, 103):
        world.at(week)
        go_home(world)
    assert world.ld.occupants[0] == 125


def test_houses_that_keep_to_the_norm_are_left_alone():
    for label in (0, 1):
        world = crowded(label, persons=120, norm=2.0)
        look_after(world)
        assert (world.m.notice == -1).all() and world.ld.open.tolist() == [1, 1]


def builders(response: float) -> Hand:
    world = Hand(1, places=6, beds=10)
    world.ld.open[3:] = 0
    world.inst.bed_shortage[PROVINCE] = 1e6
    world.act("housing", build_response=response)
    return world


def test_new_places_open_after_the_building_time_and_not_before():
    world = builders(1.0)
    look_after(world)
    planned = np.flatnonzero(world.ld.open_week < 32767)
    assert planned.tolist() == [3, 4, 5]
    assert (world.ld.open_week[planned] == 100 + world.rules.housing.build_weeks).all()
    world.inst.bed_shortage[:] = 0.0
    for week in (101, 177):
        world.at(week)
        look_after(world)
        assert world.ld.open.sum() == 3
    world.at(178)
    look_after(world)
    assert world.ld.open.sum() == 6 and world.count(Tally.PLACES_OPENED) == 30
    assert free_beds(world) == 60


def test_nothing_is_built_without_a_lasting_shortage():
    for world in (builders(0.0), builders(1.0)):
        world.inst.bed_shortage[:] = 0.0 if world.behaviour.housing.build_response else 1e6
        look_after(world)
        assert (world.ld.open_week == 32767).all()


def test_empty_places_close_after_long():
    world = Hand(1, places=1, beds=30)
    world.act("housing", build_response=0.0)
    world.law("housing", municipal_check_rate=0.0)
    for week in range(100, 170):
        world.at(week)
        look_after(world)
        if not world.ld.open[0]:
            break
    assert week - 100 == world.behaviour.housing.close_vacant_weeks


@pytest.mark.parametrize("direct, weeks, more", [(False, 20, False), (True, 200, True)])
def test_the_housed_move_up(direct, weeks, more):
    world = Hand(4000)
    world.employ()
    world.tie()
    world.m.savings[:], world.m.weeks_in_nl[:] = 5000.0, weeks
    if direct:
        world.m.work[:], world.m.agency[:], world.m.housing[:] = Work.DIRECT, -1, Housing.AGENCY_LEASE
    world.act("housing", move_up=0.02)
    go_home(world)
    share = where(world)[Housing.RENTAL]
    s, vacancy = world.behaviour.housing, min(2.0, 1.0 / (1.0 - 1.0 / world.behaviour.housing.rental_room))
    rate = 0.02 * vacancy * (s.move_up_direct if direct else s.move_up_first_year)
    assert share == pytest.approx(rate, abs=0.01)


def test_who_rents_does_not_move_up_again():
    world = Hand(40)
    world.employ()
    world.m.savings[:], world.m.rent_arrears[:] = 5000.0, 50.0
    world.act("housing", move_up=1.0)
    go_home(world)
    assert (world.m.rent_arrears == 50.0).all(), "a move would have left them behind"


def test_a_small_shortage_builds_as_much_on_average():
    beds = 0
    for week in range(400):
        world = builders(1.0)
        world.at(week)
        world.inst.bed_shortage[PROVINCE] = 52.0 * 2.0
        look_after(world)
        beds += int(world.ld.beds[world.ld.open_week < 32767].sum())
    assert 0 < beds / 400 < 10, "never a whole place a week for want of two beds"
