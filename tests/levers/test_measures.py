"""Rules that measures of the letter bring, on worlds made by hand: each bites, and what it costs is booked."""

import numpy as np
import pytest

from sim.measures.law_of_week import law_of_week
from sim.phases.agencies.director_bans import ban_directors
from sim.phases.agencies.entry import enter_agencies
from sim.phases.agencies.restart import restart_agencies
from sim.phases.agencies.stakes import Finding, destroys_records, presumed_claim
from sim.phases.cover.insurance import update_cover
from sim.phases.employment.weekly_clocks import leave_register_and_age
from sim.phases.enforcement.back_pay import harboured
from sim.phases.enforcement.inspection import Enforcer, _as_practised, inspect
from sim.phases.enforcement.visits import find_chance
from sim.phases.hirers.hirer_liability import expected_liability
from sim.phases.housing.beds import look_after_places
from sim.phases.money.agency_books import keep_agency_books
from sim.phases.money.programmes import pay_programmes
from sim.rules import Rules
from sim.state.codes import Cover, ExitCause, Registration
from sim.state.ledger import Account, Item, Tally, new_books
from tests.levers.harness import use
from tests.levers.worlds import B, E, rules
from tests.model.market_harness import act
from tests.model.test_market_phases import at, copy_of, enforce, found
from tests.unit.phases.hand import Hand
from tests.unit.phases.test_careers import still
from tests.unit.phases.test_cover import jobless
from tests.unit.phases.test_home import crowded, look_after


def age(world: Hand) -> Hand:
    world.call(leave_register_and_age)
    return world


@pytest.mark.parametrize("reach", [0.0, 0.6, 1.0])
def test_a_desk_tells_those_it_reaches_in_their_first_week_only(reach):
    world = still(Hand(4000))
    world.live_in_nl(weeks=0)
    world.m.weeks_in_nl[2000:] = 10
    plain = age(still(Hand(1))).behaviour.registration.learning * 0.5  # who lives here learns a little anyway
    world.law("registration", desk_reach=reach, desk_gain=0.2)
    age(world)
    told = world.m.knowledge > 0.5 + 2 * plain
    assert told[:2000].mean() == pytest.approx(reach, abs=0.04) and not told[2000:].any()
    assert world.m.knowledge[told] == pytest.approx(0.6 + plain * 0.8)


def test_signals_find_long_stayers_and_nobody_else():
    for rate in (0.0, 0.3):
        world = still(Hand(4000))
        world.live_in_nl(weeks=60)
        world.m.registration[:] = Registration.RNI
        world.m.weeks_in_nl[2000:] = 5
        world.act("registration", resident=0.0)
        world.law("registration", found_rate=rate)
        age(world)
        resident = world.m.registration == Registration.RESIDENT
        assert resident[:2000].mean() == pytest.approx(rate, abs=0.04) and not resident[2000:].any()


def test_checks_cost_the_municipality_and_fines_the_landlord():
    world = crowded(0)
    world.law("housing", check_fine=10_000.0, check_cost=600.0)
    look_after(world)
    assert world.eur(Item.LANDLORD_FINE) == 2 * 10_000.0 and world.eur(Item.MUNICIPAL_CHECK_COST) in (0.0, 2 * 600.0)
    assert world.net(Account.LANDLORDS) == -20_000.0
    world = crowded(0)
    world.ld.owner[:] = 0  # beds of an agency are closed, its landlord is itself
    world.law("housing", check_fine=10_000.0)
    look_after(world)
    assert world.eur(Item.LANDLORD_FINE) == 0.0 and world.ld.open.tolist() == [0, 0]


def test_a_veto_stops_its_share_of_planned_places():
    planned = []
    for veto in (0.0, 0.4, 1.0):
        world = Hand(1, places=4000, beds=10)
        world.ld.open[:], world.ld.open_week[:] = 0, 32767
        world.law("housing", new_places_per_year=52_000.0 * 1000, local_veto=veto)
        world.call(look_after_places)
        planned.append(int((world.ld.open_week < 32767).sum()))
    assert planned[0] > 500 and planned[2] == 0
    assert planned[1] / planned[0] == pytest.approx(0.6, abs=0.08)


def test_programmes_and_run_off_cover_are_paid_by_the_state():
    world = jobless(500)
    world.m.cover[:200] = Cover.RUN_OFF
    world.law("tax", programme_cost=5.2e6)
    world.law("cover", runoff_premium=30.0)
    world.call(pay_programmes)
    assert world.eur(Item.PROGRAMME_COST) == pytest.approx(5.2e6 / 52 * world.now.scale)
    assert world.eur(Item.RUNOFF_PREMIUM) == 200 * 30.0
    assert world.net(Account.STATE) == pytest.approx(-6000.0 - 5.2e6 / 52 * world.now.scale)


def test_home_cover_is_sooner_and_for_more():
    covered = {}
    for share, weeks in ((0.0, 52), (0.8, 2)):
        world = jobless(3000, home_cover=0.5)
        world.law("cover", home_cover_share=share, home_cover_weeks=weeks, home_cover_progress=1.0)
        for week in range(100, 104):
            world.at(week)
            world.call(update_cover)
        covered[share] = (world.m.cover == Cover.HOME_STATE).mean()
    assert covered[0.0] == 0.0 and covered[0.8] == pytest.approx(0.8, abs=0.03)


def test_who_destroys_the_books_counts_with_what_is_presumed_then():
    law = rules("inspection", presumed_weeks=26.0).inspection
    assert presumed_claim(130_000.0, Rules().inspection, E) == 0.0
    assert presumed_claim(130_000.0, law, E) == pytest.approx(26 * 10_000.0 * E.claim_share * 0.7)
    us = np.linspace(0.005, 0.995, 100)
    without = sum(destroys_records(u, Finding(16e3, 50e3), 1e6, E) for u in us)
    assert without > sum(destroys_records(u, Finding(16e3, 50e3, 900e3), 1e6, E) for u in us)


def test_a_presumption_of_hours_turns_missing_books_into_back_pay(market):
    owed = []
    for weeks in (0.0, 26.0):
        m, books = copy_of(market), new_books()
        a, p = m.agencies, m.migrants
        rows = np.flatnonzero(a.alive & (a.founder_type == 1))[:20]
        a.keeps_records[rows], a.extracted_wage[rows], a.capital[rows] = 0, 0.01, 1e7
        p.wage_owed[rows], a.wage_debt[rows] = 1e6, 1e6
        enforce(m, found(rows, Enforcer.INSPECTORATE), books, rules=rules("inspection", presumed_weeks=weeks))
        owed.append(books.cents[Item.BACK_PAY])
    assert owed[1] > 3 * owed[0] > 0


def test_cheaper_claims_are_brought_more_often(market):
    paid = []
    for ratio in (1.0, 2.5):
        m, books = copy_of(market), new_books()
        a, p = m.agencies, m.migrants
        rows = np.flatnonzero(a.alive & (a.founder_type == 1))[:20]
        a.extracted_wage[rows], a.capital[rows], p.wage_owed[rows], a.wage_debt[rows] = 0.1, 1e8, 1e6, 1e6
        enforce(m, found(rows, Enforcer.INSPECTORATE), books, rules=rules("inspection", claim_ratio=ratio))
        paid.append(books.cents[Item.BACK_PAY])
    assert paid[1] / paid[0] == pytest.approx(2.5, rel=0.02)


def test_hirers_in_a_safe_harbour_owe_nothing(market):
    a = market.agencies
    a.label[:], a.admitted[:] = 0, 0
    a.label[0], a.admitted[1] = 1, 1
    law = Rules().liability._replace(safe_harbour=1)
    assert [harboured(a, i, law) for i in (0, 1, 2)] == [True, True, False]
    assert not any(harboured(a, i, Rules().liability) for i in (0, 1, 2))
    paid = []
    for safe in (0, 1):
        m, books = copy_of(market), new_books()
        rows = np.flatnonzero(m.agencies.alive & (m.agencies.founder_type == 1))[:20]
        m.agencies.label[rows], m.agencies.capital[rows], m.agencies.extracted_wage[rows] = 1, 0.0, 0.1
        m.migrants.wage_owed[rows], m.agencies.wage_debt[rows] = 1e5, 1e5
        own = rules("liability", safe_harbour=safe, wage_share=0.5)
        enforce(m, found(rows, Enforcer.SECTOR_BODY), books, rules=own)
        paid.append(books.cents[Item.BACK_PAY_HIRER])
    assert paid[0] > 0 and paid[1] == 0


def test_a_chance_of_a_fine_weighs_with_hirers_only_above_that_of_practice():
    def weighed(**law):
        liability = Rules().liability._replace(**law)
        return expected_liability(0.5, 5.0, 12.0, Rules().inspection, liability, E, B.supplier)

    assert weighed() == weighed(fine_chance=E.fine_hirer / 2, fine_progress=1.0) == weighed(fine_chance=0.9)
    assert weighed() < weighed(fine_chance=0.9, fine_progress=1.0)


def test_visits_that_find_more_find_more_and_better_files_send_them_to_rogue_firms(market):
    caught = {}
    for name, law in (("as is", {}), ("find", {"find_ratio": 1.6}), ("aim", {"targeting_gain": 3.0})):
        total = 0
        for k in range(30):
            m = copy_of(market)
            a = m.agencies
            bad = a.extracted_wage + a.extracted_tax + a.extracted_health + a.extracted_housing >= 0.05
            a.signals[:] = np.where(bad, 3.0, 0.0)
            own = Rules().inspection._replace(inspectorate_visits=40_000.0, **law)
            moment = at()._replace(seed=k)
            f = act(inspect, m, moment, inspection=own).findings
            total += int((f.enforcer == Enforcer.INSPECTORATE).sum())
        caught[name] = total
    assert caught["find"] > 1.2 * caught["as is"] > 0 and caught["aim"] > 1.1 * caught["as is"]


def test_closed_doors_take_visits_of_the_inspectorate_and_no_find_of_others():
    def found_by_inspectors(i) -> float:
        return i.inspectorate_visits * find_chance(1, i.unannounced_share, _as_practised(E, i))

    base, seen = Rules().inspection, []
    for closed in (0.0, 0.1, 0.5):
        law = law_of_week(Rules(), [use("unannounced_visits", 1, closed_doors=closed)], 1, False).rules.inspection
        seen.append(found_by_inspectors(law) / found_by_inspectors(base))
        assert law._replace(inspectorate_visits=base.inspectorate_visits, unannounced_share=0.5) == base
    assert seen == pytest.approx([0.94 / 0.9, 0.98 * 0.94 / 0.9, 0.9 * 0.94 / 0.9])
    assert seen[0] > seen[1] > 1.0 > seen[2]


def dead_and_back(market, detections: int, seeds: int = 400, **law):
    """Restarts of one firm over many lucks: how many came back, what straw men cost, and the firm's signals."""
    back, cost, known = 0, 0.0, 0
    i = int(np.argmax(market.agencies.placed * (market.agencies.founder_type == 1)))
    own = Rules()._replace(
        admission=Rules().admission._replace(**{k: v for k, v in law.items() if k != "record_link"}),
        inspection=Rules().inspection._replace(record_link=law.get("record_link", 0.0)),
    )
    for seed in range(seeds):
        m, books = copy_of(market), new_books()
        a = m.agencies
        a.alive[i], a.restart_week[i], a.detections[i], a.violations[i], a.signals[i] = 0, at().week, detections, 2, 5.0
        a.exit_week[i], a.exit_cause[i] = at().week - 1, ExitCause.LOSSES
        act(ban_directors, m, at()._replace(seed=seed), books=books, rules=own)
        act(restart_agencies, m, at()._replace(seed=seed), books=books, rules=own)
        back += int(a.alive[i])
        cost += books.cents[Item.STRAW_MAN] / 100
        known += int(a.alive[i] and a.violations[i] == 2 and a.signals[i] == 5.0)
    return back / seeds, cost, known / seeds


def test_enforcers_that_join_files_know_a_restarted_firm(market):
    assert dead_and_back(market, 1)[2] == 0.0
    assert dead_and_back(market, 1, record_link=0.5)[2] == pytest.approx(0.5, abs=0.08)


def test_a_look_at_founders_keeps_out_rogue_ones_more_than_others(market):
    came = {}
    for name, law in (
        ("open", {}),
        ("screen", {"screen_refuse": 0.9, "screen_fail": 0.0}),
        ("slow", {"screen_weeks": 26}),
    ):
        books, entrants, rogue = new_books(), 0, 0
        m = copy_of(market)
        before = m.agencies.alive.copy()
        for k in range(14, 90):
            act(enter_agencies, m, at(k), books=books, rules=rules("admission", **law))
        new = (m.agencies.alive == 1) & (before == 0)
        entrants, rogue = int(new.sum()), int((new & (m.agencies.initial_honest == 0)).sum())
        came[name] = entrants - rogue, rogue
    assert came["open"][1] > 5
    assert came["screen"][1] < 0.4 * came["open"][1] and came["screen"][0] == came["open"][0]
    assert sum(came["slow"]) <= sum(came["open"])


def test_accounts_that_are_asked_for_cost_every_agency(market):
    cost = []
    for admin in (0.0, 520.0):
        m, books = copy_of(market), new_books()
        own = Rules().admission._replace(admin_cost=admin)
        act(keep_agency_books, m, at(), books=books, admission=own)
        cost.append((books.cents[Item.OVERHEAD] / 100, books.tally[Tally.COMPLIANCE_COST_EUR]))
    firms = int(market.agencies.alive.sum())
    assert cost[1][0] - cost[0][0] == pytest.approx(10.0 * firms, rel=0.001)
    assert cost[1][1] - cost[0][1] == pytest.approx(10.0 * firms, rel=0.001)
