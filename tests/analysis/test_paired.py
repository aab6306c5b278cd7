"""Differences of pairs: against sums by hand and against scipy."""

import numpy as np
import polars as pl
import pytest
from scipy import stats

from analysis.statistics.paired import compared, differences, pair_up, sign_flips

BETTER = {"m": "lower", "n": "none", "up": "higher"}


def frame(base, policy, metric="m", seeds=None):
    """Values of a metric in the base and with a policy, one for each seed."""
    rows = [("base", seed, value) for seed, value in enumerate(base)]
    rows += [("p", seed, value) for seed, value in zip(seeds or range(len(policy)), policy, strict=True)]
    return pl.DataFrame(
        [("law", name, seed, "central", metric, "all", "all", "2023", value) for name, seed, value in rows],
        schema=["base", "policy", "seed", "draw", "metric", "group_by", "group", "period", "value"],
        orient="row",
    )


def one(base, policy, metric="m", seeds=None):
    return differences(pair_up(frame(base, policy, metric, seeds)), BETTER).to_dicts()[0]


def test_by_hand():
    # changes -1, -2, -3: mean -2, sd 1, t(2, 97.5%) = 4.302653
    row = one([10.0, 20.0, 30.0], [9.0, 18.0, 27.0])
    assert (row["pairs"], row["without"], row["with_policy"], row["diff"], row["sd"]) == (3, 20.0, 18.0, -2.0, 1.0)
    assert row["diff_lo"] == pytest.approx(-2 - 4.302652729911275 / 3**0.5)
    assert row["diff_hi"] == pytest.approx(-2 + 4.302652729911275 / 3**0.5)
    assert row["correlation"] == pytest.approx(1.0)


def test_against_scipy():
    rng = np.random.default_rng(3)
    base, policy = rng.normal(5, 2, 8), rng.normal(4, 2, 8)
    row, known = one(base.tolist(), policy.tolist()), stats.ttest_rel(policy, base)
    assert (row["diff_lo"], row["diff_hi"]) == pytest.approx(tuple(known.confidence_interval(0.95)))
    assert row["p_better"] == pytest.approx(stats.ttest_rel(policy, base, alternative="greater").pvalue)
    assert row["correlation"] == pytest.approx(stats.pearsonr(base, policy)[0])
    assert one(base.tolist(), policy.tolist(), "up")["p_better"] == pytest.approx(1 - row["p_better"])
    assert one(base.tolist(), policy.tolist(), "n")["p_better"] is None


def test_runs_without_partner_and_pairs_without_value_do_not_count():
    row = one([1.0, 2.0, 3.0, None, 5.0], [4.0, 9.0, 7.0, 100.0], seeds=[1, 2, 3, 17])
    assert (row["pairs"], row["without"], row["diff"]) == (2, 2.5, 4.0)


def test_another_draw_or_base_is_no_partner():
    values = frame([1.0, 2.0], [3.0, 5.0])
    draw = pl.when(pl.col("policy") == "p").then(pl.lit("other")).otherwise("draw").alias("draw")
    assert pair_up(values.with_columns(draw)).is_empty()


def test_one_pair_has_no_interval():
    row = one([1.0], [2.0])
    assert row["diff"] == 1.0
    assert [row[c] for c in ("diff_lo", "diff_hi", "p_better", "correlation")] == [None] * 4


def test_equal_differences_say_nothing_of_the_spread_unless_they_are_nothing():
    row = one([0.1, 0.2, 0.4], [0.3, 0.4, 0.6])
    assert row["diff"] == pytest.approx(0.2) and row["diff_lo"] is None and row["p_better"] is None
    row = one([0.1 + 0.2, 2.0], [0.3, 2.0])  # a difference of rounding only
    assert (row["diff"], row["diff_lo"], row["diff_hi"], row["p_better"]) == (0.0, 0.0, 0.0, 0.5)


def test_intervals_of_outcomes_shown_together_are_wider():
    values = pl.concat([frame([1.0, 2.0, 3.0, 4.0], [0.0, 1.1, 1.9, 3.0], metric) for metric in ("m", "n", "up")])
    found = compared(pair_up(values), BETTER)
    row = found.to_dicts()[0]
    half = stats.t.ppf(1 - 0.05 / 2 / 3, 3) * row["sd"] / 2
    assert row["outcomes"] == 3 and row["doubtful"] is None and row["shown"]
    assert (row["sim_lo"], row["sim_hi"]) == pytest.approx((row["diff"] - half, row["diff"] + half))


def test_the_interval_over_all_policies_is_wider_than_that_of_one():
    values = frame([1.0, 2.0, 3.0, 4.0], [0.0, 1.6, 1.5, 3.4])
    other = values.with_columns(pl.when(pl.col("policy") == "p").then(pl.lit("q")).otherwise("policy").alias("policy"))
    found = compared(pair_up(pl.concat([values, other.filter(policy="q")])), BETTER).to_dicts()
    half = stats.t.ppf(1 - 0.05 / 2 / 2, 3) * found[0]["sd"] / 2
    assert [(row["outcomes"], row["all_outcomes"]) for row in found] == [(1, 2), (1, 2)]
    assert found[0]["all_hi"] == pytest.approx(found[0]["diff"] + half)
    assert found[0]["shown"] and not found[0]["shown_all"]  # t(3) is 3.18 for one and 4.18 for two at once


def test_a_part_of_the_base_has_an_interval_of_its_own():
    """Fieller: the parts for which a paired t test of change - part x base finds nothing; solved here by search."""
    base, policy = [10.0, 12.0, 9.0, 11.0, 13.0], [8.0, 9.5, 8.5, 8.0, 10.0]
    row = compared(pair_up(frame(base, policy)), BETTER).to_dicts()[0]
    x, d = np.array(base), np.array(policy) - np.array(base)
    for end in ("relative_lo", "relative_hi"):
        rest = d - row[end] * x
        assert abs(rest.mean()) == pytest.approx(stats.t.ppf(0.975, 4) * rest.std(ddof=1) / 5**0.5)
    assert row["relative"] == pytest.approx(d.mean() / x.mean())
    assert row["relative_lo"] < row["relative"] < row["relative_hi"] < 0
    # what the State receives is a negative cost: paying less is a fall, in parts of the size of the base
    turned = compared(pair_up(frame([-v for v in base], [-v for v in policy])), BETTER).to_dicts()[0]
    assert (turned["relative_lo"], turned["relative_hi"]) == pytest.approx((-row["relative_hi"], -row["relative_lo"]))


def test_no_part_of_a_base_that_cannot_be_told_from_nothing():
    row = compared(pair_up(frame([-1.0, 2.0, 0.5], [0.5, 3.0, 2.5])), BETTER).to_dicts()[0]
    assert row["relative"] == pytest.approx(3.0) and row["relative_lo"] is None
    same = compared(pair_up(frame([10.0, 11.0, 12.0], [10.0, 11.0, 12.0])), BETTER).to_dicts()[0]
    assert (same["relative"], same["relative_lo"], same["relative_hi"]) == (0.0, 0.0, 0.0)


def test_what_one_pair_carries_is_not_shown():
    base = [0.0] * 7
    row = compared(pair_up(frame(base, [0.1, -0.1, 0.05, -0.05, 0.1, 0.0, 50.0])), BETTER).to_dicts()[0]
    assert not row["shown"] and row["doubtful"] is False


def test_sign_flips():
    assert sign_flips(np.ones(6)) == 2 / 64
    assert sign_flips(np.array([1.0, -1.0, 1.0])) == 1.0
    assert sign_flips(np.ones(20)) < 0.01
    known = stats.permutation_test(
        (np.array([0.5, 1.0, -0.2, 2.0, 0.3, 0.9]),), np.mean, permutation_type="samples", n_resamples=9999
    )  # all 64 sets of signs
    assert sign_flips(np.array([0.5, 1.0, -0.2, 2.0, 0.3, 0.9])) == pytest.approx(known.pvalue)
