"""Phase 8, persons: every euro has two ends, minimum wage by normal week, evaded tax, benefits, deductions."""

import numpy as np
import pytest

from sim.phases.money.wages_and_households import hours_worked, pay_everyone
from sim.state.codes import Benefit, Contract, Cover, Housing, Work
from sim.state.ledger import Account, Item, Tally
from tests.unit.phases.hand import Hand


def pay(world: Hand) -> Hand:
    world.call(pay_everyone)
    return world


def everyone() -> Hand:
    """Placed, idle, ill, jobless, on benefit and in direct work; tied, renting, with friends, in the street."""
    world = Hand(1400)
    world.employ(np.arange(700), hirer=0)
    world.employ(np.arange(700, 800), hirer=1, form=Contract.B)
    world.live_in_nl(np.arange(800, 1400))
    m = world.m
    world.tie(np.arange(0, 400), place=0)
    world.ld.owner[0] = 0
    world.tie(np.arange(400, 500), place=1)
    m.work[700:750], m.work[750:800] = Work.IDLE, Work.SICK
    m.hirer[700:800], m.slot[700:800] = -1, -1
    m.benefit[800:900], m.benefit[900:1000] = Benefit.UNEMPLOYMENT, Benefit.SICKNESS
    m.work[900:1000], m.work[1000:1200] = Work.SICK, Work.DIRECT
    m.housing[1000:1300], m.rent[1000:1300] = Housing.RENTAL, 120.0
    m.housing[1300:] = Housing.FRIENDS
    m.cover[1200:1300] = Cover.OWN
    m.debt[:100], m.cover[100:200], m.enrol_week[100:200] = 77.77, Cover.NONE, 32767
    m.savings[:] = np.linspace(-300, 3000, 1400).round(2)
    m.savings_before[:] = m.savings - 31.11
    world.a.extracted_wage[:], world.a.extracted_tax[:], world.a.extracted_housing[:] = 0.07, 0.05, 0.03
    world.a.cost[:] = 1.0
    return world


def test_every_euro_of_persons_and_agencies_is_in_the_books():
    world = everyone()
    savings, capital = world.m.savings.sum(), world.a.capital.sum()
    pay(world)
    assert world.m.savings.sum() - savings == pytest.approx(world.net(Account.MIGRANTS), abs=1e-4)
    assert world.a.capital.sum() - capital == pytest.approx(world.net(Account.AGENCIES), abs=1e-4)
    accounts = sum(world.net(account) for account in Account)
    assert accounts == pytest.approx(0, abs=1e-6)
    for item in ("WAGE", "SICK_PAY", "IDLE_PAY", "UNEMPLOYMENT_BENEFIT", "SICKNESS_BENEFIT", "OTHER_WAGE", "LIVING",
                 "REMITTANCE", "RENT_TO_AGENCY", "RENT_MARKET", "LOAN_REPAID", "OWN_PREMIUM", "HEALTH_DEDUCTION",
                 "EXTRA_DEDUCTION", "WAGE_TAX", "HIRE"):  # fmt: skip
        assert world.books.cents[Item[item]] > 0, item
    assert np.array_equal(world.m.savings, world.m.savings_before)
    whole = np.round(world.m.savings * 100)
    assert np.allclose(world.m.savings * 100, whole, atol=1e-6), "whole cents only"


def worker(persons: int = 500, normal_week: int = 40, wage: float = 1.0, **extraction) -> Hand:
    """Insured workers in rooms of friends, who spend and send nothing."""
    world = Hand(persons)
    world.employ()
    world.m.housing[:] = Housing.FRIENDS
    world.h.normal_week[:], world.h.wage[:] = normal_week, wage
    for margin, share in extraction.items():
        getattr(world.a, margin)[:] = share
    world.act("household", living=0.0, remittance=0.0)
    return world


@pytest.mark.parametrize("normal, wage", [(36, 10.80), (38, 10.24), (40, 9.72)])
def test_the_minimum_wage_follows_the_normal_week(normal, wage):
    world = pay(worker(normal_week=normal))
    assert world.count(Tally.WAGE_DUE_EUR) == pytest.approx(wage * world.m.hours.sum())
    assert world.m.hours.mean() == pytest.approx(0.95 * normal, rel=0.02)
    tax = world.rules.tax.wage_tax
    got = wage * world.m.hours * (1 - tax) - world.rules.cover.premium
    assert np.allclose(world.m.savings, got, atol=0.011)
    higher = pay(worker(normal_week=normal, wage=1.1))
    assert higher.count(Tally.WAGE_DUE_EUR) == pytest.approx(1.1 * world.count(Tally.WAGE_DUE_EUR))


def test_evaded_tax_lowers_what_the_state_gets_and_goes_to_the_agency():
    honest, evader = pay(worker()), pay(worker(extracted_tax=0.10))
    taken = 0.10 * honest.count(Tally.WAGE_DUE_EUR)
    assert honest.net(Account.STATE) - evader.net(Account.STATE) == pytest.approx(taken, abs=10)
    assert evader.a.capital[0] - honest.a.capital[0] == pytest.approx(taken, abs=10)
    assert evader.count(Tally.EXTRACTED_EUR) == pytest.approx(taken)
    assert np.array_equal(honest.m.savings, evader.m.savings), "the payslip looks right"


def test_no_more_tax_can_be_evaded_than_is_due():
    world = pay(worker(extracted_tax=0.9))
    assert world.eur(Item.WAGE_TAX) == world.eur(Item.PREMIUMS_EMPLOYER) == 0


def test_stolen_wages_come_out_of_the_net_pay_and_are_owed():
    honest, thief = pay(worker()), pay(worker(extracted_wage=0.15))
    taken = 0.15 * honest.count(Tally.WAGE_DUE_EUR)
    assert honest.m.savings.sum() - thief.m.savings.sum() == pytest.approx(taken, abs=10)
    assert thief.m.wage_owed.sum() == pytest.approx(taken) == thief.a.wage_debt[0]
    assert thief.count(Tally.WAGE_STOLEN_EUR) == pytest.approx(taken)
    assert honest.net(Account.STATE) == thief.net(Account.STATE)
    pay(thief)
    assert thief.m.wage_owed.sum() == pytest.approx(2 * taken), "it adds up"


def test_withheld_premiums_stay_with_the_agency():
    insured, bare = worker(), worker()
    bare.m.cover[:], bare.m.enrol_week[:] = Cover.NONE, 32767
    pay(insured)
    pay(bare)
    premium = insured.rules.cover.premium * 500
    assert np.array_equal(insured.m.savings, bare.m.savings)
    assert bare.a.capital[0] - insured.a.capital[0] == pytest.approx(premium)
    assert (insured.eur(Item.HEALTH_PREMIUM), bare.eur(Item.HEALTH_PREMIUM)) == (pytest.approx(premium), 0)


def test_what_is_taken_in_a_week_stands_with_the_agency_and_losses_with_the_worker():
    world = pay(worker(100, extracted_wage=0.015, extracted_housing=0.015, extracted_tax=0.05))
    due = world.count(Tally.WAGE_DUE_EUR)
    assert world.a.week_wages[0] == pytest.approx(due)
    assert world.a.week_taken[0] == pytest.approx(0.08 * due, rel=1e-4)  # deductions go by the cent
    assert world.a.week_taken[0] == pytest.approx(world.count(Tally.EXTRACTED_EUR))
    losing = (Tally.LOSING_2, Tally.LOSING_5, Tally.LOSING_10)
    # the State, not the worker, loses the tax: 3% is lost and not 8%
    assert [world.count(t) for t in losing] == [100, 0, 0]
    pay(world)
    assert world.a.week_wages[0] < 1.5 * due, "of one week only"
    bare = worker(100)
    bare.m.cover[:40], bare.m.enrol_week[:] = Cover.NONE, 32767
    pay(bare)
    assert bare.a.week_premium_kept[0] == 40
    assert bare.a.week_taken[0] == pytest.approx(40 * bare.rules.cover.premium)
    assert bare.count(Tally.LOSING_5) == 40


def test_rent_for_a_tied_bed_is_capped_and_shelter_is_free():
    world = worker(100)
    world.tie()
    world.m.rent[:] = 500.0
    before = pay(worker(100)).m.savings
    pay(world)
    cap = 0.25 * 40 * world.rules.pay.minimum_wage_40
    assert np.allclose(before - world.m.savings, cap, atol=0.006)
    world = Hand(10)
    world.live_in_nl(savings=1000.0)
    pay(world)
    street = world.behaviour.household.street_spending
    assert np.allclose(world.m.savings, 1000.0 - street) and world.eur(Item.LIVING) == pytest.approx(10 * street)


def test_nobody_without_income_pays_what_he_has_not():
    world = Hand(50)
    world.live_in_nl(savings=30.0)
    world.m.housing[:], world.m.rent[:] = Housing.RENTAL, 120.0
    pay(world)
    assert (world.m.savings >= 0).all() and (world.m.rent_arrears == 120.0).all()


def test_guaranteed_hours_for_new_arrivals():
    world = worker(400)
    world.m.arrival_week[:200], world.m.arrival_week[200:] = 99, 50
    world.law("pay", guarantee_weeks=8)
    plain = pay(worker(400))
    pay(world)
    short = plain.m.hours < 38
    more = world.m.savings - plain.m.savings
    assert short.any() and (more[:200][short[:200]] > 0).all()
    assert (more[:200][~short[:200]] == 0).all() and (more[200:] == 0).all()


@pytest.mark.parametrize("change, share", [
    ("nothing", 0.0), ("phase b", 1.0), ("idle weeks paid", 1.0),
])  # fmt: skip
def test_idle_weeks_are_paid_in_phase_b_and_where_the_law_says_so(change, share):
    world = worker(20)
    world.m.work[:], world.m.hirer[:], world.m.slot[:] = Work.IDLE, -1, -1
    if change == "phase b":
        world.m.contract[:] = Contract.B
    elif change == "idle weeks paid":
        world.law("contract", idle_unpaid_weeks=0)
    pay(world)
    wage = 38 * world.rules.pay.minimum_wage_38 * 1.05 * (1 - world.rules.tax.wage_tax)
    assert world.eur(Item.IDLE_PAY) == pytest.approx(20 * share * wage, abs=0.2)


def test_waiting_days_cost_the_first_week_of_sickness():
    first, later = [], []
    for agency in (0, -1):
        world = worker(2)
        world.m.work[:], world.m.hirer[:], world.m.agency[:] = Work.SICK, -1, agency
        world.m.benefit[:] = Benefit.NONE if agency == 0 else Benefit.SICKNESS
        world.m.sick_weeks[:] = 1, 2
        pay(world)
        first.append(world.m.savings[0])
        later.append(world.m.savings[1])
    assert first[0] / later[0] == pytest.approx(1 - 1 / 5, abs=0.001)
    assert first[1] / later[1] == pytest.approx(1 - 2 / 5, abs=0.001)
    assert later[1] < later[0], "benefit is lower than pay"


def test_hours_spread_around_their_mean():
    placement = Hand(1).behaviour.placement
    hours = np.array([hours_worked(1, 5, i, 40, placement) for i in range(4000)])
    assert hours.mean() == pytest.approx(38, abs=0.3) and hours.std() / 38 == pytest.approx(0.12, abs=0.01)
    assert hours.min() >= 12 and hours.max() <= 50
