"""Two-way split of the variance of an effect: design points crossed with seeds.

Model: ``effect = mean + point + seed + rest``, all random. Seeds are shared by the points, so that what a seed does to
every point alike is no evidence on the points and must not count as noise against them. The components follow from mean
squares by the method of moments (Henderson's third method: each factor adjusted for the other), which allows for cells
that are missing or repeated. In a balanced table it is the usual two-way analysis of variance.

The interval of a share is a generalised confidence interval (Weerahandi 1993): the mean squares over their expectations
are chi squared, so drawing these gives draws of the components. It is exact for a single ratio in a balanced table of
normal effects, and close otherwise. Components cannot be negative: an estimate below zero is given as zero, and what is
then known is the upper end of the interval.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from analysis.statistics.looks import LEVEL, ONCE, Looks, nominal_error

DRAWS = 20_000


class Components(NamedTuple):
    """Variances, and the shares of their sum with 95% intervals; each of points, seeds and rest."""

    variance: tuple[float, float, float]
    share: tuple[float, float, float]
    low: tuple[float, float, float]
    high: tuple[float, float, float]


def components(values: np.ndarray, points: np.ndarray, seeds: np.ndarray, looks: Looks = ONCE) -> Components | None:
    """The split of ``values``; None where points and seeds are not crossed enough to tell the three apart.

    Parameters
    ----------
    values : float array (n,)
        One effect for each pair of runs.
    points, seeds : array (n,)
        Which point and seed it is of; any labels.
    looks : tuple of int
        Numbers of seeds at which it is looked at while they are added: intervals have the nominal level of means.
    """
    point, seed = (np.unique(labels, return_inverse=True)[1] for labels in (points, seeds))
    sums, freedom = _sums_of_squares(values, point, seed)
    if min(freedom) < 1:
        return None
    # E(MS of a factor given the other) = variance of the rest + weight x variance of the factor
    weights = np.array([_weight(seed, point) / freedom[0], _weight(point, seed) / freedom[1]])
    squares = sums / freedom
    variance, draws = _solve(squares, weights), _solve(sums[:, None] / _chi_squared(freedom), weights[:, None])
    total = variance.sum()
    if not total > 0.0:
        return None
    shares = draws / draws.sum(axis=0)
    level = 1 - nominal_error(looks, 1 - LEVEL) if looks else LEVEL
    low, high = np.quantile(shares, (0.5 - level / 2, 0.5 + level / 2), axis=1)
    return Components(*(_three(part) for part in (variance, variance / total, low, high)))


def _three(values: np.ndarray) -> tuple[float, float, float]:
    points, seeds, rest = (float(value) for value in values)
    return points, seeds, rest


def _sums_of_squares(values: np.ndarray, point: np.ndarray, seed: np.ndarray) -> tuple[np.ndarray, tuple[int, ...]]:
    """Of points given seeds, seeds given points, and the rest, with their degrees of freedom."""
    by_point, by_seed = _within(values, point), _within(values, seed)
    # Fitting both factors: the smaller one is regressed out of what the larger one leaves.
    large, small = (point, seed) if point.max() >= seed.max() else (seed, point)
    dummies = np.equal.outer(small, np.arange(int(small.max()) + 1)).astype(float)
    left = np.column_stack([_within(column, large) for column in dummies.T])
    fit, _, rank, _ = np.linalg.lstsq(left, _within(values, large), rcond=1e-9)
    rest = float(np.sum((_within(values, large) - left @ fit) ** 2))
    both = int(large.max()) + 1 + int(rank)
    sums = np.array([np.sum(by_seed**2) - rest, np.sum(by_point**2) - rest, rest])
    freedom = (both - int(seed.max()) - 1, both - int(point.max()) - 1, values.size - both)
    return np.maximum(sums, 0.0), freedom


def _within(values: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Deviations from the mean of the group."""
    return values - (np.bincount(group, values) / np.bincount(group))[group]


def _weight(given: np.ndarray, factor: np.ndarray) -> float:
    """Trace by which the variance of a factor enters its sum of squares when another is given."""
    cells = np.zeros((given.max() + 1, factor.max() + 1))
    np.add.at(cells, (given, factor), 1.0)
    return float(given.size - np.sum(np.sum(cells**2, axis=1) / cells.sum(axis=1)))


def _solve(squares: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Components of points, seeds and rest from mean squares, none below zero; (3, ...)."""
    return np.array([*np.maximum((squares[:2] - squares[2]) / weights, 0.0), squares[2]])


@cache
def _chi_squared(freedom: tuple[int, ...]) -> np.ndarray:
    """Draws of chi squared for each of the degrees of freedom, always the same; (3, DRAWS)."""
    rng = np.random.default_rng(0)
    return np.array([rng.chisquare(k, DRAWS) for k in freedom])
