"""How much of an answer is luck: what common draws save, and luck between runs apart from what is not known.

*Saved*: the variance of a difference between worlds with the same luck, over what it would be between independent runs.
*Luck and doubt*: where a plan crosses design points (or draws of the parameters) with seeds, the effect of a policy
varies between points, because the parameters differ, and within them, because seeds do. A one-way analysis of variance
with random effects splits the two: mean squares between and within, and the mean number of seeds that balances unequal
ones. An estimate below zero is given as zero: the points cannot be told apart from luck.
"""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import polars as pl

from analysis.codebook import codebook_of
from analysis.comparison import COMPARED, in_period
from analysis.paired import pair_up
from analysis.summary import values_of
from experiments.store import Store

LEAST_PAIRS = 3


@dataclasses.dataclass(frozen=True)
class Noise:
    """Variance of one effect; standard deviations in ``unit``."""

    base: str
    policy: str
    metric: str
    label_nl: str
    label_en: str
    unit: str
    scope: str
    scope_nl: str
    period: str
    pairs: int
    points: int
    sd_pair: float | None  # of one paired difference within a point
    sd_apart: float | None  # of a difference between two runs with luck of their own
    saved: float | None  # 1 - ratio of the variances; below zero where common draws did harm
    worth: float | None  # independent pairs that give the same precision
    sd_points: float | None  # between points, without luck; None with one point or one seed each
    doubt_share: float | None  # of the variance of a single difference, 0..1


def noise_of(store: Store, period: str) -> list[Noise]:
    """Noise of every policy and compared outcome, in the order of the plan; under three pairs nothing is said."""
    values = values_of(store)
    if values.is_empty():
        return []
    pairs = pair_up(values.filter(in_period(period), pl.col("metric").is_in(COMPARED), group_by="all"))
    if pairs.is_empty():
        return []
    codebook = codebook_of(store)
    order = list(store.read("runs").select("base", "policy").unique(maintain_order=True).iter_rows())
    found = []
    for (base, policy, metric), mine in pairs.group_by("base", "policy", "metric"):
        entry = codebook[str(metric)]
        words = {name: entry[name] for name in ("label_nl", "label_en", "unit", "scope", "scope_nl")}
        about: dict[str, str] = {
            "base": str(base),
            "policy": str(policy),
            "metric": str(metric),
            "period": mine["period"][0],
        }
        numbers: dict[str, Any] = of_pairs_by_point(mine)
        found.append(Noise(**about, **words, pairs=mine.height, points=_points(mine).n_unique(), **numbers))
    return sorted(found, key=lambda n: (order.index((n.base, n.policy)), COMPARED.index(n.metric)))


def _points(pairs: pl.DataFrame) -> pl.Series:
    return pairs.select(pl.struct(n for n in ("point", "draw") if n in pairs.columns).alias("point")).to_series()


def of_pairs_by_point(pairs: pl.DataFrame) -> dict[str, float | None]:
    """The numbers of ``Noise`` from pairs with ``with_policy``, ``without``, ``change`` and their point.

    Pooled within points: sums of squares over degrees of freedom.
    """
    nothing: dict[str, float | None] = dict.fromkeys(
        ("sd_pair", "sd_apart", "saved", "worth", "sd_points", "doubt_share")
    )
    groups = pairs.with_columns(_points(pairs).alias("_point")).group_by("_point", maintain_order=True)
    columns = ("change", "with_policy", "without")
    parts = groups.agg(
        pl.len().alias("n"), *(pl.col(c).var().alias(c) for c in columns), pl.col("change").mean().alias("mean")
    )
    n, total, points = parts["n"].to_list(), pairs.height, parts.height
    free = total - points
    if total < LEAST_PAIRS or free < 1:
        return nothing

    def pooled(column: str) -> float:
        return sum((k - 1) * (v or 0.0) for k, v in zip(n, parts[column].to_list(), strict=True)) / free

    within, apart = pooled("change"), pooled("with_policy") + pooled("without")
    saved = 1.0 - within / apart if apart > 0 else None
    found = nothing | {"sd_pair": math.sqrt(within), "sd_apart": math.sqrt(apart), "saved": saved}
    if saved is not None and saved < 1.0:
        found["worth"] = total / (1.0 - saved)
    if points < 2:
        return found
    means = parts["mean"].to_list()
    grand = sum(k * m for k, m in zip(n, means, strict=True)) / total
    between = sum(k * (m - grand) ** 2 for k, m in zip(n, means, strict=True)) / (points - 1)
    size = (total - sum(k * k for k in n) / total) / (points - 1)
    doubt = max(0.0, (between - within) / size)
    whole = doubt + within
    return found | {"sd_points": math.sqrt(doubt), "doubt_share": doubt / whole if whole > 0 else None}
