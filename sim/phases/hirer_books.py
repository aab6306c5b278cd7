"""Part of phase 8: what hirers pay beside the hire rate for rules that ask something of them."""

from __future__ import annotations

import math

import numpy as np

from sim.books import Books, Item, pay
from sim.rules import LiabilityRules
from sim.state import Hirers


def reports_from(size: np.ndarray, coverage: float) -> float:
    """Size from which hirers must report on their suppliers: the largest, who together have that share of the work."""
    if coverage <= 0.0:
        return math.inf
    largest = np.sort(size)[::-1]
    among = np.searchsorted(np.cumsum(largest), coverage * largest.sum() * (1.0 + 1e-12), side="right")
    return float(largest[among - 1]) if among > 0 else math.inf


def keep_hirer_books(hirers: Hirers, liability: LiabilityRules, books: Books) -> None:
    """Book the week's part of the reports of the hirers that must make one.

    Reads: hirers.size.
    Writes: books REPORT_COST.
    """
    if liability.report_cost > 0.0:
        many = np.count_nonzero(hirers.size >= reports_from(hirers.size, liability.report_coverage))
        pay(books.cents, int(Item.REPORT_COST), many * liability.report_cost / 52.0)
