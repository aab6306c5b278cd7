"""How a kernel is compiled: one decorator for those that work on given arrays, one for those that make new ones.

Numba counts references to every array it touches, with an atomic operation each time a column is read out of a
struct. A kernel over a persons' table of fifty columns spends most of its time on that: the placing of seekers ran
4.3 times as fast without, bit for bit the same. A kernel that only reads and writes arrays it was given, which its
caller holds on to, needs no counting. One that makes an array does, and numba refuses to compile it without.
"""

from __future__ import annotations

from numba import njit


def _uncounted() -> dict[str, bool]:
    """Numba's option to compile without reference counts, if this release still has it; it costs speed only."""
    try:
        njit(_nrt=False)(lambda: None)
    except (KeyError, TypeError):  # an unknown option
        return {}
    return {"_nrt": False}


kernel = njit(cache=True, **_uncounted())
inlined = njit(cache=True, inline="always", **_uncounted())  # part of the kernel that calls it
array_maker = njit(cache=True)
scalar = njit(cache=True, forceinline=True)  # a small rule on numbers, laid into the kernel's machine code
