"""Kaplan-Meier by hand: late entry, and spells that still run."""

import numpy as np
import pytest

from analysis.statistics.kaplan_meier import measures, risk_table, still_running


def table(*spells):
    start, end, censored = (np.array(column) for column in zip(*spells, strict=True))
    return risk_table(start, end, censored.astype(bool))


def test_by_hand():
    # lengths 1, 2, 2 (still running), 4
    risk = table((5, 6, 0), (5, 7, 0), (5, 7, 1), (5, 9, 0))
    assert risk.at_risk[1:6].tolist() == [4, 3, 1, 1, 0]
    assert risk.ended[1:5].tolist() == [1, 1, 0, 1]
    assert still_running(risk)[:5] == pytest.approx([1, 0.75, 0.5, 0.5, 0])
    assert measures(still_running(risk))["median"] == 2


def test_spells_begun_before_week_1_enter_late():
    # begun 9 weeks before week 1, so first watched at length 10; ends at length 12
    risk = table((-9, 3, 0), (1, 3, 0), (1, 4, 0))
    assert risk.at_risk[1:4].tolist() == [2, 2, 1]
    assert risk.at_risk[10:14].tolist() == [0, 1, 1, 0]
    assert risk.ended[12] == 1


def test_spells_that_ended_before_week_1_do_not_count():
    assert table((-9, 1, 0), (2, 3, 0)).at_risk[1] == 1


def test_longer_than_two_years_stay_at_risk_and_never_end():
    risk = table((1, 200, 0), (1, 3, 0))
    curve = still_running(risk)
    assert curve[104] == 0.5 and risk.ended.sum() == 1
    assert np.isnan(measures(still_running(table((1, 200, 0))))["median"])


def test_many_curves_at_once_are_each_their_own():
    short, long = table((1, 3, 0), (1, 5, 0)), table((1, 200, 0), (1, 3, 0))
    both = still_running(type(short)(*(np.stack(pair) for pair in zip(short, long, strict=True))))
    assert np.array_equal(both[0], still_running(short), equal_nan=True)
    assert np.array_equal(both[1], still_running(long), equal_nan=True)
    assert measures(both)["median"].tolist() == [2.0, 2.0] and measures(both)["running_4"].tolist() == [0.0, 0.5]
