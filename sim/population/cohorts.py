"""Who may come in a week: a list of persons without end, numbered by the week, so that every policy meets the same.

A person's number is made of the week in which he may first come and his place in that week's list. The k-th of
a week is thus the same person in every scenario, and a larger need adds people at the end of the list and changes
nobody else. Only those who are asked get a row (`sim.population.table`).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.behaviour import Behaviour
from sim.phases.recruiting import introduce
from sim.state import Migrants
from sim.world import Splits, World

WEEK_BITS = 21  # two million persons a week, the upper half of them posted
POSTED = 1 << (WEEK_BITS - 1)


class Numbering(NamedTuple):
    """Numbers of persons: those of the start first, from 0, then a block for every week."""

    at_start: int  # persons who are in the world, or have been, before its first week
    first_week: int

    def recruits(self, week: int, count: int) -> np.ndarray:
        """Numbers of the first ``count`` who may be recruited in a week; int64."""
        return self._block(week) + np.arange(count)

    def posted(self, week: int, count: int) -> np.ndarray:
        """Numbers of the first ``count`` who may be posted in a week; int64."""
        return self._block(week) + POSTED + np.arange(count)

    def _block(self, week: int) -> int:
        return self.at_start + ((week - self.first_week) << WEEK_BITS)


def willing_per_week(world: World, behaviour: Behaviour, scale: float) -> float:
    """Persons a week who are willing to come at the reference wage."""
    return behaviour.arrivals.supply * world.agency_migrants * scale / 52.0


def introduce_rows(
    seed: int, week: int, migrants: Migrants, rows: np.ndarray, splits: Splits, behaviour: Behaviour
) -> None:
    """Give rows that are used for the first time their lifelong traits.

    Writes: what `introduce` writes.
    """
    introduce(
        seed,
        week,
        migrants,
        rows,
        tuple(splits.origin),
        tuple(splits.sector),
        behaviour.arrivals.circular_horticulture,
        behaviour.arrivals.circular_other,
        behaviour.registration.knowledge_start,
    )
