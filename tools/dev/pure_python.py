"""A pytest plugin for tests of rules in pure Python, without compiled kernels: `NUMBA_DISABLE_JIT=1 pytest -p ...`.

Where Python raises and a compiled kernel goes on, it lets Python go on: an exponential too large is infinite, and whole
numbers of a fixed width wrap around.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

_exp = math.exp


def _exp_without_bound(x: float) -> float:
    try:
        return _exp(x)
    except OverflowError:
        return math.inf


def pytest_configure(config: pytest.Config) -> None:
    """Set both for the whole session."""
    math.exp = _exp_without_bound
    np.seterr(over="ignore")
    config.addinivalue_line("filterwarnings", "ignore:overflow encountered:RuntimeWarning")
