"""One verdict on a difference: shown, likely or not shown, and the criterion for a table of them.

*Shown*: the 95% interval that holds for all m differences of the table at once (Bonferroni) excludes zero. *Likely*:
not shown, but chosen by the procedure of Benjamini and Hochberg: of what is chosen so, at most one in twenty is
expected to be chance (differences that go up and down together, as neighbouring periods do, keep that promise). *Not
shown*: all else; that is no proof that there is no difference.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from scipy.special import stdtr

from analysis.statistics.looks import LEVEL, ONCE, Looks, over_looks
from analysis.text.missing_values import LEAST_PAIRS


class Family(NamedTuple):
    """The criterion by which the differences of a table are judged."""

    outcomes: int  # differences that an interval holds for at once
    cutoff: float  # largest p value that is likely; -1 where nothing is chosen


def family_of(found: pl.DataFrame, looks: Looks = ONCE) -> Family:
    """The criterion for these differences, each with its pairs, diff and sd."""
    # takes most of a second to import; scipy ships no types
    from scipy.stats import false_discovery_control  # pyright: ignore[reportUnknownVariableType]

    p = p_values(found, looks)
    likely = int((false_discovery_control(p, method="bh") <= 1 - LEVEL).sum())
    return Family(p.size, (1 - LEVEL) * likely / p.size if likely else -1.0)


def p_values(found: pl.DataFrame, looks: Looks = ONCE) -> np.ndarray:
    """Two-sided, of Student's t on the pairs, over all looks; one where there is no spread or too few pairs."""
    n, sd, diff = (found[name].cast(pl.Float64).to_numpy() for name in ("pairs", "sd", "diff"))
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.abs(diff) / (sd / np.sqrt(n))
    known = (n >= LEAST_PAIRS) & (sd > 0)
    return over_looks(np.where(known, 2 * stdtr(np.maximum(n - 1, 1), -np.where(known, t, 0.0)), 1.0), looks)
