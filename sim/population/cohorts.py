"""The fixed list of future persons: a cohort of rows for every week, longer than any policy needs."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.behaviour import Behaviour
from sim.kinds import Work
from sim.phases.posting import posted_per_week
from sim.phases.recruiting import introduce
from sim.state import Migrants
from sim.world import Splits, World

POSTED_SLACK = 4.0  # posted labour may multiply when agency work becomes dear
SLACK = 1.7  # rows over the willing of a week in the base, for policies that make coming more attractive


class Cohorts(NamedTuple):
    """Row ``first_row + (week - first_week) * (size + posted)`` starts the cohort of a week: recruits, then posted."""

    first_row: int
    first_week: int
    size: int
    posted: int
    weeks: int

    @property
    def rows(self) -> int:
        """Rows of all cohorts together."""
        return (self.size + self.posted) * self.weeks


def willing_per_week(world: World, behaviour: Behaviour, scale: float) -> float:
    """Persons a week who are willing to come at the reference wage."""
    return behaviour.arrivals.supply * world.agency_migrants * scale / 52.0


def make_cohorts(
    world: World, behaviour: Behaviour, scale: float, first_row: int, first_week: int, weeks: int
) -> Cohorts:
    """Cohorts for ``weeks`` from ``first_week``, behind ``first_row`` persons already listed."""
    recruits = math.ceil(willing_per_week(world, behaviour, scale) * SLACK) + 1
    posted = math.ceil(posted_per_week(world.agency_migrants, behaviour.mode) * scale * POSTED_SLACK) + 1
    return Cohorts(first_row, first_week, recruits, posted, weeks)


def cohort_of(cohorts: Cohorts, week: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows of the week's recruits and of those who may be posted; int32.

    Raises
    ------
    IndexError
        When the week lies outside the list.
    """
    k = week - cohorts.first_week
    if not 0 <= k < cohorts.weeks:
        raise IndexError(f"no future persons were made for week {week}")
    start = cohorts.first_row + k * (cohorts.size + cohorts.posted)
    rows = np.arange(start, start + cohorts.size + cohorts.posted, dtype=np.int32)
    return rows[: cohorts.size], rows[cohorts.size :]


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
