"""The week's count of agencies in one pass: active, rogue, certified, entered, ended."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

import numpy as np

from sim.kernels import kernel
from sim.kinds import SizeClass

ROGUE_WORKER_WEEKS = 39  # three workers for a quarter
ROGUE_EXTRACTION = 0.05
ROGUE_WITHHELD = 0.10
TOP_SHARE = 0.0015
OBSERVED_WEEKS = 52


class Firm(IntEnum):
    """Counts of agencies, and worker-weeks of the last 13 weeks."""

    ACTIVE = 0
    ROGUE = 1
    CERTIFIED = 2
    WORKER_WEEKS = 3
    ROGUE_WORKER_WEEKS = 4
    VISITED = 5
    VISITED_WITH_FINDING = 6
    FIRST_ACTIVE = 7
    ENDED = 8
    HONEST_SMALL_ENDED = 9
    TOP_HUNDREDTHS = 10  # hundredths of a worker-week at the largest agencies
    HONEST_SMALL = 11


class FirmMemory(NamedTuple):
    """What the recorder remembers of each director's firm."""

    incarnation: np.ndarray  # int16, incarnation that has been active and has not ended; -1 none


_SMALL = int(SizeClass.UNDER_50)


@kernel
def is_rogue(worker_weeks, extraction, workers, withheld):
    """Whether an agency counts as rogue.

    At least 39 worker-weeks in the last 13 weeks, and either unlawful extraction (the sum over the four
    margins: wage and hours, tax and premiums, health cover, housing and other deductions) of at least 5% of
    the legal wage bill, or premiums withheld from at least 10% of its workers who are not insured. Lawful
    rent within the cap is no extraction: the columns ``e_*`` hold unlawful euros only.
    """
    if worker_weeks < ROGUE_WORKER_WEEKS:
        return False
    return extraction >= ROGUE_EXTRACTION or (withheld > 0 and withheld >= ROGUE_WITHHELD * workers)


@kernel
def count_firms(week, agencies, withheld, memory, out):
    """Add the counts of ``Firm`` to ``out`` (int64), except the top."""
    for a in range(agencies.alive.size):
        if agencies.last_visit[a] > week - OBSERVED_WEEKS:
            out[5] += 1
            out[6] += 1 if agencies.last_finding[a] > week - OBSERVED_WEEKS else 0
        alive, number = agencies.alive[a] == 1, agencies.incarnation[a]
        known = memory.incarnation[a]
        if known >= 0 and (not alive or number != known):
            out[8] += 1
            out[9] += 1 if agencies.initial_honest[a] == 1 and agencies.initial_class[a] <= _SMALL else 0
            known = memory.incarnation[a] = -1
        weeks = agencies.worker_weeks_13[a]
        if not alive or weeks <= 0.0:
            continue
        if known < 0:
            memory.incarnation[a] = number
            out[7] += 1
        out[0] += 1
        out[11] += 1 if agencies.initial_honest[a] == 1 and agencies.initial_class[a] <= _SMALL else 0
        out[2] += 1 if agencies.label[a] == 1 or agencies.admitted[a] == 1 else 0
        out[3] += np.int64(weeks + 0.5)
        extraction = agencies.e_wage[a] + agencies.e_tax[a] + agencies.e_health[a] + agencies.e_housing[a]
        if is_rogue(weeks, extraction, agencies.workers[a], withheld[a]):
            out[1] += 1
            out[4] += np.int64(weeks + 0.5)


def top_hundredths(worker_weeks: np.ndarray) -> int:
    """Worker-weeks (in hundredths) at the largest 0.15% of agencies; part of a firm counts for its part.

    Parameters
    ----------
    worker_weeks : float array
        Of the active agencies.
    """
    number = TOP_SHARE * worker_weeks.size
    whole = int(number)
    if worker_weeks.size == 0:
        return 0
    largest = np.sort(np.partition(worker_weeks, -whole - 1)[-whole - 1 :])
    return round(100.0 * (largest[1:].sum() + (number - whole) * largest[0]))
