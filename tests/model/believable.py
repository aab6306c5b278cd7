"""Runs the base world and gathers what the bands of acceptance are about."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from sim.kinds import Work
from sim.model import LabourMarket

YEAR = 52


@dataclass
class Path:
    """Weekly outcomes of a run and the departures from first stays by year of stay."""

    weekly: dict[str, list[float]] = field(default_factory=dict)
    exposed: np.ndarray = field(default_factory=lambda: np.zeros(12))
    left: np.ndarray = field(default_factory=lambda: np.zeros(12))

    def mean(self, name: str, first_year: int = 1, last_year: int = 7) -> float:
        """Mean of an outcome over years of the run, 1 to 7."""
        return float(np.nanmean(self.weekly[name][(first_year - 1) * YEAR : last_year * YEAR]))

    def years(self, name: str) -> np.ndarray:
        """Yearly means; float64[7]."""
        return np.array([self.mean(name, y, y) for y in range(1, 8)])

    def departure(self, year_of_stay: int) -> float:
        """Chance of leaving NL within a year, in the given year of a first stay (1, 2, 3 and later)."""
        rows = slice(year_of_stay - 1, year_of_stay) if year_of_stay < 3 else slice(2, None)
        weekly = self.left[rows].sum() / self.exposed[rows].sum()
        return float(1.0 - (1.0 - weekly) ** YEAR)


def follow(model: LabourMarket) -> Path:
    """Run a model to its end and keep the weeks that count."""
    path = Path()
    m = model.state.migrants
    while model.running:
        before = model.world_week.present
        first_stay = m.first_week[before] == m.arrival_week[before]
        rows = before[first_stay]
        tenure = np.clip((model.week + 1 - m.first_week[rows].astype(int)) // YEAR, 0, 11)
        model.step()
        if model.week < 1:
            continue
        path.exposed += np.bincount(tenure, minlength=12)
        path.left += np.bincount(tenure[m.work[rows] == Work.LEFT], minlength=12)
        for name, value in model.outcomes().items():
            path.weekly.setdefault(name, []).append(np.nan if value is None else value)
    return path
