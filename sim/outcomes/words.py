"""Codes as words: the names of an IntEnum, lower case, as tables and pages show them."""

from __future__ import annotations

from enum import IntEnum
from functools import cache

import numpy as np


@cache
def words(kind: type[IntEnum]) -> np.ndarray:
    """Names by code, as an object array: indexing it with an array of codes gives an array of words.

    Examples
    --------
    >>> from sim.kinds import Housing
    >>> words(Housing)[5]
    'shelter'
    """
    names = np.full(max(kind) + 1, "", object)
    for member in kind:
        names[member] = member.name.lower()
    names.flags.writeable = False
    return names
