"""Rows of the persons' table: a row is a place in memory, `Migrants.person` says who sits there.

People come and go for years, and a table with a row for everyone who ever might come is almost empty where the
week looks. So newcomers get the next free row, and twice a year the table is tidied: those present move together
to the front, those who may come back behind them, and those gone for good lose the row.
"""

from __future__ import annotations

import numpy as np

from sim.core.kernels import kernel
from sim.state.codes import Work
from sim.state.columns import Migrants, empty

TIDY_WEEKS = 26
REMEMBERED_WEEKS = 52  # who had agency work in these weeks is still counted in the heads of the year


def moved(migrants: Migrants, order: np.ndarray, capacity: int) -> Migrants:
    """A table whose k-th row holds what row ``order[k]`` held; the rows behind are blank."""
    new = empty(Migrants, capacity)
    for before, after in zip(migrants, new, strict=True):
        np.take(before, order, out=after[: order.size])
    return new


def rows_to_keep(week: int, migrants: Migrants, used: int, *lists: np.ndarray) -> np.ndarray:
    """All rows in ``lists``, in their order, and behind them those gone whom the year's counts still need; int64."""
    listed = np.concatenate(lists)
    rest = np.empty(used, np.int64)
    left = np.ones(used, np.bool_)
    left[listed] = False
    return np.concatenate([listed, rest[: _recent(migrants.work, migrants.last_agency_week, left, week, rest)]])


@kernel
def _recent(work, last_agency_week, left, week, out):
    count = 0
    for i in range(left.size):
        if left[i] and work[i] != Work.ABROAD and last_agency_week[i] > week - REMEMBERED_WEEKS:
            out[count] = i
            count += 1
    return count


def new_rows_of(order: np.ndarray, rows: int) -> np.ndarray:
    """For each of the old ``rows``: where it now is, -1 if it is gone; int32."""
    now_at = np.full(rows, -1, np.int32)
    now_at[order] = np.arange(order.size)
    return now_at
