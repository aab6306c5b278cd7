"""Agencies give up houses as beds come to bind less: at once where all stays count, else as new ones take over."""

import numpy as np
import pytest

from sim.measures import LEVERS
from sim.measures.law_of_week import change_weeks, law_of_week
from sim.measures.lever import ALL_WEEKS, GONE, MONTH, Standing, renewed
from sim.model import LabourMarket
from sim.rules import Rules
from sim.state.codes import Housing
from tests.levers.harness import use

START = 40
GIVING_UP = {"decoupling": 0, "own_tenancy": 17, "two_year_tenancy": 4}  # weeks until a stay binds less


def given_up(slug: str, applies_to: str, after: int, **numbers) -> float:
    """Share of own houses given up a year, some weeks after the start."""
    plan = [use(slug, START, applies_to=applies_to, **numbers)]
    return law_of_week(Rules(), plan, START + after, False).rules.housing.withdrawal


@pytest.mark.parametrize("slug, first", GIVING_UP.items())
def test_withdrawal_grows_with_the_share_of_stays_that_are_new(slug, first):
    whole = given_up(slug, "all", 0)
    assert whole > 0.0 and given_up(slug, "all", 500) == whole
    shares = [given_up(slug, "new", after) / whole for after in range(0, first + GONE * 26 + MONTH)]
    assert shares[: first + MONTH] == [0.0] * (first + MONTH), "no stay of the rule has come so far"
    assert (np.diff(shares[first::MONTH]) > 0.0).all() and shares[-1] == 1.0
    assert shares[first + 28] == pytest.approx(1.0 - np.exp(-28 / 26))


@pytest.mark.parametrize("slug, first", GIVING_UP.items())
def test_longer_stays_put_it_off(slug, first):
    soon, late = (given_up(slug, "new", first + 26, stay_w=weeks) for weeks in (13, 104))
    assert soon > 2.0 * late > 0.0 and given_up(slug, "all", 26, stay_w=104) == given_up(slug, "all", 26)


@pytest.mark.parametrize("slug", GIVING_UP)
def test_the_law_changes_in_each_of_these_weeks(slug):
    plan = [use(slug, START, applies_to="new")]
    changes = set(change_weeks(plan))
    for week in range(START, START + 200):
        before, now = (law_of_week(Rules(), plan, at, False).rules for at in (week - 1, week))
        assert before == now or week in changes


def test_those_who_look_ahead_foresee_the_end_of_it():
    plan = [use("decoupling", START, announced=START - 10, applies_to="new")]
    law = law_of_week(Rules(), plan, START - 5, True)
    assert law.foreseen.housing.withdrawal == given_up("decoupling", "all", 0) > law.rules.housing.withdrawal == 0.0


def test_beds_of_a_world_come_to_new_stays_about_as_fast():
    """The mean stay is that of the model, in which stays in a bed that comes with the job end with it or before."""
    model = LabourMarket(rng=1, size="smoke", until="2022-06-30", record="yearly")
    mean, wrong = LEVERS["decoupling"].parameters.stay_w, []
    while model.running:
        model.step()
        if model.week < 1:
            continue
        m = model.state.migrants
        rows = model.world_week.present
        began = m.bed_week[rows[m.housing[rows] == Housing.TIED]]
        told = renewed(Standing(1.0, 1, model.week, 1), mean)
        wrong.append(float((began >= 1).mean()) - told)
    assert len(wrong) > 70 and np.abs(wrong).max() < 0.12 and abs(np.mean(wrong)) < 0.05
    assert renewed(Standing(1.0, 1, 0, ALL_WEEKS), mean) == 1.0
