"""Codes as words: the names of an IntEnum, lower case, as tables and pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Any

import numpy as np


@cache
def words(kind: type[IntEnum]) -> np.ndarray:
    """Names by code, as an object array: indexing it with an array of codes gives an array of words.

    Examples
    --------
    >>> from sim.state.codes import Housing
    >>> words(Housing)[5]
    'shelter'
    """
    names = np.full(max(kind) + 1, "", object)
    for member in kind:
        names[member] = member.name.lower()
    names.flags.writeable = False
    return names


@dataclass(frozen=True, eq=False)
class Coded:
    """A long column of few words, as codes and the words they stand for; ``np.asarray`` gives the words."""

    codes: np.ndarray  # whole numbers
    names: np.ndarray  # str by code

    def __len__(self) -> int:
        return len(self.codes)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        return self.names[self.codes]


def coded(kind: type[IntEnum], codes: np.ndarray) -> Coded:
    """Codes of an enumeration as a column of its words."""
    return Coded(codes, words(kind))
