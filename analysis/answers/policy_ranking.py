"""Policies compared with each other: which is probably better, and the regret of not choosing the best.

Policies of one base meet the same luck, so they are compared pair by pair as each is with the base. *Regret* is, in
each pair of seed, draw and design point, how far a policy is from the best of all worlds there, the base included: a
policy that is never best but never far from it has little of it.
"""

from __future__ import annotations

import polars as pl

from analysis.answers.comparison import COMPARED, in_period
from analysis.answers.records import Rival, change_of, outcome_of
from analysis.answers.summary import values_of
from analysis.statistics.domain import domains
from analysis.statistics.looks import looks_at
from analysis.statistics.paired import differences, with_interval
from analysis.text.codebook import codebook_of
from experiments.plan.run_spec import BASE
from experiments.store.store import Store

LUCK = ("base", "point", "seed", "draw", "metric", "group_by", "group", "period")


def rivals_of(store: Store, period: str) -> list[Rival]:
    """Every policy against every other of its base, on the compared outcomes with a direction, in plan order."""
    codebook, known, looks = codebook_of(store), domains(store), looks_at(store)
    better = {name: codebook[name]["better"] for name in COMPARED if codebook[name]["better"] != "none"}
    values = values_of(store)
    if values.is_empty():
        return []
    values = values.filter(in_period(period), pl.col("metric").is_in(list(better)), group_by="all").drop_nulls("value")
    order = list(store.read("runs").select("base", "policy").unique(maintain_order=True).iter_rows())
    regrets = {row[:3]: row[3:] for row in _regrets(values, better).iter_rows()}
    found: list[Rival] = []
    for base, policy in order:
        rivals = [name for its_base, name in order if its_base == base and name not in (BASE, policy)]
        if policy == BASE or not rivals:
            continue
        pairs = pl.concat([_against(values, base, policy, rival) for rival in rivals])
        if pairs.is_empty():
            continue
        won = {row[:2]: row[2] for row in _won(pairs, better).iter_rows()}
        table = differences(_over_points(pairs), better, known, looks)
        table = with_interval(table, table.height, "sim_lo", "sim_hi", looks)
        for row in table.to_dicts():
            entry, regret = codebook[row["metric"]], regrets[base, policy, row["metric"]]
            found.append(
                Rival(
                    base=base,
                    policy=policy,
                    rival=row["policy"],
                    outcome=outcome_of(entry),
                    period=row["period"],
                    pairs=row["pairs"],
                    change=change_of(row),
                    outcomes=table.height,
                    p_better=row["p_better"],
                    won=won[row["policy"], row["metric"]],
                    regret=regret[0],
                    regret_most=regret[1],
                )
            )
    place = {world: k for k, world in enumerate(order)}
    names = list(better)
    return sorted(found, key=lambda r: (place[r.base, r.policy], names.index(r.metric), place[r.base, r.rival]))


def _against(values: pl.DataFrame, base: str, policy: str, rival: str) -> pl.DataFrame:
    """Pairs of one policy and a rival; the rival stands under ``policy``, as the one compared with."""
    same = [name for name in LUCK if name in values.columns]
    mine = values.filter(base=base, policy=policy).select(*same, pl.col("value").alias("with_policy"))
    other = values.filter(base=base, policy=rival).select(*same, "policy", pl.col("value").alias("without"))
    both = mine.join(other, on=same, how="inner").with_columns(
        (pl.col("with_policy") - pl.col("without")).alias("change")
    )
    return both


def _over_points(pairs: pl.DataFrame) -> pl.DataFrame:
    """One pair per seed and draw: the mean over the design points.

    Points share their luck, so it is the seeds that differ independently.
    """
    luck = [name for name in (*LUCK, "policy") if name in pairs.columns and name != "point"]
    return pairs.group_by(luck, maintain_order=True).agg(pl.col("with_policy", "without", "change").mean())


def _good(better: dict[str, str]) -> pl.Expr:
    """1 where more is better, -1 where less is."""
    return pl.col("metric").replace_strict({name: 1.0 if way == "higher" else -1.0 for name, way in better.items()})


def _won(pairs: pl.DataFrame, better: dict[str, str]) -> pl.DataFrame:
    gain = (pl.col("change") * _good(better)).sign()
    return pairs.group_by("policy", "metric").agg(((gain + 1.0) / 2.0).mean())


def _regrets(values: pl.DataFrame, better: dict[str, str]) -> pl.DataFrame:
    """base, policy, metric, mean and largest regret; only seeds and draws that every world of the base has."""
    same = [name for name in LUCK if name in values.columns]
    good = values.with_columns((pl.col("value") * _good(better)).alias("good"))
    worlds = good.group_by("base").agg(pl.col("policy").n_unique().alias("worlds"))
    best = good.group_by(same).agg(pl.col("good").max().alias("best"), pl.len().alias("met")).join(worlds, on="base")
    missed = good.join(best.filter(pl.col("met") == pl.col("worlds")), on=same, how="inner", nulls_equal=True)
    regret = pl.col("best") - pl.col("good")
    return missed.group_by("base", "policy", "metric").agg(regret.mean().alias("mean"), regret.max().alias("most"))
