"""Monte Carlo variation in an answer: what common draws save, and spread between seeds apart from that of points.

*Saved*: the variance of a difference between worlds with the same draws, over what it would be between independent
runs.
*Points, seeds, rest*: where a plan crosses design points (or draws of the parameters) with seeds, the effect of
a policy varies between points because the parameters differ, between seeds because of what a seed does at every point
alike, and beyond that in ways of its own. `analysis.statistics.variance` tells the three apart, with an interval for
each share.
"""

from __future__ import annotations

import math
from typing import Any

import polars as pl

from analysis.answers.comparison import COMPARED, in_period
from analysis.answers.records import Noise, outcome_of
from analysis.answers.summary import values_of
from analysis.statistics.looks import ONCE, Looks, looks_at
from analysis.statistics.paired import pair_up
from analysis.statistics.variance import components
from analysis.text.codebook import codebook_of
from analysis.text.missing_values import LEAST_PAIRS
from experiments.store.store import Store

SPLIT = ("points", "seeds", "rest")


def noise_of(store: Store, period: str) -> list[Noise]:
    """Noise of every policy and compared outcome, in the order of the plan; under three pairs nothing is said."""
    values = values_of(store)
    if values.is_empty():
        return []
    pairs = pair_up(values.filter(in_period(period), pl.col("metric").is_in(COMPARED), group_by="all"))
    if pairs.is_empty():
        return []
    codebook, looks = codebook_of(store), looks_at(store)
    order = list(store.read("runs").select("base", "policy").unique(maintain_order=True).iter_rows())
    found: list[Noise] = []
    for (base, policy, metric), mine in pairs.group_by("base", "policy", "metric"):
        numbers: dict[str, Any] = of_pairs_by_point(mine, looks)
        found.append(
            Noise(
                base=str(base),
                policy=str(policy),
                outcome=outcome_of(codebook[str(metric)]),
                period=mine["period"][0],
                pairs=mine.height,
                points=_points(mine).n_unique(),
                **numbers,
            )
        )
    return sorted(found, key=lambda n: (order.index((n.base, n.policy)), COMPARED.index(n.metric)))


def _points(pairs: pl.DataFrame) -> pl.Series:
    return pairs.select(pl.struct(n for n in ("point", "draw") if n in pairs.columns).alias("point")).to_series()


def of_pairs_by_point(pairs: pl.DataFrame, looks: Looks = ONCE) -> dict[str, float | str | None]:
    """The numbers of ``Noise`` from pairs with ``with_policy``, ``without``, ``change``, their point and seed.

    The first four are pooled within points: sums of squares over degrees of freedom.
    """
    found = _split(pairs, looks) | dict.fromkeys(("sd_pair", "sd_apart", "saved", "worth"))
    groups = pairs.with_columns(_points(pairs).alias("_point")).group_by("_point", maintain_order=True)
    columns = ("change", "with_policy", "without")
    parts = groups.agg(pl.len().alias("n"), *(pl.col(c).var().alias(c) for c in columns))
    n, total = parts["n"].to_list(), pairs.height
    free = total - parts.height
    if total < LEAST_PAIRS or free < 1:
        return found

    def pooled(column: str) -> float:
        return sum((k - 1) * (v or 0.0) for k, v in zip(n, parts[column].to_list(), strict=True)) / free

    within, apart = pooled("change"), pooled("with_policy") + pooled("without")
    saved = 1.0 - within / apart if apart > 0 else None
    found |= {"sd_pair": math.sqrt(within), "sd_apart": math.sqrt(apart), "saved": saved}
    if saved is not None and saved < 1.0:
        found["worth"] = total / (1.0 - saved)
    return found


def _split(pairs: pl.DataFrame, looks: Looks) -> dict[str, float | str | None]:
    """Spread and shares of points, seeds and rest, or why there are none."""
    names = {"points": "doubt", "seeds": "seeds", "rest": "rest"}
    keys = [f"sd_{part}" for part in SPLIT] + [
        f"{name}_{end}" for name in names.values() for end in ("share", "lo", "hi")
    ]
    found: dict[str, float | str | None] = {"no_split": "not_crossed", **dict.fromkeys(keys)}
    point = _points(pairs)
    if point.n_unique() < 2:
        return found
    numbers = pairs["change"].to_numpy(), point.rank("dense").to_numpy(), pairs["seed"].to_numpy()
    split = components(*numbers, looks)
    if split is None:
        return found
    found["no_split"] = None
    for k, part in enumerate(SPLIT):
        found[f"sd_{part}"] = math.sqrt(split.variance[k])
        for end, values in (("share", split.share), ("lo", split.low), ("hi", split.high)):
            found[f"{names[part]}_{end}"] = values[k]
    return found
