"""Bootstrap over pairs of runs, for measures that are no mean over them.

Spells within a run share their random draws and their agencies, so whole pairs of runs are drawn and not spells. With
few pairs the plain percentile interval is too narrow for two reasons: drawing from n pairs gives a variance that is
(n - 1) / n of what it should be, and its quantiles are those of the normal distribution, not of Student's t. So the
arms from the estimate to both quantiles are made longer by ``sqrt(n / (n - 1)) t(n - 1) / z``, which is exact for a
mean of normal values and keeps the two sides of a skewed one unlike: 2.7 times with 3 pairs, 1.3 times with 8, nothing
with many. A share is widened on the logit scale and a length on the log scale, so no end leaves 0 to 1 or goes below
nothing. `scipy.stats.bootstrap` has no such widening for few pairs; a test compares the rest with it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.special import expit, logit, ndtri

from analysis.statistics.looks import LEVEL, ONCE, Looks, t_quantile
from analysis.text.missing_values import LEAST_PAIRS

DRAWS = 1000
_NEAR = 1e-9  # of a share to 0 or 1, which have no logit


class Scale(NamedTuple):
    """Transformation to the scale on which an interval is widened, and its inverse."""

    there: Callable[[np.ndarray], np.ndarray]
    back: Callable[[np.ndarray], np.ndarray]


def _same(x: np.ndarray) -> np.ndarray:
    return x


def _logit(x: np.ndarray) -> np.ndarray:
    return logit(np.clip(x, _NEAR, 1 - _NEAR))


def _expit(x: np.ndarray) -> np.ndarray:
    return np.where(x < logit(2 * _NEAR), 0.0, expit(x))


def _log(x: np.ndarray) -> np.ndarray:
    return np.log(np.maximum(x, _NEAR))


PLAIN = Scale(_same, _same)
SHARE = Scale(_logit, _expit)
LENGTH = Scale(_log, np.exp)


def weights(pairs: int) -> np.ndarray:
    """How often each pair is drawn, (draws, pairs); always the same. No draws under three pairs."""
    if pairs < LEAST_PAIRS:
        return np.zeros((0, pairs))
    return np.random.default_rng(0).multinomial(pairs, np.full(pairs, 1 / pairs), size=DRAWS).astype(float)


def widening(pairs: int, looks: Looks = ONCE) -> float:
    """By how much the arms of a percentile interval over so many pairs are made longer, to hold at all looks."""
    tail = 0.5 + LEVEL / 2
    return float(np.sqrt(pairs / (pairs - 1)) * t_quantile(np.array(pairs), 1, looks) / ndtri(tail))


def interval(
    draws: np.ndarray, estimate: np.ndarray | float, pairs: int, scale: Scale = PLAIN, looks: Looks = ONCE
) -> np.ndarray:
    """Ends of 95% intervals, (2, ...); nan where there are none.

    Parameters
    ----------
    draws : array (draws, ...)
        The measure in each resample.
    estimate : array (...)
        The measure of all pairs.
    looks : tuple of int
        Numbers of pairs at which it is looked at while seeds are added.

    There is none under three pairs, where a draw has no value, and where every draw gives the same: the measure is
    then too coarse for so few pairs to tell its spread.
    """
    estimate = np.asarray(estimate, float)
    if pairs < LEAST_PAIRS:
        return np.full((2, *estimate.shape), np.nan)
    with np.errstate(invalid="ignore"):
        middle, drawn = scale.there(estimate), scale.there(draws)
        ends = np.quantile(drawn, (0.5 - LEVEL / 2, 0.5 + LEVEL / 2), axis=0)
        found = scale.back(middle + widening(pairs, looks) * (ends - middle))
        known = np.isfinite(draws).all(axis=0) & np.isfinite(estimate) & (np.ptp(draws, axis=0) > 0)
    return np.where(known, found, np.nan)
