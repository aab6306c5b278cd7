"""Measures on firms abroad, suppliers and the published floor, on worlds made by hand: each bites, and what it costs is booked."""

import numpy as np
import pytest

from sim.behaviour import Behaviour
from sim.books import Account, Item, Tally, new_books
from sim.draws import Stream, uniform
from sim.kinds import Seat
from sim.phases.admission import ATTEMPTS, NEVER, beyond_the_gate
from sim.phases.agencies import beside_the_floor, decide, law_of, pressed, views_of
from sim.phases.agency_books import WEEK_HOURS, hourly_wage, keep_agency_books
from sim.phases.cheating import hides_discount
from sim.phases.deposits import settle_deposits
from sim.phases.hirer_books import keep_hirer_books, reports_from
from sim.phases.hirers import posting_cost, reconsider_hirers
from sim.phases.inspection import Enforcer, inspect
from sim.rules import Rules
from tests.levers.test_certification import admit, firms
from tests.levers.test_measures import rules
from tests.model.market_harness import make_market
from tests.model.test_market_phases import at, copy_of, enforce, found, run_weeks
from tests.unit.phases.hand import Hand

B, E = Behaviour(), Behaviour().enforcement


@pytest.fixture(scope="module")
def made():
    market = make_market(1, 0.02, 300)
    run_weeks(market, 14)
    return market


@pytest.fixture
def market(made):
    return copy_of(made)


def choose(m, law: Rules, weeks: int = 13, base: Rules | None = None) -> None:
    """All hirers reconsider once (or in ``weeks``), under a law."""
    old = base or Rules()
    for k in range(14, 14 + weeks):
        reconsider_hirers(
            at(k), m.hirers, m.agencies, m.institutions, m.index, (law.pay, law.inspection, law.liability),
            (old.pay, old.inspection, old.liability), law.admission, B.supplier, B.mode, E, B.switch,
        )  # fmt: skip


# firms abroad: 2.1.H and 6.1.D


def refused(n: int = 2000, rogue: bool = True, **law) -> Hand:
    """Firms refused for good, in the first week in which the ban bites (or does not)."""
    world = firms(n, rogue, start=-300, **({"gate_enforced": 1, "stay_outside": 0.0, "shell_share": 0.0} | law))
    world.a.attempts[:], world.a.cost[:], world.a.markup[:] = ATTEMPTS, 1.0, 0.03
    admit(world)
    return world


def test_some_refused_rogue_owners_move_abroad_and_go_on_with_their_clients():
    for share in (0.0, 0.3, 1.0):
        world = refused(abroad_share=share)
        moved = world.a.foreign_seat == Seat.MOVED
        assert moved.mean() == pytest.approx(share, abs=0.03)
        assert (world.a.must_end[~moved] > 0).all() and not world.a.must_end[moved].any()
        assert not world.a.barred[moved].any() and world.books.tally[Tally.MOVED_ABROAD] == moved.sum()
        assert world.eur(Item.SEAT_ABROAD) == moved.sum() * 10_000.0 == -world.net(Account.AGENCIES)
        world.a.must_end[:] = 0
        admit(world, 101)
        assert (world.a.barred[moved] == 0).all() and (world.a.foreign_seat[~moved] == Seat.HERE).all()


def test_nobody_else_moves():
    assert not refused(rogue=False, abroad_share=1.0).a.foreign_seat.any(), "the honest stop"
    assert not refused(abroad_share=1.0, gate_enforced=0).a.foreign_seat.any(), "before the ban nobody needs to"
    assert not refused(abroad_share=1.0, abroad_cost=200_000.0).a.foreign_seat.any(), "who has no money cannot"
    assert not refused(abroad_share=1.0, foreign_reach=1.0).a.foreign_seat.any(), "not worth it where the gate waits"


def test_from_abroad_an_hour_costs_less_and_part_of_that_lowers_the_price():
    world = refused(10, abroad_share=1.0)
    p, saved = B.pricing, 0.15 * 1.751
    assert world.a.cost == pytest.approx(0.85)
    price = (1.751 * 0.85 + p.staff) * (1.0 + world.a.markup)
    assert price == pytest.approx((1.751 + p.staff) * 1.03 - p.pass_on * saved)


def test_a_gate_that_reaches_abroad_bars_again_who_moved_there_and_a_deposit_is_asked_there():
    for reach in (0.0, 0.8, 1.0):
        world = firms(2000, True, start=-300, gate_enforced=1, foreign_reach=reach, deposit=100_000.0)
        world.a.foreign_seat[:] = Seat.MOVED
        admit(world)
        assert world.a.barred.mean() + (world.a.review_week < NEVER).mean() == pytest.approx(reach, abs=0.03)
        held = beyond_the_gate(world.now.seed, world.a, reach)
        assert not world.a.barred[held].any() and (world.a.review_week[held] == NEVER).all()
        world.a.deposit_week[:] = NEVER
        world.call(settle_deposits, views=views_of(world.behaviour))
        assert ((world.a.deposit > 0.0) == ~held).all()
    home = firms(100, True, start=-300, gate_enforced=1)
    home.a.foreign_seat[:] = Seat.ABROAD  # who always lent from there is under the law of NL as all others
    admit(home)
    assert (home.a.barred + (home.a.review_week < NEVER)).all()


def test_audits_find_less_abroad():
    lost = []
    for detect in (0.4, 1.0):
        world = firms(4000, True, start=-300, audit_find=0.6, revoke=1.0, stay_outside=1.0, foreign_reach=1.0)
        world.law("inspection", foreign_detect=detect)
        world.a.foreign_seat[:], world.a.admitted[:], world.a.audit_week[:] = Seat.MOVED, 1, 100
        admit(world)
        lost.append((world.a.admitted == 0).mean())
    assert lost == pytest.approx([0.24, 0.6], abs=0.03)


def caught(market, **law) -> int:
    total = 0
    for k in range(30):
        m = copy_of(market)
        m.agencies.foreign_seat[:] = Seat.MOVED
        own = Rules().inspection._replace(inspectorate_visits=40_000.0, **law)
        moment = at()._replace(seed=k)
        total += inspect(moment, m.agencies, m.hirers, m.institutions, own, E, 0.6, 0.08, new_books()).agency.size
    return total


def test_visits_find_less_across_the_border_and_together_more(market):
    at_home = caught(market, foreign_detect=1.0)
    assert caught(market) == pytest.approx(0.4 * at_home, rel=0.15)
    assert caught(market) < caught(market, foreign_detect=0.6) < at_home


def test_less_of_a_sanction_is_executed_abroad_and_more_together(market):
    paid = {}
    for name, seat, collect in (("here", 0, 0.3), ("abroad", 2, 0.3), ("together", 2, 0.5), ("always there", 1, 0.3)):
        m, books = copy_of(market), new_books()
        a = m.agencies
        rows = np.flatnonzero(a.alive & (a.type == 1))[:20]
        a.foreign_seat[rows], a.e_wage[rows], a.e_tax[rows], a.capital[rows] = seat, 0.1, 0.1, 1e8
        m.migrants.wage_owed[rows], a.wage_debt[rows] = 1e6, 1e6
        law = rules("inspection", foreign_collect=collect)
        certain = B._replace(enforcement=E._replace(p_fine=1.0))
        enforce(m, found(rows, Enforcer.INSPECTORATE), books, certain, law)
        enforce(m, found(rows, Enforcer.TAX), books, certain, law)
        paid[name] = np.array([books.cents[item] for item in (Item.FINE, Item.TAX_ASSESSMENT, Item.BACK_PAY)])
        assert np.abs(a.fines_unpaid[rows] + a.tax_unpaid[rows]).max() < 0.01, "what is not executed is no debt"
    assert (paid["here"] > 0).all() and (paid["always there"] == paid["here"]).all()
    assert paid["abroad"] == pytest.approx(0.3 * paid["here"], rel=1e-4)
    assert paid["together"] == pytest.approx(0.5 * paid["here"], rel=1e-4)


def cheat(**law) -> Hand:
    """A firm that takes as much as it dares."""
    world = Hand(1, agencies=1)
    a = world.a
    a.theta[0], a.perceived[0], a.cost[0], a.markup[0], a.fill_rate[0] = 0.5, 0.2, 1.0, 0.03, 1.0
    a.q_wages[0], a.q_hours[0], a.capital[0] = 1e5, 9e3, 1e6
    a.start_size[0], a.worker_weeks_13[0] = 20.0, 260.0
    for group, changes in law.items():
        world.law(group, **changes)
    return world


def decided(world: Hand, rate: float = 1.9):
    decide(world.now, 0, world.a, rate, law_of(world.rules), views_of(world.behaviour), 1.0)
    a = world.a
    return float(a.e_wage[0] + a.e_tax[0] + a.e_health[0] + a.e_housing[0]), float(a.price_factor[0])


def test_who_is_out_of_reach_dares_more():
    taken = []
    for seat, collect in ((Seat.HERE, 0.3), (Seat.MOVED, 0.3), (Seat.MOVED, 0.5)):
        world = cheat(inspection={"foreign_collect": collect})
        world.a.foreign_seat[0] = seat
        taken.append(decided(world)[0])
    assert taken[0] < taken[2] < taken[1]


def test_posting_is_dearer_where_supervision_or_a_gate_reaches_abroad():
    def cost(gate: dict | None = None, **inspection) -> float:
        law = rules("inspection", **inspection)
        law = law._replace(admission=law.admission._replace(**(gate or {})))
        return posting_cost(law.pay, law.inspection, Rules().inspection, law.admission)

    assert cost() == cost({"gate": 1, "gate_enforced": 1}) == cost({"foreign_reach": 0.8}) == 1.0
    both = cost({"gate_enforced": 1, "foreign_reach": 0.8})
    assert 1.0 < cost(foreign_detect=0.6) < cost(foreign_detect=0.6, foreign_collect=0.5) < 1.05
    assert cost(foreign_detect=0.6, foreign_collect=0.5) == pytest.approx((1 - 0.15 * 0.7) / (1 - 0.15 * 0.88))
    assert 1.0 < both < 1 / (1 - 0.15 * 0.88)


def test_dearer_posting_moves_hirers_to_all_other_forms(market):
    market.institutions.price_index[:] = 1.0
    choose(market, rules("inspection", foreign_detect=1.0, foreign_collect=1.0))
    h = market.hirers
    assert (h.posted_share < 1.0).all() and (h.direct_share > 1.0).all() and (h.self_share == h.direct_share).all()
    assert h.posted_share.mean() > 1.0 - 0.25 * 1.2 * 0.15


# reports of large firms: 2.2.A


def test_the_largest_that_hold_a_share_of_the_work_must_report():
    size = np.array([5.0, 1.0, 3.0, 1.0])
    assert [reports_from(size, share) for share in (0.5, 0.8, 1.0)] == [5.0, 3.0, 1.0]
    assert reports_from(size, 0.0) == reports_from(size, 0.4) == np.inf


def test_reports_cost_those_hirers(market):
    books, size = new_books(), market.hirers.size
    law = Rules().liability._replace(report_coverage=0.3, report_cost=3000.0)
    keep_hirer_books(market.hirers, law, books)
    many = (size >= reports_from(size, 0.3)).sum()
    assert 0 < many < 0.1 * size.size, "few, since large"
    assert books.cents[Item.REPORT_COST] / 100 == pytest.approx(many * 3000.0 / 52, abs=0.01)
    keep_hirer_books(market.hirers, Rules().liability, books)
    assert books.cents[Item.REPORT_COST] / 100 == pytest.approx(many * 3000.0 / 52, abs=0.01), "no duty, no cost"


def test_only_hirers_that_report_look_harder(market):
    plain, reporting = copy_of(market), copy_of(market)
    choose(plain, Rules(), 52)
    choose(reporting, rules("liability", report_coverage=0.3, report_awareness=1.0), 52)
    moved = (plain.hirers.supplier != reporting.hirers.supplier).any(axis=1)
    moved |= (plain.hirers.share != reporting.hirers.share).any(axis=1)
    size = market.hirers.size
    assert moved.any() and size[moved].min() >= reports_from(size, 0.3)
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
            inspect(at()._replace(seed=k), m.agencies, m.hirers, m.institutions, own, E, 0.6, 0.08, new_books())
        visits = m.agencies.visits - before
        seen[name] = visits[low].sum() / visits.sum()
    assert seen["flag"] > 1.2 * seen["no floor"] and seen["hidden"] == seen["no floor"]


def test_what_a_firm_under_the_floor_asks():
    law = law_of(rules("inspection", floor_rate=1.75, kickback_cost=0.25))
    assert beside_the_floor(1.8, True, law) == 1.8 == beside_the_floor(1.8, False, law)
    assert beside_the_floor(1.55, True, law) == pytest.approx(1.6) and beside_the_floor(1.55, False, law) == 1.55
    binding = law._replace(floor_binding=1)
    assert beside_the_floor(1.55, False, binding) == 1.75 and beside_the_floor(1.55, True, binding) < 1.75


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
        before = m.agencies.q_profit.copy()
        own = Rules().inspection._replace(floor_rate=1.7, kickback_share=share, kickback_cost=0.25)
        keep_agency_books(
            at(), m.agencies, m.hirers, Rules().pay, Rules().admission, B.pricing, B.entry, books, own
        )  # fmt: skip
        cost[share] = books.cents[Item.KICKBACK_COST] / 100, (m.agencies.q_profit - before)
    a = market.agencies
    bill = sum(
        WEEK_HOURS * hourly_wage(a.q_wages[i], a.q_hours[i], Rules().pay.minimum_wage_38) for i in np.flatnonzero(low)
    )
    hidden = 0.1 / 0.75  # what lies between the price before the detour and the floor
    assert cost[0.0][0] == 0.0 and cost[1.0][0] == pytest.approx(0.25 * hidden * 10 * bill, rel=1e-3)
    assert (cost[0.0][1] - cost[1.0][1]).sum() == pytest.approx(cost[1.0][0], rel=1e-6)


def test_hirers_press_prices_towards_the_floor_but_not_under_cost():
    law = law_of(rules("inspection", floor_rate=1.7))._replace(floor_anchor=0.5)
    assert pressed(1.9, 1.75, law) == pytest.approx(1.8) and pressed(1.9, 1.85, law) == 1.85
    assert pressed(1.65, 1.75, law) == 1.65, "who asks less already is not lifted"
    assert pressed(1.9, 1.75, law._replace(floor_anchor=0.0)) == 1.9


def test_pressed_prices_squeeze_honest_firms_into_cheating():
    taken, price = {}, {}
    for anchor in (0.0, 0.3):
        world = cheat(inspection={"floor_rate": 1.7}, pay={"floor_anchor": anchor})
        world.a.theta[0], world.a.perceived[0] = 1.02, 0.0
        taken[anchor], price[anchor] = decided(world)
    assert price[0.3] < price[0.0] - 0.02 and taken[0.3] > taken[0.0]
    world = cheat(pay={"floor_anchor": 0.3})
    world.a.theta[0], world.a.perceived[0] = 1.02, 0.0
    assert decided(world) == (taken[0.0], price[0.0]), "without a floor there is nothing to press towards"


def test_draws_of_these_choices_are_their_own():
    streams = (Stream.MOVES_ABROAD, Stream.FOREIGN_REACH, Stream.KICKBACK, Stream.SECTOR_BAN)
    assert len({uniform(1, int(stream), 0, 5, 1) for stream in streams}) == len(streams)
