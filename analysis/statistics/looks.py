"""Intervals of a folder that is looked at more than once while seeds are added (`experiments.store.looks`).

Whoever adds pairs until an interval pleases has looked many times, and the last interval misses more often than it
says. Here every interval is a *repeated confidence interval* (Jennison and Turnbull 2000, chapter 9): the chance that
any of those at all looks together misses is 5%, so the one at which the search stops holds its 95% whatever the rule
by which it stopped. All looks have the same nominal level (Pocock 1977). Information grows with the number of pairs, so
the statistics at looks of ``m < n`` pairs have correlation ``sqrt(m / n)``; the critical value comes from their joint
normal distribution by recursion over the looks (Armitage, McPherson and Rowe 1969), without any draw. Its nominal level
is then that of Student's t, whose joint distribution is a little wider: with looks from four pairs the chance that any
interval misses is 5.3 to 5.5% by simulation (`tests/analysis/test_looks.py`), and after stopping by width at most 4.5%.

With one look or none everything is what it is without looks, to the last bit.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.optimize import brentq  # pyright: ignore[reportUnknownVariableType] - without types
from scipy.special import ndtr, ndtri, stdtrit

from experiments.store.looks import looks_of
from experiments.store.store import Store

Looks = tuple[int, ...]
ONCE: Looks = ()
LEVEL = 0.95
_FARTHEST = 8.0  # standard errors; beyond it looks hardly ever exceed together, and their chances add up
_TABLE = 81
_LEAST_NODES = 40
_LEAST_WIDTH = 0.15  # of a step between looks, in standard errors
_ROOT = np.sqrt(2 * np.pi)


def looks_at(store: Store) -> Looks:
    """The numbers of pairs at which a folder was or may be looked at; none where seeds were chosen beforehand."""
    return looks_of(store.manifest() or {})


def chance_beyond(z: float, looks: Looks) -> float:
    """Chance that a mean of nothing is more than ``z`` standard errors from zero at any of the looks.

    The sum over the looks of the chance to be so far out there for the first time.
    """
    n = np.array(looks, float)
    # Looks at nearly the same number of pairs are taken as a little less alike than they are: that errs by width.
    widths = np.sqrt(np.maximum(1 - n[:-1] / n[1:], _LEAST_WIDTH**2))
    at, weight = np.polynomial.legendre.leggauss(int(_LEAST_NODES + 5 * z / widths.min(initial=1.0)))
    at, weight = at * z, weight * z
    density, chance = np.exp(-0.5 * at**2) / _ROOT, 2 * ndtr(-z)  # of those that have not been so far out yet
    for width in widths:
        kept = np.sqrt(1 - width**2)  # correlation with the look before
        beyond = ndtr(-(z + kept * at) / width) + ndtr(-(z - kept * at) / width)
        chance += weight @ (density * beyond)
        step = np.exp(-0.5 * ((at[:, None] - kept * at) / width) ** 2) / (_ROOT * width)
        density = step @ (weight * density)
    return float(chance)


@lru_cache(64)
def _log_chance(looks: Looks) -> CubicSpline:
    """The logarithm of `chance_beyond` by standard errors: one table serves every level and every p value."""
    z = np.linspace(0.0, _FARTHEST, _TABLE)
    return CubicSpline(z, np.log([chance_beyond(float(at), looks) for at in z]))


@lru_cache(4096)
def nominal_error(looks: Looks, error: float) -> float:
    """Chance to miss at one look by which the chance to miss at any is ``error``.

    Examples
    --------
    >>> nominal_error((8,), 0.05), round(nominal_error((4, 8, 16), 0.05), 4)
    (0.05, 0.0208)
    """
    if len(looks) < 2:
        return error
    chance, wanted = _log_chance(looks), np.log(error)
    if chance(_FARTHEST) > wanted:
        return error / len(looks)

    def beyond(z: float) -> float:
        return float(chance(z)) - wanted

    found: Any = brentq(beyond, 0.0, _FARTHEST, xtol=1e-13)  # pyright: ignore[reportUnknownVariableType]
    return float(2 * ndtr(-found))


def t_quantile(pairs: np.ndarray, outcomes: float = 1, looks: Looks = ONCE) -> np.ndarray:
    """Of Student's t over so many pairs, for a 95% interval of so many outcomes at once, at all looks."""
    if len(looks) < 2:
        return stdtrit(np.maximum(pairs - 1, 1), 1 - (1 - LEVEL) / 2 / max(outcomes, 1))
    error = nominal_error(looks, (1 - LEVEL) / max(outcomes, 1))
    return -stdtrit(np.maximum(pairs - 1, 1), error / 2)


def over_looks(p: np.ndarray, looks: Looks) -> np.ndarray:
    """P values that allow for all looks: the least error at which a repeated interval excludes zero."""
    if len(looks) < 2:
        return p
    with np.errstate(divide="ignore"):
        z = -ndtri(np.asarray(p, float) / 2)
    near = np.exp(_log_chance(looks)(np.minimum(z, _FARTHEST)))
    return np.clip(np.where(z < _FARTHEST, near, len(looks) * p), p, 1.0)
