"""The week's count of agencies in one pass: active, judged, rogue, certified, entered, ended; by size class.

What an agency takes is judged by the sums of its last 52 weeks, so that a share of agencies has the same firms
above and below its line (`sim.world.RogueDefinition`; design: enforcement.md section 7).
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

import numpy as np

from sim.core.kernels import inlined, kernel
from sim.state.codes import SizeClass
from sim.state.columns import Agencies
from sim.world import RogueDefinition

TOP_SHARE = 0.0015
OBSERVED_WEEKS = 52
ACTIVE_WEEKS = 13
EARLY_ENOUGH = 1000  # weeks; more need not be counted
LINES = (0.02, 0.05, 0.10)  # shares of the legal wage bill; the names of outcomes and of `Firm` say them
CLASS_ROWS = 1 + len(SizeClass)  # all agencies, then one row per size class


class Firm(IntEnum):
    """Counts of agencies, and of worker-weeks of the last 13 weeks. ``HUNDREDTHS`` are of a worker-week."""

    ACTIVE = 0
    JUDGED = 1
    ROGUE = 2
    TAKES_2 = 3
    TAKES_5 = 4
    TAKES_10 = 5
    CERTIFIED = 6
    WORKER_WEEKS = 7
    JUDGED_HUNDREDTHS = 8
    ROGUE_HUNDREDTHS = 9
    TAKES_2_HUNDREDTHS = 10
    TAKES_5_HUNDREDTHS = 11
    TAKES_10_HUNDREDTHS = 12
    VISITED = 13
    VISITED_WITH_FINDING = 14
    FIRST_ACTIVE = 15
    ENDED = 16
    HONEST_SMALL_ENDED = 17
    TOP_HUNDREDTHS = 18  # at the largest agencies
    HONEST_SMALL = 19


class Sums(IntEnum):
    """What is added up of each firm."""

    WAGES = 0
    TAKEN = 1
    KEPT = 2
    WORKER_WEEKS = 3


class FirmMemory(NamedTuple):
    """What the recorder remembers of each director's firm."""

    incarnation: np.ndarray  # int16 (directors,), firm that has been active and has not ended; -1 none
    followed: np.ndarray  # int16 (directors,), firm whose sums these are; -1 none
    weeks: np.ndarray  # int16 (directors,), weeks it has been followed
    groups: np.ndarray  # bool (directors, 4), in the group of rogue agencies and of those above each line
    honest: np.ndarray  # bool (directors,), not rogue by what it took so far
    sums: np.ndarray  # float64 (directors, Sums), since the firm is followed
    before: np.ndarray  # float64 (window, directors, Sums), those sums before each week of the window


_SMALL = int(SizeClass.UNDER_50)
_SUMS = len(Sums)
_GROUPS = 1 + len(LINES)


def new_memory(agencies: Agencies, window: int) -> FirmMemory:
    """Memory at the start: firms that have workers are known, what they took is not."""
    n = agencies.alive.size
    known = (agencies.alive == 1) & (agencies.worker_weeks_13 > 0.0)
    return FirmMemory(
        incarnation=np.where(known, agencies.incarnation, -1).astype(np.int16),
        followed=np.full(n, -1, np.int16),
        weeks=np.zeros(n, np.int16),
        groups=np.zeros((n, _GROUPS), np.bool_),
        honest=np.ones(n, np.bool_),
        sums=np.zeros((n, _SUMS)),
        before=np.zeros((window, n, _SUMS)),
    )


@inlined
def is_active(worker_weeks, last_placed, week):
    """Whether a firm that exists has placed somebody in the last 13 weeks; the smoothed worker-weeks never reach 0."""
    return worker_weeks > 0.0 and last_placed > week - ACTIVE_WEEKS


@kernel
def over_line(taken, wages, kept, worker_weeks, line, premiums):
    """How far an agency is over the line: 1 is on it.

    The larger of two ratios: unlawful euros on all margins (wage and hours, tax and premiums, health cover, housing
    and other deductions) over the legal wage bill, against ``line``; worker-weeks in which a premium is kept from a
    worker without cover over all its worker-weeks, against ``premiums``. Lawful rent within the cap is not unlawful.
    """
    ratio = taken / (wages * line) if wages > 0.0 else 0.0
    if premiums > 0.0 and worker_weeks > 0.0:
        ratio = max(ratio, kept / (worker_weeks * premiums))
    return ratio


@kernel
def part_above(ratio):
    """Weight of an agency's worker-weeks: from 0 at half the line to 1 at one and a half, half on the line."""
    return min(max(ratio - 0.5, 0.0), 1.0)


@inlined
def _leave_groups(memory, a):
    """A firm that is not judged is in no group."""
    for k in range(_GROUPS):
        memory.groups[a, k] = False


@inlined
def _follow(a, agencies, memory, slot):
    """Add the week to the sums of a firm; ``slot`` is the week's place in the window."""
    if memory.followed[a] != agencies.incarnation[a]:
        memory.followed[a] = agencies.incarnation[a]
        memory.weeks[a] = 0
        memory.honest[a] = True
        _leave_groups(memory, a)
        for k in range(_SUMS):
            memory.sums[a, k] = 0.0
            for past in range(memory.before.shape[0]):
                memory.before[past, a, k] = 0.0
    for k in range(_SUMS):
        memory.before[slot, a, k] = memory.sums[a, k]
    memory.sums[a, 0] += agencies.week_wages[a]
    memory.sums[a, 1] += agencies.week_taken[a]
    memory.sums[a, 2] += agencies.week_premium_kept[a]
    memory.sums[a, 3] += agencies.placed[a]
    memory.weeks[a] = min(memory.weeks[a] + 1, EARLY_ENOUGH)


@inlined
def _add(out, size_class, count, number):
    """Add to all agencies and to those of a size class."""
    out[0, count] += number
    out[1 + size_class, count] += number


class Judging(NamedTuple):
    """What firms are judged by."""

    definition: RogueDefinition
    lines: np.ndarray  # float64, `LINES`
    oldest: int  # place in the window of the week that leaves it


@inlined
def _judge(a, weeks, memory, judging, size_class, out):
    """Groups of an active firm by what it took in the window, and their counts."""
    definition, oldest = judging.definition, judging.oldest
    wages = memory.sums[a, 0] - memory.before[oldest, a, 0]
    taken = memory.sums[a, 1] - memory.before[oldest, a, 1]
    kept = memory.sums[a, 2] - memory.before[oldest, a, 2]
    placed = memory.sums[a, 3] - memory.before[oldest, a, 3]
    ratio = over_line(taken, wages, kept, placed, definition.line, definition.premiums)
    memory.honest[a] = ratio < 1.0
    if memory.weeks[a] < definition.least_weeks or placed < definition.least_worker_weeks:
        _leave_groups(memory, a)
        return
    hundredths = 100.0 * weeks
    _add(out, size_class, 1, 1)
    _add(out, size_class, 8, np.int64(hundredths + 0.5))
    for k in range(_GROUPS):
        if k > 0:
            ratio = over_line(taken, wages, 0.0, 0.0, judging.lines[k - 1], 0.0)
        memory.groups[a, k] = ratio >= (definition.leaves if memory.groups[a, k] else 1.0)
        _add(out, size_class, 2 + k, 1 if memory.groups[a, k] else 0)
        _add(out, size_class, 9 + k, np.int64(hundredths * part_above(ratio) + 0.5))
    memory.honest[a] = not memory.groups[a, 0]


@kernel
def count_firms(week, agencies, memory, slot, judging, out):
    """Add the counts of ``Firm`` to ``out``, except the top.

    Parameters
    ----------
    slot : int
        Place of this week in the window of sums.
    judging : Judging
    out : int64 array (CLASS_ROWS, Firm)
    """
    for a in range(agencies.alive.size):
        size_class = int(agencies.initial_class[a])
        if agencies.last_visit[a] > week - OBSERVED_WEEKS:
            _add(out, size_class, 13, 1)
            _add(out, size_class, 14, 1 if agencies.last_finding[a] > week - OBSERVED_WEEKS else 0)
        alive, number = agencies.alive[a] == 1, agencies.incarnation[a]
        known = memory.incarnation[a]
        if known >= 0 and (not alive or number != known):
            _add(out, size_class, 16, 1)
            _add(out, size_class, 17, 1 if memory.honest[a] and size_class <= _SMALL else 0)
            known = memory.incarnation[a] = -1
        if not alive:
            continue
        _follow(a, agencies, memory, slot)
        if not is_active(agencies.worker_weeks_13[a], agencies.last_placed[a], week):
            _leave_groups(memory, a)
            continue
        weeks = agencies.worker_weeks_13[a]
        if known < 0:
            memory.incarnation[a] = number
            _add(out, size_class, 15, 1)
        _add(out, size_class, 0, 1)
        _add(out, size_class, 6, 1 if agencies.label[a] == 1 or agencies.admitted[a] == 1 else 0)
        _add(out, size_class, 7, np.int64(weeks + 0.5))
        _judge(a, weeks, memory, judging, size_class, out)
        _add(out, size_class, 19, 1 if memory.honest[a] and size_class <= _SMALL else 0)


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


class FirmBook:
    """Counts the agencies week by week.

    Parameters
    ----------
    agencies
        Agencies before the first week that is counted.
    definition : RogueDefinition
    """

    def __init__(self, agencies: Agencies, definition: RogueDefinition) -> None:
        self._definition = definition
        self._memory = new_memory(agencies, int(definition.window))
        self._lines = np.array(LINES)
        self._weeks = 0

    def book(self, week: int, agencies: Agencies) -> np.ndarray:
        """Counts of the week, int64 (CLASS_ROWS, Firm)."""
        out = np.zeros((CLASS_ROWS, len(Firm)), np.int64)
        slot = self._weeks % self._memory.before.shape[0]
        judging = Judging(self._definition, self._lines, (slot + 1) % self._memory.before.shape[0])
        count_firms(week, agencies, self._memory, slot, judging, out)
        self._weeks += 1
        active = (agencies.alive == 1) & (agencies.worker_weeks_13 > 0.0)
        active &= agencies.last_placed > week - ACTIVE_WEEKS
        out[0, Firm.TOP_HUNDREDTHS] = top_hundredths(agencies.worker_weeks_13[active])
        return out

    def taken_share(self) -> np.ndarray:
        """Unlawful euros over the legal wage bill of each firm in the window; nan without one."""
        m = self._memory
        window = m.sums - m.before[self._weeks % m.before.shape[0]]
        wages, taken = window[:, Sums.WAGES], window[:, Sums.TAKEN]
        return np.divide(taken, wages, out=np.full(wages.size, np.nan), where=wages > 0.0)

    def rogue(self) -> np.ndarray:
        """Which firms are in the group of rogue agencies."""
        return self._memory.groups[:, 0].copy()
