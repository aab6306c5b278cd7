"""What the decisions at the gate work on, and which firms are rogue to those who decide there."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.core.calendar import Now
from sim.phases.agencies.quarterly_review import Views, views_of
from sim.phases.shared.extraction import is_rogue
from sim.rules import Rules
from sim.state.columns import Agencies
from sim.state.ledger import Books
from sim.week import Week


class Gate(NamedTuple):
    """A week at the gate: time, firms, admissions for sale, the law that is gone by, behaviour, and the books."""

    now: Now
    agencies: Agencies
    shells: np.ndarray  # float64[1], admitted firms without business that are for sale
    law: Rules
    views: Views
    books: Books


def gate_of(week: Week, law: Rules) -> Gate:
    """The gate of a week under a law, in force or foreseen."""
    s = week.state
    return Gate(week.now, s.agencies, s.institutions.shells, law, views_of(week.behaviour), week.books)


def rogue_at(gate: Gate, i: int) -> bool:
    """Whether firm ``i`` is rogue in truth."""
    a, v = gate.agencies, gate.views
    e = a.extracted_wage[i], a.extracted_tax[i], a.extracted_health[i], a.extracted_housing[i]
    return bool(is_rogue(*e, v.withheld_share, v.extraction.cap_health))
