"""Lengths of spells in pairs of runs: whole pairs are drawn, few pairs widen, and a curve has a band for each week."""

import dataclasses

import numpy as np
import pytest
from scipy import stats

from analysis.answers.durations import SHOWN, Duration, compare, of_store, paired_curves
from analysis.statistics.bootstrap import LENGTH, PLAIN, SHARE, interval, weights, widening
from analysis.statistics.kaplan_meier import Risk, risk_table
from analysis.text.verdict_words import REASONS
from tests.experiments.fake_market import add_spells, make_with_page

NAMES = [field.name for field in dataclasses.fields(Duration)][5:]


def spells(*lengths, censored=0):
    start = np.ones(len(lengths), int)
    return risk_table(start, start + np.array(lengths), np.arange(len(lengths)) >= len(lengths) - censored)


def rows(pairs):
    return {row[0]: dict(zip(NAMES, row, strict=True)) for row in compare(paired_curves(pairs))}


def test_the_difference_is_of_pooled_spells():
    short, long = spells(*range(1, 7)), spells(*range(21, 27))
    found = rows([(long, short)] * 4)
    median = found["median"]
    assert (median["unit"], median["without"], median["with_policy"], median["diff"]) == ("weeks", 23, 3, -20)
    assert (median["pairs"], median["spells"]) == (4, 48)
    assert (median["spells_without"], median["spells_with"]) == (24, 24)
    # every resample of equal pairs gives the same: that is no interval of no width
    assert (median["lo"], median["no_interval"]) == (None, "alike_draws")
    assert (found["running_13"]["without"], found["running_13"]["diff"]) == (1.0, -1.0)


def test_intervals_are_there_for_both_worlds_and_stay_possible():
    pairs = [(spells(3, 5, 9, 15 + k), spells(1, 2, 4, 6 + 9 * k)) for k in range(3)]
    found = rows(pairs)
    for name, row in found.items():
        for value, low, high, why in (
            ("without", "without_lo", "without_hi", "no_without_interval"),
            ("with_policy", "with_lo", "with_hi", "no_with_interval"),
            ("diff", "lo", "hi", "no_interval"),
        ):
            assert (row[low] is None) == (row[why] is not None), (name, value)
            if row[low] is not None:
                assert row[low] <= row[value] <= row[high]
                assert value == "diff" or name == "median" or 0 <= row[low] <= row[high] <= 1


def test_few_pairs_and_few_spells_say_so():
    one = spells(2, 3, 4, 5, 6)
    assert {row["no_interval"] for row in rows([(one, one)] * 2).values()} == {"few_pairs"}
    few = rows([(spells(2), spells(3))] * 4)["median"]
    assert (few["without"], few["diff"], few["no_interval"]) == (None, None, "masked")
    assert {"few_pairs", "masked", "alike_draws", "unended"} <= set(REASONS)


def test_half_that_never_ends_in_some_draws_has_no_end():
    pairs = [(spells(2, 3, 4), spells(2, 90, 95, censored=2)), *[(spells(2, 3, 4), spells(2, 3, 60, censored=1))] * 2]
    assert rows(pairs)["median"]["no_interval"] == "unended"


def test_the_widening_makes_the_bootstrap_of_a_mean_that_of_student():
    values = np.array([1.0, 2.5, 0.5, 3.0, 2.0, 1.5, 4.0, 0.0])
    low, high = interval(weights(8) @ values / 8, values.mean(), 8)
    known = stats.ttest_1samp(values, 0).confidence_interval()
    assert (low, high) == pytest.approx(tuple(known), rel=0.08)  # what is left is of drawing
    assert widening(3) == pytest.approx((3 / 2) ** 0.5 * 4.302653 / 1.959964)
    assert widening(10_000) == pytest.approx(1, abs=1e-3)


def test_with_few_pairs_nineteen_in_twenty_widened_intervals_hold_the_truth():
    rng = np.random.default_rng(3)
    drawn, held = weights(4), np.zeros(2)
    for _ in range(600):
        values = rng.normal(size=4)
        means = drawn @ values / 4
        plain, wide = np.quantile(means, (0.025, 0.975)), interval(means, values.mean(), 4)
        held += [plain[0] < 0 < plain[1], wide[0] < 0 < wide[1]]
    assert held[0] / 600 < 0.85 and 0.92 < held[1] / 600 < 0.97


def test_scales_come_back_where_they_began():
    for scale, values in ((PLAIN, [-2.0, 3.0]), (SHARE, [0.0, 0.2, 0.999]), (LENGTH, [1.0, 30.0])):
        assert scale.back(scale.there(np.array(values))) == pytest.approx(values, abs=1e-8)


def test_a_store_gives_measures_and_curves(tmp_path):
    store = make_with_page(tmp_path, policies=("deposit",), seeds=(0, 1, 2))
    assert of_store(store) == ([], [])
    add_spells(store)
    measured, curves = of_store(store)
    assert [(d.kind, d.measure) for d in measured[:4]] == [("uninsured", m) for m in NAMES_OF_MEASURES]
    assert [curve.kind for curve in curves] == ["uninsured", "homeless"]
    curve = curves[0]
    assert curve.weeks == list(range(SHOWN + 1)) and len(curve.without) == len(curve.lo) == SHOWN + 1
    assert curve.without[0] == curve.with_policy[0] == 1.0 and curve.no_interval is None and curve.pairs == 3
    known = {d.measure: d for d in measured if d.kind == "uninsured"}["running_4"]
    assert (curve.without[4], curve.diff[4], curve.lo[4], curve.hi[4]) == (
        known.without,
        known.diff,
        known.lo,
        known.hi,
    )
    assert curve.without_lo[4] < curve.without[4] < curve.without_hi[4] and "personen" not in curve.scope


NAMES_OF_MEASURES = ("median", "running_4", "running_13", "running_26")


def test_risk_tables_are_what_is_drawn():
    paired = paired_curves([(spells(1, 2), spells(3, 4)), (spells(1, 1), spells(4, 4)), (spells(2, 2), spells(3, 3))])
    assert paired.drawn[0].shape == (1000, 105) and isinstance(spells(1), Risk)
    assert paired.curves[0][1] == pytest.approx(0.5) and paired.curves[1][3] == pytest.approx(0.5)
