"""The week's count of people in one pass: each person adds one to a cell of his group's row.

A cell is a combination of work, housing, cover, registration and crowding. What is counted (``PEOPLE``) are
sums over cells, taken afterwards over the two thousand cells instead of over the persons: one increment a
person, whatever the number of outcomes.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.core.kernels import as_row, inlined, kernel
from sim.outcomes.groups import GROUPS, group_row
from sim.outcomes.memory import Memory, is_pending, is_uninsured, sign, work_in
from sim.state.codes import Cover, Housing, Registration, Work

CELLS = 2048
LONGEST = 105  # durations in weeks; the last one holds all longer
ILL_NO_CONTRACT = 12  # work code inside cells: ill, without an agency

_AGENCY, _SICK = int(Work.AGENCY), int(Work.SICK)
_RENTAL, _TIED = int(Housing.RENTAL), int(Housing.TIED)
_NONE, _ABROAD, _RESIDENT = int(Cover.NONE), int(Cover.ABROAD), int(Registration.RESIDENT)


class Frame(NamedTuple):
    """What the pass needs besides the people."""

    week: int
    repair_weeks: int  # weeks within which a policy works back
    places: np.ndarray  # int8, 1 where a location holds more persons than it has beds
    size_class: np.ndarray  # int8, size class per agency, fixed before treatment


class Scan(NamedTuple):
    """Results of one pass over the people; ``clear`` empties it for the next week."""

    cells: np.ndarray  # int32 (groups, CELLS)
    rent_cents: np.ndarray  # int64 (groups,), rent of those who pay one
    exposed: np.ndarray  # int32 (groups, LONGEST), uninsured persons by weeks since the start of the run
    changed: np.ndarray  # int32, persons whose signature or agency changed
    signature: np.ndarray  # int16, their new signature
    lost: np.ndarray  # int32, persons who lost an agency job this week


def new_scan(persons: int, grouped: bool) -> Scan:
    """Room for one pass."""
    rows = len(GROUPS) if grouped else 1
    return Scan(
        cells=np.zeros((rows, CELLS), np.int32),
        rent_cents=np.zeros(rows, np.int64),
        exposed=np.zeros((rows, LONGEST), np.int32),
        **people_columns(persons),
    )


def people_columns(persons: int) -> dict[str, np.ndarray]:
    """The columns of a scan that are as long as the table of persons."""
    return {
        "changed": np.empty(persons, np.int32),
        "signature": np.empty(persons, np.int16),
        "lost": np.empty(persons, np.int32),
    }


def clear(scan: Scan) -> None:
    """Empty the counts; the list of changed persons is simply written over."""
    for counts in (scan.cells, scan.rent_cents, scan.exposed):
        counts[...] = 0


@inlined
def _pending(migrants, p, cover, repair_weeks):
    """1 where a policy is under way that will cover this week backwards."""
    if cover != _NONE:
        return 0
    enrol, duty = int(migrants.enrol_week[p]), int(migrants.duty_week[p])
    return 1 if is_pending(cover, enrol, duty, repair_weeks) else 0


@inlined
def _cell_of(migrants, p, crowded):
    """The cell of a person, cover left out."""
    work, location = int(migrants.work[p]), int(migrants.location[p])
    cell = work if work != _SICK or migrants.agency[p] >= 0 else ILL_NO_CONTRACT
    cell |= int(migrants.housing[p]) << 4
    cell |= 512 if migrants.registration[p] == _RESIDENT else 0
    return cell | (1024 if location >= 0 and crowded[location] == 1 else 0)


@inlined
def _note_change(p, now, count, scan):
    """List a person who changed, with the new signature; returns the new number."""
    scan.changed[count] = p
    scan.signature[count] = now
    return count + 1


@kernel
def scan_people(frame, migrants, present, memory, scan):
    """Count everyone in ``present`` and list those who changed or lost a job; returns how many did."""
    dimensions = 5 if scan.cells.shape[0] > 1 else 1
    changed = lost = 0
    for i in range(present.size):
        p = as_row(present[i])
        # int(): Python's own integers, so that the shifts below do not overflow an int8 outside numba
        work, housing, cover = int(migrants.work[p]), int(migrants.housing[p]), int(migrants.cover[p])
        if work < _AGENCY:
            continue  # left after the list was made
        agency = int(migrants.agency[p])
        pending = _pending(migrants, p, cover, frame.repair_weeks)
        before = int(memory.signature[p])
        now = sign(work, housing, cover, pending)
        if now != before or agency != memory.agency[p]:
            changed = _note_change(p, now, changed, scan)
            if work_in(before) == 0:  # never seen before: the province for the groups stays what it is now
                memory.province[p] = migrants.province[p]
        if migrants.job_loss_week[p] == frame.week:
            scan.lost[lost] = p
            lost += 1
        uninsured = cover == _NONE and pending == 0
        cell = _cell_of(migrants, p, frame.places) | ((2 if uninsured else pending) << 7)
        cents = int(migrants.rent[p] * 100.0 + 0.5) if _TIED <= housing <= _RENTAL else 0
        weeks = -1
        if uninsured and memory.censored[p] & 1 == 0:
            weeks = min(frame.week - int(memory.uninsured_start[p]), LONGEST - 1) if is_uninsured(before) else 0
        size = -1
        if dimensions > 1:
            firm = agency if agency >= 0 else migrants.last_agency[p]
            size = int(frame.size_class[firm]) if firm >= 0 else -1
        for d in range(dimensions):
            row = group_row(d, migrants.origin[p], migrants.sector[p], memory.province[p], size)
            scan.cells[row, cell] += 1
            scan.rent_cents[row] += cents
            if weeks >= 0:
                scan.exposed[row, weeks] += 1
    return changed, lost


@kernel
def add_gone(migrants, before, scan, changed):
    """Append those of last week's list who are no longer in NL and in scope; returns the new number."""
    for i in range(before.size):
        p = before[i]
        work = int(migrants.work[p])
        if work < _AGENCY:
            changed = _note_change(p, sign(work, 0, _ABROAD, 0), changed, scan)
    return changed


def newcomers(scan: Scan, changed: int, memory: Memory) -> np.ndarray:
    """Rows of those who are seen for the first time; to be asked before the week is remembered."""
    rows = scan.changed[:changed]
    return rows[getattr(work_in, "py_func", work_in)(memory.signature[rows]) == Work.ABROAD]


@kernel
def crowded_places(occupants, beds, out):
    """Mark the locations that hold more persons than they have beds at the norm."""
    for place in range(occupants.size):
        out[place] = 1 if occupants[place] > beds[place] else 0


def _cell_masks() -> tuple[tuple[str, ...], np.ndarray]:
    """Which cells each count of people adds up."""
    cell = np.arange(CELLS)
    work, housing, cover = cell & 15, (cell >> 4) & 7, (cell >> 7) & 3
    contract = (work >= Work.AGENCY) & (work <= Work.SICK)
    other = (work >= Work.DIRECT) & (work <= Work.SUBCONTRACTED)
    masks = {
        "present": work >= Work.AGENCY,
        "agency_migrants": contract,
        "placed": work == Work.AGENCY,
        "jobless": work == Work.JOBLESS,
        "sick": (work == Work.SICK) | (work == ILL_NO_CONTRACT),
        "other_form": other,
        "working": (work == Work.AGENCY) | other,
        "uncovered": cover >= 1,
        "uninsured": cover == 2,
        "homeless": housing >= Housing.SHELTER,
        "street": housing == Housing.STREET,
        "hidden_homeless": housing == Housing.FRIENDS,
        "tied": (housing == Housing.TIED) & contract,
        "renters": (housing >= Housing.TIED) & (housing <= Housing.RENTAL),
        "crowded": (cell & 1024) > 0,
        "resident": (cell & 512) > 0,
    }
    return tuple(masks), np.array(list(masks.values()))


STOCKS, _MASKS = _cell_masks()


@kernel
def _add_cells(cells, masks, out):
    for row in range(cells.shape[0]):
        for cell in range(cells.shape[1]):
            count = cells[row, cell]
            if count != 0:
                for k in range(masks.shape[0]):
                    if masks[k, cell]:
                        out[row, k] += count


def add_cells(cells: np.ndarray) -> np.ndarray:
    """Counts (groups, STOCKS) of a table of cells."""
    out = np.zeros((cells.shape[0], len(STOCKS)), np.int64)
    _add_cells(cells, _MASKS, out)
    return out
