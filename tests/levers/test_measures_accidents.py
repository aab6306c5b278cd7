"""Accidents and missing records: reports, visits, fines and what firms do about them, on worlds made by hand."""

import numpy as np
import pytest

from sim.phases.agencies.stakes import Finding, destroys_records
from sim.phases.cover.illness import fall_ill_and_recover
from sim.phases.enforcement.hirer_visits import _hirer_scores
from sim.phases.enforcement.inspection import Enforcer, inspect
from sim.rules import Rules
from sim.state.codes import Contract, EndCause
from sim.state.ledger import Item, Tally, new_books
from tests.levers.worlds import B, E, rules
from tests.model.market_harness import act
from tests.model.test_market_phases import at, copy_of, enforce, found
from tests.unit.phases.hand import Hand
from tests.unit.phases.test_ends import fall_ill

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
    world.a.extracted_wage[:20] = 0.2
    rows, causes = world.call(fall_ill_and_recover).ended
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


def test_work_on_reports_is_taken_from_other_visits_and_costs(market):
    visits, cost = [], []
    for load in (0.0, 0.1):
        m, books = copy_of(market), new_books()
        books.tally[Tally.ACCIDENTS_REPORTED] = 40.0
        law = Rules().inspection._replace(inspectorate_visits=20_000.0, accident_visits=load)
        act(inspect, m, at(), books=books, inspection=law)
        visits.append(books.tally[Tally.VISITS_AGENCY] + books.tally[Tally.VISITS_HIRER])
        cost.append(books.cents[Item.INSPECTORATE_COST] / 100)
    assert visits[0] - visits[1] == 4 and cost[0] == pytest.approx(cost[1])


# records


def destroyed(fine, back, presumed, record, underpaid=0.0, means=1e7, alone=0) -> int:
    us, cost = np.linspace(0.005, 0.995, 100), Finding(fine, back, presumed, record, underpaid)
    return sum(bool(destroys_records(u, cost, means, E, alone)) for u in us)


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


def test_missing_books_alone_are_found_only_where_they_are_a_fault_of_their_own(market):
    n = {}
    for alone, seed in ((alone, seed) for alone in (0, 1) for seed in range(10)):
        m = copy_of(market)
        a = m.agencies
        rogue = (a.alive == 1) & (a.extracted_wage + a.extracted_tax + a.extracted_health + a.extracted_housing >= 0.05)
        a.keeps_records[:] = np.where(rogue, 0, 1)
        law = Rules().inspection._replace(inspectorate_visits=200_000.0, records_alone=alone)
        f = act(inspect, m, at()._replace(seed=seed), inspection=law).findings
        hit = f.agency[f.enforcer == Enforcer.RECORDS]
        assert rogue[hit].all() and not np.isin(hit, f.agency[f.enforcer == Enforcer.INSPECTORATE]).any()
        n[alone, seed] = hit.size, int((f.enforcer == Enforcer.INSPECTORATE).sum())
    hits, others = ([[n[alone, seed][k] for seed in range(10)] for alone in (0, 1)] for k in (0, 1))
    assert sum(hits[0]) == 0 and sum(hits[1]) > 20 and others[0] == others[1]


def test_missing_books_alone_cost_their_fine_and_open_the_presumption(market):
    got = {}
    for name, who, law in (
        ("books", Enforcer.RECORDS, {}),
        ("presumed", Enforcer.RECORDS, {"presumed_weeks": 26.0}),
        ("dearer", Enforcer.RECORDS, {"record_fine_per_worker": 25_500.0}),
    ):
        m, books = copy_of(market), new_books()
        a, p = m.agencies, m.migrants
        rows = np.flatnonzero((a.alive == 1) & (a.founder_type == 1))[:20]
        a.keeps_records[rows], a.extracted_wage[rows], a.capital[rows] = 0, 0.2, 1e8
        p.wage_owed[rows], a.wage_debt[rows] = 1e6, 1e6
        sure = B._replace(enforcement=E._replace(p_fine=1.0))
        enforce(m, found(rows, who), books, behaviour=sure, rules=rules("inspection", **law))
        shown = np.minimum(market.agencies.worker_weeks_13[rows] / 13.0, E.fined_workers).sum()
        got[name] = books.cents[Item.FINE] / 100 / shown, books.cents[Item.BACK_PAY]
    assert got["books"][0] == pytest.approx(12_000.0, rel=1e-3) and got["books"][1] == 0
    assert got["presumed"][1] > 0 and got["dearer"][0] == pytest.approx(25_500.0, rel=1e-3)


def test_underpayment_is_fined_per_worker_where_books_show_it(market):
    fines = {}
    for name, per_worker, books_kept, taken in (
        ("as is", 0.0, 1, 0.2), ("dear", 10_000.0, 1, 0.2), ("gone", 10_000.0, 0, 0.2), ("paid", 10_000.0, 1, 0.0)
    ):  # fmt: skip
        m, books = copy_of(market), new_books()
        a = m.agencies
        rows = np.flatnonzero((a.alive == 1) & (a.worker_weeks_13 > 13.0 * 5))[:20]
        a.keeps_records[rows], a.extracted_wage[rows], a.capital[rows], a.violations[rows] = books_kept, taken, 1e8, 0
        own = rules("inspection", underpay_fine_per_worker=per_worker, record_fine_per_worker=0.0)
        sure = B._replace(enforcement=E._replace(p_fine=1.0, find_records_missing=1.0))
        enforce(m, found(rows, Enforcer.INSPECTORATE), books, behaviour=sure, rules=own)
        fines[name] = books.tally[Tally.FINES_IMPOSED_EUR]
    assert fines["dear"] > 2 * fines["as is"] and fines["gone"] == fines["paid"] == fines["as is"]
