"""How long spells last with a policy and without: survival curves, median and shares still running, paired by run."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from analysis.statistics.bootstrap import LENGTH, SHARE, Scale, interval, weights
from analysis.statistics.kaplan_meier import KINDS, Risk, measures, risks_of, still_running
from analysis.statistics.looks import ONCE, Looks, looks_at
from analysis.text.codebook import codebook_of
from analysis.text.missing_values import LEAST, LEAST_PAIRS
from experiments.plan.run_spec import BASE
from experiments.store.store import Store

SHOWN = 52  # weeks of a curve; few spells are longer, and the measures look no further
LIKE = {"uninsured": "uninsured_share", "homeless": "homeless_stock"}  # outcome with the same scope


@dataclasses.dataclass(frozen=True)
class Duration:
    """One measure of one kind of spell, in base and policy; ``weeks`` or ``share`` by ``unit``.

    Intervals are of 95%, for this measure alone, from a bootstrap over pairs of runs.
    """

    base: str
    policy: str
    kind: str
    scope: str
    scope_nl: str
    measure: str  # median, running_4, running_13, running_26
    unit: str
    without: float | None  # None: over half still run after two years, or too few spells
    without_lo: float | None
    without_hi: float | None
    no_without_interval: str | None  # key of a reason
    with_policy: float | None
    with_lo: float | None
    with_hi: float | None
    no_with_interval: str | None
    diff: float | None
    lo: float | None
    hi: float | None
    no_interval: str | None
    pairs: int
    spells: int  # simulated spells of the base and the policy together, before scaling
    spells_without: int  # of each: a policy may make spells shorter and more of them
    spells_with: int


@dataclasses.dataclass(frozen=True)
class Curve:
    """Share of spells that last longer than each number of weeks, with 95% intervals for each week alone."""

    base: str
    policy: str
    kind: str
    scope: str
    scope_nl: str
    weeks: list[int]
    without: list[float | None]
    without_lo: list[float | None]
    without_hi: list[float | None]
    with_policy: list[float | None]
    with_lo: list[float | None]
    with_hi: list[float | None]
    diff: list[float | None]
    lo: list[float | None]
    hi: list[float | None]
    no_interval: str | None  # key of a reason, where no week has one
    pairs: int
    spells: int


class Paired(NamedTuple):
    """Curves (..., weeks) of base and policy: of all pairs, and of each resample."""

    curves: tuple[np.ndarray, np.ndarray]
    drawn: tuple[np.ndarray, np.ndarray]
    pairs: int
    each: tuple[int, int]  # spells begun in base and policy
    looks: Looks = ONCE

    @property
    def spells(self) -> int:
        """Of both together."""
        return sum(self.each)

    @property
    def masked(self) -> bool:
        """Whether there are too few spells to show."""
        return self.spells < LEAST


def paired_curves(pairs: list[tuple[Risk, Risk]], looks: Looks = ONCE) -> Paired:
    """Pool the spells of all pairs, and of each resample of whole pairs."""
    sides = [tuple(np.array([getattr(pair[k], f) for pair in pairs]) for f in Risk._fields) for k in (0, 1)]

    def both(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        first, second = (still_running(Risk(weight @ at_risk, weight @ ended)) for at_risk, ended in sides)
        return first, second

    first, second = (int(side[0][:, 1].sum()) for side in sides)
    return Paired(both(np.ones(len(pairs))), both(weights(len(pairs))), len(pairs), (first, second), looks)


def of_store(store: Store) -> tuple[list[Duration], list[Curve]]:
    """Measures and curves of each policy and kind against its base, in the order of the plan; empty without spells."""
    measured: list[Duration] = []
    curves: list[Curve] = []
    codebook, looks = codebook_of(store), looks_at(store)
    for base, policy, kind, pairs in _pairs_of(store):
        paired = paired_curves(pairs, looks)
        entry = codebook[LIKE[kind]]
        whose = (base, policy, kind, entry["scope"], entry["scope_nl"])
        measured += [Duration(*whose, *facts) for facts in compare(paired)]
        curves.append(_curve(paired, whose))
    return measured, curves


def _pairs_of(store: Store) -> Iterator[tuple[str, str, str, list[tuple[Risk, Risk]]]]:
    tables, runs = risks_of(store), store.read("runs")
    ids = {(r["base"], r["policy"], r["seed"], r["draw"]): r["run_id"] for r in runs.iter_rows(named=True)}
    for base, policy in runs.select("base", "policy").unique(maintain_order=True).iter_rows():
        whose = [key[2:] for key in ids if key[:2] == (base, policy)] if policy != BASE else []
        for kind in KINDS if whose else ():
            pairs = [
                (tables[ids[base, BASE, *run], kind], tables[ids[base, policy, *run], kind])
                for run in sorted(whose)
                if (ids.get((base, BASE, *run)), kind) in tables and (ids[base, policy, *run], kind) in tables
            ]
            if pairs:
                yield base, policy, kind, pairs


def compare(paired: Paired) -> list[tuple[Any, ...]]:
    """The fields of ``Duration`` from ``measure`` on, for each measure."""
    estimates, drawn = ([measures(curve) for curve in side] for side in (paired.curves, paired.drawn))
    rows: list[tuple[Any, ...]] = []
    for name in estimates[0]:
        scale = LENGTH if name == "median" else SHARE
        values, draws = [e[name] for e in estimates], [d[name] for d in drawn]
        ends = [interval(d, v, paired.pairs, scale, paired.looks) for d, v in zip(draws, values, strict=True)]
        moved = interval(draws[1] - draws[0], values[1] - values[0], paired.pairs, looks=paired.looks)
        ends.append(possible(moved, ends[0], scale))
        told: list[Any] = []
        for value, end, draw in zip((*values, values[1] - values[0]), ends, (*draws, draws[1] - draws[0]), strict=True):
            if paired.masked:
                told += [None, None, None, "masked"]
            else:
                told += [_plain(value), *(_plain(e) for e in end), _reason(end, draw, paired.pairs)]
        rows.append((name, "weeks" if name == "median" else "share", *told, paired.pairs, paired.spells, *paired.each))
    return rows


def possible(ends: np.ndarray, base: np.ndarray, scale: Scale) -> np.ndarray:
    """The interval of a difference, (2, ...), cut off at what can be taken from a base with this interval or added."""
    most = 1.0 if scale is SHARE else np.inf
    with np.errstate(invalid="ignore"):
        lowest, highest = -np.fmin(base[1], most), most - np.fmax(base[0], 0.0)
    return np.array([np.fmax(ends[0], lowest), np.fmin(ends[1], highest)]) + 0.0 * ends  # nan stays nan


def _curve(paired: Paired, whose: tuple[str, ...]) -> Curve:
    first, second = (curve[: SHOWN + 1] for curve in paired.curves)
    draws = [curve[:, : SHOWN + 1] for curve in paired.drawn]
    ends = [interval(draws[k], curve, paired.pairs, SHARE, paired.looks) for k, curve in enumerate((first, second))]
    moved = interval(draws[1] - draws[0], second - first, paired.pairs, looks=paired.looks)
    ends.append(possible(moved, ends[0], SHARE))
    columns = [row for value, end in zip((first, second, second - first), ends, strict=True) for row in (value, *end)]
    lists = [[None if paired.masked else _plain(v) for v in column] for column in columns]
    names = [field.name for field in dataclasses.fields(Curve)]
    whole: dict[str, Any] = dict(zip(names, (*whose, list(range(SHOWN + 1)), *lists), strict=False))
    why = "masked" if paired.masked else "few_pairs" if paired.pairs < LEAST_PAIRS else None
    return Curve(**whole, no_interval=why, pairs=paired.pairs, spells=paired.spells)


def _plain(value: float | np.ndarray) -> float | None:
    return float(value) if np.isfinite(value) else None


def _reason(ends: np.ndarray, draws: np.ndarray, pairs: int) -> str | None:
    """Why there is no interval; None where there is one."""
    if np.isfinite(ends).all():
        return None
    if pairs < LEAST_PAIRS:
        return "few_pairs"
    return "alike_draws" if np.isfinite(draws).all() else "unended"
