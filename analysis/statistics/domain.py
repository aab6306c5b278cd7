"""Possible values of an outcome, and so of its mean, its difference and its interval.

A share lies between 0 and 1, a count, a sum or a price is not below zero, and only a balance (what is paid less what is
received) can have either sign. A difference cannot take away more than the base has, nor bring a share above one.
Cutting an interval off at what is possible takes away hardly any value that could be true (the mean of the base is
itself uncertain, which counts where all is taken away), so it holds the truth about as often as before.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from analysis.text.codebook import NET, codebook_of
from experiments.store.store import Store


class Domain(NamedTuple):
    """Least and greatest value an outcome can have."""

    least: float
    most: float


SHARE = Domain(0.0, 1.0)
COUNT = Domain(0.0, math.inf)  # also sums, prices and rates
BALANCE = Domain(-math.inf, math.inf)
Domains = Mapping[str, Domain]
NONE: Domains = {}


def domain_of(name: str, unit: str) -> Domain:
    """Of one outcome, from its name and unit in the code book."""
    return BALANCE if name in NET else SHARE if unit == "share" else COUNT


def domains(store: Store) -> dict[str, Domain]:
    """By outcome, of a folder; empty without code book."""
    return {name: domain_of(name, entry["unit"]) for name, entry in codebook_of(store).items()}


def difference_limits(
    without: np.ndarray, with_policy: np.ndarray, half: np.ndarray, least: np.ndarray, most: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and highest difference that are possible between two means.

    No more can be taken away than the base has. Only where the policy leaves less than the mean of the base is
    uncertain by (``half``), the base may have more than was seen, and so may be taken away; the same at the upper end.

    Examples
    --------
    >>> limits = [np.array([x]) for x in (0.25, 0.40, 0.05, 0.0, 1.0)]
    >>> [float(end[0]) for end in difference_limits(*limits)]
    [-0.25, 0.75]
    >>> limits[1] = np.array([0.0])  # all is gone
    >>> round(float(difference_limits(*limits)[0][0]), 2)
    -0.3
    """
    lowest = least - without - np.maximum(0.0, half - (with_policy - least))
    highest = most - without + np.maximum(0.0, half - (most - with_policy))
    return np.maximum(lowest, least - most), np.minimum(highest, most - least)
