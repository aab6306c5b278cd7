"""Certificates of conduct and fines of who leads a firm: who is stopped, who goes on behind another, who pays."""

import numpy as np
import pytest

from sim.phases.agencies.director_bans import NO_WAY, certificate_cost, has_record, retest_directors
from sim.phases.agencies.entry import enter_agencies
from sim.phases.enforcement.inspection import Enforcer
from sim.rules import Rules
from sim.state.codes import ExitCause
from sim.state.ledger import Account, Item, Tally, new_books
from tests.levers.test_measures import dead_and_back
from tests.levers.worlds import B, E, feared, rules
from tests.model.market_harness import act
from tests.model.test_market_phases import at, copy_of, enforce, found
from tests.unit.phases.hand import net

ASKED = {"record_share": 0.5, "record_refuse": 0.8}


def test_a_record_is_a_rogue_persons_for_life(market):
    law = rules("admission", **ASKED).admission
    marked = [has_record(1, i, True, law) for i in range(4000)]
    assert np.mean(marked) == pytest.approx(0.5, abs=0.03)
    assert not any(has_record(1, i, False, law) for i in range(4000))
    a = market.agencies
    a.initial_honest[:] = 0
    for firm in (0, 1):  # the same persons at every new name
        stopped = [i for i in range(400) if certificate_cost(at(), a, i, firm, law) == NO_WAY]
        assert all(marked[i] for i in stopped) and 100 < len(stopped) < 220
    assert all(certificate_cost(at(), a, i, 0, Rules().admission) == 0.0 for i in range(400))
    behind = rules("admission", record_straw_share=1.0, record_straw_cost=9e3, **ASKED).admission
    assert {certificate_cost(at(), a, i, 0, behind) for i in range(400)} == {0.0, 9e3}


def test_founders_with_a_record_are_refused_or_pay_a_straw_man(market):
    came = {}
    for name, law in (
        ("open", {}),
        ("asked", {"record_share": 1.0, "record_refuse": 1.0}),
        ("straw", {"record_share": 1.0, "record_refuse": 1.0, "record_straw_share": 1.0, "record_straw_cost": 500.0}),
    ):
        m, books = copy_of(market), new_books()
        before = m.agencies.alive.copy()
        for k in range(14, 90):
            act(enter_agencies, m, at(k), books=books, rules=rules("admission", **law))
        new = (m.agencies.alive == 1) & (before == 0)
        honest = int((new & (m.agencies.initial_honest == 1)).sum())
        came[name] = honest, int(new.sum()) - honest, books.cents[Item.STRAW_MAN] / 100
    assert came["asked"] == (came["open"][0], 0, 0.0) and came["open"][1] > 5 and came["open"][2] == 0.0
    assert came["straw"][0] == came["open"][0] and came["straw"][1] > 0
    assert came["straw"][2] == 500.0 * came["straw"][1], "each of them pays"


def test_a_restart_needs_a_certificate_too(market):
    i = int(np.argmax(market.agencies.placed * (market.agencies.founder_type == 1)))
    market.agencies.initial_honest[i] = 0
    sure = {"record_share": 1.0, "record_refuse": 1.0}
    assert dead_and_back(market, 1)[0] == 1.0 and dead_and_back(market, 1, **sure)[0] == 0.0
    back, cost, _ = dead_and_back(market, 1, record_straw_share=0.4, record_straw_cost=8_000.0, **sure)
    assert back == pytest.approx(0.4, abs=0.08) and cost == pytest.approx(400 * back * 8_000.0)
    banned = sure | {"restart_ban": 1.0, "straw_share": 1.0, "straw_cost": 10_000.0}
    back, cost, _ = dead_and_back(market, 3, record_straw_share=1.0, record_straw_cost=8_000.0, **banned)
    assert back == 1.0 and cost == pytest.approx(400 * 10_000.0), "one straw man will do for both"


def retested(market, weeks: int, **law):
    """Firms stopped, of which rogue, and what straw men cost while every firm's turn comes."""
    m, books = copy_of(market), new_books()
    a = m.agencies
    a.capital[:] = 1e5
    for k in range(weeks):
        act(retest_directors, m, at(14 + k), books=books, rules=rules("admission", **law))
    stopped = a.ending_cause == ExitCause.BANNED
    spent = 1e5 * (a.alive == 1).sum() - a.capital[a.alive == 1].sum()
    assert (
        spent == pytest.approx(books.cents[Item.STRAW_MAN] / 100)
        and books.tally[Tally.CONDUCT_REFUSED] == stopped.sum()
    )
    return stopped, spent


def test_running_firms_are_asked_again_in_their_turn(market):
    rogue = (market.agencies.alive == 1) & (market.agencies.initial_honest == 0)
    sure = {"record_share": 1.0, "record_refuse": 1.0, "record_retest_weeks": 26}
    assert (
        not retested(market, 26)[0].any() and not retested(market, 26, **(sure | {"record_retest_weeks": 0}))[0].any()
    )
    half, all_of = retested(market, 13, **sure)[0], retested(market, 26, **sure)[0]
    assert np.array_equal(all_of, rogue) and 0.3 < half.sum() / rogue.sum() < 0.7
    stopped, spent = retested(market, 26, record_straw_share=1.0, record_straw_cost=8e3, **sure)
    assert not stopped.any() and spent == pytest.approx(8e3 * rogue.sum())


def test_a_fine_an_empty_firm_cannot_pay_is_had_from_who_leads_it(market):
    paid = {}
    for share, means in ((0.0, 0.0), (0.5, 1e6), (0.5, 3_000.0)):
        m, books = copy_of(market), new_books()
        a = m.agencies
        rows = np.flatnonzero(a.alive & (a.founder_type == 1))[:60]
        a.capital[rows], a.keeps_records[rows], a.fines_unpaid[rows] = 0.0, 1, 0.0
        own = rules("inspection", manager_share=share, manager_means=means)
        enforce(
            m,
            found(rows, Enforcer.INSPECTORATE),
            books,
            behaviour=B._replace(enforcement=E._replace(p_fine=1.0)),
            rules=own,
        )
        imposed, private = books.tally[Tally.FINES_IMPOSED_EUR], books.cents[Item.MANAGER_FINE] / 100
        assert a.fines_unpaid[rows].sum() == pytest.approx(imposed - private)
        assert books.tally[Tally.FINES_COLLECTED_EUR] == pytest.approx(private)
        assert net(books, Account.OWNERS) == -private
        paid[means] = private / imposed, private
    assert (
        paid[0.0][0] == 0.0
        and paid[1e6][0] == pytest.approx(0.5)
        and paid[3_000.0][1] == pytest.approx(rows.size * 3_000.0)
    )


def test_who_can_be_fined_himself_fears_more_the_emptier_his_firm():
    def at_stake(capital: float, **law) -> float:
        return feared(rules("inspection", **law), capital=capital, revocable=True)

    fine = {"manager_share": 0.5, "manager_means": 25_000.0}
    more = [at_stake(capital, **fine) - at_stake(capital) for capital in (0.0, 5_000.0, 1e9)]
    assert more[0] == pytest.approx(E.p_fine * 0.5 * 16_000.0) and more[0] > more[1] > more[2] == 0.0
