"""The burn-in check passes a world at rest and fails loudly on one that still moves."""

import numpy as np
import polars as pl
import pytest

from analysis.answers.burn_in import burn_in, unsettled


class Tables:
    """Stands in for a result folder: one table of yearly values."""

    def __init__(self, values):
        years = len(values)
        self.frame = pl.DataFrame(
            {
                "base": ["law-2020"] * years,
                "policy": ["base"] * years,
                "year": list(range(2021, 2021 + years)),
                "metric": ["homeless_share"] * years,
                "group_by": ["all"] * years,
                "value": [float(v) for v in values],
            }
        )

    def read(self, name):
        assert name == "yearly"
        return self.frame


NOISE = np.array([0.0, 0.01, -0.01, 0.02, -0.02, 0.005, 0.0])


def test_world_at_rest_passes():
    assert unsettled(Tables(0.008 * (1 + NOISE)), "en") == []


@pytest.mark.parametrize("first", [0.5, 1.5])
def test_first_year_far_from_the_rest_is_told(first):
    values = 0.008 * (1 + NOISE)
    values[0] *= first
    (fact,) = unsettled(Tables(values), "nl")
    assert fact["metric"] == "homeless_share" and fact["change"].startswith("-" if first < 1 else "+")


def test_short_runs_are_not_judged():
    assert burn_in(Tables([1.0, 2.0, 3.0])).is_empty()
