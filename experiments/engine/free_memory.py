"""Return freed memory to the operating system, at most every few seconds."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import gc
import sys
import time
from collections.abc import Callable

EVERY = 5.0  # seconds; it takes a tenth of one
_last = time.monotonic()


def return_memory() -> None:
    """Free the worlds of earlier runs and hand their pages back to the system, if it was long ago.

    A world refers to itself, so it waits for the collector, and what that frees in pieces the allocator keeps: over
    thousands of runs a process would grow by a few kilobytes a run.
    """
    global _last
    if time.monotonic() - _last < EVERY:
        return
    gc.collect()
    _trim()()
    _last = time.monotonic()


@functools.cache
def _trim() -> Callable[[], None]:
    """The C library's own, where there is one (glibc)."""
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            trim = ctypes.CDLL(None).malloc_trim
            return lambda: trim(0)
    return lambda: None
