"""X10: the short shelter costs what its budget says, all year, used or not, and takes people off the street."""

import datetime as dt

import pytest

from sim.core.calendar import week_of
from sim.measures import LEVERS
from sim.measures.law_of_week import law_of_week
from sim.rules import Rules
from sim.scenario.loading import load_base
from sim.state.codes import Housing
from sim.state.ledger import Item
from tests.levers.harness import use
from tests.unit.phases.hand import Hand
from tests.unit.phases.test_home import REST, go_home

P, WEEKS = LEVERS["short_shelter"].parameters, 365.2425 / 7
PUBLISHED = 7e6  # EUR a year (LAW-K01)
MANY = 100  # times the places, for a world of a hundredth of the country


def year(homeless: int, places: float, entitled: float = 0.0) -> tuple[float, float]:
    """EUR that shelters cost in a year, and person-weeks in the street, where so many may claim a regular bed."""
    world = Hand(max(homeless, 1))
    if homeless:
        world.live_in_nl()
    world.act("housing", **REST, shelter_entitled=entitled)
    base = {name: MANY * getattr(Rules().housing, name) for name in ("shelter_open_places", "shelter_entitled_places")}
    world.law("housing", **base)
    plan = [use("short_shelter", 1, places=places, return_help=1.0)] if places else []
    world.rules = law_of_week(world.rules, plan, 50, True).rules
    world.law("housing", shelter_short_places=MANY * world.rules.housing.shelter_short_places)
    eur = rough = 0.0
    for week in range(100, 152):
        world.at(week)
        go_home(world)
        eur += world.eur(Item.SHELTER_COST)
        rough += float((world.m.housing == Housing.STREET).sum())
    return eur * WEEKS / 52, rough


def test_its_cost_is_the_published_one_where_more_sleep_rough_than_there_are_places():
    (before, rough), (after, less) = year(3000, 0.0), year(3000, P.places)
    assert after - before == pytest.approx(PUBLISHED, rel=0.03)  # who gets a place is drawn
    claimed = [year(3000, places, 0.07)[0] for places in (0.0, P.places)]  # their number is known on average only
    assert claimed[1] - claimed[0] == pytest.approx(PUBLISHED, rel=0.06)
    assert rough - less == pytest.approx(52 * P.places, rel=0.08), "a place takes somebody in all year"


def test_places_that_stand_empty_are_paid_as_well():
    assert year(0, 0.0)[0] == 0.0
    assert year(0, P.places)[0] == pytest.approx(PUBLISHED, rel=0.01)


def test_on_the_path_places_are_those_that_the_budgets_of_these_years_pay():
    base = load_base("law-as-enacted")
    uses = [lever for lever in base.levers if lever.lever == "short_shelter"]
    for lever, budget in zip(uses, (7e6, 13e6), strict=True):
        years = range(lever.start.year, lever.until.year + 1)
        weeks = [week_of(dt.date(year, month, 15)) for year in years for month in range(1, 13)]
        levels = [base.rules_at(week).economy.price_level for week in weeks]
        cost = lever.parameters.places * Rules().housing.shelter_cost * WEEKS * sum(levels) / len(levels)
        assert cost == pytest.approx(budget, rel=0.02)
