"""Rules of measures on registers, cover, accidents and records, on worlds made by hand: each bites, and is paid for."""

import datetime as dt

import numpy as np
import pytest

from sim.behaviour import Behaviour
from sim.measures import LEVERS
from sim.phases.agencies.admission import admit_agencies
from sim.phases.cover.registering import at_stake, register_workers
from sim.phases.cover.registration import check_registration, show_registration
from sim.phases.employment.weekly_clocks import leave_register_and_age
from sim.phases.enforcement.inspection import inspect
from sim.phases.housing.beds import look_after_places
from sim.rules import Rules
from sim.state.codes import Housing, Registration, Work
from sim.state.ledger import Account, Item, Tally, new_books
from tests.levers.harness import scenario, smoke_run
from tests.levers.worlds import B, rules
from tests.model.market_harness import act
from tests.model.test_market_phases import at, copy_of
from tests.unit.phases.hand import Hand
from tests.unit.phases.test_careers import still

MINE = (
    "registration_care", "actual_address", "temporary_address", "certified_registration", "registration_checks",
    "registration_enforcement", "closed_registration", "digid_access", "local_care", "scheme_recovery",
    "accident_reports", "double_accident_report", "records_fine",
)  # fmt: skip


# who registers


def staff(persons: int = 4000, agencies: int = 2) -> Hand:
    """Workers due as residents, in rooms of their own, spread evenly over the agencies."""
    world = Hand(persons, agencies=agencies)
    for k in range(agencies):
        world.employ(np.arange(k, persons, agencies), hirer=k)
    world.a.capital[:] = 1e6
    return world


def rounds(world: Hand, weeks: int = 13, start: int = 100) -> Hand:
    for week in range(start, start + weeks):
        world.now = world.now._replace(week=week)
        world.call(register_workers)
    return world


def residents(world: Hand, rows=slice(None)) -> float:
    return float((world.m.registration[rows] == Registration.RESIDENT).mean())


def test_a_duty_of_care_registers_its_share_once_and_only_who_is_due():
    world = staff()
    world.m.weeks_in_nl[:1000], world.m.circular[1000:2000] = 10, 1
    rounds(world)
    assert residents(world) == 0.0 and world.eur(Item.REGISTRATION_COST) == 0.0
    world.law("registration", stay_care=0.3)
    rounds(world)
    assert residents(world, slice(0, 2000)) == 0.0
    assert residents(world, slice(2000, None)) == pytest.approx(0.3, abs=0.03)
    assert world.m.reachable[world.m.registration == Registration.RESIDENT].all()
    rounds(world, start=113)
    assert residents(world, slice(2000, None)) == pytest.approx(0.3, abs=0.03), "the rest is not asked again"
    assert world.count(Tally.REGISTERED_BY_AGENCY) == (world.m.registration == Registration.RESIDENT).sum()


@pytest.mark.parametrize("keeps", [0.0, 1.0])
def test_rogue_agencies_keep_to_it_less_and_use_their_own_address(keeps):
    world = staff()
    world.a.extracted_wage[0] = 0.2
    world.law("registration", stay_care=0.5, care_rogue=keeps, proxy_rogue=0.8)
    rounds(world)
    rogue = np.arange(0, 4000, 2)
    assert residents(world, rogue) == pytest.approx(0.5 * keeps, abs=0.04)
    assert residents(world, rogue + 1) == pytest.approx(0.5, abs=0.04)
    if keeps:
        booked = rogue[world.m.registration[rogue] == Registration.RESIDENT]
        assert world.m.reachable[booked].mean() == pytest.approx(0.2, abs=0.04)


def test_care_for_new_workers_costs_the_agency_and_ends_up_in_the_register_of_non_residents():
    world = staff()
    m = world.m
    m.weeks_in_nl[:], m.registration[:], m.spell_start[:1000] = 0, Registration.NONE, 100
    world.law("registration", arrival_care=0.4, care_cost=15.0)
    world.call(register_workers)
    assert world.eur(Item.REGISTRATION_COST) == 1000 * 15.0 == world.count(Tally.COMPLIANCE_COST_EUR)
    assert world.a.capital.sum() == 2e6 - 15_000.0 and world.net(Account.AGENCIES) == -15_000.0
    assert (m.registration[:1000] == Registration.RNI).mean() == pytest.approx(0.4, abs=0.05)
    assert (m.registration[1000:] == Registration.NONE).all()


@pytest.mark.parametrize("fine", [0.0, 500.0, 4000.0])
def test_agencies_register_where_a_fine_outweighs_the_effort(fine):
    world = staff(agencies=400)
    world.law("registration", register_success=1.0, register_effort=150.0)
    world.law("inspection", register_check_rate=0.001, register_check_fine=fine)
    rounds(world)
    share = residents(world)
    assert share == pytest.approx(1.0 - np.exp(-0.052 * fine / 150.0), abs=0.06)
    assert world.eur(Item.REGISTRATION_COST) == pytest.approx(150.0 * 4000 * share)


def checked(capacity: float) -> Hand:
    world = staff(agencies=4)
    world.m.registration[:3990] = Registration.RESIDENT
    world.m.reachable[:] = 0  # on paper is enough
    world.law("inspection", register_check_rate=1.0, register_check_fine=500.0, register_check_visits=0.25,
              register_check_taken=capacity)  # fmt: skip
    world.inst.visit_balance[:] = 5.0
    world.call(check_registration)
    return world


def test_checks_fine_for_the_missing_and_take_time_from_other_visits():
    world = checked(1.0)
    missing = 10
    assert world.eur(Item.FINE) == missing * 500.0 == world.count(Tally.FINES_IMPOSED_EUR)
    assert world.count(Tally.FINES_COLLECTED_EUR) == 5000.0 and world.count(Tally.REGISTER_CHECKS) == 4
    assert world.eur(Item.INSPECTORATE_COST) == 4 * 0.25 * world.behaviour.enforcement.visit_cost
    assert world.inst.visit_balance.tolist() == [4.5, 4.5, 5.0, 5.0, 5.0]
    assert checked(0.0).inst.visit_balance.tolist() == [5.0] * 5
    world = staff()
    world.call(check_registration)
    assert world.books.cents.sum() == 0, "nobody checks"


def test_an_inspectorate_with_other_work_makes_fewer_visits(market):
    made_visits = []
    for owed in (0.0, -3.0, -1000.0):
        m, books = copy_of(market), new_books()
        m.institutions.visit_balance[:2] = owed
        law = Rules().inspection._replace(inspectorate_visits=20_000.0)
        act(inspect, m, at(), books=books, inspection=law)
        made_visits.append(int(books.tally[Tally.VISITS_AGENCY]))
    assert made_visits[0] - made_visits[1] == 3 and made_visits[2] == 0


def test_a_firm_short_of_registrations_may_lose_its_admission_and_registers_for_it(market):
    law = {"gate": 1, "register_weight": 0.3, "register_threshold": 0.9, "revoke": 0.5}
    a = market.agencies
    honest = np.flatnonzero(
        (a.alive == 1) & (a.extracted_wage + a.extracted_tax + a.extracted_health + a.extracted_housing == 0.0)
    )
    honest = honest[a.last_detection[honest] != at().week]
    lost = {}
    for name, short, weight in (("none", 0.0, 0.3), ("half", 0.5, 0.3), ("all", 1.0, 0.3), ("off", 1.0, 0.0)):
        gone = 0
        for seed in range(20):
            m = copy_of(market)
            m.agencies.admitted[:], m.agencies.audit_week[:] = 1, at().week
            own = rules("admission", **(law | {"register_weight": weight}))
            lacks = np.full(a.alive.size, short)
            act(admit_agencies, m, at()._replace(seed=seed), rules=own, foreseen=own, short=lacks)
            gone += int((m.agencies.admitted[honest] == 0).sum())
        lost[name] = gone / (20 * honest.size)
    assert lost["none"] == lost["off"] == 0.0
    assert lost["half"] == pytest.approx(0.5 * 0.15, abs=0.02) and lost["all"] == pytest.approx(0.15, abs=0.03)


def test_what_a_firm_has_at_stake_is_its_future_and_ends_with_enough_registered():
    world = staff(200, agencies=2)
    world.a.profit_year[:] = 50_000.0
    due = np.array([100.0, 100.0])
    own = rules("admission", gate=1, register_weight=0.1, register_threshold=0.9, revoke=0.6, audit_weeks=52)
    eur = at_stake(world.a, due, np.array([0.0, 95.0]), own, 8.0)
    assert eur.tolist() == pytest.approx([0.1 * 0.6 * 100_000.0 / 90.0, 0.0])
    assert not at_stake(world.a, due, 0.0 * due, Rules(), 8.0).any()
    world.m.registration[:50] = Registration.RESIDENT  # 25 of each
    short = world.call(show_registration, rules=own).short
    assert short.tolist() == pytest.approx([1.0 - 0.25 / 0.9] * 2)


# addresses


def full_houses(**law) -> Hand:
    """Eight hundred houses for four with six people each, all non-residents who came twelve weeks ago."""
    world = Hand(4800, places=800, beds=4)
    world.live_in_nl(work=Work.DIRECT, weeks=12)
    m, ld = world.m, world.ld
    m.housing[:], m.location[:], m.registration[:] = Housing.TIED, np.arange(4800) // 6, Registration.RNI
    ld.occupants[:], ld.crowding[:] = 6, 1.5
    world.law("housing", municipal_check_rate=0.2)
    world.law("registration", **law)
    return world


def found_crowded(world: Hand) -> float:
    world.call(look_after_places)
    return float((world.ld.open == 0).mean())


def test_crowded_houses_are_checked_sooner_by_what_files_tell_of_them():
    assert found_crowded(full_houses(address_known=0.9)) == pytest.approx(0.2, abs=0.04), "nobody uses it"
    assert found_crowded(full_houses(crowding_seen=3.0)) == pytest.approx(0.2, abs=0.04), "nothing is known"
    assert found_crowded(full_houses(crowding_seen=3.0, address_known=0.5)) == pytest.approx(0.4, abs=0.05)
    registered = full_houses(crowding_seen=3.0)
    registered.m.registration[:], registered.m.reachable[:] = Registration.RESIDENT, 1
    assert found_crowded(registered) == pytest.approx(0.6, abs=0.05)
    proxy = full_houses(crowding_seen=3.0)
    proxy.m.registration[:] = Registration.RESIDENT
    assert found_crowded(proxy) == pytest.approx(0.2, abs=0.04), "they are on the books somewhere else"
    roomy = full_houses(crowding_seen=3.0, address_known=1.0)
    roomy.ld.beds[:] = 6
    assert found_crowded(roomy) == pytest.approx(0.2, abs=0.04), "a house that is not crowded is as before"


def test_a_first_address_ages_and_is_there_for_newcomers_only():
    first = {"crowding_seen": 3.0, "address_first": 1.0, "address_first_from": 80, "address_halflife": 12.0}
    assert found_crowded(full_houses(**first)) == pytest.approx(0.4, abs=0.05)
    assert found_crowded(full_houses(**(first | {"address_halflife": 1e6}))) == pytest.approx(0.6, abs=0.05)
    assert found_crowded(full_houses(**(first | {"address_first_from": 90}))) == pytest.approx(0.2, abs=0.04)


def test_landlords_who_refuse_keep_their_house_out_of_sight_and_its_people_out_of_the_register():
    law = {"crowding_seen": 3.0, "address_known": 1.0}
    assert found_crowded(full_houses(**law)) == pytest.approx(0.6, abs=0.05)
    assert found_crowded(full_houses(**law, refusal=1.0)) == pytest.approx(0.2, abs=0.04)
    for refusal in (0.0, 0.5):
        world = still(full_houses(refusal=refusal))
        world.m.weeks_in_nl[:], world.m.housing[:] = 60, Housing.RENTAL
        world.act("registration", resident=1.0)
        world.call(leave_register_and_age)
        assert residents(world) == pytest.approx(1.0 - refusal, abs=0.06)
    labelled = full_houses(**law, refusal=1.0)
    labelled.ld.certified[:], labelled.ld.crowding[:] = 1, 1.5
    labelled.call(look_after_places)
    cleared = (labelled.m.notice >= 0).sum() / 800
    assert cleared == pytest.approx(0.6, abs=0.05), "a labelled house refuses nobody; one of six must go"


def test_money_per_head_is_paid_and_becomes_checks_and_places():
    world = full_houses(fund_per_head=520.0)
    world.law("housing", municipal_check_rate=0.0)
    world.ld.open[400:], world.ld.open_week[400:] = 0, 32767
    world.m.location[2400:], world.m.housing[2400:], world.ld.occupants[400:] = -1, Housing.RENTAL, 0
    world.m.registration[:2400] = Registration.RESIDENT
    world.law("registration", fund_checks=0.5, fund_check_cost=100.0, fund_places=0.5, fund_place_cost=120.0)
    world.call(look_after_places)
    money = 10.0 * 2400
    assert world.eur(Item.MUNICIPAL_FUND) == money and world.net(Account.STATE) == -money
    assert (world.ld.open[:400] == 0).mean() == pytest.approx(0.5 * money / 100.0 / 400, abs=0.08)
    started = (world.ld.open_week[400:] < 32767).sum() * 4
    assert started == pytest.approx(0.5 * money / 120.0, rel=0.2)


# together


def test_all_of_them_at_once_keep_the_books_in_order_and_are_paid_for():
    plan = scenario((*MINE, "certification"), 10, 2, actual_address={"muni_budget_per_head_eur_yr": 300},
                    scheme_recovery={"bill_migrant_p": 0.2})  # fmt: skip
    model = smoke_run(plan, until=dt.date(2021, 9, 26), **{"run.check": 1})
    paid = model.recorder.tables()["ledger"]
    names = {str(name) for name in np.unique(paid["item"][np.asarray(paid["eur"]) != 0])}
    assert {"registration_cost", "municipal_fund", "scheme_recovered", "accident_report", "accident_check"} <= names
    assert set(MINE) <= set(LEVERS) and isinstance(B, Behaviour)
