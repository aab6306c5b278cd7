"""Design points: which values of which parameters are tried together.

A declaration gives each figure some choices or an interval; a design makes points of it. Pure functions: the same
declaration and seed give the same points on every machine.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from scipy.stats import qmc

from experiments.extras import how_to_install
from experiments.plan.parameters import Point, parameters_by_path, written
from sim.declare.params import InvalidInput, Mistake

MOST_POINTS = 1_000_000
MOST_VALUES = 5_000_000  # figures times points: what fits in the memory of a small machine
LEVELS = 4  # of each figure in a Morris design
KINDS = ("grid", "list", "lhs", "nested", "sobol", "morris", "saltelli", "one-at-a-time")
SAMPLED = ("lhs", "nested", "sobol", "morris", "saltelli")


@dataclasses.dataclass(frozen=True)
class Choices:
    """Values that are tried as they are, none of them twice."""

    values: tuple[Any, ...]


@dataclasses.dataclass(frozen=True)
class Interval:
    """Every value from ``low`` to ``high``, both in the unit of the figure; of whole numbers both ends count."""

    low: float
    high: float


Vary = Mapping[str, Choices | Interval]


def whole_range(key: str) -> Choices | Interval:
    """All values of a parameter: every choice, or its declared range."""
    number = parameters_by_path()[key].number
    if number.choices:
        return Choices(tuple(option.name.lower() for option in number.choices))
    return Interval(number.low, number.high)


def grid(vary: Vary) -> tuple[Point, ...]:
    """Every combination of choices; the last key changes first.

    Raises
    ------
    InvalidInput
        For an interval, and where there is nothing to combine or far too much.
    """
    wrong = [key for key, what in vary.items() if isinstance(what, Interval)]
    if wrong:
        hint = "Use --design lhs, nested, sobol, morris or saltelli."
        raise InvalidInput(
            [Mistake(key, "interval", "", "", "an interval needs a sampling design", hint) for key in wrong]
        )
    keys = sorted(vary)
    _refuse_size(math.prod(len(vary[key].values) for key in keys) if keys else 0, len(keys))  # type: ignore[union-attr]
    order = list(vary)
    rows = itertools.product(*(vary[key].values for key in order))  # type: ignore[union-attr]
    places = [order.index(key) for key in keys]
    return tuple(tuple((key, row[place]) for key, place in zip(keys, places, strict=True)) for row in rows)


def sample(kind: str, vary: Vary, points: int, seed: int) -> tuple[Point, ...]:
    """Points of a sampling design.

    Parameters
    ----------
    kind : str
        ``lhs`` or ``nested`` (Latin hypercube), ``sobol`` (the first points of a longer design are those of a
        shorter one), ``morris`` (``points`` trajectories of one point more than there are figures) or ``saltelli``
        (``points``, a power of two, times two more than there are figures).

    Returns
    -------
    tuple of points
        In the order that the methods of analysis expect, so points that fall together stay apart.
    """
    keys = sorted(vary)
    many = {"morris": len(keys) + 1, "saltelli": len(keys) + 2}.get(kind, 1)
    if points < 1:
        raise InvalidInput([Mistake("points", points, "points", f"1 to {MOST_POINTS}", "outside its range", "")])
    _refuse_size(points * many if keys else 0, len(keys))
    if kind == "saltelli" and points & (points - 1):
        raise InvalidInput([Mistake("points", points, "points", "2, 4, 8, 16, ...", "must be a power of two", "")])
    unit = _UNIT[kind](len(keys), points, seed)
    columns = [_mapped(key, vary[key], unit[:, k]) for k, key in enumerate(keys)]
    return tuple(tuple(zip(keys, row, strict=True)) for row in zip(*columns, strict=True))


def one_at_a_time(vary: Vary, present: Mapping[str, Any]) -> tuple[Point, ...]:
    """The world as it is, then every parameter alone at each of its choices or at both ends of its interval.

    Parameters
    ----------
    present : mapping
        Values of figures as they are in the worlds that are compared; a value that is there already is no point of
        its own.
    """
    _refuse_size(len(vary), len(vary))
    return ((), *(((key, value),) for key, what in vary.items() for value in other_values(key, what, present)))


def other_values(key: str, what: Choices | Interval, present: Mapping[str, Any]) -> tuple[Any, ...]:
    """Every choice, or both ends of an interval, as written in a design; without the value that is there already."""
    values = dict.fromkeys(
        written(key, v) for v in (what.values if isinstance(what, Choices) else (what.low, what.high))
    )
    return tuple(value for value in values if key not in present or value != written(key, present[key]))


def _mapped(key: str, what: Choices | Interval, unit: np.ndarray) -> list[Any]:
    """Numbers from 0 to 1 as values of a parameter; choices and whole numbers are all equally likely."""
    if isinstance(what, Choices):
        places = np.minimum((unit * len(what.values)).astype(np.int64), len(what.values) - 1)
        return [what.values[place] for place in places.tolist()]
    if parameters_by_path()[key].type is int:
        low, high = int(what.low), int(what.high)
        return np.minimum(low + np.floor(unit * (high - low + 1)).astype(np.int64), high).tolist()
    # rounding must not lead out of the range
    return np.clip(what.low + unit * (what.high - what.low), what.low, what.high).tolist()


def _lhs(width: int, points: int, seed: int) -> np.ndarray:
    return qmc.LatinHypercube(width, seed=seed).random(points)  # pyright: ignore[reportCallIssue]


def _sobol(width: int, points: int, seed: int) -> np.ndarray:
    # Whole powers of two, of which the first are taken: scipy warns of the loss of balance otherwise, and who asks for
    # another number knows it. The sequence is the same however long.
    sequence = qmc.Sobol(width, seed=seed)  # pyright: ignore[reportCallIssue]
    return sequence.random_base2(math.ceil(math.log2(points)))[:points]


def _morris(width: int, points: int, seed: int) -> np.ndarray:
    from SALib.sample import morris

    sample: Any = morris.sample  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return sample(_problem(width), points, num_levels=LEVELS, seed=seed)


def _saltelli(width: int, points: int, seed: int) -> np.ndarray:
    from SALib.sample import sobol

    sample: Any = sobol.sample  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return sample(_problem(width), points, calc_second_order=False, seed=seed)


def _problem(width: int) -> dict[str, Any]:
    return {"num_vars": width, "names": [str(k) for k in range(width)], "bounds": [[0.0, 1.0]] * width}


def _with_study(make: Callable[[int, int, int], np.ndarray]) -> Callable[[int, int, int], np.ndarray]:
    def made(width: int, points: int, seed: int) -> np.ndarray:
        try:
            return make(width, points, seed)
        except ImportError:
            hint = f"{how_to_install('study', 'salib')}."
            raise InvalidInput([Mistake("design", "SALib", "", "", "needs a package that is missing", hint)]) from None

    return made


_UNIT = {
    "lhs": _lhs,
    "nested": _lhs,
    "sobol": _sobol,
    "morris": _with_study(_morris),
    "saltelli": _with_study(_saltelli),
}


def _refuse_size(points: int, figures_varied: int) -> None:
    if points == 0:
        hint = "Vary a parameter, as world.hirers=choice(20000,30000)."
        raise InvalidInput([Mistake("design", None, "", "", "nothing is varied", hint)])
    if points > MOST_POINTS or points * figures_varied > MOST_VALUES:
        allowed = f"at most {MOST_POINTS} points and {MOST_VALUES} values"
        raise InvalidInput([Mistake("design", f"{points} points", "points", allowed, "too many points", "")])


def distinct(points: Mapping[int, Point]) -> list[Mistake]:
    """Points of a list that stand there twice, by the number of their row."""
    seen: dict[Point, int] = {}
    twice = [k for k, point in points.items() if seen.setdefault(point, k) != k]
    return [Mistake("points-file", f"row {twice[0]}", "", "", "written twice", f"Rows: {len(twice)}.")] if twice else []
