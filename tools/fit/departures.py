"""Departures from first stays by year of stay, measured on a living world."""

from __future__ import annotations

import numpy as np

from sim.state.codes import Work
from sim.week import Week

YEAR = 52
YEARS = 12


class Departures:
    """Counts who could leave and who left, by year of stay; call `before` and `after` around each week."""

    def __init__(self) -> None:
        self.exposed, self.left = np.zeros(YEARS), np.zeros(YEARS)
        self._people, self._tenure = np.empty(0, np.int64), np.empty(0, np.int64)

    def before(self, world: Week, week: int) -> None:
        """Note who is present on a first stay before ``week`` is lived."""
        m, present = world.state.migrants, world.present
        rows = present[m.first_week[present] == m.arrival_week[present]]
        self._people = m.person[rows]  # rows may move when the week opens
        self._tenure = np.clip((week - m.first_week[rows].astype(int)) // YEAR, 0, YEARS - 1)

    def after(self, world: Week) -> None:
        """Count who of them has left."""
        m = world.state.migrants
        gone = np.isin(self._people, m.person[m.work == Work.LEFT])
        self.exposed += np.bincount(self._tenure, minlength=YEARS)
        self.left += np.bincount(self._tenure[gone], minlength=YEARS)

    def chance(self, year_of_stay: int) -> float:
        """Chance of leaving NL within a year, in the given year of a first stay (1, 2, or 3 for all later ones)."""
        rows = slice(year_of_stay - 1, year_of_stay) if year_of_stay < 3 else slice(2, None)
        weekly = self.left[rows].sum() / self.exposed[rows].sum()
        return float(1.0 - (1.0 - weekly) ** YEAR)
