"""Scalar rules on what a worker has built up for a benefit."""

from __future__ import annotations

import numpy as np

from sim.core.kernels import kernel


@kernel
def popcount36(bits):
    """Number of worked weeks out of the last 36."""
    count = 0
    b = bits & ((np.int64(1) << 36) - 1)
    while b:
        b &= b - 1
        count += 1
    return count
