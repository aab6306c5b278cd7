"""No interval leaves what is possible: of levels, differences, per cents, survival and shares of variance."""

import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.answers.durations import possible
from analysis.answers.findings import finding
from analysis.answers.summary import mean_and_interval
from analysis.statistics.bootstrap import LENGTH
from analysis.statistics.bootstrap import SHARE as SHARE_SCALE
from analysis.statistics.domain import COUNT, SHARE, domain_of
from analysis.statistics.paired import compared, pair_up
from analysis.text.missing_values import of_pairs

DOMAINS = {"share": SHARE, "count": COUNT}


def frame(base, policy, metric):
    rows = [("base", seed, value) for seed, value in enumerate(base)] + [("p", s, v) for s, v in enumerate(policy)]
    return pl.DataFrame(
        [("law", name, seed, "central", metric, "all", "all", "2027", value) for name, seed, value in rows],
        schema=["base", "policy", "seed", "draw", "metric", "group_by", "group", "period", "value"],
        orient="row",
    )


def values(top):
    return st.lists(st.tuples(st.floats(0, top), st.floats(0, top)), min_size=1, max_size=9)


@settings(max_examples=150, deadline=None)
@given(values(1.0), values(1e6))
def test_no_interval_leaves_its_domain(share, count):
    for metric, pairs in (("share", share), ("count", count)):
        most = DOMAINS[metric].most
        table = frame(*zip(*pairs, strict=True), metric)
        levels = mean_and_interval(table.with_columns(run_id=pl.col("seed")), ("policy", "metric"), DOMAINS)
        for row in levels.drop_nulls("lo").to_dicts():
            assert 0.0 <= row["lo"] <= row["hi"] <= most
        (row,) = compared(pair_up(table), {metric: "lower"}, DOMAINS).to_dicts()
        for low, high in (("diff_lo", "diff_hi"), ("sim_lo", "sim_hi"), ("all_lo", "all_hi")):
            if row[low] is not None:
                assert row[low] <= row["diff"] <= row[high]
                assert -most <= row[low] and row[high] <= most
                spread = 12.8 * math.sqrt((row["level_var"] or 0.0) / row["pairs"])
                assert row[low] >= -(row["without"] + spread) * (1 + 1e-9), "no more is lost than there may be"
                if row["with_policy"] >= spread:
                    assert row["without"] + row[low] >= -1e-9 * row["without"], "no count below zero"
            assert row["pairs"] >= 3 or row[low] is None or row[low] == row[high] == 0.0
        if row["relative_lo"] is not None:
            assert -1.0 <= row["relative_lo"] <= row["relative_hi"]
        if row["sim_lo"] is None:
            assert of_pairs(row["pairs"], None, row["sd"]) is not None and not row["shown"]


def test_no_more_is_taken_away_than_the_base_has():
    # changes -5000, -100, -3900: mean -3000, the plain interval goes down to some -9300
    (row,) = compared(
        pair_up(frame([6300.0, 6310.0, 6290.0], [1300.0, 6210.0, 2390.0], "count")), {}, DOMAINS
    ).to_dicts()
    assert row["diff_lo"] == -6300.0 and row["relative_lo"] == -1.0 and row["diff_hi"] > 0.0


def test_what_would_span_all_that_is_possible_says_so():
    # three pairs as far apart as they can be: the plain interval was -350 to +416 percentage points
    (row,) = compared(pair_up(frame([0.0, 1.0, 0.4], [1.0, 0.0, 0.5], "share")), {}, DOMAINS).to_dicts()
    assert (row["sim_lo"], row["relative_lo"], row["shown"]) == (None, None, False)
    assert of_pairs(3, None, row["sd"]) == "too_wide" and finding(row, "lower") == "none"
    (two,) = compared(pair_up(frame([0.1, 0.2], [0.3, 0.5], "share")), {}, DOMAINS).to_dicts()
    assert two["sim_lo"] is None and finding(two, "lower") == "few_pairs"


def test_a_policy_that_takes_all_away_keeps_its_whole_interval():
    """Cut off at the limit of the base and not at its mean: the truth may be that the base has more of it."""
    base = np.random.default_rng(1).gamma(4.0, 25.0, (600, 5))
    held = 0
    for sample in base:
        (row,) = compared(pair_up(frame(sample, np.zeros(5), "count")), {}, DOMAINS).to_dicts()
        held += row["sim_lo"] <= -100.0 <= row["sim_hi"]
        assert row["relative_lo"] in (None, pytest.approx(-1.0))
    assert held / 600 > 0.9, "the plain t interval of the same skewed values holds it as often"


def test_a_difference_of_shares_or_lengths_is_cut_off_too():
    wide = np.array([[-1.6], [1.6]])
    assert possible(wide, np.array([[0.1], [0.4]]), SHARE_SCALE).ravel().tolist() == pytest.approx([-0.4, 0.9])
    assert possible(wide * 10, np.array([[2.0], [5.0]]), LENGTH).ravel().tolist() == [-5.0, 16.0]
    assert np.isnan(possible(wide * np.nan, np.array([[0.1], [0.4]]), SHARE_SCALE)).all()


def test_only_a_balance_may_be_below_zero():
    assert domain_of("state_cost_eur_per_year", "EUR/year").least == -math.inf
    assert domain_of("hirer_cost_eur_per_year", "EUR/year") == COUNT and domain_of("x", "share") == SHARE
