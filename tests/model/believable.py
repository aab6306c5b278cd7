"""Runs the base world and gathers what the bands of acceptance are about."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from sim.model import LabourMarket
from tools.fit.departures import Departures

YEAR = 52


@dataclass
class Path:
    """Weekly outcomes of a run and the departures from first stays by year of stay."""

    weekly: dict[str, list[float]] = field(default_factory=dict)
    departures: Departures = field(default_factory=Departures)

    def mean(self, name: str, first_year: int = 1, last_year: int = 7) -> float:
        """Mean of an outcome over years of the run, 1 to 7."""
        return float(np.nanmean(self.weekly[name][(first_year - 1) * YEAR : last_year * YEAR]))

    def years(self, name: str) -> np.ndarray:
        """Yearly means; float64[7]."""
        return np.array([self.mean(name, y, y) for y in range(1, 8)])


def follow(model: LabourMarket) -> Path:
    """Run a model to its end and keep the weeks that count."""
    path = Path()
    while model.running:
        path.departures.before(model.world_week, model.week + 1)
        model.step()
        if model.week < 1:
            continue
        path.departures.after(model.world_week)
        for name, value in model.outcomes().items():
            path.weekly.setdefault(name, []).append(np.nan if value is None else value)
    return path
