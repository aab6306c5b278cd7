"""Checks of keyed draws, and broken generators that the checks must catch.

A generator is a function of six arrays ``(seed, stream, week, key, key2, n)`` that gives numbers in (0, 1). A
check gives the smallest p-value among its tests, multiplied by their number (Bonferroni). The limit was set
before any was run; seeds and keys are fixed, so a result never changes from run to run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

import numpy as np
from numba import njit
from scipy import stats

from sim.core.draws import uniform

LIMIT = 1e-6
ARGUMENTS = ("seed", "stream", "week", "key", "key2", "n")
DRAWS = 20_000
# Where the checks look: small and large keys, warm-up and late weeks, several seeds and streams.
PLACES = [
    {"seed": 0, "stream": 1, "week": 1, "key": 0, "key2": 0, "n": 0},
    {"seed": 1, "stream": 51, "week": -104, "key": 5_000_000, "key2": 17, "n": 1},
    {"seed": 123_456_789, "stream": 165, "week": 365, "key": 2**31, "key2": 40_000, "n": 7},
]
Generator = Callable[..., np.ndarray]


@njit
def _draw_all(seed, stream, week, key, key2, n):
    result = np.empty(len(key))
    for i in range(len(key)):
        result[i] = uniform(seed[i], stream[i], week[i], key[i], key2[i], n[i])
    return result


def ours(**keys: np.ndarray) -> np.ndarray:
    """The draws of the model."""
    return _draw_all(*(keys[name] for name in ARGUMENTS))


def draw(generator: Generator, place: dict[str, int], size: int, **changed: np.ndarray) -> np.ndarray:
    """Draws at a place, with some arguments replaced by arrays."""
    keys = {name: np.full(size, place[name], dtype=np.int64) for name in ARGUMENTS}
    return generator(**(keys | changed))


def steps(place: dict[str, int], name: str, size: int, stride: int = 1) -> np.ndarray:
    """The values of one argument from the place on."""
    return place[name] + stride * np.arange(size, dtype=np.int64)


def worst(p_values: Iterator[float]) -> float:
    """The smallest p-value after Bonferroni."""
    found = list(p_values)
    return min(1.0, min(found) * len(found))


def chi2_p(counts: np.ndarray, expected: float) -> float:
    """Two-sided: counts that fit too well are as wrong as counts that do not fit."""
    statistic = float(np.sum((counts - expected) ** 2) / expected)
    degrees = counts.size - 1
    return 2 * min(stats.chi2.sf(statistic, degrees), stats.chi2.cdf(statistic, degrees))


def pair_p(x: np.ndarray, y: np.ndarray, cells: int = 32) -> Iterator[float]:
    """Independence of paired draws: counts in a square of cells, and their correlation."""
    square = (x * cells).astype(np.int64) * cells + (y * cells).astype(np.int64)
    yield chi2_p(np.bincount(square, minlength=cells**2), len(x) / cells**2)
    z = (x - 0.5) @ (y - 0.5) * 12 / np.sqrt(len(x))
    yield 2 * float(stats.norm.sf(abs(z)))


def uniformity(generator: Generator) -> float:
    """Draws along each argument fill (0, 1) evenly, coarse (KS) and fine (1,000 cells)."""

    def p_values() -> Iterator[float]:
        for place, name in product(PLACES, ARGUMENTS):
            u = draw(generator, place, DRAWS, **{name: steps(place, name, DRAWS)})
            yield float(stats.kstest(u, "uniform").pvalue)
            yield chi2_p(np.bincount((u * 1000).astype(np.int64), minlength=1000), DRAWS / 1000)

    return worst(p_values())


def neighbours(generator: Generator) -> float:
    """The draws of neighbours (one step, 52, 256 and 4096 steps away in one argument) are independent."""

    def p_values() -> Iterator[float]:
        for place, name, stride in product(PLACES, ARGUMENTS, (1, 52, 256, 4096)):
            keys = steps(place, "key", DRAWS, 3)
            x = draw(generator, place, DRAWS, key=keys)
            changed = {"key": keys, name: (keys if name == "key" else steps(place, name, DRAWS, 0)) + stride}
            yield from pair_p(x, draw(generator, place, DRAWS, **changed))

    return worst(p_values())


def serial(generator: Generator) -> float:
    """Along one argument each draw is independent of the draws 1 to 5 steps before."""

    def p_values() -> Iterator[float]:
        for place, name, lag in product(PLACES, ARGUMENTS, range(1, 6)):
            u = draw(generator, place, DRAWS, **{name: steps(place, name, DRAWS)})
            # Blocks of 2 x lag, so that no draw stands in two pairs.
            blocks = u[: len(u) // (2 * lag) * 2 * lag].reshape(-1, 2, lag)
            yield from pair_p(blocks[:, 0].ravel(), blocks[:, 1].ravel())

    return worst(p_values())


def collisions(generator: Generator) -> float:
    """In a grid over two arguments no draw occurs twice: 52 bits make even one unlikely (2e-7 a grid)."""
    side = np.arange(200, dtype=np.int64)
    for place in PLACES:
        for i, first in enumerate(ARGUMENTS):
            for second in ARGUMENTS[i + 1 :]:
                a, b = (grid.ravel() for grid in np.meshgrid(side, side, indexing="ij"))
                u = draw(generator, place, len(a), **{first: place[first] + a, second: place[second] + b})
                if len(np.unique(u)) < len(u):
                    return 0.0
    return 1.0


def crossed(generator: Generator) -> float:
    """Swapping arguments or trading one for another gives independent draws: (3, 5), (5, 3), (4, 4)."""

    def p_values() -> Iterator[float]:
        values = np.arange(DRAWS, dtype=np.int64)
        for place in PLACES:
            for i, first in enumerate(ARGUMENTS):
                for second in ARGUMENTS[i + 1 :]:
                    # 7919 is prime to the range, so that pairs differ; a week must stay above -4096.
                    a, b = values % 4000, (values * 7919) % 3989
                    keep = a != b
                    x = draw(generator, place, DRAWS, **{first: a, second: b})
                    yield from pair_p(x[keep], draw(generator, place, DRAWS, **{first: b, second: a})[keep])
                    yield from pair_p(x, draw(generator, place, DRAWS, **{first: a + 1, second: b - 1}))

    return worst(p_values())


def avalanche(generator: Generator) -> float:
    """Changing one bit of one argument changes each of the first 32 bits of the draw half of the time."""

    def p_values() -> Iterator[float]:
        size = 4000
        for place, name, bit in product(PLACES[:2], ARGUMENTS, range(12)):
            keys = steps(place, "key", size, 5)
            changed = {
                "key": keys,
                name: (keys if name == "key" else steps(place, name, size, 0)) ^ (1 << bit),
            }
            x, y = ((draw(generator, place, size, **c) * 2.0**32).astype(np.uint64) for c in ({"key": keys}, changed))
            flips = np.array([int(np.sum(((x ^ y) >> np.uint64(j)) & np.uint64(1))) for j in range(32)])
            z = (flips - size / 2) / np.sqrt(size / 4)
            yield min(1.0, 2 * float(stats.norm.sf(np.max(np.abs(z)))) * 32)

    return worst(p_values())


CHECKS = (uniformity, neighbours, serial, collisions, crossed, avalanche)


# The broken generators. NumPy warns of nothing here: unsigned arrays wrap around silently.

_ODD = np.uint64(0x9E3779B97F4A7C15)


def _unsigned(values: np.ndarray) -> np.ndarray:
    return values.astype(np.int64).view(np.uint64)


def _unit(bits: np.ndarray) -> np.ndarray:
    return ((bits >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52


def _mixed(z: np.ndarray) -> np.ndarray:
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def _summed(keys: dict[str, np.ndarray], names: tuple[str, ...]) -> np.ndarray:
    total = np.zeros(len(keys["key"]), dtype=np.uint64)
    for name in names:
        total = (total + _unsigned(keys[name])) * _ODD
    return total


def low_bits_of_a_congruence(**keys: np.ndarray) -> np.ndarray:
    """The low half of one step of a linear congruence: short periods in every argument."""
    state = _summed(keys, ARGUMENTS) * np.uint64(6364136223846793005) + np.uint64(1442695040888963407)
    return ((state & np.uint64(0xFFFF)).astype(np.float64) + 0.5) / 65536


def key_times_week(**keys: np.ndarray) -> np.ndarray:
    """Well mixed, but (2, 6) and (3, 4) are the same person-week."""
    product_ = _unsigned(keys["key"] + 1) * _unsigned(keys["week"] + 5000)
    return _unit(_mixed(_mixed(product_) + _mixed(_summed(keys, ("seed", "stream", "key2", "n")))))


def key_plus_key2(**keys: np.ndarray) -> np.ndarray:
    """Well mixed, but person 3 at agency 5 has the luck of person 5 at agency 3."""
    sum_ = _mixed(_unsigned(keys["key"] + keys["key2"]))
    return _unit(_mixed(sum_ + _mixed(_summed(keys, ("seed", "stream", "week", "n")))))


def unmixed_counter(**keys: np.ndarray) -> np.ndarray:
    """A Weyl sequence: even in one dimension, a line in two."""
    return _unit(_summed(keys, ARGUMENTS))


def deaf_to_repeats(**keys: np.ndarray) -> np.ndarray:
    """Well mixed, but the second draw of a decision is the first."""
    return _unit(_mixed(_mixed(_summed(keys, ("seed", "stream", "week", "key", "key2")))))


def slightly_uneven(**keys: np.ndarray) -> np.ndarray:
    """Good draws, bent by five percent towards zero."""
    return ours(**keys) ** 1.05


def half_remembered(**keys: np.ndarray) -> np.ndarray:
    """Each is even by itself, but one draw in ten is that of the week before."""
    now = ours(**keys)
    before = ours(**(keys | {"week": keys["week"] - 1}))
    return np.where(ours(**(keys | {"stream": keys["stream"] + 500})) < 0.1, before, now)


BROKEN = (
    low_bits_of_a_congruence,
    key_times_week,
    key_plus_key2,
    unmixed_counter,
    deaf_to_repeats,
    slightly_uneven,
    half_remembered,
)
