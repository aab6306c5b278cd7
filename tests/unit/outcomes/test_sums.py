"""Outcomes that measures move first, on a world made by hand: sums of the week, tallies and books."""

import pytest

from sim.rules import Rules
from sim.state.codes import Contract, Housing, Seat, Work
from sim.state.ledger import Item, Tally
from tests.unit.outcomes.small_world import SmallWorld

YEAR = 365.2425 / 7


def test_what_people_know_and_owe_and_how_they_are_bound():
    world = SmallWorld(scale=0.1)
    world.arrive(0, 1, 2)
    world.arrive(3, work=Work.POSTED)
    world.leave(4)
    m = world.m
    m.knowledge[:5], m.reachable[:5] = (0.2, 0.4, 0.6, 0.8, 1.0), (1, 0, 0, 1, 1)
    m.contract[1] = Contract.B
    m.housing[:2], m.rent_arrears[:4] = Housing.TIED, (50.0, 100.25, 900.0, 900.0)
    m.housing[2], m.housing[3] = Housing.STREET, Housing.SHELTER
    found = world.book()
    assert found["rights_known_share"] == pytest.approx(0.5) and found["reachable_share"] == 0.5
    assert found["clause_contract_share"] == pytest.approx(2 / 3) and found["posted_share"] == 1 / 4
    assert found["rent_arrears_eur_per_tied_bed"] == pytest.approx(75.125)
    assert found["rough_sleepers"] == 10.0 and found["homeless_stock"] == 20.0


def test_who_may_lead_an_agency_and_who_keeps_books():
    world = SmallWorld(agencies=4, scale=0.5)
    a = world.a
    a.ban_week[:] = 1, -154, 2, 32767  # of a ban of 156 weeks the first week, the last, not yet, never
    a.alive[1] = 0
    a.keeps_records[:], a.foreign_seat[:] = (1, 1, 0, 1), (Seat.HERE, Seat.MOVED, Seat.MOVED, Seat.ABROAD)
    assert world.book()["directors_banned"] == 0.0, "without a law bans lapse"
    world.rules = Rules()._replace(admission=Rules().admission._replace(finding_ban=0.3))
    a.ban_week[:] = a.ban_week + (a.ban_week < 32767)  # it is a week later
    found = world.book()
    assert found["directors_banned"] == 4.0, "a dead firm's director too, for the whole country"
    assert found["records_kept_share"] == pytest.approx(2 / 3) and found["agencies_moved_abroad"] == 2.0


def test_beds_that_are_open_and_what_a_label_stands_for():
    world = SmallWorld(scale=0.1)
    ld = world.l
    ld.open[:], ld.beds[:], ld.certified[:], ld.area[:] = (1, 1, 0), (4, 12, 50), (1, 1, 1), (10.0, 14.0, 30.0)
    assert world.book()["beds_open"] == 160.0 and world.recorder.outcomes()["labelled_area_m2_per_bed"] == 13.0
    ld.certified[1] = 0
    found = world.book()
    assert found["labelled_bed_share"] == 0.25 and found["labelled_area_m2_per_bed"] == 10.0


def test_awards_and_other_events_are_those_of_a_year_and_of_the_country():
    world = SmallWorld(scale=0.1)
    tally, cents = world.books.tally, world.books.cents
    tally[Tally.AWARDS], tally[Tally.AWARDS_BY_TERM], tally[Tally.AWARDED_EUR] = 3, 2, 1_234.5
    tally[Tally.HOUSES_CHECKED], tally[Tally.ORDERS_HELD], tally[Tally.HOURS_SOLD] = 5, 7, 100.0
    cents[Item.HIRER_FINE], cents[Item.BACK_PAY_HIRER], cents[Item.WAGE] = 10_000, 5_000, 120_000
    cents[Item.HEALTH_PREMIUM], cents[Item.HEALTH_DEDUCTION] = 9_000, 10_000
    found = world.book(2)
    for name, event in (("awards", 3), ("awards_presumed", 2)):
        assert found[f"back_pay_{name}_per_year"] == pytest.approx(event * YEAR * 10)
    assert found["back_pay_awarded_eur_per_year"] == pytest.approx(1_234.5 * YEAR * 10)
    assert found["houses_checked_per_year"] == pytest.approx(5 * YEAR * 10) and found["orders_held"] == 70.0
    assert found["charged_to_hirers_eur_per_year"] == pytest.approx(150.0 * YEAR * 10)
    assert found["wage_paid_eur_per_hour"] == pytest.approx(12.0) and found["premium_passed_on_share"] == 0.9
