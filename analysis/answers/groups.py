"""Who gains and who loses: paired effects by group of people.

Only groups a person is in for good before any policy: origin, sector, and the province first seen in. The size
class of an agency is fixed too, but people may move to agencies of another class because of a policy, so a
difference between such groups mixes effect with composition; those are in the tables and not here.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from analysis.answers.findings import finding
from analysis.answers.records import MASKED, GroupEffect, change_of, level_of, outcome_of
from analysis.answers.summary import directions, mean_and_interval, values_of
from analysis.statistics.domain import domains
from analysis.statistics.looks import looks_at
from analysis.statistics.paired import compared, pair_up
from analysis.text.answer_words import DIMENSIONS
from analysis.text.codebook import Entry, codebook_of
from analysis.text.messages import first_known
from analysis.text.missing_values import LEAST
from experiments.plan.run_spec import BASE
from experiments.store.store import Store

OUTCOMES = ("uninsured_share", "homeless_share", "crowded_bed_share", "jobless_share")
HEADS = "migrants_present"


def group_effects_of(store: Store, period: str, scale: float) -> list[GroupEffect]:
    """Effects by group of every policy, in the order of the plan; empty without pairs or groups.

    A group of fewer than ten simulated persons, in the base or with the policy, is there without its numbers.
    """
    values = values_of(store)
    if values.is_empty():
        return []
    values = values.filter(pl.col("period") == period, pl.col("group_by").is_in(list(DIMENSIONS)))
    means = values.filter(metric=HEADS).group_by("base", "policy", "group_by", "group").agg(pl.col("value").mean())
    heads = {row[:4]: row[4] or 0.0 for row in means.iter_rows()}
    values = values.filter(pl.col("metric").is_in(OUTCOMES))
    pairs = pair_up(values)
    if pairs.is_empty():
        return []
    keys, known, looks = ("base", "group_by", "group", "metric"), domains(store), looks_at(store)
    levels = mean_and_interval(values.filter(policy=BASE), keys, known, looks).to_dicts()
    level = {tuple(row[key] for key in keys): row for row in levels}
    codebook = codebook_of(store)
    order = list(store.read("runs").select("base", "policy").unique(maintain_order=True).iter_rows())
    groups = list(values.select("group").unique(maintain_order=True).to_series())
    found: list[GroupEffect] = []
    for dimension in DIMENSIONS:
        part = pairs.filter(group_by=dimension)
        found_here = compared(part, directions(store), known, looks=looks) if not part.is_empty() else part
        for row in found_here.to_dicts():
            worlds = [(row["base"], policy, dimension, row["group"]) for policy in (BASE, row["policy"])]
            masked = min(heads.get(world, 0.0) for world in worlds) * scale < LEAST
            found.append(_effect(row, level[tuple(row[key] for key in keys)], codebook[row["metric"]], masked))

    def place(e: GroupEffect) -> tuple[int, ...]:
        world, dimension = order.index((e.base, e.policy)), list(DIMENSIONS).index(e.group_by)
        return world, dimension, groups.index(e.group), OUTCOMES.index(e.metric)

    return sorted(found, key=place)


def _effect(row: dict[str, Any], level: dict[str, Any], entry: Entry, masked: bool) -> GroupEffect:
    same = ("base", "policy", "group_by", "group", "period", "pairs", "outcomes")
    return GroupEffect(
        **{name: row[name] for name in same},
        outcome=outcome_of(entry),
        level=MASKED if masked else level_of(level),
        change=MASKED if masked else change_of(row),
        shown=row["shown"] and not masked,
        finding="masked" if masked else finding(row, entry["better"]),
    )


def group_name(group: str, lang: str) -> str:
    """A group in words; provinces by their own name."""
    return first_known([f"group.{group}"], lang) or "-".join(part.capitalize() for part in group.split("_"))
