"""Decompose the change of a count into a headcount part and a rate part.

With heads H and rate r (count = H r) of base (0) and policy (1), per pair of runs:
``H1 r1 - H0 r0 = (H1 - H0) r0 + (r1 - r0) H1``: heads at the rate of the base, then the rate at the heads of
the policy. The two parts add up exactly in each pair, so they do in the mean.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from analysis.answers.comparison import families_of, scale_of
from analysis.answers.records import MASKED, Split, change_of, outcome_of
from analysis.answers.summary import values_of
from analysis.statistics.domain import COUNT
from analysis.statistics.looks import looks_at
from analysis.statistics.paired import compared, pair_up
from analysis.text.codebook import WHOLE, Entry, codebook_of, over_all_years
from analysis.text.missing_values import is_small
from experiments.store.store import Store

# counts and sums, and the stock of people or agencies they are of
COUNTS = {
    "homeless_stock": "migrants_present",
    "triple_loss_per_year": "migrants_present",
    "homeless_inflow_per_year": "migrants_present",
    "threshold_dismissals_per_year": "agency_migrants_present",
    "rogue_agency_count": "judged_agency_count",
    "honest_small_agency_exits_per_year": "honest_small_agency_count",
    "agency_compliance_cost_eur_per_year": "agency_count",
}
PARTS = ("count", "heads", "rate")
# the rate may take away more than the base has where heads rise
BOUNDS = {"count": COUNT, "heads": COUNT}


def splits_of(store: Store, period: str) -> list[Split]:
    """Parts of every policy and count in a period, in the order of the plan; empty without pairs.

    What the effects tell over all years is told so here too, or one label would have two values.
    """
    values = values_of(store)
    if values.is_empty():
        return []
    names = [*COUNTS, *COUNTS.values()]
    chosen = pl.col("period").is_in([period, "all"]) & (pl.col("group_by") == "all") & pl.col("metric").is_in(names)
    pairs = pair_up(values.filter(chosen))
    if pairs.is_empty():
        return []
    codebook, scale, families = codebook_of(store), scale_of(store), families_of(store, period)
    looks = looks_at(store)
    worlds = pairs.select("base", "policy").unique(maintain_order=True).iter_rows()
    order = list(store.read("runs").select("base", "policy").unique(maintain_order=True).iter_rows())
    found: list[Split] = []
    for base, policy in sorted(worlds, key=order.index):
        mine = pairs.filter(base=base, policy=policy)
        for metric, heads in COUNTS.items():
            of_period = mine.filter(period="all" if metric in WHOLE else period)
            table = compared(parts_of(of_period, metric, heads), {}, BOUNDS, families, looks)
            parts = {row["metric"]: row for row in table.to_dicts()}
            if parts:
                found.append(_split(heads, parts, over_all_years(codebook[metric]), scale))
    return found


def parts_of(pairs: pl.DataFrame, metric: str, heads: str) -> pl.DataFrame:
    """Pairs of one world with ``change`` split: rows of metric ``count``, ``heads`` and ``rate``."""
    run = ["base", "policy", "seed", "draw", "group_by", "group", "period"]
    count = pairs.filter(metric=metric).select(*run, "without", "with_policy")
    stock = pairs.filter(metric=heads).select(*run, pl.col("without").alias("h0"), pl.col("with_policy").alias("h1"))
    both = count.join(stock, on=run, how="inner").filter(pl.col("h0") > 0, pl.col("h1") > 0)
    by_heads = (pl.col("h1") - pl.col("h0")) * pl.col("without") / pl.col("h0")
    whole = pl.col("with_policy") - pl.col("without")
    changes = {"count": whole, "heads": by_heads, "rate": whole - by_heads}
    return pl.concat(
        [both.with_columns(change.alias("change"), pl.lit(part).alias("metric")) for part, change in changes.items()]
    )


def _split(heads: str, parts: dict[str, dict[str, Any]], entry: Entry, scale: float) -> Split:
    count = parts["count"]
    small = all(is_small(count[side], entry["unit"], scale) for side in ("without", "with_policy"))
    turns = {"heads": ("heads_fewer", "heads_more"), "rate": ("rate_lower", "rate_higher")}
    says = tuple(
        words[int(parts[part]["diff"] > 0)]
        for part, words in turns.items()
        if not small and parts[part]["diff"] is not None and parts[part]["shown"]
    )
    return Split(
        **{name: count[name] for name in ("base", "policy", "period", "pairs", "outcomes")},
        outcome=outcome_of(entry),
        of=heads,
        parts={part: MASKED if small else change_of(parts[part]) for part in PARTS},
        says=("masked",) if small else says or ("neither",),
    )
