"""Deposits: what is due, who cannot or will not pay, topping up after a loss, and the return."""

import numpy as np
import pytest

from sim.phases.agencies.deposits import amounts_due, settle_deposits
from sim.phases.agencies.valuation import most_borne, stays
from sim.phases.money.agency_books import keep_agency_books
from sim.rules import Rules
from sim.state.codes import AgencyType, ExitCause
from sim.state.ledger import Account, Item
from tests.unit.phases.hand import Hand

WEEK = 100
CASH, GUARANTEE = 0, 1


def firms(n: int = 1, form: int = GUARANTEE, workers: int = 0, **law) -> Hand:
    """Sound old firms of twenty that owe a deposit of 100,000 euros."""
    world = Hand(max(workers, 1), agencies=n, week=WEEK)
    a = world.a
    a.start_week[:], a.start_size[:], a.worker_weeks_13[:] = -500, 20.0, 13.0 * 20.0
    a.capital[:], a.profit_year[:], a.keeps_records[:], a.initial_honest[:] = 150_000.0, 2e6, 1, 1
    a.planned_end[:] = a.restart_week[:] = 32767
    a.last_placed[:] = WEEK
    a.last_detection[:] = -32768
    a.deposit_due[:] = -500  # it has been the law for years: for its term see test_deposit_term
    world.law("admission", deposit=100_000.0, deposit_starter=0.5, deposit_guarantee=form, **law)
    if workers:
        world.employ()
    return world


def settle(world: Hand, week: int = WEEK) -> None:
    world.at(week)
    world.call(settle_deposits)


def due(world: Hand, week: int = WEEK) -> list[float]:
    return amounts_due(week, world.a, world.rules.admission).tolist()


def of_little_worth(n: int = 2000) -> Hand:
    world = firms(n)
    world.a.start_size[:], world.a.profit_year[:] = 1.0, 4_000.0
    return world


def stopped(world: Hand) -> np.ndarray:
    return world.a.ending_cause == ExitCause.NOT_WORTH_IT


def test_who_stays_at_the_last_instalment_is_who_would_have_stayed_had_it_come_at_once():
    world, at_once, luck = of_little_worth(), of_little_worth(), np.random.default_rng(1)
    settle(at_once)
    for week in range(40):
        world.law("admission", deposit=100_000.0 * min(1.0, (week + 1) / 26))
        settle(world, WEEK + week)
        world.a.profit_year[:] *= luck.uniform(0.7, 1.4, 2000)  # what it earns later does not count again
    assert 0.05 < stopped(world).mean() < 0.95 and (stopped(world) == stopped(at_once)).all()


@pytest.mark.parametrize(
    "age, weighed, stops", [(10, False, False), (10, True, False), (60, False, True), (60, True, False)]
)
def test_a_founder_who_did_not_count_with_a_deposit_weighs_it_when_he_has_a_years_books(age, weighed, stops):
    world = of_little_worth()
    world.a.start_week[:], world.a.deposit_week[:] = WEEK - age, WEEK - age
    world.a.deposit_most[:] = 1e12 if weighed else -1.0
    settle(world)
    assert stopped(world).any() == stops
    if age < 39 and not weighed:
        settle(world, WEEK + 28)
        assert not stopped(world).any()
        settle(world, WEEK + 29)
        assert stopped(world).any()


def test_a_deposit_by_size_does_not_drive_out_who_grows():
    world = of_little_worth()
    world.law("admission", deposit_size_scaled=1)
    world.a.worker_weeks_13[:] = 13.0 * 5.0
    settle(world)
    before = stopped(world).copy()
    world.a.worker_weeks_13[:] = 13.0 * 50.0
    settle(world, WEEK + 1)
    assert (stopped(world) == before).all() and (world.a.deposit[~before] == 100_000.0).all()


def test_a_starter_owes_half_and_the_rest_after_half_a_year():
    world = firms(3)
    world.a.start_week[:] = WEEK, WEEK - 25, WEEK - 26
    assert due(world) == [50_000.0, 50_000.0, 100_000.0]
    world.law("admission", deposit_starter_weeks=0)
    assert due(world) == [100_000.0] * 3


def test_a_starter_pays_in_two_parts():
    world = firms(1, CASH)
    world.a.start_week[:] = WEEK
    paid = []
    for week in (WEEK, WEEK + 1, WEEK + 25, WEEK + 26, WEEK + 27):
        settle(world, week)
        paid.append(world.eur(Item.DEPOSIT_PAID))
    assert paid == [50_000.0, 0.0, 0.0, 50_000.0, 0.0]
    assert world.a.deposit[0] == 100_000.0


def test_who_owes_nothing():
    world = firms(4, deposit_new_from=90)
    world.a.start_week[:] = 89, 90, 95, 95
    world.a.alive[2], world.a.deposit_returned[3] = 0, 1
    assert due(world) == [0.0, 50_000.0, 0.0, 0.0]
    world.law("admission", deposit=0.0)
    assert due(world) == [0.0] * 4


def test_a_deposit_by_size_is_that_of_fifty_workers_within_bounds():
    world = firms(5, deposit_size_scaled=1)
    world.a.worker_weeks_13[:] = 13.0 * np.array([50.0, 25.0, 1.0, 100_000.0, 25.0])
    world.a.other_share[4] = 1.0
    assert due(world) == pytest.approx([100_000.0, 50_000.0, 10_000.0, 1_000_000.0, 100_000.0])
    world.a.start_week[:], world.a.start_size[:] = WEEK, 40.0  # who begins owes by what he aims at
    assert due(world)[1] == pytest.approx(40_000.0)


@pytest.mark.parametrize("form", [CASH, GUARANTEE])
@pytest.mark.parametrize("capital", [150_000.0, 40_000.0])
def test_money_agrees_to_the_cent_when_paid_and_returned(form, capital):
    world = firms(2, form)
    world.a.capital[:] = capital, capital + 0.01
    for week, held in ((WEEK, 200_000.0), (WEEK + 207, 200_000.0), (WEEK + 208, 0.0), (WEEK + 209, 0.0)):
        before, deposits = world.a.capital.sum(), world.a.deposit.sum()
        settle(world, week)
        assert world.net(Account.AGENCIES) == pytest.approx(world.a.capital.sum() - before, abs=0.005)
        moved = world.a.deposit.sum() - deposits if form == CASH else 0.0  # a guarantee is a promise, no money
        assert world.net(Account.DEPOSITS) == pytest.approx(moved, abs=0.005)
        assert world.a.deposit.sum() == held
        if form == CASH and capital < 100_000.0 and week == WEEK:
            assert world.eur(Item.CAPITAL_IN) == pytest.approx(2 * 60_000.0 - 0.01), "the owner brings what is missing"
    assert world.a.deposit_returned.tolist() == [1, 1] and not world.a.ending_cause.any()


def test_a_guarantee_costs_a_fee_and_cash_does_not():
    for form, fee in ((GUARANTEE, 0.02 * 100_000.0 / 52), (CASH, 0.0)):
        world = firms(1, form, deposit_fee=0.02)
        settle(world)
        world.at(WEEK + 1)
        profit, capital = world.a.quarter_profit[0], world.a.capital[0]
        world.call(keep_agency_books)
        assert world.eur(Item.DEPOSIT_COST) == pytest.approx(fee, abs=0.005)
        rest = world.net(Account.AGENCIES) + world.eur(Item.PROFIT_OUT) + world.eur(Item.DEPOSIT_COST)
        assert world.a.quarter_profit[0] - profit == pytest.approx(rest, abs=0.02), "founders count the fee themselves"
        assert world.a.capital[0] - capital == pytest.approx(world.net(Account.AGENCIES), abs=0.005)


def test_who_has_no_means_is_refused_and_a_deposit_not_worth_it_ends_the_firm():
    for form in (GUARANTEE, CASH):
        world = firms(3, form, deposit_fee=1.0)
        world.act("entry", carry=1.0)  # dear enough for all but the third
        world.a.start_size[:] = 0.5, 0.5, 20.0
        world.a.capital[:] = 1_000.0, 150_000.0, 150_000.0
        world.a.profit_year[:] = -1e5, -1e5, 2e6
        settle(world)
        assert world.a.ending_cause.tolist() == [ExitCause.REFUSED, ExitCause.NOT_WORTH_IT, ExitCause.NONE]
        assert world.a.deposit.tolist() == [0.0, 0.0, 100_000.0]
        dead = world.close()
        assert dead == [0, 1] and world.a.exit_cause.tolist()[:2] == [ExitCause.REFUSED, ExitCause.NOT_WORTH_IT]


def test_a_small_deposit_makes_nobody_leave():
    world = firms(200)
    world.law("admission", deposit=1.0)
    world.a.start_size[:], world.a.capital[:], world.a.profit_year[:] = 0.5, 1_000.0, 1_000.0
    settle(world)
    assert not world.a.ending_cause.any()
    world = firms(200)
    world.a.start_size[:], world.a.profit_year[:] = 0.5, 1_000.0
    settle(world)
    assert (world.a.ending_cause == ExitCause.NOT_WORTH_IT).mean() > 0.2


def test_the_rest_of_the_deposit_goes_to_the_owner_at_the_end():
    for form, out in ((CASH, 150_000.0), (GUARANTEE, 150_000.0)):
        world = firms(1, form)
        settle(world)
        assert world.a.capital[0] == (50_000.0 if form == CASH else 150_000.0)
        world.at(WEEK + 1)
        world.a.planned_end[0] = WEEK + 1
        assert world.close() == [0]
        assert world.eur(Item.PROFIT_OUT) == out and world.a.deposit[0] == 0.0 == world.net(Account.OWNERS) - out
        assert world.net(Account.DEPOSITS) == (-100_000.0 if form == CASH else 0.0)


def test_after_a_loss_the_deposit_is_topped_up():
    for form in (CASH, GUARANTEE):
        world = firms(2, form)
        settle(world)
        world.a.deposit[:] = 30_000.0
        world.a.capital[1], world.a.start_size[1], world.a.profit_year[1] = -1e5, 0.5, 0.0
        settle(world, WEEK + 1)
        assert world.a.deposit.tolist() == [100_000.0, 30_000.0]
        assert world.a.ending_cause.tolist() == [ExitCause.NONE, ExitCause.REFUSED]
        assert world.a.deposit_week[0] == WEEK, "the years of good conduct run on from the first payment"
        assert world.eur(Item.DEPOSIT_PAID) == (70_000.0 if form == CASH else 0.0)


def test_a_finding_starts_the_years_of_good_conduct_anew():
    world = firms(2)
    settle(world)
    world.a.last_detection[1] = WEEK + 100
    held = []
    for week in (WEEK + 207, WEEK + 208, WEEK + 307, WEEK + 308):
        settle(world, week)
        held.append((world.a.deposit > 0).tolist())
    assert held == [[True, True], [False, True], [False, True], [False, False]]


def test_a_deposit_that_is_abolished_is_given_back():
    world = firms(1, CASH)
    settle(world)
    world.rules = Rules()  # what stands once the measure ends says nothing of cash any more
    settle(world, WEEK + 1)
    assert (world.a.deposit[0], world.a.deposit_returned[0], world.a.capital[0]) == (0.0, 0, 150_000.0)


def test_a_hit_and_run_owner_waits_for_a_refund_that_is_near():
    world = firms(3)
    back = WEEK + 208
    world.a.planned_end[:] = back - 26, back - 27, back + 1
    world.a.founder_type[:] = AgencyType.HIT_AND_RUN
    settle(world)
    assert world.a.planned_end.tolist() == [back + 4, back - 27, back + 1]


def test_the_most_an_owner_bears_is_where_his_choice_turns():
    entry = Hand(1).behaviour.entry
    for u in (0.001, 0.2, 0.7, 0.999):
        for flow in (-20_000.0, 0.0, 15_000.0, 400_000.0):
            most = most_borne(u, flow, entry)
            assert most > 0.0
            assert stays(u, flow, 0.999 * most, entry) and not stays(u, flow, 1.001 * most, entry)
