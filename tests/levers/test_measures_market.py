"""Measures on suppliers and on the published floor, on worlds made by hand: each bites, what it costs is booked."""

import numpy as np
import pytest

from sim.core.draws import Stream, uniform
from sim.phases.agencies.pricing import beside_the_floor, pressed
from sim.phases.enforcement.inspection import inspect
from sim.phases.money.agency_books import WEEK_HOURS, hourly_wage, keep_agency_books
from sim.phases.money.hirer_books import keep_hirer_books, ranking, reports_from
from sim.phases.shared.extraction import hides_discount
from sim.rules import Rules
from sim.state.ledger import Item, new_books
from tests.levers.worlds import cheat, choose, decided, rules
from tests.model.market_harness import act
from tests.model.test_market_phases import at, copy_of

# reports of large firms: 2.2.A


def test_the_largest_that_hold_a_share_of_the_work_must_report():
    size = np.array([5.0, 1.0, 3.0, 1.0])
    assert [reports_from(ranking(size), share) for share in (0.5, 0.8, 1.0)] == [5.0, 3.0, 1.0]
    assert reports_from(ranking(size), 0.0) == reports_from(ranking(size), 0.4) == np.inf


def test_reports_cost_those_hirers(market):
    books, size = new_books(), market.hirers.size
    law = Rules().liability._replace(report_coverage=0.3, report_cost=3000.0)
    act(keep_hirer_books, market, at(), books=books, liability=law)
    many = (size >= reports_from(ranking(size), 0.3)).sum()
    assert 0 < many < 0.1 * size.size, "few, since large"
    assert books.cents[Item.REPORT_COST] / 100 == pytest.approx(many * 3000.0 / 52, abs=0.01)
    act(keep_hirer_books, market, at(), books=books)
    assert books.cents[Item.REPORT_COST] / 100 == pytest.approx(many * 3000.0 / 52, abs=0.01), "no duty, no cost"


def test_only_hirers_that_report_look_harder(market):
    cheap(market)  # in a market where all are honest nobody has a reason to move
    plain, reporting = copy_of(market), copy_of(market)
    choose(plain, Rules(), 52)
    choose(reporting, rules("liability", report_coverage=0.3, report_awareness=1.0), 52)
    moved = (plain.hirers.supplier != reporting.hirers.supplier).any(axis=1)
    moved |= (plain.hirers.share != reporting.hirers.share).any(axis=1)
    size = market.hirers.size
    assert moved.any() and size[moved].min() >= reports_from(ranking(size), 0.3)
    label = market.agencies.label
    to = [(m.hirers.share * (label[m.hirers.supplier] == 1))[moved].sum() for m in (plain, reporting)]
    assert to[1] > to[0], "they choose labelled agencies more"


# the floor: 2.2.D and B08


def cheap(market, price: float = 1.6, share: float = 0.5):
    """Half of the firms ask a price under the floor."""
    a = market.agencies
    low = (a.alive == 1) & (np.arange(a.alive.size) % 2 == 0)
    a.price_factor[a.alive == 1] = 1.75
    a.price_factor[low] = price
    market.institutions.price_base[:], market.institutions.price_index[:] = 1.6, 1.0  # too low to be suspect itself
    return low


def test_aware_hirers_choose_flagged_offers_less_and_hidden_ones_as_before(market):
    low = cheap(market)
    held = {}
    for name, law in (
        ("no floor", Rules()),
        ("flag", rules("inspection", floor_rate=1.7)),
        ("hidden", rules("inspection", floor_rate=1.7, kickback_share=1.0)),
    ):
        m = copy_of(market)
        m.hirers.awareness[:] = 1.0
        weight = 1.0 if name != "no floor" else 0.0
        choose(m, law._replace(liability=law.liability._replace(floor_flag=weight)), 52)
        held[name] = m.hirers.share[low[m.hirers.supplier] & (m.hirers.supplier >= 0)].sum()
        m.hirers.awareness[:] = 0.0
    assert held["flag"] < 0.95 * held["no floor"] and held["hidden"] == held["no floor"]


def test_enforcers_visit_flagged_agencies_sooner_and_not_those_who_hide(market):
    low = cheap(market)
    market.agencies.signals[:] = 0.0
    seen = {}
    for name, law in (
        ("no floor", {}),
        ("flag", {"floor_rate": 1.7, "floor_flag": 1.0}),
        ("hidden", {"floor_rate": 1.7, "floor_flag": 1.0, "kickback_share": 1.0}),
    ):
        m, own = copy_of(market), Rules().inspection._replace(inspectorate_visits=20_000.0, **law)
        before = m.agencies.visits.copy()
        for k in range(20):
            act(inspect, m, at()._replace(seed=k), inspection=own)
        visits = m.agencies.visits - before
        seen[name] = visits[low].sum() / visits.sum()
    assert seen["flag"] > 1.2 * seen["no floor"] and seen["hidden"] == seen["no floor"]


def test_what_a_firm_under_the_floor_asks():
    law = rules("inspection", floor_rate=1.75, kickback_cost=0.25).inspection
    assert beside_the_floor(1.8, True, 0, law) == 1.8 == beside_the_floor(1.8, False, 0, law)
    assert beside_the_floor(1.55, True, 0, law) == pytest.approx(1.6) and beside_the_floor(1.55, False, 0, law) == 1.55
    assert beside_the_floor(1.55, False, 1, law) == 1.75 and beside_the_floor(1.55, True, 1, law) < 1.75


def test_a_binding_floor_lifts_the_price_of_a_cheat():
    free = decided(cheat())[1]
    under = {"inspection": {"floor_rate": free + 0.05}}
    assert decided(cheat(**under))[1] == free
    assert decided(cheat(**under, pay={"floor_binding": 1}))[1] == free + 0.05


def test_a_lasting_share_of_agencies_hides_discounts():
    who = np.array([hides_discount(1, agency, 0, 0.3) for agency in range(4000)])
    assert who.mean() == pytest.approx(0.3, abs=0.02)
    assert not any(hides_discount(1, agency, 0, 0.0) for agency in range(50))


def test_the_detour_costs_a_part_of_what_is_hidden(market):
    low, cost = cheap(market), {}
    for share in (0.0, 1.0):
        m, books = copy_of(market), new_books()
        m.agencies.placed[:] = 10 * m.agencies.alive
        before = m.agencies.quarter_profit.copy()
        own = Rules().inspection._replace(floor_rate=1.7, kickback_share=share, kickback_cost=0.25)
        act(keep_agency_books, m, at(), books=books, inspection=own)
        cost[share] = books.cents[Item.KICKBACK_COST] / 100, (m.agencies.quarter_profit - before)
    a = market.agencies
    bill = sum(
        WEEK_HOURS * hourly_wage(a.quarter_wages[i], a.quarter_hours[i], Rules().pay.minimum_wage_38)
        for i in np.flatnonzero(low)
    )
    hidden = 0.1 / 0.75  # what lies between the price before the detour and the floor
    assert cost[0.0][0] == 0.0 and cost[1.0][0] == pytest.approx(0.25 * hidden * 10 * bill, rel=1e-3)
    assert (cost[0.0][1] - cost[1.0][1]).sum() == pytest.approx(cost[1.0][0], rel=1e-6)


def test_hirers_press_prices_towards_the_floor_but_not_under_cost():
    floor = 1.7
    assert pressed(1.9, 1.65, floor, 0.5) == pytest.approx(1.8) and pressed(1.9, 1.8, floor, 0.5) == pytest.approx(1.85)
    assert pressed(1.9, 1.8, floor, 1.0) == pytest.approx(1.8), "half of the hirers, half the way"
    assert pressed(1.65, 1.75, floor, 0.5) == 1.65, "who asks less already is not lifted"
    assert pressed(1.9, 1.75, floor, 0.0) == 1.9


def test_pressed_prices_squeeze_honest_firms_into_cheating():
    taken, price = {}, {}
    for anchor in (0.0, 0.3):
        world = cheat(inspection={"floor_rate": 1.7}, pay={"floor_anchor": anchor})
        world.a.integrity[0], world.a.perceived[0] = 1.02, 0.0
        taken[anchor], price[anchor] = decided(world)
    assert price[0.3] < price[0.0] - 0.01 and taken[0.3] > taken[0.0]
    world = cheat(pay={"floor_anchor": 0.3})
    world.a.integrity[0], world.a.perceived[0] = 1.02, 0.0
    assert decided(world) == (taken[0.0], price[0.0]), "without a floor there is nothing to press towards"


def test_draws_of_these_choices_are_their_own():
    streams = (Stream.MOVES_ABROAD, Stream.FOREIGN_REACH, Stream.KICKBACK, Stream.SECTOR_BAN)
    assert len({uniform(1, int(stream), 0, 5, 1) for stream in streams}) == len(streams)
