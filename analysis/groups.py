"""Who gains and who loses: paired effects by group of people.

Only groups a person is in for good before any policy: origin, sector, and the province first seen in. The size
class of an agency is fixed too, but people may move to agencies of another class because of a policy, so a
difference between such groups mixes effect with composition; those are in the tables and not here.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import polars as pl

from analysis.paired import compared, pair_up
from analysis.summary import directions, values_of
from experiments.spec import BASE
from experiments.store import Store

OUTCOMES = ("uninsured_share", "homeless_share", "crowded_bed_share", "jobless_share")
HEADS = "migrants_present"
LEAST = 10.0  # simulated persons; below it a cell is masked
DIMENSIONS: dict[str, tuple[str, str]] = {
    "origin": ("herkomst", "origin"),
    "sector": ("sector", "sector"),
    "province": ("provincie", "province"),
}
NAMES: dict[str, tuple[str, str]] = {
    "pl": ("Polen", "Poland"),
    "ro": ("Roemenië", "Romania"),
    "bg": ("Bulgarije", "Bulgaria"),
    "other_eu": ("overige EU", "other EU"),
    "posted_third": ("gedetacheerd van buiten de EU", "posted from outside the EU"),
    "horticulture": ("tuinbouw", "horticulture"),
    "logistics": ("logistiek", "logistics"),
    "food": ("voedingsindustrie", "food industry"),
    "construction": ("bouw", "construction"),
    "cleaning_other": ("schoonmaak en overig", "cleaning and other"),
}


@dataclasses.dataclass(frozen=True)
class GroupEffect:
    """Difference of one outcome in one group; a share, so in parts of one."""

    base: str
    policy: str
    group_by: str
    group: str
    metric: str
    unit: str
    label_nl: str
    label_en: str
    pairs: int
    without: float | None  # all None where the group is too small to show
    diff: float | None
    sim_lo: float | None  # 95%, of all cells of this policy and dimension at once
    sim_hi: float | None
    shown: bool


def group_effects_of(store: Store, period: str, scale: float) -> list[GroupEffect]:
    """Effects by group of every policy, in the order of the plan; empty without pairs or groups."""
    values = values_of(store)
    if values.is_empty():
        return []
    values = values.filter(pl.col("period") == period, pl.col("group_by").is_in(list(DIMENSIONS)))
    bases = values.filter(policy=BASE, metric=HEADS).group_by("base", "group_by", "group").agg(pl.col("value").mean())
    heads = {row[:3]: row[3] or 0.0 for row in bases.iter_rows()}
    pairs = pair_up(values.filter(pl.col("metric").is_in(OUTCOMES)))
    if pairs.is_empty():
        return []
    codebook = {entry["name"]: entry for entry in store.read("codebook").to_dicts()}
    order = list(store.read("runs").select("base", "policy").unique(maintain_order=True).iter_rows())
    groups = list(values.select("group").unique(maintain_order=True).to_series())
    found = []
    for dimension in DIMENSIONS:
        part = pairs.filter(group_by=dimension)
        rows = compared(part, directions(store)).to_dicts() if not part.is_empty() else []
        for row in rows:
            masked = heads.get((row["base"], dimension, row["group"]), 0.0) * scale < LEAST
            numbers: dict[str, Any] = {
                name: None if masked else row[name] for name in ("without", "diff", "sim_lo", "sim_hi")
            }
            said = {name: row[name] for name in ("base", "policy", "group_by", "group", "metric", "pairs")}
            entry = {name: codebook[row["metric"]][name] for name in ("unit", "label_nl", "label_en")}
            found.append(GroupEffect(**said, **entry, **numbers, shown=row["shown"] and not masked))

    def place(e: GroupEffect) -> tuple[int, ...]:
        world, dimension = order.index((e.base, e.policy)), list(DIMENSIONS).index(e.group_by)
        return world, dimension, groups.index(e.group), OUTCOMES.index(e.metric)

    return sorted(found, key=place)


def group_name(group: str, lang: str) -> str:
    """A group in words; provinces by their own name."""
    if group in NAMES:
        return NAMES[group][0 if lang == "nl" else 1]
    return "-".join(part.capitalize() for part in group.split("_"))
