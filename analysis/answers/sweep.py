"""What policies change at every point of a design, for a few outcomes; where nothing is compared, the levels."""

from __future__ import annotations

import collections
import dataclasses
import functools
from collections.abc import Sequence
from typing import Any

import polars as pl

from analysis.answers.columns import row_of
from analysis.answers.comparison import in_period, scale_of
from analysis.answers.findings import finding
from analysis.answers.precision import looks_words
from analysis.answers.records import MASKED, Estimate, PointRow, outcome_of
from analysis.answers.summary import KEYS, directions, mean_and_interval, values_of
from analysis.answers.view import last_day, last_full_year
from analysis.statistics.domain import domains
from analysis.statistics.false_discovery import chosen
from analysis.statistics.looks import Looks, looks_at
from analysis.statistics.paired import differences, excludes_zero, pair_up, with_interval
from analysis.text.codebook import Entry, codebook_of, over_all_years
from analysis.text.missing_values import is_small, of_pairs, of_runs
from experiments.plan.plan import plan_from
from experiments.plan.run_spec import BASE
from experiments.store.store import Store

OUTCOMES = (
    "uninsured_share",
    "homeless_stock",
    "rogue_agency_count",
    "wage_theft_eur_per_worker_week",
    "honest_small_agency_count",
    "state_cost_eur_per_year",
)


@dataclasses.dataclass(frozen=True)
class Sweep:
    """The answer of a sweep."""

    folder: str
    size: str
    scale: float
    seeds: int
    looks: Looks  # numbers of pairs over which all intervals hold; none where seeds were chosen beforehand
    period: str
    outcomes: tuple[str, ...]
    keys: tuple[str, ...]  # figures that differ between points
    settings: dict[int, dict[str, Any]]  # by point, those keys only
    titles: dict[str, dict[str, str]]
    rows: list[PointRow]

    @property
    def worlds(self) -> list[tuple[str, str]]:
        """Base and policy of every table, in the order of the plan."""
        return list(dict.fromkeys((row.base, row.policy) for row in self.rows))

    @functools.cached_property
    def names(self) -> dict[str, str]:
        """The last part of each key, or all of it where two keys end alike."""
        ends = [key.rpartition(".")[2] for key in self.keys]
        times = collections.Counter(ends)
        return {key: end if times[end] == 1 else key for key, end in zip(self.keys, ends, strict=True)}

    def facts(self) -> dict[str, Any]:
        """The answer as plain data."""
        facts = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        facts["looks_text"] = looks_words(self.looks)
        return facts | {"rows": [row_of(row) for row in self.rows]}

    def label(self, point: int) -> str:
        """The settings of a point in short."""
        told = (f"{self.names[key]}={_short(value)}" for key, value in self.settings[point].items())
        return ", ".join(told) or "–"


def is_sweep(store: Store) -> bool:
    """Whether a folder holds more than one design point."""
    return len((store.manifest() or {"plan": {"design": ()}})["plan"]["design"]) > 1


def sweep_of(store: Store, outcomes: Sequence[str] = (), also: Sequence[str] = ()) -> Sweep:
    """The answer of a folder, for the outcomes given or else those that its experiment names and some more."""
    manifest = store.manifest() or {}
    told = manifest.get("configuration", {}).get("experiment", {}).get("outcomes")
    chosen = tuple(dict.fromkeys(outcomes or (*(told or OUTCOMES), *also)))
    plan = plan_from(manifest["plan"])
    keys = tuple(sorted({key for point in plan.design for key, _ in point}))
    settings = {number: {key: value for key, value in point if key in keys} for number, point in plan.points}
    period = last_full_year(last_day(store))
    rows = _rows(store, chosen, period, list(manifest["policies"].values()))
    scale, seeds = scale_of(store), len(plan.seeds)
    return Sweep(
        str(store.folder), plan.size, scale, seeds, looks_at(store), period, chosen, keys, settings,
        manifest["titles"], rows,
    )  # fmt: skip


def extremes(rows: Sequence[PointRow]) -> list[PointRow]:
    """The rows with the lowest and the highest value of each outcome; one where no value may be shown."""
    found: list[PointRow] = []
    for metric in dict.fromkeys(row.metric for row in rows):
        mine = [row for row in rows if row.metric == metric]
        known = by_value(mine)
        found += dict.fromkeys((known[0], known[-1]) if known else mine[:1])
    return found


def by_value(rows: Sequence[PointRow]) -> list[PointRow]:
    """The rows that have a value, the lowest first."""
    known = [row for row in rows if row.estimate.value is not None]
    return sorted(known, key=lambda row: row.estimate.value or 0.0)


def _rows(store: Store, outcomes: tuple[str, ...], period: str, policies: list[str]) -> list[PointRow]:
    values = values_of(store)
    if values.is_empty():
        return []
    values = values.filter(in_period(period) & (pl.col("group_by") == "all") & pl.col("metric").is_in(outcomes))
    pairs, known, looks = pair_up(values), domains(store), looks_at(store)
    if pairs.is_empty():
        found = mean_and_interval(values, KEYS, known, looks).rename({"mean": "value"})
        facts = found.with_columns(pl.lit(1).alias("at_once"), pl.lit(None).alias("without")).to_dicts()
    else:
        found = differences(pairs, directions(store), known, looks)
        found = with_interval(chosen(found, looks), found.height, "sim_lo", "sim_hi", looks).with_columns(
            excludes_zero("sim").alias("shown"), pl.lit(found.height).alias("at_once")
        )
        found = found.with_columns((pl.col("chosen") & ~pl.col("shown")).alias("likely"))
        same = {"pairs": "n", "diff": "value", "sim_lo": "lo", "sim_hi": "hi"}
        facts = found.with_columns(pl.col(old).alias(new) for old, new in same.items()).to_dicts()
    codebook, scale, order = codebook_of(store), scale_of(store), [BASE, *policies]
    facts.sort(key=lambda r: (r["base"], order.index(r["policy"]), outcomes.index(r["metric"]), r["point"]))
    return [_row(fact, over_all_years(codebook[fact["metric"]]), scale) for fact in facts]


def _row(fact: dict[str, Any], entry: Entry, scale: float) -> PointRow:
    unit, compared = entry["unit"], fact["policy"] != BASE
    why = of_pairs(fact["n"], fact["lo"], fact["sd"]) if compared else of_runs(fact["n"], fact["lo"])
    row = PointRow(
        **{name: fact[name] for name in ("base", "policy", "point", "period", "n", "without", "at_once")},
        outcome=outcome_of(entry),
        estimate=Estimate(fact["value"], fact["lo"], fact["hi"], why),
        finding=finding(fact, entry["better"]) if compared else None,
    )
    levels = (fact["without"], fact["with_policy"]) if compared else (fact["value"],)
    if any(level is not None for level in levels) and all(is_small(level, unit, scale) for level in levels):
        said = "masked" if compared else None
        return dataclasses.replace(row, estimate=MASKED, without=None, finding=said)
    return row


def _short(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)
