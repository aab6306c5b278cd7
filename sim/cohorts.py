"""Who may come in a week: a list of persons without end, numbered by the week, so that every policy meets the same.

A person's number is made of the week in which he may first come and his place in that week's list. The k-th of
a week is thus the same person in every scenario, and a larger need adds people at the end of the list and changes
nobody else. Only those who are asked get a row (`sim.state.person_table`).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.behaviour import Behaviour
from sim.core.calendar import LONG_AGO, NEVER
from sim.core.draws import Stream, uniform
from sim.core.kernels import kernel
from sim.phase import fields
from sim.state.codes import Cover
from sim.state.columns import Migrants
from sim.world import Splits, World

WEEK_BITS = 21  # two million persons a week, the upper half of them posted
POSTED = 1 << (WEEK_BITS - 1)

# what `introduce_rows` reads and writes, and the number of each person
TRAITS_READS = fields(migrants="person sector")
TRAITS_WRITES = fields(
    migrants="person origin female birth_year sector circular network knowledge agency hirer slot last_agency "
    "spell_start last_hirer last_agency_week scope_week job_loss_week first_week return_week location notice "
    "stay_weeks cover enrol_week duty_week repaired_from",
)


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


@kernel
def pick(shares, u):
    """Index of the share that holds u."""
    total = 0.0
    for k in range(len(shares)):
        total += shares[k]
        if u < total:
            return k
    return len(shares) - 1


@kernel
def introduce(seed, week, m, rows, splits_origin, splits_sector, circular_horticulture, circular_other, knowledge):
    """Give persons who were never here the traits that are theirs for life."""
    for i in rows:
        m.origin[i] = pick(splits_origin, uniform(seed, Stream.PERSON_ORIGIN, 0, m.person[i]))
        m.sector[i] = pick(splits_sector, uniform(seed, Stream.PERSON_SECTOR, 0, m.person[i]))
        m.female[i] = 1 if uniform(seed, Stream.PERSON_SEX, 0, m.person[i]) < 0.36 else 0
        age = 18.0 + 14.0 * -math.log(uniform(seed, Stream.PERSON_AGE, 0, m.person[i]))
        m.birth_year[i] = 2021 + week // 52 - int(min(age, 62.0))
        u = uniform(seed, Stream.PERSON_NETWORK, 0, m.person[i])
        m.network[i] = u * u
        m.knowledge[i] = min(1.0, 2.0 * knowledge * uniform(seed, Stream.PERSON_KNOWLEDGE, 0, m.person[i]))
        share = circular_horticulture if m.sector[i] == 0 else circular_other
        m.circular[i] = 1 if uniform(seed, Stream.PERSON_CIRCULAR, 0, m.person[i]) < share else 0
        m.first_week[i] = NEVER
        m.spell_start[i], m.last_agency_week[i], m.scope_week[i] = LONG_AGO, LONG_AGO, LONG_AGO
        m.job_loss_week[i] = LONG_AGO
        m.agency[i], m.hirer[i], m.slot[i], m.last_agency[i], m.location[i] = -1, -1, -1, -1, -1
        m.last_hirer[i] = -1
        m.notice[i], m.stay_weeks[i] = -1, -1
        m.enrol_week[i], m.duty_week[i], m.repaired_from[i] = NEVER, NEVER, NEVER
        m.cover[i] = Cover.ABROAD
        m.return_week[i] = NEVER


def introduce_rows(
    seed: int, week: int, migrants: Migrants, rows: np.ndarray, splits: Splits, behaviour: Behaviour
) -> None:
    """Give rows that are used for the first time their lifelong traits."""
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
