"""The fixed list of future persons: a cohort of rows for every week, longer than any policy needs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.behaviour import Behaviour
from sim.kinds import Work
from sim.phases.recruiting import introduce
from sim.state import Migrants
from sim.world import Splits, World

SLACK = 1.25  # rows over the willing of a week in the base, for policies that make coming more attractive


class Cohorts(NamedTuple):
    """Row ``first_row + (week - first_week) * size`` starts the cohort of a week."""

    first_row: int
    first_week: int
    size: int
    weeks: int


def willing_per_week(world: World, behaviour: Behaviour, scale: float) -> float:
    """Persons a week who are willing to come at the reference wage."""
    return behaviour.arrivals.supply * world.agency_migrants * scale / 52.0


def cohort_size(world: World, behaviour: Behaviour, scale: float) -> int:
    """Rows a cohort needs."""
    return int(np.ceil(willing_per_week(world, behaviour, scale) * SLACK)) + 1


def cohort_of(cohorts: Cohorts, week: int) -> np.ndarray:
    """Rows of the cohort of a week; int32.

    Raises
    ------
    IndexError
        When the week lies outside the list.
    """
    k = week - cohorts.first_week
    if not 0 <= k < cohorts.weeks:
        raise IndexError(f"no future persons were made for week {week}")
    start = cohorts.first_row + k * cohorts.size
    return np.arange(start, start + cohorts.size, dtype=np.int32)


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


def unseen(migrants: Migrants, rows: np.ndarray) -> np.ndarray:
    """Rows never introduced; ``birth_year`` is set for everyone who was."""
    return rows[(migrants.birth_year[rows] == 0) & (migrants.work[rows] == Work.ABROAD)]
