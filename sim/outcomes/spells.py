"""Spells: maximal runs of weeks in a state, per person, with what began or ended them.

Kinds: ``uninsured`` (no cover in real time), ``homeless`` (shelter and street), ``hidden_homeless`` (with
friends), ``agency`` (unbroken contract with one agency), ``jobless``, ``stay`` (in NL and in scope).

- A start that lies before the first week booked and that the state itself does not hold is *left-censored*;
  what runs on after the last week is *right-censored*. Spells that began before week 1 and are still running
  then are in the table: they are length-biased, so survival analysis lets them enter at week 1.
- A policy that works back to ``repaired_from`` makes the weeks from then on *repaired*. If the run without
  cover began earlier (a gap between two jobs of a non-resident), the run is cut in two there: the first part
  stays uninsured, the second is flagged.
- ``cause`` is the cause at the start; for agency spells that of the end, for stays where the person went.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np

from sim.core.calendar import LONG_AGO, NEVER
from sim.core.kernels import inlined, kernel
from sim.outcomes.memory import (
    housing_in,
    is_homeless,
    is_present,
    is_uncovered,
    work_in,
)
from sim.outcomes.words import Coded, coded, words
from sim.state.codes import EndCause, Homeless, Housing, Origin, Province, Uncovered, Work


class Spell(IntEnum):
    """Kind of a spell."""

    UNINSURED = 0
    HOMELESS = 1
    HIDDEN_HOMELESS = 2
    AGENCY = 3
    JOBLESS = 4
    STAY = 5


class SpellRows(NamedTuple):
    """Spells that ended; ``used[0]`` rows are filled."""

    kind: np.ndarray  # int8
    person: np.ndarray  # int64
    origin: np.ndarray  # int8
    province: np.ndarray  # int8, where the person was first seen
    start_week: np.ndarray  # int16
    end_week: np.ndarray  # int16, exclusive
    left_censored: np.ndarray  # int8
    right_censored: np.ndarray  # int8
    cause: np.ndarray  # int8, code of a kind of its own per kind of spell
    repaired: np.ndarray  # int8
    used: np.ndarray  # int64 (1,)


CAUSES: dict[Spell, type[IntEnum]] = {
    Spell.UNINSURED: Uncovered,
    Spell.HOMELESS: Homeless,
    Spell.HIDDEN_HOMELESS: Homeless,
    Spell.AGENCY: EndCause,
    Spell.JOBLESS: EndCause,
    Spell.STAY: Work,
}
ROWS_PER_CHANGE = len(Spell) + 1  # a change ends at most one spell of each kind, and one may be cut in two

_AGENCY_SPELL, _STAY = int(Spell.AGENCY), int(Spell.STAY)
_FRIENDS, _JOBLESS = int(Housing.FRIENDS), int(Work.JOBLESS)


def new_rows(capacity: int) -> SpellRows:
    """Empty rows."""
    codes = {name: np.zeros(capacity, np.int8) for name in SpellRows._fields[:-1]}
    weeks = {name: np.zeros(capacity, np.int16) for name in ("start_week", "end_week")}
    return SpellRows(**{**codes, **weeks, "person": np.zeros(capacity, np.int64), "used": np.zeros(1, np.int64)})


def with_room(rows: SpellRows, needed: int) -> SpellRows:
    """The same rows with room for ``needed`` more; doubles, so that the copying is paid once."""
    used = int(rows.used[0])
    if used + needed <= rows.kind.size:
        return rows
    larger = new_rows(max(2 * rows.kind.size, used + needed))
    for old, new in zip(rows[:-1], larger[:-1], strict=True):
        new[:used] = old[:used]
    larger.used[0] = used
    return larger


@inlined
def in_spell(kind, signature, agency):
    """Whether a person in this state is in a spell of this kind."""
    if kind == 0:
        return is_uncovered(signature)
    if kind == 1:
        return is_homeless(signature)
    if kind == 2:
        return is_present(signature) and housing_in(signature) == _FRIENDS
    if kind == 3:
        return agency >= 0 and is_present(signature)
    if kind == 4:
        return work_in(signature) == _JOBLESS
    return is_present(signature)


class Part(NamedTuple):
    """A spell, or a part of one, that ended."""

    start: int
    end: int  # exclusive
    left: int  # 1: censored
    right: int
    cause: int
    repaired: int


class Ending(NamedTuple):
    """How a spell ends."""

    week: int
    right: int  # 1: censored
    cause: int
    repaired_from: int


@kernel
def _append(rows, kind, who, part):
    if part.end <= part.start:
        return
    k = rows.used[0]
    rows.kind[k] = kind
    rows.person[k], rows.origin[k], rows.province[k] = who
    rows.start_week[k], rows.end_week[k] = part.start, part.end
    rows.left_censored[k], rows.right_censored[k] = part.left, part.right
    rows.cause[k], rows.repaired[k] = part.cause, part.repaired
    rows.used[0] = k + 1


@kernel
def _close(rows, kind, p, migrants, memory, ending):
    """Append the running spell of row ``p``; a run without cover is cut where the repair begins."""
    who = migrants.person[p], migrants.origin[p], memory.province[p]
    start, week = int(memory.since[p, kind]), ending.week
    left = int((memory.censored[p] >> kind) & 1)
    if kind == 0 and ending.repaired_from < week:
        cut = max(start, ending.repaired_from)
        _append(rows, kind, who, Part(start, cut, left, 0, ending.cause, 0))
        _append(rows, kind, who, Part(cut, week, left if cut == start else 0, 0, ending.cause, 1))
    else:
        _append(rows, kind, who, Part(start, week, left, ending.right, ending.cause, 0))


@inlined
def _cause_at_start(kind, uncovered, homeless_cause, end_cause):
    if kind == 0:
        return uncovered
    if kind == 1 or kind == 2:
        return homeless_cause
    return end_cause


@inlined
def _ending(week, kind, p, now, migrants, memory):
    """How the running spell of row ``p`` ends this week."""
    cause, repaired_from = int(memory.cause[p, kind]), NEVER
    if kind == 0 and is_present(now):
        repaired_from = int(migrants.repaired_from[p])
    elif kind == _AGENCY_SPELL:
        cause = int(migrants.end_cause[p])
    elif kind == _STAY:
        cause = int(work_in(now))
    return Ending(week, 0, cause, repaired_from)


@inlined
def _begin(week, first, kind, p, migrants, memory):
    """Begin a spell; in the first week booked the start is taken from the state where it holds it, else censored."""
    start, known = week, 1 - first
    if first == 1 and kind >= _AGENCY_SPELL and kind != 4:
        begun = int(migrants.spell_start[p] if kind == _AGENCY_SPELL else migrants.arrival_week[p])
        if LONG_AGO < begun <= week:
            start, known = begun, 1
    cause = _cause_at_start(kind, migrants.uncovered[p], migrants.homeless_cause[p], migrants.end_cause[p])
    memory.since[p, kind], memory.cause[p, kind] = start, cause
    memory.censored[p] = (memory.censored[p] & ~(1 << kind)) | ((1 - known) << kind)


@kernel
def turn_spells(week, first, migrants, scan, changed, memory, rows):
    """End and begin the spells of those who changed this week.

    Parameters
    ----------
    first : int
        1 in the first week booked: starts are taken from the state where it holds them, else censored.
    """
    for i in range(changed):
        p = scan.changed[i]
        now, before = int(scan.signature[i]), int(memory.signature[p])
        agency = int(migrants.agency[p])
        for kind in range(6):
            was = in_spell(kind, before, memory.agency[p])
            is_now = in_spell(kind, now, agency)
            moved = kind == _AGENCY_SPELL and was and is_now and agency != memory.agency[p]
            if moved or (was and not is_now):
                _close(rows, kind, p, migrants, memory, _ending(week, kind, p, now, migrants, memory))
            if is_now and (moved or not was):
                _begin(week, first, kind, p, migrants, memory)


@kernel
def cut_off(end, migrants, present, memory, rows):
    """Append what still runs after the last week as right-censored, from ``present`` of that week."""
    for i in range(present.size):
        p = present[i]
        for kind in range(6):
            if in_spell(kind, int(memory.signature[p]), memory.agency[p]):
                cause = 0 if kind in (_AGENCY_SPELL, _STAY) else int(memory.cause[p, kind])
                _close(rows, kind, p, migrants, memory, Ending(end, 1, cause, NEVER))


_CAUSE_NAMES = np.concatenate([words(causes) for causes in CAUSES.values()])
_CAUSE_FROM = np.cumsum([0, *(words(causes).size for causes in CAUSES.values())])[:-1]  # by kind of spell


def table(rows: SpellRows) -> dict[str, Any]:
    """The columns of ``spells/``, for spells that reach into week 1 or later, by person, kind and start."""
    kept = np.flatnonzero(rows.end_week[: rows.used[0]] > 1)
    # one sort on one number is twice as fast as three: weeks fit in 16 bits, kinds in three
    key = (
        (rows.person[kept] << 19)
        | (rows.kind[kept].astype(np.int64) << 16)
        | (rows.start_week[kept].astype(np.int64) - LONG_AGO)
    )
    order = kept[np.argsort(key, kind="stable")]
    kind = rows.kind[order]
    return {
        "kind": coded(Spell, kind),
        "person": rows.person[order].astype(np.int64),
        "start_week": rows.start_week[order].astype(np.int32),
        "end_week": rows.end_week[order].astype(np.int32),
        "left_censored": rows.left_censored[order].astype(bool),
        "right_censored": rows.right_censored[order].astype(bool),
        "cause": Coded(_CAUSE_FROM[kind] + rows.cause[order], _CAUSE_NAMES),
        "origin": coded(Origin, rows.origin[order]),
        "province": coded(Province, rows.province[order]),
        "repaired": rows.repaired[order].astype(bool),
    }
