"""Phase 4: what the ways out of a lost bed weigh for one person."""

import math

import pytest

from sim.behaviour import Behaviour
from sim.behaviour.switches import LeaveRule
from sim.phases.housing.home_choice import home_weight
from sim.state.codes import Work
from tests.unit.phases.test_ends import go_home
from tests.unit.phases.test_home import homeless

SEARCH = Behaviour().housing._replace(home_first_year=0.4, home_broke=1.5)
LIVING = 200.0


@pytest.mark.parametrize("weeks, savings, weight", [
    (51, 0.0, 0.4), (52, 0.0, 0.2), (51, -1.0, 0.6), (52, -1.0, 0.3),
])  # fmt: skip
def test_going_home_weighs_less_after_a_year_and_more_in_debt(weeks, savings, weight):
    assert home_weight(SEARCH, LeaveRule.TENURE, weeks, savings, LIVING) == pytest.approx(weight)


@pytest.mark.parametrize("savings, weight", [(799.0, 1.6), (800.0, 0.04)])
def test_by_savings_it_weighs_most_without_four_weeks_of_living(savings, weight):
    for weeks in (10, 100):
        assert home_weight(SEARCH, LeaveRule.SAVINGS, weeks, savings, LIVING) == pytest.approx(weight)


@pytest.mark.parametrize("help_to_return", [1.0, 3.0])
def test_help_to_return_brings_home_so_many_times_as_many_of_the_homeless(help_to_return):
    world = homeless(130)
    world.act("housing", home_later=0.1)
    world.law("housing", return_help=help_to_return, shelter_entitled_places=0.0)
    go_home(world)
    left = 1.0 - math.exp(-0.1 * help_to_return)
    assert (world.m.work == Work.LEFT).mean() == pytest.approx(left, abs=0.02)
