"""Policies against each other, regret, and luck apart from doubt, on numbers counted by hand."""

import math

import numpy as np
import polars as pl
import pytest

from analysis.answers.policy_ranking import _against, _over_points, _regrets, _won, rivals_of
from analysis.answers.variance_decomposition import noise_of, of_pairs_by_point
from tests.experiments.fake_market import make_with_page

BETTER = {"homeless_stock": "lower", "wage_recovered_share": "higher"}
# by seed: base, a, b
HOMELESS = {0: (10.0, 6.0, 8.0), 1: (10.0, 9.0, 7.0), 2: (10.0, 5.0, 5.0), 3: (10.0, 11.0, 12.0)}


def values(metric="homeless_stock", sign=1.0):
    rows = [
        ("law-2020", policy, 0, seed, "central", metric, "all", "all", "2021", sign * value)
        for seed, worlds in HOMELESS.items()
        for policy, value in zip(("base", "a", "b"), worlds, strict=True)
    ]
    columns = ["base", "policy", "point", "seed", "draw", "metric", "group_by", "group", "period", "value"]
    return pl.DataFrame(rows, schema=columns, orient="row")


def test_a_policy_is_compared_with_another_pair_by_pair():
    pairs = _against(values(), "law-2020", "a", "b").sort("seed")
    assert pairs["change"].to_list() == [-2.0, 2.0, 0.0, -1.0] and set(pairs["policy"]) == {"b"}


@pytest.mark.parametrize("metric, sign", [("homeless_stock", 1.0), ("wage_recovered_share", -1.0)])
def test_won_and_regret_follow_what_is_better(metric, sign):
    frame = values(metric, sign)
    won = _won(_against(frame, "law-2020", "a", "b"), BETTER)
    assert won.rows() == [("b", metric, 0.625)], "two of four won, one tie"
    regret = {row[1]: row[3:] for row in _regrets(frame, BETTER).iter_rows()}
    # best by seed: 6, 7, 5, 10
    assert regret["a"] == (pytest.approx((0 + 2 + 0 + 1) / 4), 2.0)
    assert regret["b"] == (pytest.approx((2 + 0 + 0 + 2) / 4), 2.0)
    assert regret["base"] == (pytest.approx((4 + 3 + 5 + 0) / 4), 5.0)


def test_points_share_their_luck_so_seeds_are_the_pairs():
    other = values().with_columns(point=pl.lit(1, pl.Int64), value=pl.col("value") + pl.col("seed"))
    two = pl.concat([values(), other])
    over = _over_points(_against(two, "law-2020", "a", "b")).sort("seed")
    assert over["change"].to_list() == [-2.0, 2.0, 0.0, -1.0] and "point" not in over.columns
    assert over["without"].to_list() == [8.0, 7.5, 6.0, 13.5]


def test_luck_that_a_world_has_not_met_is_no_regret():
    frame = values().filter(~((pl.col("policy") == "b") & (pl.col("seed") == 0)))
    assert dict(_regrets(frame, BETTER).select("policy", "mean").iter_rows())["a"] == pytest.approx(1.0)


def paired(change, without, point):
    change, without = np.array(change), np.array(without)
    point = np.array(point)
    seed = [int((point[:k] == p).sum()) for k, p in enumerate(point)]  # every point meets the same ones
    return pl.DataFrame(
        {"point": point, "seed": seed, "change": change, "without": without, "with_policy": without + change}
    )


def test_common_luck_saves_variance():
    found = of_pairs_by_point(paired([1.0, 2.0, 3.0], [10.0, 20.0, 30.0], [0, 0, 0]))
    assert found["sd_pair"] == pytest.approx(1.0)
    assert found["sd_apart"] == pytest.approx(math.sqrt(100.0 + 121.0))  # of 10, 20, 30 and of 11, 22, 33
    assert found["saved"] == pytest.approx(1 - 1 / 221) and found["worth"] == pytest.approx(3 * 221)
    assert found["sd_points"] is None and found["doubt_share"] is None


def test_luck_is_told_apart_from_doubt():
    # two points of two seeds: means of points 1 and 11, of seeds 5 and 7, and nothing left over
    found = of_pairs_by_point(paired([0.0, 2.0, 10.0, 12.0], [5.0, 6.0, 5.0, 6.0], [0, 0, 1, 1]))
    assert found["sd_pair"] == pytest.approx(math.sqrt(2.0))
    assert (found["sd_points"], found["sd_seeds"]) == (pytest.approx(math.sqrt(50.0)), pytest.approx(math.sqrt(2.0)))
    assert found["doubt_share"] == pytest.approx(50.0 / 52.0) and found["sd_rest"] == pytest.approx(0.0)
    alike = of_pairs_by_point(paired([0.0, 2.0, 0.1, 1.9], [5.0, 6.0, 5.0, 6.0], [0, 0, 1, 1]))
    assert alike["sd_points"] == 0.0 == alike["doubt_share"] and alike["doubt_hi"] is not None


def test_the_split_finds_what_was_put_in():
    draw = np.random.default_rng(3)
    points, seeds = 200, 5
    change = np.repeat(draw.normal(0, 3.0, points), seeds) + draw.normal(0, 2.0, points * seeds)
    found = of_pairs_by_point(paired(change, draw.normal(0, 9.0, points * seeds), np.repeat(np.arange(points), seeds)))
    assert found["sd_points"] == pytest.approx(3.0, rel=0.1) and found["sd_pair"] == pytest.approx(2.0, rel=0.1)
    assert found["doubt_share"] == pytest.approx(9 / 13, abs=0.06)


def test_too_few_pairs_say_nothing():
    for given in (([1.0, 2.0], [1.0, 2.0], [0, 0]), ([1.0, 2.0, 3.0], [1.0, 2.0, 3.0], [0, 1, 2])):
        found = of_pairs_by_point(paired(*given))
        assert found.pop("no_split") == "not_crossed" and set(found.values()) == {None}


def test_a_folder_is_told_in_the_order_of_its_plan(tmp_path):
    store = make_with_page(tmp_path / "r", policies=("deposit", "decoupled-housing"), seeds=(0, 1, 2))
    rivals = rivals_of(store, "2021")
    assert list(dict.fromkeys((r.policy, r.rival) for r in rivals)) == [
        ("deposit", "decoupled-housing"),
        ("decoupled-housing", "deposit"),
    ]
    half = len(rivals) // 2
    assert [-r.change.value for r in rivals[:half]] == pytest.approx([r.change.value for r in rivals[half:]])
    assert {r.outcome.better for r in rivals} <= {"lower", "higher"} and all(r.pairs == 3 for r in rivals)
    noise = noise_of(store, "2021")
    assert list(dict.fromkeys(n.policy for n in noise)) == ["deposit", "decoupled-housing"]
    assert all(n.points == 1 and n.sd_pair is not None and n.sd_points is None for n in noise)
    assert rivals_of(make_with_page(tmp_path / "one", policies=("deposit",)), "2021") == []
