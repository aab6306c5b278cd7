"""The market's phases one by one on a small world: what each writes, that it bites, kernels against Python."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from sim.behaviour import Behaviour
from sim.core.calendar import now as make_now
from sim.phase import COLUMNS, Phase
from sim.phases.agencies import entry, exit, restart
from sim.phases.agencies import quarterly_review as agencies_phase
from sim.phases.agencies.entry import enter_agencies
from sim.phases.agencies.exit import choose_ends, end_agencies
from sim.phases.agencies.quarterly_review import reconsider_agencies
from sim.phases.agencies.restart import restart_agencies
from sim.phases.enforcement import back_pay, inspection
from sim.phases.enforcement.inspection import Enforcer, inspect
from sim.phases.enforcement.sanction import sanction as impose
from sim.phases.hirers import orders, supplier_choice
from sim.phases.hirers.orders import set_orders
from sim.phases.hirers.supplier_choice import reconsider_hirers
from sim.phases.money import agency_books
from sim.phases.money.agency_books import keep_agency_books
from sim.rules import Rules
from sim.state.codes import ExitCause
from sim.state.ledger import ENDS, Account, Tally, new_books
from sim.week import Ended, Findings
from tests.model.market_harness import FIRST, Market, act, make_market, rogues, week

SCALE = 0.02
B, R = Behaviour(), Rules()


def run_weeks(market: Market, weeks: int, behaviour=None, rules=None, start: int = 0) -> None:
    """Run the market some weeks."""
    b, r = behaviour or Behaviour(), rules or Rules()
    for k in range(start, start + weeks):
        week(market, make_now(1, FIRST + k, SCALE), b, r, new_books())


@pytest.fixture
def market() -> Market:
    """A market a quarter old."""
    made = make_market(1, SCALE, 300)
    run_weeks(made, 14)
    return made


def copy_of(market: Market) -> Market:
    """The same market in arrays of its own."""
    return copy.deepcopy(market)


def at(k: int = 14):
    """The moment after the fixture's last week."""
    return make_now(1, FIRST + k, SCALE)


def found(rows, who) -> Findings:
    """Findings at agencies by one enforcer."""
    rows = np.asarray(rows, np.int32)
    return Findings(rows, np.full(rows.size, int(who), np.int8), np.full(rows.size, -1, np.int32))


def enforce(m: Market, findings: Findings, books, behaviour=B, rules=R) -> None:
    """Sanctions on given findings; nobody vanishes."""
    stays = behaviour._replace(phoenix=behaviour.phoenix._replace(vanish=0.0))
    act(impose, m, at(), behaviour=stays, rules=rules, findings=findings, books=books)


def end(m: Market, moment, behaviour=B, books=None) -> np.ndarray:
    """Firms end without claims on them; their rows."""
    week = act(choose_ends, m, moment, behaviour=behaviour, books=books)
    rows = week.ending.rows
    end_agencies(week)
    return rows


PHASES = (
    set_orders, keep_agency_books, inspect, impose, reconsider_agencies, reconsider_hirers, choose_ends, end_agencies,
    restart_agencies, enter_agencies,
)  # fmt: skip


@pytest.mark.parametrize("phase", PHASES, ids=lambda phase: phase.name)
def test_a_phase_writes_only_what_it_declares(market: Market, phase: Phase) -> None:
    a, week = market.agencies, market.week(at())
    a.restart_week[np.flatnonzero(a.alive == 0)[:3]] = at().week  # somebody must restart, be found and end
    week.findings = found(np.argsort(-a.extracted_wage * a.alive)[:5], Enforcer.SECTOR_BODY)
    week.ending = Ended(np.flatnonzero(a.alive == 1)[-3:], np.full(3, ExitCause.LOSSES, np.int8))
    before = copy_of(market)
    phase(week)
    changed = {
        f"{table}.{name}"
        for table in Market._fields
        for name in COLUMNS[table]
        if not np.array_equal(getattr(getattr(before, table), name), getattr(getattr(market, table), name))
    }
    assert changed - phase.writes == set()
    assert changed or phase is choose_ends


def kernels():
    """Kernels that are compared with plain Python, as (module, name)."""
    return [
        (orders, "_orders"),
        (agency_books, "_fill"),
        (agency_books, "_books"),
        (inspection, "score_firms"),
        (inspection, "audit_labels"),
        (agencies_phase, "learn"),
        (agencies_phase, "_review"),
        (supplier_choice, "make_offers"),
        (supplier_choice, "_review"),
        (exit, "_ending"),
        (exit, "release_hirers"),
        (entry, "like_firms"),
        (restart, "restore_clients"),
        (back_pay, "_pay_out"),
    ]


@pytest.mark.parametrize(("module", "name"), kernels())
def test_kernel_equals_its_python(monkeypatch, module, name: str) -> None:
    compiled, plain = make_market(1, SCALE, 300), make_market(1, SCALE, 300)
    for m in (compiled, plain):
        m.agencies.planned_end[:3] = FIRST + 2  # somebody ends, with debts, and comes back
        m.agencies.fines_unpaid[:3] = 1e6
    run_weeks(compiled, 5)
    monkeypatch.setattr(module, name, getattr(module, name).py_func)
    run_weeks(plain, 5)
    for one, other in zip(compiled, plain, strict=True):
        for a, b in zip(one, other, strict=True):
            np.testing.assert_allclose(a, b, rtol=1e-12, atol=1e-9)


def test_weeks_repeat_bit_for_bit() -> None:
    one, other = make_market(5, SCALE, 300), make_market(5, SCALE, 300)
    run_weeks(one, 30)
    run_weeks(other, 30)
    for a, b in zip(one.agencies, other.agencies, strict=True):
        assert np.array_equal(a, b)


def test_orders_follow_the_price_index_only_while_prices_matter(market: Market) -> None:
    b = Behaviour()
    dear, blind = copy_of(market), copy_of(market)
    for m in (dear, blind):
        m.institutions.price_index[:] = 1.2
    counts = []
    for m, switch in ((market, b.switch), (dear, b.switch), (blind, b.switch._replace(price_response=0))):
        books = new_books()
        m.institutions.price_index[:] = m.institutions.price_index if m is not market else 1.0
        act(set_orders, m, at(), behaviour=b._replace(switch=switch), books=books)
        counts.append(books.tally[Tally.ORDERS])
    assert counts[1] / counts[0] == pytest.approx(1.2**b.demand.elasticity, abs=0.02)
    assert counts[2] == counts[0]


def test_books_of_a_week_agree_with_capital(market: Market) -> None:
    a, books = market.agencies, new_books()
    a.deposit[:10] = 50_000.0
    a.fines_unpaid[:10] = 3_000.0
    before = a.capital.sum()
    act(keep_agency_books, market, at(), books=books)
    end(market, at(), books=books)
    act(restart_agencies, market, at(), books=books)
    act(enter_agencies, market, at(), books=books)
    rogue = np.argsort(-a.extracted_wage * a.alive)[:10]
    for who in Enforcer:
        enforce(market, found(rogue, who), books)
    flow = sum(
        books.cents[item] * 0.01 * ((to == Account.AGENCIES) - (source == Account.AGENCIES))
        for item, (source, to) in ENDS.items()
    )
    assert a.capital.sum() - before == pytest.approx(flow, abs=0.5)


def test_sanctions_take_no_more_than_there_is(market: Market) -> None:
    a = market.agencies
    i = int(np.argmax(a.extracted_wage * a.alive))
    a.capital[i], a.deposit[i] = 1_000.0, 0.0
    always = Behaviour()._replace(enforcement=Behaviour().enforcement._replace(p_fine=0.5))
    for _ in range(6):
        enforce(market, found([i], Enforcer.INSPECTORATE), new_books(), always)
    enforce(market, found([i], Enforcer.TAX), new_books())
    assert a.capital[i] >= -0.01
    assert a.fines_unpaid[i] + a.tax_unpaid[i] > 0.0
    assert a.detections[i] == 7


def test_a_deposit_is_forfeited_after_the_capital(market: Market) -> None:
    a = market.agencies
    i = int(np.argmax(a.extracted_tax * a.alive * a.worker_weeks_13))
    a.capital[i], a.deposit[i] = 1_000.0, 5_000.0
    enforce(market, found([i], Enforcer.TAX), new_books())
    assert a.capital[i] == pytest.approx(0.0, abs=0.02)
    assert a.deposit[i] < 5_000.0


def test_back_pay_goes_to_those_who_are_owed(market: Market) -> None:
    a, m = market.agencies, market.migrants
    i = int(np.argmax(a.extracted_wage * a.alive * a.worker_weeks_13))
    a.capital[i], a.wage_debt[i] = 1e6, 1e5
    m.wage_owed[i], m.savings[:] = 20_000.0, 0.0
    books = new_books()
    enforce(market, found([i], Enforcer.SECTOR_BODY), books)
    assert m.savings[i] > 0.0
    assert m.savings.sum() == pytest.approx(m.savings[i])
    assert books.tally[Tally.WAGE_RECOVERED_EUR] == pytest.approx(m.savings[i])
    assert m.wage_owed[i] == pytest.approx(20_000.0 - m.savings[i])


def test_what_a_firm_cannot_pay_back_stays_its_debt(market: Market) -> None:
    a, m = market.agencies, market.migrants
    i = int(np.argmax(a.extracted_wage * a.alive * a.worker_weeks_13))
    a.capital[i], a.deposit[i], a.wage_debt[i], m.wage_owed[i] = 100.0, 0.0, 1e6, 1e6
    enforce(market, found([i], Enforcer.SECTOR_BODY), new_books())
    owed = a.claims_unpaid[i]
    assert owed > 0.0
    a.capital[i] = 1e6
    enforce(market, found([], Enforcer.SECTOR_BODY), new_books())
    assert a.claims_unpaid[i] == pytest.approx(0.0, abs=0.05)
    assert a.capital[i] == pytest.approx(1e6 - owed, abs=1.0)


def test_more_visits_find_more(market: Market) -> None:
    many = copy_of(market)
    counts = []
    for m, factor in ((market, 1.0), (many, 20.0)):
        r = Rules().inspection
        r = r._replace(
            inspectorate_visits=r.inspectorate_visits * factor, sector_body_visits=r.sector_body_visits * factor
        )
        caught = 0
        for k in range(14, 40):
            caught += act(inspect, m, at(k), inspection=r).findings.agency.size
        counts.append(caught)
    assert counts[1] > 3 * counts[0] > 0


def test_targeting_raises_the_share_of_visits_that_hit(market: Market) -> None:
    a, b, r = market.agencies, Behaviour(), Rules().inspection._replace(inspectorate_visits=5000.0)
    bad = (a.extracted_wage >= 0.05) & (a.alive == 1)
    a.signals[:] = np.where(bad, 3.0, 0.0)
    hits = []
    for targeting in (0.0, 4.0):
        m = copy_of(market)
        e = b.enforcement._replace(targeting=targeting)
        act(inspect, m, at(), behaviour=b._replace(enforcement=e), inspection=r)
        visited = m.agencies.last_visit == at().week
        hits.append(bad[visited].mean())
    assert hits[1] > hits[0] + 0.2


def test_honest_firms_are_never_found_out(market: Market) -> None:
    r = Rules().inspection._replace(inspectorate_visits=20_000.0, sector_body_visits=20_000.0)
    f = act(inspect, market, at(), inspection=r).findings
    assert f.agency.size > 0
    assert rogues(market.agencies)[f.agency].all()


def test_founders_run_out_loudly(market: Market) -> None:
    with pytest.raises(RuntimeError, match="list of founders"):
        act(enter_agencies, market, make_now(1, 3000, SCALE))


def test_a_dead_firm_leaves_its_clients_and_a_restart_brings_most_back(market: Market) -> None:
    a, h, b = market.agencies, market.hirers, B
    i = int(np.argmax(a.placed * (a.founder_type == 1)))
    clients = int((h.supplier == i).sum())
    assert clients > 0
    a.planned_end[i], a.fines_unpaid[i] = at().week, 1e7
    ph = b.phoenix._replace(restart=0.9, delay_min=2, delay_max=4)
    for seed in range(40):  # the draw of a restart is keyed: take a world where he comes back
        m = copy_of(market)
        moment = at()._replace(seed=seed)
        assert i in end(m, moment, b._replace(phoenix=ph))
        if m.agencies.restart_week[i] < 32767:
            break
    assert m.agencies.alive[i] == 0
    assert not (m.hirers.supplier == i).any()
    assert m.hirers.share.sum(axis=1) == pytest.approx(1.0)
    assert (m.hirers.supplier[m.hirers.share > 0] >= 0).all()
    later = moment._replace(week=int(m.agencies.restart_week[i]))
    books = act(restart_agencies, m, later, behaviour=b._replace(phoenix=ph._replace(clients=1.0))).books
    assert books.tally[Tally.PHOENIX] == 1
    assert m.agencies.alive[i] == 1 and m.agencies.incarnation[i] == 1
    assert m.agencies.integrity[i] == a.integrity[i] and m.agencies.violations[i] == 0
    assert m.agencies.detections[i] == a.detections[i], "who leads a firm is the same person"
    assert (m.hirers.supplier == i).sum() == clients
    assert m.hirers.share.sum(axis=1) == pytest.approx(1.0)


def test_one_agency_more_moves_only_those_who_prefer_it(market: Market) -> None:
    other = copy_of(market)
    a = other.agencies
    new = int(np.flatnonzero((a.alive == 0) & (a.start_size > 20))[0])
    like = int(np.argmin(np.abs(a.start_size - a.start_size[new]) + 1e9 * (a.alive == 0)))
    for name in ("price_factor", "fill_rate", "selling_capacity", "worker_weeks_13", "label"):
        getattr(a, name)[new] = getattr(a, name)[like]
    a.alive[new] = 1
    a.selling_capacity[new] = 10.0 * a.start_size[new]
    for m in (market, other):
        for k in range(14, 27):
            act(reconsider_hirers, m, at(k))
    moved = (market.hirers.supplier != other.hirers.supplier).any(axis=1)
    chose = (other.hirers.supplier == new).any(axis=1)
    assert chose.any()
    assert not (moved & ~chose).any()
    assert moved.mean() < 0.2


def test_displacement_follows_cost_and_the_switch_stops_it(market: Market) -> None:
    b = Behaviour()
    for switch, expect in ((b.switch, False), (b.switch._replace(displacement=0), True)):
        m = copy_of(market)
        m.institutions.price_index[:] = 1.15
        for k in range(14, 27):
            act(reconsider_hirers, m, at(k), behaviour=b._replace(switch=switch))
        stayed = np.array_equal(m.hirers.agency_share, market.hirers.agency_share)
        assert stayed == expect
    assert (m.hirers.direct_share == market.hirers.direct_share).all()


def test_forms_of_hiring_are_exactly_at_base_while_cost_is() -> None:
    m = make_market(1, SCALE, 200)
    for k in range(13):
        act(reconsider_hirers, m, at(k))
    for name in ("agency_share", "direct_share", "posted_share", "self_share", "sub_share"):
        assert (getattr(m.hirers, name) == 1.0).all(), name


def test_heavier_liability_pushes_hirers_of_suspect_firms_out_of_agency_work(market: Market) -> None:
    heavy = R.liability._replace(wage_share=1.0, tax_share=1.0)
    s = B.supplier._replace(liability_chance=0.2)
    market.institutions.price_index[:] = 1.0
    act(reconsider_hirers, market, at(), behaviour=B._replace(supplier=s), liability=heavy)
    turn = np.arange(market.hirers.size.size) % 13 == at().week % 13
    assert market.hirers.agency_share[turn].min() < 1.0 - 1e-6
