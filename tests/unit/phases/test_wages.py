"""Weekly wages: each notion is one number, wherever it is paid, expected or weighed."""

import ast
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.phases.money.wages_and_households import pay_everyone
from sim.phases.shared import wages
from sim.phases.shared.wages import real_net_wage
from sim.rules import Rules
from sim.state.codes import EndCause, Housing, Work
from sim.state.ledger import Item
from tests.unit.phases.hand import Hand

STANDARD = 1.05 * 38 * 10.24  # EUR a week in January 2021
ROOT = Path(sim.__file__).parent


def worker(n: int = 10) -> Hand:
    world = Hand(n)
    world.live_in_nl()
    world.employ()
    return world


def pay(world: Hand) -> Hand:
    world.call(pay_everyone)
    return world


def test_the_notions_and_their_amounts():
    law = Rules().pay
    assert wages.minimum_week(law) == pytest.approx(388.80), "LAW-W05: the statutory week"
    assert wages.rent_ceiling(law) == wages.most_kept_for_housing(law) == pytest.approx(97.20)
    assert wages.standard_week(law) == pytest.approx(STANDARD) and wages.minimum_week(law) < STANDARD
    assert wages.standard_week(law._replace(equal_value=0.075)) == pytest.approx(1.075 * STANDARD)
    assert wages.week_cost(law) == pytest.approx(1.751 * STANDARD)
    assert pytest.approx(52 * wages.WEEK_HOURS, abs=0.5) == wages.YEAR_HOURS
    assert wages.hourly_wage(0.0, 0.0, 10.0) == pytest.approx(11.2) and wages.hourly_wage(30.0, 2.0, 10.0) == 15.0


@pytest.mark.parametrize("rent", [80.0, 97.0, 150.0])
def test_recruits_reckon_with_the_rent_that_tenants_pay(rent):
    world, guest = worker(), worker()
    world.tie()
    guest.tie()
    world.m.rent[:], guest.m.rent[:] = rent, 0.0
    paid = pay(guest).m.savings - pay(world).m.savings
    house = world.behaviour.household
    free, tied = (world.behaviour._replace(household=house._replace(tied_rent=x)) for x in (0.0, rent))
    reckoned = real_net_wage(world.rules, free) - real_net_wage(world.rules, tied)
    assert paid == pytest.approx(reckoned, abs=0.01) and reckoned == pytest.approx(min(rent, 97.2))


def test_all_of_a_rise_in_pay_reaches_the_recruit():
    """X03: the ceiling of the rent follows the minimum wage, not the wage, so no part of the gain goes to rent."""
    world = Hand(1)
    before = real_net_wage(world.rules, world.behaviour)
    world.law("pay", equal_value=0.075)
    gain = real_net_wage(world.rules, world.behaviour) - before
    assert gain == pytest.approx(0.075 * STANDARD * (1 - world.rules.tax.wage_tax))


def test_idle_pay_notice_and_benefits_are_of_the_same_week():
    world = worker()
    world.m.work[:], world.m.hirer[:], world.m.slot[:], world.m.contract[:] = Work.IDLE, -1, -1, 3
    net = 1 - world.rules.tax.wage_tax
    assert pay(world).eur(Item.IDLE_PAY) == pytest.approx(10 * STANDARD * net, abs=0.1)
    sent = worker()
    sent.stay()
    sent.law("liability", dismissal_weeks=1.0)
    sent.route(sent.present, np.full(10, EndCause.DEMAND, np.int8))
    assert sent.eur(Item.HIRER_NOTICE) == pytest.approx(10 * STANDARD * net, abs=0.1)


def test_other_work_pays_over_the_minimum_wage_and_no_more():
    world = Hand(10)
    world.live_in_nl()
    world.m.work[:], world.m.housing[:] = Work.DIRECT, Housing.FRIENDS
    wage = world.behaviour.household.other_wage * 38 * 10.24
    assert pay(world).eur(Item.OTHER_WAGE) == pytest.approx(10 * wage * (1 - world.rules.tax.wage_tax), abs=0.1)


def test_hours_and_ratios_of_wages_are_written_once():
    numbers = {36.1, 38.0, 40.0, 1.05, 1.12, 1.9, 1877.0}
    found = []
    for path in [*(ROOT / "phases").rglob("*.py"), ROOT / "week.py"]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, float) and node.value in numbers:
                found.append((path.name, node.value))
    assert sorted(found) == sorted([("wages.py", number) for number in numbers])


def test_weeks_that_never_come_are_declared_once():
    for path in ROOT.rglob("*.py"):
        numbers = [n.value for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Constant)]
        own = [value for value in numbers if value in (32766, 32767, 32768, 4096) and isinstance(value, int)]
        if path.name == "calendar.py":
            assert sorted(own) == [4096, 32767, 32768]
        elif path.name != "recorder.py":  # where 4096 rows are made at first
            assert own == [], path
