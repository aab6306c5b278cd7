"""Effects of policies as the terminal and the page show them."""

import polars as pl
import pytest

from analysis.answers.comparison import COMPARED, effects_of, no_relative
from analysis.answers.findings import finding
from analysis.answers.view import view_of
from analysis.text.number_format import chance, change, change_interval
from analysis.text.verdict_words import FINDINGS
from experiments.store.store import Store
from sim.outcomes.metrics import BY_NAME
from tests.experiments.fake_market import make, make_with_page


def test_compared_outcomes_exist():
    assert set(COMPARED) <= set(BY_NAME)


def test_effects_of_every_policy_in_order(tmp_path):
    view = view_of(make_with_page(tmp_path, seeds=tuple(range(6)), policies=("deposit", "all-four")))
    assert [e.policy for e in view.effects] == ["deposit"] * len(COMPARED) + ["all-four"] * len(COMPARED)
    assert [e.metric for e in view.effects_of("law-2020", "deposit")] == list(COMPARED)
    effect = view.effects[0]
    assert effect.pairs == 6 and effect.outcomes == len(COMPARED)
    ends = [effect.change.lo, effect.alone.lo, effect.change.value, effect.alone.hi, effect.change.hi]
    assert None not in ends and ends == sorted(ends, key=lambda end: end or 0.0)
    assert effect.change.value == pytest.approx(effect.with_policy - effect.without)
    assert effect.relative.value == pytest.approx(effect.change.value / effect.without)
    mean = Store(tmp_path).read("totals").filter(pl.col("policy") == "base", metric=effect.metric)["value"].mean()
    assert effect.level.value == pytest.approx(mean)


def test_the_base_alone_has_no_effects(tmp_path):
    make(tmp_path)
    assert effects_of(Store(tmp_path), "2021") == []


@pytest.mark.parametrize(
    ("facts", "better", "found"),
    [
        ({"pairs": 1}, "lower", "one_pair"),
        ({"sim_lo": None, "sim_hi": None}, "lower", "unknown"),
        ({"sim_lo": -1.0, "sim_hi": 3.0}, "lower", "none"),
        ({"diff": 0.0, "sim_lo": 0.0, "sim_hi": 0.0}, "lower", "same"),
        ({"shown": True}, "lower", "worse"),
        ({"shown": True}, "higher", "better"),
        ({"shown": True}, "none", "higher"),
        ({"shown": True, "diff": -2.0, "sim_lo": -3.0, "sim_hi": -1.0}, "lower", "better"),
    ],
)
def test_what_may_be_said(facts, better, found):
    row = {"pairs": 4, "diff": 2.0, "sim_lo": 1.0, "sim_hi": 3.0, "shown": False} | facts
    assert finding(row, better) == found and found in FINDINGS


def test_differences_of_shares_are_in_percentage_points():
    assert change_interval(-0.0123, 0.02, "share", "nl") == "-1,2 tot +2,0 pp"
    assert change_interval(-1234.0, 0.0, "persons", "en") == "-1,234 to 0.00"
    assert (change(0.0001, "share", "en"), change(None, "share", "en")) == ("+0.01 pp", "–")
    assert (change(0.0, "share", "en"), change(-0.0004, "share", "nl")) == ("0.0 pp", "-0,04 pp")


def test_no_chance_is_said_to_be_certain():
    assert [chance(p, "nl", 8) for p in (0.9999, 0.875, 0.001, None)] == [">0,99", "0,88", "<0,01", "–"]


def test_a_chance_says_no_more_than_so_many_pairs_can_tell():
    """All of n pairs go the same way once in 2 to the n by luck alone."""
    told = [chance(0.9999, "en", n) for n in (1, 2, 3, 4, 6, 7)]
    assert told == [*["fewer than 3 pairs"] * 2, ">0.87", ">0.93", ">0.98", ">0.99"]
    assert chance(0.0001, "nl", 3) == "<0,13" and chance(0.8, "en", 3) == "0.80"


def test_the_base_is_near_zero_only_where_its_own_interval_says_so(tmp_path):
    """With two pairs the interval of a whole table can tell hardly any level from zero."""
    level = {"pairs": 8, "without": 100.0, "level_var": 25.0}
    assert no_relative(level) == "few_for_percent" and no_relative(level | {"without": 1.0}) == "near_zero"
    assert no_relative(level | {"pairs": 2, "without": 1.0}) == "few_for_percent"
    assert no_relative(level | {"pairs": 2, "without": 0.0}) == "near_zero"
    effects = view_of(make_with_page(tmp_path / "r", policies=("deposit",), seeds=(0, 1))).effects
    assert {effect.relative.no_interval for effect in effects} <= {None, "few_pairs", "masked"}
