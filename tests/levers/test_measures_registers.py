"""Rules of measures on registers, cover, accidents and records, on worlds made by hand: each bites, and is paid for."""

import datetime as dt

import numpy as np
import pytest

from sim.behaviour import Behaviour
from sim.books import Account, Item, Tally, new_books
from sim.kinds import Benefit, Contract, Cover, EndCause, Housing, Registration, Work
from sim.levers import LEVERS
from sim.phases.admission import admit_agencies
from sim.phases.agencies import destroys_records, views_of
from sim.phases.beds import look_after_places
from sim.phases.careers import leave_register_and_age
from sim.phases.cover import update_cover
from sim.phases.health import fall_ill_and_recover
from sim.phases.inspection import Enforcer, _hirer_scores, inspect
from sim.phases.outreach import reach_out
from sim.phases.registers import at_stake, check_registration, register_workers, registration_short
from sim.rules import Rules
from tests.levers.harness import scenario, smoke_run
from tests.levers.test_measures import B, E, market, rules  # noqa: F401
from tests.levers.test_measures import made as made  # the market of that fixture
from tests.model.test_market_phases import at, copy_of, enforce, found
from tests.unit.phases.hand import Hand
from tests.unit.phases.test_careers import still
from tests.unit.phases.test_cover import jobless
from tests.unit.phases.test_ends import fall_ill
from tests.unit.phases.test_health import COST, patients

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
    world.a.e_wage[0] = 0.2
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


def test_an_inspectorate_with_other_work_makes_fewer_visits(market):  # noqa: F811
    made_visits = []
    for owed in (0.0, -3.0, -1000.0):
        m, books = copy_of(market), new_books()
        m.institutions.visit_balance[:2] = owed
        law = Rules().inspection._replace(inspectorate_visits=20_000.0)
        inspect(at(), m.agencies, m.hirers, m.institutions, law, E, 0.6, 0.08, books)
        made_visits.append(int(books.tally[Tally.VISITS_AGENCY]))
    assert made_visits[0] - made_visits[1] == 3 and made_visits[2] == 0


def test_a_firm_short_of_registrations_may_lose_its_admission_and_registers_for_it(market):  # noqa: F811
    law = {"gate": 1, "register_weight": 0.3, "register_threshold": 0.9, "revoke": 0.5}
    a = market.agencies
    honest = np.flatnonzero((a.alive == 1) & (a.e_wage + a.e_tax + a.e_health + a.e_housing == 0.0))
    honest = honest[a.last_detection[honest] != at().week]
    lost = {}
    for name, short, weight in (("none", 0.0, 0.3), ("half", 0.5, 0.3), ("all", 1.0, 0.3), ("off", 1.0, 0.0)):
        gone = 0
        for seed in range(20):
            m = copy_of(market)
            m.agencies.admitted[:], m.agencies.audit_week[:] = 1, at().week
            own = rules("admission", **(law | {"register_weight": weight}))
            admit_agencies(
                at()._replace(seed=seed), m.agencies, m.institutions, own, own, views_of(B), new_books(),
                np.full(a.alive.size, short),
            )  # fmt: skip
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
    short = registration_short(world.m, world.a, world.present, own)
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
    world.call(look_after_places, rules=world.rules.housing)
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
    labelled.call(look_after_places, rules=labelled.rules.housing)
    cleared = (labelled.m.notice >= 0).sum() / 800
    assert cleared == pytest.approx(0.6, abs=0.05), "a labelled house refuses nobody; one of six must go"


def test_money_per_head_is_paid_and_becomes_checks_and_places():
    world = full_houses(fund_per_head=520.0)
    world.law("housing", municipal_check_rate=0.0)
    world.ld.open[400:], world.ld.open_week[400:] = 0, 32767
    world.m.location[2400:], world.m.housing[2400:], world.ld.occupants[400:] = -1, Housing.RENTAL, 0
    world.m.registration[:2400] = Registration.RESIDENT
    world.law("registration", fund_checks=0.5, fund_check_cost=100.0, fund_places=0.5, fund_place_cost=120.0)
    world.call(look_after_places, rules=world.rules.housing)
    money = 10.0 * 2400
    assert world.eur(Item.MUNICIPAL_FUND) == money and world.net(Account.STATE) == -money
    assert (world.ld.open[:400] == 0).mean() == pytest.approx(0.5 * money / 100.0 / 400, abs=0.08)
    started = (world.ld.open_week[400:] < 32767).sum() * 4
    assert started == pytest.approx(0.5 * money / 120.0, rel=0.2)


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
        world.m.last_agency[:1000], world.a.e_wage[0] = 0, 0.2
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
        world.call(update_cover, migrants=world.m, rules=world.rules.cover, cover=world.behaviour.cover)
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
        world.call(update_cover, migrants=m, rules=world.rules.cover, cover=world.behaviour.cover)
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


# accidents


def at_work(**law) -> Hand:
    """Workers of two agencies who fall ill this week by accident only; contracts outlast illness."""
    world = Hand(4000, agencies=40)
    for k in range(40):
        world.employ(np.arange(k, 4000, 40), hirer=k, form=Contract.A_SERIES)
    world.a.capital[:] = 1e6
    world.act("health", illness=0.3, care_need=0.0, heavy_sector=1.0)
    base = {"accident_rate": 0.05, "accident_reports": 0.5, "accident_cost_hirer": 50.0, "accident_cost_agency": 250.0}
    world.law("inspection", **(base | law))
    return world


def test_accidents_are_a_part_of_illness_and_their_reports_cost_both_sides():
    world, plain = at_work(), at_work(accident_reports=0.0)
    fall_ill(world)
    fall_ill(plain)
    assert (world.m.sick_weeks == plain.m.sick_weeks).all(), "an accident is no more illness than there was"
    reports = world.count(Tally.ACCIDENTS_REPORTED)
    assert reports / 4000 == pytest.approx(0.5 * 0.05, rel=0.3)
    assert world.h.accidents.sum() == reports and plain.h.accidents.sum() == 0
    assert world.eur(Item.ACCIDENT_REPORT) == 50.0 * reports and world.eur(Item.ACCIDENT_CHECK) == 250.0 * reports
    assert world.a.capital.sum() == pytest.approx(40e6 - 250.0 * reports)
    assert world.count(Tally.COMPLIANCE_COST_EUR) == 250.0 * reports
    assert plain.eur(Item.ACCIDENT_REPORT) == 0.0
    per_hirer = world.h.accidents[world.h.accidents > 0]
    assert per_hirer.max() > 3 * per_hirer.mean(), "some hirers are far more dangerous"


def test_measures_after_a_report_prevent_accidents_there_only():
    ill = {}
    for gain in (0.0, 0.6):
        world = at_work(accident_measures=gain, accident_rate=1e6)  # all illness is accident
        world.h.accidents[:20] = 5.0
        fall_ill(world)
        sick = world.m.sick_weeks > 0
        ill[gain] = sick[np.arange(4000) % 40 < 20].mean(), sick[np.arange(4000) % 40 >= 20].mean()
    assert ill[0.6][0] == pytest.approx(0.4 * ill[0.0][0], rel=0.15) and ill[0.6][1] == ill[0.0][1]


def test_reports_fade():
    world = at_work(accident_rate=0.0)
    world.h.accidents[:] = 2.0
    fall_ill(world)
    assert world.h.accidents == pytest.approx(np.full(40, 1.92))


def test_rogue_agencies_end_the_contract_before_the_report():
    world = at_work(accident_hidden=1.0, accident_reports=1.0, accident_rate=1e6)
    world.a.e_wage[:20] = 0.2
    rows, causes = world.call(fall_ill_and_recover)
    gone = np.zeros(4000, bool)
    gone[rows] = True
    sick, rogue = world.m.sick_weeks > 0, np.arange(4000) % 40 < 20
    assert (gone == (sick & rogue)).all() and (causes == EndCause.SICK).all() and gone.sum() > 100
    assert not world.h.accidents[:20].any() and world.h.accidents[20:].sum() == (sick & ~rogue).sum()


def test_hirers_with_accidents_are_visited_sooner():
    accidents = np.where(np.arange(400) < 200, np.expm1(2.0), 0.0)
    score, first = np.empty(400), {0.0: 0, 1.0: 0}
    for pull in first:
        for week in range(200):
            _hirer_scores(1, week, np.ones(400), accidents, pull, score)
            first[pull] += int(np.argmax(score) < 200)
    assert first[0.0] / 200 == pytest.approx(0.5, abs=0.1) and first[1.0] / 200 == pytest.approx(0.75, abs=0.1)


def test_work_on_reports_is_taken_from_other_visits_and_costs(market):  # noqa: F811
    visits, cost = [], []
    for load in (0.0, 0.1):
        m, books = copy_of(market), new_books()
        books.tally[Tally.ACCIDENTS_REPORTED] = 40.0
        law = Rules().inspection._replace(inspectorate_visits=20_000.0, accident_visits=load)
        inspect(at(), m.agencies, m.hirers, m.institutions, law, E, 0.6, 0.08, books)
        visits.append(books.tally[Tally.VISITS_AGENCY] + books.tally[Tally.VISITS_HIRER])
        cost.append(books.cents[Item.INSPECTORATE_COST] / 100)
    assert visits[0] - visits[1] == 4 and cost[0] == pytest.approx(cost[1])


# records


def destroyed(fine, back, presumed, record, underpaid=0.0, means=1e7, alone=0) -> int:
    us = np.linspace(0.005, 0.995, 100)
    return sum(bool(destroys_records(u, fine, back, presumed, record, means, E, underpaid, alone)) for u in us)


def test_whether_destroying_books_pays_hangs_on_both_fines_back_pay_and_presumption():
    usual = destroyed(16e3, 20e3, 0.0, 12_000.0 * 3)
    assert destroyed(16e3, 20e3, 0.0, 2_000.0 * 3) > usual > destroyed(16e3, 20e3, 0.0, 25_500.0 * 3)
    assert destroyed(16e3, 20e3, 0.0, 12_000.0 * 3, underpaid=14e3) > usual, "books show who was underpaid"
    assert destroyed(16e3, 60e3, 0.0, 12_000.0 * 3) > usual, "so do they where back pay is enforced"
    assert destroyed(16e3, 60e3, 100e3, 12_000.0 * 3) < usual, "unless as much is presumed without"
    assert destroyed(16e3, 60e3, 100e3, 0.0) < destroyed(16e3, 60e3, 60e3, 0.0), "which is due without a fine too"
    poor = [destroyed(16e3, 20e3, 0.0, fine * 3, means=20e3) for fine in (12_000.0, 25_500.0)]
    assert poor[0] == poor[1], "beyond what a firm has no fine frightens it"
    assert destroyed(16e3, 8e3, 8e3, 0.0, alone=1) < destroyed(16e3, 8e3, 8e3, 0.0), "a presumption made sooner"
    assert destroyed(16e3, 8e3, 0.0, 0.0, alone=1) == destroyed(16e3, 8e3, 0.0, 0.0), "nothing is presumed"


def test_missing_books_alone_are_found_only_where_they_are_a_fault_of_their_own(market):  # noqa: F811
    n = {}
    for alone, seed in ((alone, seed) for alone in (0, 1) for seed in range(10)):
        m = copy_of(market)
        a = m.agencies
        rogue = (a.alive == 1) & (a.e_wage + a.e_tax + a.e_health + a.e_housing >= 0.05)
        a.keeps_records[:] = np.where(rogue, 0, 1)
        law = Rules().inspection._replace(inspectorate_visits=200_000.0, records_alone=alone)
        f = inspect(at()._replace(seed=seed), a, m.hirers, m.institutions, law, E, 0.6, 0.08, new_books())
        hit = f.agency[f.enforcer == Enforcer.RECORDS]
        assert rogue[hit].all() and not np.isin(hit, f.agency[f.enforcer == Enforcer.INSPECTORATE]).any()
        n[alone, seed] = hit.size, int((f.enforcer == Enforcer.INSPECTORATE).sum())
    hits, others = ([[n[alone, seed][k] for seed in range(10)] for alone in (0, 1)] for k in (0, 1))
    assert sum(hits[0]) == 0 and sum(hits[1]) > 20 and others[0] == others[1]


def test_missing_books_alone_cost_their_fine_and_open_the_presumption(market):  # noqa: F811
    got = {}
    for name, who, law in (
        ("books", Enforcer.RECORDS, {}),
        ("presumed", Enforcer.RECORDS, {"presumed_weeks": 26.0}),
        ("dearer", Enforcer.RECORDS, {"record_fine_per_worker": 25_500.0}),
    ):
        m, books = copy_of(market), new_books()
        a, p = m.agencies, m.migrants
        rows = np.flatnonzero((a.alive == 1) & (a.type == 1))[:20]
        a.keeps_records[rows], a.e_wage[rows], a.capital[rows] = 0, 0.2, 1e8
        p.wage_owed[rows], a.wage_debt[rows] = 1e6, 1e6
        sure = B._replace(enforcement=E._replace(p_fine=1.0))
        enforce(m, found(rows, who), books, behaviour=sure, rules=rules("inspection", **law))
        shown = np.minimum(market.agencies.worker_weeks_13[rows] / 13.0, E.fined_workers).sum()
        got[name] = books.cents[Item.FINE] / 100 / shown, books.cents[Item.BACK_PAY]
    assert got["books"][0] == pytest.approx(12_000.0, rel=1e-3) and got["books"][1] == 0
    assert got["presumed"][1] > 0 and got["dearer"][0] == pytest.approx(25_500.0, rel=1e-3)


def test_underpayment_is_fined_per_worker_where_books_show_it(market):  # noqa: F811
    fines = {}
    for name, per_worker, books_kept, taken in (
        ("as is", 0.0, 1, 0.2), ("dear", 10_000.0, 1, 0.2), ("gone", 10_000.0, 0, 0.2), ("paid", 10_000.0, 1, 0.0)
    ):  # fmt: skip
        m, books = copy_of(market), new_books()
        a = m.agencies
        rows = np.flatnonzero((a.alive == 1) & (a.worker_weeks_13 > 13.0 * 5))[:20]
        a.keeps_records[rows], a.e_wage[rows], a.capital[rows], a.violations[rows] = books_kept, taken, 1e8, 0
        own = rules("inspection", underpay_fine_per_worker=per_worker, record_fine_per_worker=0.0)
        sure = B._replace(enforcement=E._replace(p_fine=1.0, find_records_missing=1.0))
        enforce(m, found(rows, Enforcer.INSPECTORATE), books, behaviour=sure, rules=own)
        fines[name] = books.tally[Tally.FINES_IMPOSED_EUR]
    assert fines["dear"] > 2 * fines["as is"] and fines["gone"] == fines["paid"] == fines["as is"]


# together


def test_all_of_them_at_once_keep_the_books_in_order_and_are_paid_for():
    plan = scenario((*MINE, "certification"), 10, 2, actual_address={"muni_budget_per_head_eur_yr": 300},
                    scheme_recovery={"bill_migrant_p": 0.2})  # fmt: skip
    model = smoke_run(plan, until=dt.date(2021, 9, 26), **{"run.check": 1})
    paid = model.recorder.tables()["ledger"]
    names = {str(name) for name in np.unique(paid["item"][np.asarray(paid["eur"]) != 0])}
    assert {"registration_cost", "municipal_fund", "scheme_recovered", "accident_report", "accident_check"} <= names
    assert set(MINE) <= set(LEVERS) and isinstance(B, Behaviour)
