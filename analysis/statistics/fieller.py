"""A difference relative to the base level, with Fieller's interval for a ratio.

The per cent change is a ratio of two means, both of which differ from run to run. Dividing the ends of the interval
of the difference by the mean of the base would take that mean as known. Fieller's interval holds every part rho for
which the mean of ``change - rho * level`` over the pairs cannot be told from nothing by Student's t. At rho = 0 that is
the paired test itself, so both intervals exclude nothing at the same moment. Where the level of the base itself cannot
be told from nothing every per cent is possible, and there is no interval. No library we use has it; a test finds the
same ends by trying parts with scipy's t test.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Moments(NamedTuple):
    """Over the pairs of one outcome: mean and variance of change and level, their covariance; arrays alike."""

    change: np.ndarray
    level: np.ndarray
    change_var: np.ndarray
    level_var: np.ndarray
    covariance: np.ndarray


def fieller(moments: Moments, pairs: np.ndarray, quantile: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Ends of the interval of change over the size of the level, in parts of one.

    Parameters
    ----------
    moments : Moments
        Of the pairs; what is not known may be nan.
    pairs : array
        Number of pairs.
    quantile : array
        Of Student's t, for the confidence that is wanted.

    Returns
    -------
    low, high : array
        Nan where the level cannot be told from nothing, or the spread is not known.
    """
    k = quantile**2 / pairs
    with np.errstate(divide="ignore", invalid="ignore"):
        # a rho^2 - 2 b rho + c <= 0
        a = moments.level**2 - k * moments.level_var
        b = moments.level * moments.change - k * moments.covariance
        c = moments.change**2 - k * moments.change_var
        root = np.sqrt(np.maximum(b * b - a * c, 0.0))  # below nothing by rounding only
        ends = np.where(a > 0, [(b - root) / a, (b + root) / a], np.nan)
    below = moments.level < 0  # a part of the size of the level, so a rise stays a rise
    low: np.ndarray = ends[0]
    high: np.ndarray = ends[1]
    return np.where(below, -high, low), np.where(below, -low, high)
