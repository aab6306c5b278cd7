"""Benjamini-Hochberg by hand, and intervals that allow for it."""

import polars as pl
import pytest
from scipy import stats

from analysis.statistics.false_discovery import chosen, p_values

N = 8


def family(*p):
    """Differences of eight pairs with these two-sided p values."""
    t = [stats.t.ppf(1 - value / 2, N - 1) for value in p]
    sd = N**0.5  # so that t is the difference
    return pl.DataFrame({"pairs": [N] * len(p), "diff": t, "sd": [sd] * len(p)})


def test_by_hand():
    # against .0125, .025, .0375, .05: the third passes, and with it the second, which alone would not
    found = chosen(family(0.6, 0.03, 0.001, 0.026))
    assert found["chosen"].to_list() == [False, True, True, True]
    assert p_values(found) == pytest.approx([0.6, 0.03, 0.001, 0.026])
    half = stats.t.ppf(1 - 0.025 * 3 / 4, N - 1)  # three of four: 96.25%
    assert found["own_hi"][2] == pytest.approx(found["diff"][2] + half)
    assert all(lo > 0 for lo, picked in zip(found["own_lo"], found["chosen"], strict=True) if picked)


def test_nothing_is_chosen_from_chance():
    found = chosen(family(0.2, 0.05, 0.9))
    assert not found["chosen"].any() and found["own_lo"].null_count() == 3


def test_without_spread_or_with_one_pair_there_is_no_evidence():
    frame = pl.DataFrame({"pairs": [1, 4, 4], "diff": [5.0, 5.0, 0.0], "sd": [None, 0.0, 0.0]})
    assert p_values(frame).tolist() == [1.0, 1.0, 1.0]
