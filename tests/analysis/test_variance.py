"""The two-way split of an effect's variance: by hand, against a textbook table, and on data whose truth is known."""

from typing import Any

import numpy as np
import polars as pl
import pytest

from analysis.answers.variance_decomposition import of_pairs_by_point
from analysis.statistics.variance import components


def drawn(rng, points, seeds, variance, missing=0.0):
    """Effects of points crossed with seeds, with their labels; ``variance`` of points, seeds and rest."""
    of_point, of_seed, rest = np.sqrt(variance)
    values = rng.normal(0, of_point, points)[:, None] + rng.normal(0, of_seed, seeds)
    values = values + rng.normal(0, rest, (points, seeds))
    point, seed = np.indices(values.shape)
    kept = rng.random(values.shape) >= missing
    return values[kept], point[kept], seed[kept]


def test_by_hand():
    # row means 1, 11; column means 5, 7; nothing is left over but +-1: SS points 100, seeds 4, rest 4
    values = np.array([1.0, 1.0, 9.0, 13.0])
    split = components(values, np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]))
    assert split is not None
    assert split.variance == pytest.approx(((100 - 4) / 2, 0.0, 4.0))
    assert split.share == pytest.approx((48 / 52, 0.0, 4 / 52))


def test_balanced_is_the_usual_analysis_of_variance():
    values, point, seed = drawn(np.random.default_rng(4), 6, 5, (2.0, 3.0, 1.0))
    table = values.reshape(6, 5)
    rows, columns, grand = table.mean(1), table.mean(0), table.mean()
    rest = ((table - rows[:, None] - columns + grand) ** 2).sum() / 20
    of_rows, of_columns = 5 * ((rows - grand) ** 2).sum() / 5, 6 * ((columns - grand) ** 2).sum() / 4
    split = components(values, point, seed)
    assert split is not None
    assert split.variance == pytest.approx(((of_rows - rest) / 5, (of_columns - rest) / 6, rest))


def test_what_a_seed_does_to_every_point_is_no_noise_of_points():
    """A one-way split gave 0% here, as the seeds hide the points; the order of rows and labels is of no account."""
    values, point, seed = drawn(np.random.default_rng(1), 8, 5, (0.2, 0.7, 0.1))
    frame = pl.DataFrame({"point": point, "seed": seed, "draw": "central", "change": values})
    frame = frame.with_columns(without=pl.lit(0.0), with_policy=pl.col("change"))
    found: dict[str, Any] = of_pairs_by_point(frame)
    assert found["doubt_lo"] > 0.0 and 0.05 < found["doubt_share"] < 0.6
    again: dict[str, Any] = of_pairs_by_point(
        frame.sample(fraction=1.0, shuffle=True, seed=3).with_columns(pl.col("point") * 7 + 100)
    )
    assert again["doubt_share"] == pytest.approx(found["doubt_share"])
    assert found["doubt_share"] + found["seeds_share"] + found["rest_share"] == pytest.approx(1.0)


@pytest.mark.parametrize("variance", [(0.2, 0.6, 0.2), (0.0, 0.5, 0.5), (0.5, 0.2, 0.3)])
@pytest.mark.parametrize("missing", [0.0, 0.15])
def test_the_split_is_unbiased_and_its_interval_holds_the_truth(variance, missing):
    rng, found = np.random.default_rng(7), []
    for _ in range(300):
        split = components(*drawn(rng, 8, 5, variance, missing))
        assert split is not None
        found.append((split.variance, split.share, split.low, split.high))
    of = np.array(found)  # (300, 4, 3)
    held = ((of[:, 2] <= np.array(variance) + 1e-12) & (of[:, 3] >= np.array(variance) - 1e-12)).mean(axis=0)
    assert (held > 0.91).all(), held
    if variance[0] > 0.0:
        assert of[:, 0].mean(axis=0) == pytest.approx(variance, rel=0.2, abs=0.02)
        assert of[:, 1, 0].mean() == pytest.approx(variance[0], abs=0.06)
        assert (of[:, 1, 0] == 0.0).mean() < 0.1, "what is there is rarely missed"
    assert ((of[:, 1:] >= 0.0) & (of[:, 1:] <= 1.0)).all()
    none = of[of[:, 1, 0] == 0.0]
    assert (none[:, 3, 0] > 0.0).mean() > 0.9 if len(none) else True, "zero still says how much it is at most"


def test_what_is_not_crossed_is_not_split():
    values = np.random.default_rng(2).normal(size=6)
    assert components(values, np.arange(6), np.arange(6)) is None, "each point a seed of its own"
    assert components(values, np.array([0, 0, 0, 1, 1, 1]), np.array([0, 1, 2, 3, 4, 5])) is None
    assert components(values, np.zeros(6), np.arange(6)) is None, "one point"
    assert components(np.zeros(6), np.array([0, 0, 0, 1, 1, 1]), np.array([0, 1, 2, 0, 1, 2])) is None
