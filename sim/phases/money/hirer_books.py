"""Part of phase 8: what hirers pay beside the hire rate for rules that ask something of them."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.phase import fields, phase
from sim.state.columns import State
from sim.state.ledger import Item, pay
from sim.week import Week


class Ranking(NamedTuple):
    """Hirers by size; fixed for a world."""

    largest: np.ndarray  # sizes, the largest first
    together: np.ndarray  # sum of each and those before it


def ranking(size: np.ndarray) -> Ranking:
    """The hirers by size."""
    largest = np.ascontiguousarray(np.sort(size)[::-1])
    return Ranking(largest, np.cumsum(largest))


def ranks_of(state: State) -> Ranking:
    """The hirers of a world by size; fixed for a world."""
    return ranking(state.hirers.size)


def reporting(ranks: Ranking, coverage: float) -> int:
    """Number of hirers that must report on their suppliers: the largest, who together have that share of the work."""
    if coverage <= 0.0:
        return 0
    return int(np.searchsorted(ranks.together, coverage * ranks.together[-1] * (1.0 + 1e-12), side="right"))


def reports_from(ranks: Ranking, coverage: float) -> float:
    """Size from which hirers must report."""
    many = reporting(ranks, coverage)
    return float(ranks.largest[many - 1]) if many > 0 else math.inf


@phase(
    writes=fields(books="REPORT_COST"),
)
def keep_hirer_books(week: Week) -> None:
    """Book the week's part of the reports of the hirers that must make one."""
    liability = week.rules.liability
    if liability.report_cost > 0.0:
        ranks = week.lasting(ranks_of)
        many = np.count_nonzero(ranks.largest >= reports_from(ranks, liability.report_coverage))
        pay(week.books.cents, int(Item.REPORT_COST), many * liability.report_cost / 52.0)
