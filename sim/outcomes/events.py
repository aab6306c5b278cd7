"""Events in people's lives that outcomes count, by group: what began, ended, followed on a lost job."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

import numpy as np

from sim.core.kernels import inlined, kernel
from sim.outcomes.cells import LONGEST
from sim.outcomes.groups import group_row
from sim.outcomes.memory import is_bedless, is_homeless, is_present, is_uninsured, work_in
from sim.state.codes import Homeless, Work

FOLLOW_WEEKS = 8  # weeks after a lost job in which bed and cover are watched
SHORT_SPELL_WEEKS = 13


class Event(IntEnum):
    """Events counted per person and week."""

    UNINSURED_STARTS = 0
    HOMELESS_STARTS = 1
    HOMELESS_BY_JOB_LOSS = 2
    AGENCY_SPELLS_ENDED = 3
    AGENCY_SPELLS_SHORT = 4
    MOVES_ONWARD = 5
    DIRECT_STARTS = 6
    JOBS_LOST_STAYED = 7  # agency jobs lost 8 weeks ago by people who stayed
    LOST_JOB_UNINSURED = 8
    LOST_JOB_HOMELESS = 9
    TRIPLE_LOSSES = 10


class Counts(NamedTuple):
    """Counts of a week by group."""

    events: np.ndarray  # int64 (groups, Event)
    ended: np.ndarray  # int32 (groups, LONGEST), uninsured runs that ended, by length


class Cohorts(NamedTuple):
    """First stays by the week of arrival, so that later departures are booked where they began."""

    arrived: np.ndarray  # int32 (weeks booked, groups)
    left: np.ndarray  # int32 (weeks booked, groups), of those, left within 52 weeks


_DIRECT, _SUB = int(Work.DIRECT), int(Work.SUBCONTRACTED)
_LEFT, _JOB_LOSS = int(Work.LEFT), int(Homeless.JOB_LOSS)
_EVENTS = len(Event)


def new_counts(rows: int) -> Counts:
    """Empty counts of a week."""
    return Counts(np.zeros((rows, len(Event)), np.int64), np.zeros((rows, LONGEST), np.int32))


@inlined
def _happened(before, now, changed_agency, had_agency, by_job_loss):
    """Bits of the events of a changed person that follow from two states alone."""
    bits = 0
    if is_uninsured(now) and not is_uninsured(before):
        bits |= 1
    if is_homeless(now) and not is_homeless(before):
        bits |= 2 | (4 if by_job_loss else 0)
    if had_agency and changed_agency:
        bits |= 8
    to_other = _DIRECT <= work_in(now) <= _SUB
    if had_agency and to_other:
        bits |= 32
    if work_in(now) == _DIRECT and is_present(before) and work_in(before) != _DIRECT:
        bits |= 64
    return bits


@inlined
def _turn_runs(week, p, now, before, memory):
    """Begin and end the runs without cover or bed; returns the length of a run without cover that ended, else -1."""
    length = -1
    if is_uninsured(now) and not is_uninsured(before):
        memory.uninsured_start[p] = week
    elif is_uninsured(before) and not is_uninsured(now):
        memory.uninsured_end[p] = week
        if memory.censored[p] & 1 == 0:
            length = min(week - int(memory.uninsured_start[p]), LONGEST - 1)
    if is_homeless(before) and not is_homeless(now):
        memory.homeless_end[p] = week
    if is_bedless(now) and not is_bedless(before):
        memory.bedless_start[p] = week
    return length


@inlined
def _size_of(migrants, p, size_class):
    """Size class of a person's agency, or of the last one; -1 without any."""
    firm = int(migrants.agency[p]) if migrants.agency[p] >= 0 else int(migrants.last_agency[p])
    return int(size_class[firm]) if firm >= 0 else -1


@kernel
def count_changes(frame, migrants, scan, changed, memory, counts, spell_start):
    """Count the events of those who changed.

    ``spell_start`` is the first week of the running agency spell as the recorder holds it.
    """
    week = frame.week
    dimensions = 5 if counts.events.shape[0] > 1 else 1
    for i in range(changed):
        p = scan.changed[i]
        now, before = int(scan.signature[i]), int(memory.signature[p])
        agency, earlier = int(migrants.agency[p]), int(memory.agency[p])
        left_agency = agency != earlier or not is_present(now)
        had_agency = earlier >= 0 and is_present(before)
        bits = _happened(before, now, left_agency, had_agency, migrants.homeless_cause[p] == _JOB_LOSS)
        if bits & 8 and week - int(spell_start[p]) < SHORT_SPELL_WEEKS:
            bits |= 16
        length = _turn_runs(week, p, now, before, memory)
        if bits == 0 and length < 0:
            continue
        size = _size_of(migrants, p, frame.size_class)
        for d in range(dimensions):
            row = group_row(d, migrants.origin[p], migrants.sector[p], memory.province[p], size)
            for event in range(_EVENTS):
                counts.events[row, event] += (bits >> event) & 1
            if length >= 0:
                counts.ended[row, length] += 1


@kernel
def follow_losses(frame, migrants, lost, memory, counts):
    """Count, eight weeks after the job was lost, what else those who stayed have lost.

    The job was lost in ``frame.week - FOLLOW_WEEKS``; ``memory`` is up to date with this week.
    """
    week = frame.week
    then = week - FOLLOW_WEEKS
    dimensions = 5 if counts.events.shape[0] > 1 else 1
    for i in range(lost.size):
        p = lost[i]
        now = int(memory.signature[p])
        if not is_present(now) or migrants.arrival_week[p] > then:
            continue
        uninsured = is_uninsured(now) or memory.uninsured_end[p] > then
        homeless = is_homeless(now) or memory.homeless_end[p] > then
        begun = max(int(memory.uninsured_start[p]), int(memory.bedless_start[p]))
        both = memory.uninsured_start[p] >= then and memory.bedless_start[p] >= then
        # a second job lost within the eight weeks must not count the same bed and cover again
        triple = both and begun > memory.triple_week[p]
        if triple:
            memory.triple_week[p] = week
        bits = 128 | (256 if uninsured else 0) | (512 if homeless else 0) | (1024 if triple else 0)
        size = _size_of(migrants, p, frame.size_class)
        for d in range(dimensions):
            row = group_row(d, migrants.origin[p], migrants.sector[p], memory.province[p], size)
            for event in range(7, 11):
                counts.events[row, event] += (bits >> event) & 1


@kernel
def follow_cohorts(frame, first_week, migrants, scan, changed, memory, cohorts):
    """Book first arrivals, and departures within 52 weeks in the week in which that stay began."""
    dimensions = 5 if cohorts.arrived.shape[1] > 1 else 1
    for i in range(changed):
        p = scan.changed[i]
        now, before = int(scan.signature[i]), int(memory.signature[p])
        begun = int(migrants.arrival_week[p])
        if begun != migrants.first_week[p] or begun < first_week or begun > frame.week:
            continue
        arrives = is_present(now) and work_in(before) < _LEFT
        leaves = is_present(before) and work_in(now) == _LEFT and frame.week - begun < 52
        if not arrives and not leaves:
            continue
        if arrives:
            firm = int(migrants.agency[p])
            memory.arrival_class[p] = frame.size_class[firm] if firm >= 0 else -1
        for d in range(dimensions):
            row = group_row(d, migrants.origin[p], migrants.sector[p], memory.province[p], memory.arrival_class[p])
            if arrives:
                cohorts.arrived[begun - first_week, row] += 1
            else:
                cohorts.left[begun - first_week, row] += 1


@kernel
def remember(migrants, scan, changed, memory):
    """Take over this week's states of those who changed; the last thing done in a week."""
    for i in range(changed):
        p = scan.changed[i]
        memory.signature[p] = scan.signature[i]
        memory.agency[p] = migrants.agency[p]


class HeadGroups(NamedTuple):
    """What the groups of a person hang on, and the size class of each agency."""

    origin: np.ndarray
    sector: np.ndarray
    province: np.ndarray  # where the person was first seen
    last_agency: np.ndarray
    size_class: np.ndarray


@kernel
def count_heads(last_agency_week, since, groups, heads):
    """Add the persons with agency work after week ``since`` to ``heads``, by group if it has more rows."""
    total = 0
    for p in range(last_agency_week.size):
        if last_agency_week[p] > since:
            total += 1
    heads[0] += total
    if heads.size == 1:
        return
    for p in range(last_agency_week.size):
        if last_agency_week[p] > since:
            firm = groups.last_agency[p]
            size = groups.size_class[firm] if firm >= 0 else -1
            for d in range(1, 5):
                heads[group_row(d, groups.origin[p], groups.sector[p], groups.province[p], size)] += 1
