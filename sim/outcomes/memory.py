"""What the recorder remembers of each person between weeks. Its own columns: the state is only read.

A person's week is packed into a *signature* of work, housing, cover and a pending enrolment, so that one
comparison tells whether anything that spells, flows or events are made of has changed.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.core.calendar import LONG_AGO, NEVER
from sim.core.kernels import inlined
from sim.state.codes import Cover, Housing, Work

HOUSING_SHIFT, COVER_SHIFT, PENDING_SHIFT = 4, 7, 10

_AGENCY, _NONE, _ABROAD = int(Work.AGENCY), int(Cover.NONE), int(Cover.ABROAD)
_FRIENDS, _SHELTER = int(Housing.FRIENDS), int(Housing.SHELTER)


class Memory(NamedTuple):
    """Per person: last week's state and the weeks in which runs began. Weeks are int16, LONG_AGO = none."""

    signature: np.ndarray  # int16, last week's packed state; 0 | abroad for those who never came
    agency: np.ndarray  # int32, last week's agency
    province: np.ndarray  # int8, province for the groups, where the person was first seen
    since: np.ndarray  # int16 (persons, kinds of spell), first week of the running spell
    cause: np.ndarray  # int8 (persons, kinds of spell), cause at its start
    censored: np.ndarray  # int8, bit k: the start of the running spell of kind k is not known
    uninsured_start: np.ndarray  # int16, start of the last run without cover and without enrolment under way
    uninsured_end: np.ndarray  # int16, end (exclusive) of the last such run that ended
    homeless_end: np.ndarray  # int16, end of the last time in shelter or street
    bedless_start: np.ndarray  # int16, start of the last run with friends, in shelter or street
    triple_week: np.ndarray  # int16, week in which a triple loss was counted last
    arrival_class: np.ndarray  # int8, size class of the agency on first arrival


def new_memory(persons: int, kinds: int) -> Memory:
    """Memory of a world in which nobody has been seen yet."""

    def weeks(*shape: int) -> np.ndarray:
        return np.full(shape, LONG_AGO, np.int16)

    return Memory(
        signature=np.full(persons, _ABROAD << COVER_SHIFT, np.int16),
        agency=np.full(persons, -1, np.int32),
        province=np.zeros(persons, np.int8),
        since=weeks(persons, kinds),
        cause=np.zeros((persons, kinds), np.int8),
        censored=np.zeros(persons, np.int8),
        uninsured_start=weeks(persons),
        uninsured_end=weeks(persons),
        homeless_end=weeks(persons),
        bedless_start=weeks(persons),
        triple_week=weeks(persons),
        arrival_class=np.full(persons, -1, np.int8),
    )


@inlined
def sign(work, housing, cover, pending):
    """The packed state of a person's week."""
    return work | (housing << HOUSING_SHIFT) | (cover << COVER_SHIFT) | (pending << PENDING_SHIFT)


@inlined
def work_in(signature):
    """Work status of a signature."""
    return signature & 15


@inlined
def housing_in(signature):
    """Housing of a signature."""
    return (signature >> HOUSING_SHIFT) & 7


@inlined
def cover_in(signature):
    """Cover of a signature."""
    return (signature >> COVER_SHIFT) & 7


@inlined
def is_present(signature):
    """In NL and in scope."""
    return work_in(signature) >= _AGENCY


@inlined
def is_uncovered(signature):
    """Without cover in real time."""
    return is_present(signature) and cover_in(signature) == _NONE


@inlined
def is_uninsured(signature):
    """Without cover, also after an enrolment under way will have worked back."""
    return is_uncovered(signature) and (signature >> PENDING_SHIFT) & 1 == 0


@inlined
def is_homeless(signature):
    """In shelter or on the street (ETHOS Light 1 and 2)."""
    return is_present(signature) and housing_in(signature) >= _SHELTER


@inlined
def is_bedless(signature):
    """Without a place of one's own: friends, shelter, street."""
    return is_present(signature) and housing_in(signature) >= _FRIENDS


@inlined
def is_pending(cover, enrol_week, duty_week, repair_weeks):
    """Whether a policy is under way that will cover this week backwards.

    Examples
    --------
    With 17 weeks of repair, a duty from week 10 and a policy from week 13, weeks 10 to 12 are pending.
    """
    # home-state cover has a week but no Dutch duty, so it never works back
    known = cover == _NONE and enrol_week != NEVER and duty_week != NEVER
    return known and enrol_week - duty_week <= repair_weeks
