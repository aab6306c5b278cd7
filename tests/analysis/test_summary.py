"""Means, intervals and what is said of them in figures."""

import numpy as np
import polars as pl
import pytest
from scipy import stats

from analysis.answers.summary import mean_and_interval, summarise
from analysis.answers.view import last_full_year, view_of
from analysis.statistics.domain import COUNT, SHARE
from analysis.text.number_format import figure, interval
from experiments.store.store import Store
from tests.experiments.fake_market import make, make_with_page

OF_SHARE = {"s": SHARE}
COLUMNS = (
    *("base", "policy", "point", "metric", "group_by", "group", "period", "n", "mean", "lo", "hi"),
    *("diff", "diff_lo", "diff_hi", "p_better"),
)


def test_the_interval_is_that_of_student():
    frame = pl.DataFrame({"run_id": ["a", "b", "c", "d"], "k": ["x", "x", "x", "y"], "value": [1.0, 2.0, 3.0, 5.0]})
    found = {row["k"]: row for row in mean_and_interval(frame, ("k",)).to_dicts()}
    assert found["x"]["mean"] == 2.0 and found["x"]["n"] == 3
    assert found["x"]["hi"] - 2.0 == pytest.approx(4.302652729911275 / 3**0.5)
    assert (found["y"]["mean"], found["y"]["lo"], found["y"]["hi"]) == (5.0, None, None)


def test_the_interval_of_a_share_stays_inside_by_its_scale():
    # shares .1 and .3: mean .2, sd .141421, se .1; on the logit scale .1 / .16 = .625, times t(1, 97.5%) = 12.7062
    frame = pl.DataFrame({"run_id": ["a", "b"], "metric": ["s", "s"], "value": [0.1, 0.3]})
    row = mean_and_interval(frame, ("metric",), OF_SHARE).to_dicts()[0]
    ends = [1 / (1 + np.exp(-(np.log(0.2 / 0.8) + sign * 12.706204736 * 0.625))) for sign in (-1, 1)]
    assert row["mean"] == pytest.approx(0.2) and (row["lo"], row["hi"]) == pytest.approx(tuple(ends))
    plain = mean_and_interval(frame, ("metric",)).to_dicts()[0]
    assert plain["lo"] < 0 < row["lo"] and row["hi"] < 1


def test_the_interval_of_a_count_does_not_go_below_zero():
    frame = pl.DataFrame({"run_id": ["a", "b"], "metric": ["n", "n"], "value": [10.0, 90.0]})
    row = mean_and_interval(frame, ("metric",), {"n": COUNT}).to_dicts()[0]
    assert (row["lo"], row["hi"]) == (0.0, pytest.approx(50.0 + 12.706204736 * 40.0))


def test_many_runs_give_a_share_the_plain_interval():
    values = np.random.default_rng(2).normal(0.3, 0.01, 400)
    frame = pl.DataFrame({"run_id": [f"{k:03}" for k in range(400)], "metric": ["s"] * 400, "value": values})
    plain, own = (mean_and_interval(frame, ("metric",), names).to_dicts()[0] for names in ({}, OF_SHARE))
    assert (own["lo"], own["hi"]) == pytest.approx((plain["lo"], plain["hi"]), abs=1e-5)


def test_the_interval_of_a_small_share_holds_the_truth_more_often_than_the_plain_one():
    drawn = np.random.default_rng(5).beta(0.03 * 30, 0.97 * 30, (1000, 3))
    runs = {"run_id": ["a", "b", "c"] * 1000, "metric": ["s"] * 3000, "k": np.repeat(np.arange(1000), 3)}
    frame = pl.DataFrame(runs | {"value": drawn.ravel()})
    held = [
        mean_and_interval(frame, ("metric", "k"), names).filter(pl.col("lo") < 0.03, pl.col("hi") > 0.03).height / 1000
        for names in ({}, OF_SHARE)
    ]
    assert held[0] < 0.9 and 0.92 < held[1] < 0.97


def test_runs_that_are_all_alike_have_no_interval():
    frame = pl.DataFrame({"run_id": ["a", "b"] * 2, "metric": ["s", "s", "n", "n"], "value": [0.0, 0.0, 5.0, 5.0]})
    assert mean_and_interval(frame, ("metric",), OF_SHARE).select("lo", "hi").null_count().row(0) == (2, 2)


def test_runs_without_a_value_do_not_count():
    frame = pl.DataFrame({"run_id": ["a", "b", "c"], "k": ["x"] * 3, "value": [1.0, None, 3.0]})
    assert mean_and_interval(frame, ("k",)).select("n", "mean").row(0) == (2, 2.0)


def test_the_columns_of_the_contract(tmp_path):
    make(tmp_path)
    summary = summarise(Store(tmp_path))
    assert tuple(summary.columns) == COLUMNS
    assert set(summary["period"]) == {"2021", "all"}
    assert summary["diff"].null_count() == summary.height
    assert summary["n"].max() == 2 and summary["n"].min() == 0


def test_differences_are_of_pairs_and_in_rows_of_policies_only(tmp_path):
    make(tmp_path, seeds=(0, 1, 2), policies=("deposit",))
    store = Store(tmp_path)
    summary = summarise(store)
    assert tuple(summary.columns) == COLUMNS
    assert summary.filter(policy="base")["diff"].null_count() == summary.height // 2
    totals = store.read("totals").filter(metric="uninsured_share").sort("seed")
    known = stats.ttest_rel(totals.filter(policy="deposit")["value"], totals.filter(policy="base")["value"])
    row = summary.filter(policy="deposit", metric="uninsured_share", period="all").to_dicts()[0]
    assert (row["diff_lo"], row["diff_hi"]) == pytest.approx(tuple(known.confidence_interval()))
    assert row["p_better"] == pytest.approx(1 - known.pvalue / 2 if known.statistic < 0 else known.pvalue / 2)
    assert summary.filter(policy="deposit", metric="agency_count")["p_better"].null_count() == 2


def test_one_seed_has_no_interval(tmp_path):
    make(tmp_path, seeds=(0,))
    assert summarise(Store(tmp_path))["lo"].null_count() == summarise(Store(tmp_path)).height


def test_no_run_no_summary(tmp_path):
    assert summarise(Store(tmp_path)).is_empty()


@pytest.mark.parametrize(
    ("end", "year"),
    [("2021-12-27", "2021"), ("2027-12-27", "2027"), ("2023-12-18", "2022"), ("2021-06-28", "all")],
)
def test_the_last_full_year(end, year):
    assert last_full_year(end) == year


def test_the_view_warns_of_small_runs_and_keeps_the_order(tmp_path):
    view = view_of(make_with_page(tmp_path))
    assert view.plumbing_only and view.period == "2021"
    assert [row.metric for row in view.rows][:2] == ["agency_migrants_present", "migrants_present"]
    every = view_of(Store(tmp_path), every=True)
    assert len(every.rows) > 40


@pytest.mark.parametrize(
    ("value", "unit", "dutch", "english"),
    [
        (1234.5, "persons", "1.234", "1,234"),
        (0.0371, "share", "3,7%", "3.7%"),
        (-2.5e9, "EUR/year", "-2,5 mld.", "-2.5 bn"),
        (17338984.6, "EUR/year", "17,3 mln.", "17.3 m"),
        (21.176, "EUR/hour", "21,18", "21.18"),
        (0.04612, "1/year", "0,046", "0.046"),
        (-0.0001, "share", "-0,01%", "-0.01%"),
        (-0.000001, "share", "0,00%", "0.00%"),
        (63.19, "persons", "63", "63"),
        (0.0, "persons", "0,00", "0.00"),
        (None, "share", "–", "–"),
    ],
)
def test_figures(value, unit, dutch, english):
    assert (figure(value, unit, "nl"), figure(value, unit, "en")) == (dutch, english)


def test_intervals():
    assert interval(0.1, 0.2, "share", "nl") == "10,0% tot 20,0%"
    assert interval(None, None, "share", "en") == ""
