"""Measures on firms abroad, 2.1.H and 6.1.D, on worlds made by hand: each bites, and what it costs is booked."""

import numpy as np
import pytest

from sim.phases.agencies.admission import ATTEMPTS, NEVER
from sim.phases.agencies.deposits import settle_deposits
from sim.phases.agencies.outside import beyond_the_gate
from sim.phases.enforcement.inspection import Enforcer, inspect
from sim.phases.hirers.forms_of_hiring import posting_cost
from sim.rules import Rules
from sim.state.codes import Seat
from sim.state.ledger import Account, Item, Tally, new_books
from tests.levers.test_certification import admit, firms
from tests.levers.worlds import B, E, cheat, choose, decided, rules
from tests.model.market_harness import act
from tests.model.test_market_phases import at, copy_of, enforce, found
from tests.unit.phases.hand import Hand

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
        assert (world.a.ending_cause[~moved] > 0).all() and not world.a.ending_cause[moved].any()
        assert not world.a.barred[moved].any() and world.books.tally[Tally.MOVED_ABROAD] == moved.sum()
        assert world.eur(Item.SEAT_ABROAD) == moved.sum() * 10_000.0 == -world.net(Account.AGENCIES)
        world.a.ending_cause[:] = 0
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
        world.call(settle_deposits)
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
        total += act(inspect, m, moment, inspection=own).findings.agency.size
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
        rows = np.flatnonzero(a.alive & (a.founder_type == 1))[:20]
        a.foreign_seat[rows], a.extracted_wage[rows], a.extracted_tax[rows], a.capital[rows] = seat, 0.1, 0.1, 1e8
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
