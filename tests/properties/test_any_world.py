"""Whatever the rules and the behaviour within their ranges, every invariant holds in every week."""

import functools

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim import schedule
from sim.behaviour import Behaviour
from sim.declare.params import Declared, build, declared
from sim.model import LabourMarket
from sim.outcomes.checks import Checks
from sim.rules import Rules
from sim.world import SIZES
from tests.model.worlds import smoke_week

WEEKS = 30
LAW = {d.path.removeprefix("law."): d for d in declared(Rules, "law")}
CONDUCT = {d.path.removeprefix("behaviour."): d for d in declared(Behaviour, "behaviour")}
# what the fixed lists of future persons are made from cannot change while a world runs
FIXED = {"arrivals.supply", "arrivals.elasticity", "mode.posted_weeks", "mode.base_posted", "mode.base_agency"}
assert set(CONDUCT) >= FIXED


def value_of(figure: Declared) -> st.SearchStrategy:
    """A value within the range of a figure, ends included."""
    low, high = figure.number.low, figure.number.high
    if figure.type is int:
        return st.integers(int(np.ceil(low)), int(np.floor(high)))
    return st.sampled_from([low, high]) | st.floats(low, high, allow_subnormal=False)


def some(figures: dict[str, Declared]) -> st.SearchStrategy:
    """A few figures with new values."""
    names = st.lists(st.sampled_from(sorted(figures)), min_size=0, max_size=12, unique=True)
    return names.flatmap(lambda chosen: st.fixed_dictionaries({name: value_of(figures[name]) for name in chosen}))


def live(week, weeks: int = WEEKS) -> None:
    """Weeks with all invariants checked."""
    checks = Checks()
    for _ in range(weeks):
        schedule.live(week)
        checks.check_week(week.now, week.state, week.lists, week.books)
        week.open(week.now.week + 1, week.rules)


def changed_world(law: dict, conduct: dict):
    """The settled smoke world, from now on under other rules and other conduct."""
    week = smoke_week()
    week.rules = build(week.rules, law, "law")
    week.behaviour = build(week.behaviour, conduct, "behaviour")
    week.first_rules = week.rules  # as in a world made under these rules
    return week


MOVABLE = {name: figure for name, figure in CONDUCT.items() if name not in FIXED}
RULES = functools.partial(settings, derandomize=True, deadline=None, database=None)


@RULES(max_examples=8, suppress_health_check=list(HealthCheck))
@given(some(LAW), some(MOVABLE))
def test_invariants_hold_under_any_rules_and_conduct(law, conduct):
    live(changed_world(law, conduct))


@pytest.mark.slow
@RULES(max_examples=120, suppress_health_check=list(HealthCheck))
@given(some(LAW), some(MOVABLE))
def test_invariants_hold_under_many_rules_and_conducts(law, conduct):
    live(changed_world(law, conduct))


@pytest.mark.slow
@RULES(max_examples=10, suppress_health_check=list(HealthCheck))
@given(st.integers(1, 10_000), some(LAW), some(CONDUCT))
def test_invariants_hold_in_worlds_settled_under_any_rules(seed, law, conduct):
    overrides = {f"law.{k}": v for k, v in law.items()} | {f"behaviour.{k}": v for k, v in conduct.items()}
    model = LabourMarket(rng=seed, size="smoke", **overrides, **{"run.check": 1})
    for _ in range(WEEKS):
        model.step()


@pytest.mark.slow
def test_invariants_hold_in_a_larger_world():
    model = LabourMarket(rng=11, size="desk", **{"run.check": 1})
    for _ in range(WEEKS):
        model.step()
    assert len(model.world_week.present) > 5 * SIZES["desk"].scale * 40_000


@pytest.mark.parametrize("end", ["low", "high"])
@pytest.mark.parametrize("group", sorted({name.split(".")[0] for name in LAW}))
def test_invariants_hold_at_the_ends_of_the_ranges_of_the_law(group, end):
    law = {
        name: figure.type(getattr(figure.number, end)) for name, figure in LAW.items() if name.split(".")[0] == group
    }
    live(changed_world(law, {}), weeks=15)


@pytest.mark.slow
@pytest.mark.parametrize("end", ["low", "high"])
@pytest.mark.parametrize("group", sorted({name.split(".")[0] for name in MOVABLE}))
def test_invariants_hold_at_the_ends_of_the_ranges_of_behaviour(group, end):
    conduct = {
        name: figure.type(getattr(figure.number, end))
        for name, figure in MOVABLE.items()
        if name.split(".")[0] == group
    }
    live(changed_world({}, conduct))
