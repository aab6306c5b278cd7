"""Phase 9, awards of back pay: what is proven or presumed of a firm, and how many awards reach somebody."""

from __future__ import annotations

import numpy as np

from sim.phases.shared.wages import WEEK_HOURS, hourly_wage
from sim.state.columns import Agencies
from sim.state.ledger import Books, Tally


def week_bill(a: Agencies, i: int, minimum_wage: float) -> float:
    """Legal wages of a week of firm ``i``, EUR."""
    wage = hourly_wage(a.quarter_wages[i], a.quarter_hours[i], minimum_wage)
    return WEEK_HOURS * wage * a.worker_weeks_13[i] / 13.0


def award(i: int, proven: float, term: float, due, by_term) -> None:
    """Award firm ``i``'s workers what is ``proven`` or what the presumed ``term`` of work comes to, if that is more."""
    if max(proven, term) > due[i]:
        by_term[i] = term > proven
        due[i] = max(proven, term)


def count_awards(due, fresh, by_term, books: Books) -> None:
    """Count the awards that reach somebody (``due`` after `back_pay`), and which of them rest on a presumed term."""
    reached = fresh & (due > 0.0)
    books.tally[Tally.AWARDS] += np.count_nonzero(reached)
    books.tally[Tally.AWARDS_BY_TERM] += np.count_nonzero(reached & by_term)
    books.tally[Tally.AWARDED_EUR] += due[reached].sum()
