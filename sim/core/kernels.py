"""How a kernel is compiled: one decorator for those that work on given arrays, one for those that make new ones.

Numba counts references to every array it touches, with an atomic operation each time a column is read out of a
struct. A kernel over a persons' table of fifty columns spends most of its time on that: the placing of seekers ran
4.3 times as fast without, bit for bit the same. A kernel that only reads and writes arrays it was given, which its
caller holds on to, needs no counting. One that makes an array does, and numba refuses to compile it without.
"""

from __future__ import annotations

from typing import Any

from numba import njit
from numba.core.options import DefaultOptions

# Numba's option to compile without reference counts is not documented; a release without it costs speed only.
_UNCOUNTED: dict[str, Any] = {"_nrt": False} if hasattr(DefaultOptions, "_nrt") else {}

kernel = njit(cache=True, **_UNCOUNTED)
inlined = njit(cache=True, inline="always", **_UNCOUNTED)  # part of the kernel that calls it
array_maker = njit(cache=True)
scalar = njit(cache=True, forceinline=True)  # a small rule on numbers, laid into the kernel's machine code
