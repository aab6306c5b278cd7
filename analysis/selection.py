"""Which of many differences to tell when an interval for all at once is too strict to find what happens on the way.

Of m differences those are chosen that Benjamini and Hochberg's procedure finds: of what is chosen so, at most one in
twenty is expected to be chance (differences that go up and down together, as neighbouring periods do, keep that
promise). If R are chosen, their intervals are of level ``1 - 0.05 R / m``, by which at most one in twenty of the
intervals told is expected to miss (Benjamini and Yekutieli 2005); a chosen difference's own interval excludes zero.
This says less than an interval that holds for all at once, so both are given and the words differ: likely, or shown.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy.special import stdtr

from analysis.paired import LEVEL, with_interval


def chosen(found: pl.DataFrame) -> pl.DataFrame:
    """Add ``chosen``, and ``own_lo``, ``own_hi``: an interval that allows for the choice; null where none is chosen.

    Parameters
    ----------
    found : DataFrame
        As ``analysis.paired.differences`` gives it: the family, of which pairs, diff and sd are used.
    """
    p = p_values(found)
    m, order = p.size, np.argsort(p, kind="stable")
    below = np.flatnonzero(p[order] <= (1 - LEVEL) * np.arange(1, m + 1) / m)
    count = int(below[-1]) + 1 if below.size else 0
    picked = np.zeros(m, bool)
    picked[order[:count]] = True
    if not count:
        none = pl.lit(None, pl.Float64)
        return found.with_columns(pl.lit(False).alias("chosen"), none.alias("own_lo"), none.alias("own_hi"))
    return with_interval(found, m / count, "own_lo", "own_hi").with_columns(pl.Series("chosen", picked))


def p_values(found: pl.DataFrame) -> np.ndarray:
    """Two-sided, of Student's t on the pairs; one where there is no spread or one pair."""
    n, sd, diff = (found[name].cast(pl.Float64).to_numpy() for name in ("pairs", "sd", "diff"))
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.abs(diff) / (sd / np.sqrt(n))
    known = (n >= 2) & (sd > 0)
    return np.where(known, 2 * stdtr(np.maximum(n - 1, 1), -np.where(known, t, 0.0)), 1.0)
