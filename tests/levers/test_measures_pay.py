"""Rules on pay and debts, on worlds made by hand: short weeks, idle terms, the first two months, who lends."""

import numpy as np
import pytest

from sim.phases.employment.arrival import land_travellers
from sim.phases.employment.filling import place_in_country
from sim.phases.enforcement.complaints import debt_tie
from sim.phases.money.wages_and_households import hours_worked
from sim.phases.shared.contract_clocks import hours_short
from sim.state.codes import Contract, EndCause, Housing, Work
from sim.state.ledger import Account, Item
from tests.levers.test_measures_contracts import at_work, pay
from tests.unit.phases.hand import Hand
from tests.unit.phases.test_ends import clock_world
from tests.unit.phases.test_filling import abroad, recruit

# idle hours


def test_short_weeks_are_topped_up_once_idle_hours_must_be_paid():
    worlds = []
    for law in ({}, {"idle_hours": 32.0}):
        world = at_work(3000, idle_unpaid_weeks=26)
        world.m.phase_weeks[:1000] = 10
        world.law("pay", **law)
        worlds.append(pay(world))
    more = worlds[1].m.savings - worlds[0].m.savings
    short = np.maximum(0.0, 32.0 - worlds[0].m.hours)
    assert (more[:1000] == 0).all() and (more[1000:][short[1000:] == 0] == 0).all() and (short > 0).mean() > 0.05
    wage = worlds[0].rules.pay.minimum_wage_40 * (1.0 - worlds[0].rules.tax.wage_tax)
    paid = worlds[1].eur(Item.WAGE) - worlds[0].eur(Item.WAGE)
    assert paid == pytest.approx((short[1000:] * wage).sum(), rel=0.001)
    assert worlds[1].a.capital.sum() < worlds[0].a.capital.sum(), "the agency pays"


def test_the_mean_shortfall_is_what_weeks_fall_short():
    placement = Hand(1).behaviour.placement
    hours = np.array([hours_worked(1, 5, i, 36, placement) for i in range(20_000)])
    for floor in (20.0, 30.0, 35.0, 38.0, 50.0):
        expected = np.maximum(0.0, floor - hours).mean()
        assert hours_short(floor, 36, placement) == pytest.approx(expected, rel=0.03, abs=0.01)


def test_without_work_a_term_without_clause_is_paid_to_its_end():
    for limit, kept in ((78, 0), (26, 300)):
        world = at_work(300, idle_unpaid_weeks=limit)
        world.h.target[:] = 0
        world.separation(redeploy=0.0)
        rows, _ = world.end()
        assert (world.m.work == Work.IDLE).all() and rows.size == 300 - kept
        lost = world.call(place_in_country).ended.rows
        at_home = np.setdiff1d(np.arange(300), lost) if kept else np.empty(0, int)
        world.route(np.arange(300, dtype=np.int32)[:0], np.empty(0, np.int8))
        pay(world)
        assert (world.eur(Item.IDLE_PAY) > 0) == bool(kept) and (at_home.size > 150) == bool(kept)


def test_agencies_dismiss_just_before_idle_hours_must_be_paid():
    world = clock_world(np.repeat(np.arange(10, 40), 2000))
    assert world.end()[0].size == 0
    world.law("contract", idle_unpaid_weeks=26)
    world.law("pay", idle_hours=32.0)
    rows, causes = world.end()
    assert set(world.m.phase_weeks[rows]) == {22, 23, 24, 25} and (causes == EndCause.THRESHOLD).all()
    assert 0.005 < rows.size / (4 * 2000) < 0.1


# the first two months


def newcomers(persons: int = 4000, since: int = 1, **law) -> Hand:
    world = at_work(persons, weeks=since)
    world.m.arrival_week[:] = world.now.week - since
    world.law("pay", guarantee_weeks=9, **law)
    return world


def test_the_guarantee_is_paid_by_those_who_keep_to_it():
    topped = {}
    for kept, rogue in ((1.0, 0.0), (0.0, 1.0), (0.0, 0.0)):
        world = newcomers(guarantee_kept=kept, guarantee_kept_rogue=rogue)
        world.m.agency[2000:], world.m.hirer[2000:] = 1, 1
        world.a.extracted_wage[1] = 0.2
        before = world.eur(Item.WAGE)
        pay(world)
        topped[kept, rogue] = world.eur(Item.WAGE) - before
    assert topped[1.0, 0.0] > topped[0.0, 0.0] < topped[0.0, 1.0]


def test_some_new_arrivals_do_not_function_once_their_hours_are_guaranteed():
    assert newcomers().end()[0].size == 0
    ends = {since: newcomers(since=since, guarantee_trial_weeks=2).end()[0].size for since in (1, 2, 3)}
    assert ends[3] == 0 and 0.005 < (ends[1] + ends[2]) / 4000 < 0.2 and min(ends[1], ends[2]) > 0
    careless = newcomers(guarantee_trial_weeks=2, guarantee_kept=0.0)
    assert careless.end()[0].size == 0, "who does not pay it need not"


def test_a_project_said_to_be_short_ends_before_the_guarantee_and_without_it():
    law = {"guarantee_short": 0.4}
    rows = newcomers(since=8, **law).end()[0]
    assert rows.size / 4000 == pytest.approx(0.4, abs=0.03) and newcomers(since=7, **law).end()[0].size == 0
    full, short = pay(newcomers()), pay(newcomers(**law))
    assert short.eur(Item.WAGE) < full.eur(Item.WAGE)


# debts


def landed(**law) -> Hand:
    world = abroad(400)
    world.law("pay", **law)
    away = recruit(world)
    world.at(102)
    world.call(land_travellers, travelling=away)
    return world


def test_what_an_agency_may_not_advance_is_owed_elsewhere_or_not_had():
    free = landed()
    assert free.eur(Item.RECRUITER_LOAN) == 0.0 and free.m.debt.max() > 500 and not free.m.debt_outside.any()
    capped = landed(debt_cap=100.0)
    assert capped.m.debt.max() == 100.0 and capped.m.savings.sum() < free.m.savings.sum()
    moved = landed(debt_cap=0.0, debt_moved=1.0, debt_moved_cost=1.5)
    assert not moved.m.debt.any() and moved.eur(Item.LOAN_TO_MIGRANT) == 0.0
    assert moved.m.debt_outside.sum() == pytest.approx(1.5 * moved.eur(Item.RECRUITER_LOAN))
    assert moved.m.savings.sum() == pytest.approx(free.m.savings.sum(), rel=1e-4)
    assert moved.net(Account.ABROAD) < free.net(Account.ABROAD)
    rogue = landed(debt_cap=0.0, debt_kept=0.0)
    assert rogue.m.debt.sum() == free.m.debt.sum(), "a rule nobody keeps to"


def test_debts_are_paid_off_at_a_limit_and_those_elsewhere_also_without_a_job():
    world = at_work(100)
    world.m.debt[:] = 500.0
    pay(world)
    assert world.eur(Item.LOAN_REPAID) == 100 * 25.0
    world = at_work(100)
    world.m.debt[:], world.m.debt_outside[:] = 500.0, 60.0
    world.law("pay", debt_deduction=0.02)
    pay(world)
    assert world.eur(Item.LOAN_REPAID) == pytest.approx(100 * 0.02 * 40 * 9.72, abs=1.0)
    assert world.eur(Item.RECRUITER_REPAID) == 100 * 25.0 and world.m.debt_outside == pytest.approx(35.0)
    world = Hand(10)
    world.live_in_nl(savings=40.0)
    world.m.debt_outside[:] = 60.0
    assert pay(world).eur(Item.RECRUITER_REPAID) == 250.0


def test_a_debt_elsewhere_ties_in_part_and_may_be_void_at_the_end():
    assert (debt_tie(1.0, 0.0, 0.5), debt_tie(0.0, 1.0, 0.5), debt_tie(0.0, 0.0, 0.5)) == (1.0, 0.5, 0.0)
    for void in (0, 1):
        world = at_work(10)
        world.m.debt[:], world.m.debt_outside[:] = 50.0, 60.0
        world.law("pay", debt_moved_void=void)
        world.stay()
        world.route(world.present, np.full(10, EndCause.QUIT, np.int8))
        assert (world.m.debt == 0).all() and (world.m.debt_outside == (0.0 if void else 60.0)).all()


def test_who_is_bound_by_no_debt_quits_more():
    quits = []
    for debt, outside in ((500.0, 0.0), (0.0, 500.0), (0.0, 0.0)):
        world = Hand(8000)
        world.employ(form=Contract.A_CLAUSE)
        world.m.housing[:] = Housing.RENTAL
        world.m.debt[:], world.m.debt_outside[:] = debt, outside
        world.separation(weibull_scale=0.05, replacement_share=0.0, quit_share=1.0, individual_share=1.0)
        world.law("pay", debt_moved_binds=0.5)
        quits.append(world.end()[0].size)
    assert quits[0] < quits[1] < quits[2]
