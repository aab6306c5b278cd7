"""Which of many differences to report where an interval for all at once is too strict to find the transition.

Chosen are those that are likely (`analysis.statistics.verdict`, by scipy's `false_discovery_control`); the intervals of
what is chosen are ours, as scipy has none. If R of m are chosen, their intervals are of level
``1 - 0.05 R / m``, by which at most one in twenty of the intervals reported is expected to miss (Benjamini and
Yekutieli 2005); a chosen difference's own interval excludes zero.
"""

from __future__ import annotations

import polars as pl

from analysis.statistics.looks import LEVEL, ONCE, Looks
from analysis.statistics.paired import with_interval
from analysis.statistics.verdict import family_of, p_values


def chosen(found: pl.DataFrame, looks: Looks = ONCE) -> pl.DataFrame:
    """Add ``chosen``, and ``own_lo``, ``own_hi``: an interval that allows for the choice; null where none is chosen.

    Parameters
    ----------
    found : DataFrame
        As ``analysis.statistics.paired.differences`` gives it: the family.
    looks : tuple of int
        Numbers of pairs at which it is looked at while seeds are added.
    """
    family = family_of(found, looks)
    if family.cutoff < 0.0:
        none = pl.lit(None, pl.Float64)
        return found.with_columns(pl.lit(False).alias("chosen"), none.alias("own_lo"), none.alias("own_hi"))
    picked = pl.Series("chosen", p_values(found, looks) <= family.cutoff)
    return with_interval(found, (1 - LEVEL) / family.cutoff, "own_lo", "own_hi", looks).with_columns(picked)
