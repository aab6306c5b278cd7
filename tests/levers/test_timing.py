"""Nothing changes before the news; without anticipation nothing changes before a lever is in force."""

import datetime as dt
import functools

import pytest

from sim.core.calendar import monday
from sim.model import LabourMarket
from sim.scenario.loading import load_policy
from sim.scenario.policy import Scenario
from tests.levers.harness import LEVERS_OF, POLICIES, scenario
from tests.model.worlds import changed, snapshot

NEWS, FROM, LATER = 8, 30, 34
# what is done beforehand (M14); before a deposit only founders act, and so small a world has few of them: test_effects
FORESEEN = {
    "mandatory-certification": True,
    "decoupled-housing": False,
    "uitzendbeding-26-weeks": True,
    "all-four": True,
}


def states(
    policy: Scenario | str | None, weeks: tuple[int, ...] = (NEWS - 1, FROM - 1, LATER), **settings
) -> list[dict]:
    """The whole world at the end of each of the weeks."""
    model, seen = LabourMarket(rng=1, size="smoke", policy=policy, record="summary", **settings), []
    for week in weeks:
        while model.week < week:
            model.step()
        seen.append(snapshot(model.world_week) | {"cents": model.world_week.books.cents.copy()})
    return seen


def delayed(name: str) -> Scenario:
    """A policy of the library with other dates."""
    return scenario(LEVERS_OF[name], FROM, NEWS)


@functools.cache
def base() -> list[dict]:
    return states(None)


@pytest.mark.parametrize("name", POLICIES)
def test_nothing_differs_before_the_news_and_much_once_in_force(name):
    before, foreseen, after = (changed(*pair) for pair in zip(base(), states(delayed(name)), strict=True))
    assert before == set()
    assert name not in FORESEEN or bool(foreseen) == FORESEEN[name]
    late = {"enforcement-first": "cents", "wtta": "agencies.deposit", "wtta-plus": "agencies.deposit"}
    assert {"cents", late.get(name, "migrants.work")} <= after, "sanctions and refusals take longer"


@pytest.mark.parametrize("name", POLICIES)
def test_without_anticipation_nothing_differs_before_it_is_in_force(name):
    blind = states(delayed(name), **{"behaviour.switch.anticipation": 0})
    before, unforeseen, after = (changed(*pair) for pair in zip(base(), blind, strict=True))
    assert before == unforeseen == set()
    assert after


def test_looking_ahead_changes_nothing_where_nothing_is_announced():
    blind = states(None, **{"behaviour.switch.anticipation": 0})
    assert [changed(*pair) for pair in zip(base(), blind, strict=True)] == [set(), set(), set()]


def test_without_news_a_lever_comes_as_a_surprise():
    surprise = states(scenario(LEVERS_OF["all-four"], FROM, FROM))
    before, unforeseen, after = (changed(*pair) for pair in zip(base(), surprise, strict=True))
    assert before == unforeseen == set() and after


def test_firms_apply_for_admission_once_it_is_announced():
    waits = [(state["agencies.review_week"] < 32767).sum() for state in states(delayed("mandatory-certification"))]
    assert waits[0] == 0 < waits[1]
    admitted = [state["agencies.admitted"].sum() for state in states(delayed("mandatory-certification"))]
    assert admitted[0] == 0 < admitted[1] <= admitted[2]
    assert all(state["agencies.barred"].sum() == 0 for state in states(delayed("mandatory-certification")))


def test_a_file_with_dates_of_its_own_is_as_good_as_the_same_data(tmp_path):
    path = tmp_path / "late.yaml"
    thursdays = [monday(week) - dt.timedelta(days=4) for week in (NEWS, FROM)]
    path.write_text(
        "id: late\ntitle: {en: Late}\nbase: law-2020\nlevers:\n"
        f"  - {{lever: clause_limit, announced: {thursdays[0]}, from: {thursdays[1]}}}\n"
    )
    one, other = states(load_policy(str(path))), states(delayed("uitzendbeding-26-weeks"))
    assert [changed(*pair) for pair in zip(one, other, strict=True)] == [set(), set(), set()], "from the Monday on"


def test_news_from_before_the_run_is_known_from_its_first_week_on():
    policy, first = scenario(("certification",), 2, -60), (-25,)
    plain = states(None, first)[0]
    assert changed(plain, states(policy, first)[0]), "firms apply in the first week"
    assert changed(plain, states(policy, first, **{"behaviour.switch.anticipation": 0})[0]) == set()
