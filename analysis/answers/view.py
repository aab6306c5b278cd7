"""One view of a result folder, shared by the terminal, ``--json`` and the page, so that they agree."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

import polars as pl

from analysis.answers.columns import row_of
from analysis.answers.comparison import effects_of, scale_of
from analysis.answers.precision import looks_words
from analysis.answers.records import MASKED, Effect, Row, level_of, outcome_of
from analysis.answers.summary import mean_and_interval
from analysis.statistics.domain import domains
from analysis.statistics.looks import Looks, looks_at
from analysis.text.codebook import Entry, codebook_of
from analysis.text.missing_values import FEW, is_small
from experiments.store.store import DONE, Store
from sim.core.calendar import FIRST_MONDAY
from sim.world import SIZES

START = FIRST_MONDAY.isoformat()
KEY_OUTCOMES = (
    "agency_migrants_present",
    "migrants_present",
    "uninsured_share",
    "homeless_stock",
    "taken_eur_per_worker_week",
    "worker_weeks_losing_5",
    "rogue_agency_share",
    "rogue_worker_share",
    "vacancy_unfilled_share",
    "tied_housing_share",
    "hire_rate_eur_per_hour",
    "wage_theft_eur_per_worker_week",
    "agency_entry_rate_per_year",
    "agency_exit_rate_per_year",
    "visit_rate_per_year",
)


@dataclasses.dataclass(frozen=True)
class View:
    """What is shown of a result folder."""

    folder: str
    size: str
    scale: float
    seeds: list[int]
    looks: Looks  # numbers of pairs over which all intervals hold; none where seeds were chosen beforehand
    start: str
    end: str
    period: str  # the last full calendar year
    runs_done: int
    runs_failed: int
    versions: dict[str, str]
    titles: dict[str, dict[str, str]]
    measures: dict[str, list[dict[str, Any]]]  # by policy, as `sim.scenario.policy.told` gives them
    rows: list[Row]
    effects: list[Effect]  # of policies, in the same period

    @property
    def few_seeds(self) -> bool:
        """Whether there are too few seeds for useful intervals."""
        return 1 < len(self.seeds) < FEW

    @property
    def plumbing_only(self) -> bool:
        """Whether the runs are too small and short for any conclusion."""
        return self.size == "smoke"

    def rows_of(self, base: str, policy: str) -> list[Row]:
        """Rows of one world."""
        return [row for row in self.rows if (row.base, row.policy) == (base, policy)]

    @property
    def worlds(self) -> list[tuple[str, str]]:
        """Base and policy of every world, in the order of the plan."""
        return list(dict.fromkeys((row.base, row.policy) for row in self.rows))

    def effects_of(self, base: str, policy: str) -> list[Effect]:
        """Effects of one policy; empty for a base and where no run has a partner."""
        return [effect for effect in self.effects if (effect.base, effect.policy) == (base, policy)]

    def entry(self, policy: str) -> str | None:
        """The Monday on which the first measure of a policy enters, as an ISO date; None where it has no measure."""
        return entry_of(self.measures.get(policy, []))

    def title(self, name: str, lang: str) -> str:
        """Title of a base or policy."""
        return self.titles.get(name, {}).get(lang, name)

    def facts(self) -> dict[str, Any]:
        """The view as plain data."""
        facts = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        facts |= {"rows": [row_of(row) for row in self.rows], "effects": [row_of(e) for e in self.effects]}
        facts["looks_text"] = looks_words(self.looks)
        return facts | {"plumbing_only": self.plumbing_only, "few_seeds": self.few_seeds}


def entry_of(measures: Sequence[dict[str, Any]]) -> str | None:
    """The Monday on which the first of the measures enters, as an ISO date; None without measures."""
    return min((measure["enters"] for measure in measures), default=None)


def view_of(store: Store, every: bool = False) -> View:
    """The view of a folder; ``every`` outcome, or the key ones only."""
    manifest, summary = store.manifest() or {}, store.read("summary")
    runs, codebook = store.read("runs"), list(codebook_of(store).values())
    end = last_day(store)
    period = last_full_year(end)
    chosen = [entry for entry in codebook if every or entry["name"] in KEY_OUTCOMES]
    if not every:
        chosen.sort(key=lambda entry: KEY_OUTCOMES.index(entry["name"]))
    # Without a full year the period that was simulated is all there is.
    found = summary.filter(pl.col("period") == period, pl.col("group_by") == "all")
    values = {(r["base"], r["policy"], r["metric"]): r for r in found.to_dicts()}
    worlds = list(dict.fromkeys((r["base"], r["policy"]) for r in runs.to_dicts()))
    plan = manifest["plan"]
    scale = SIZES[plan["size"]].scale
    rows = [_row(*world, entry, values[(*world, entry["name"])], scale) for world in worlds for entry in chosen
            if (*world, entry["name"]) in values]  # fmt: skip
    done = runs.filter(pl.col("status") == DONE).height
    return View(
        str(store.folder), plan["size"], scale, plan["seeds"], looks_at(store), START, end, period,
        done, runs.height - done, manifest["versions"], manifest["titles"], manifest.get("measures", {}), rows,
        effects_of(store, period),
    )  # fmt: skip


def _row(base: str, policy: str, entry: Entry, found: dict[str, Any], scale: float) -> Row:
    return Row(
        base=base,
        policy=policy,
        outcome=outcome_of(entry),
        level=MASKED if is_small(found["mean"], entry["unit"], scale) else level_of(found),
        n=found["n"],
        definition=entry["definition"],
        definition_nl=entry["definition_nl"],
    )


def last_day(store: Store) -> str:
    """The last Monday that the runs of a folder simulate; raises StopIteration where none has ended."""
    runs = (store.manifest() or {"run_ids": ()})["run_ids"]
    return next(told["end"] for run in runs if (told := store.receipt(run)) is not None)


def last_full_year(end: str) -> str:
    """The last calendar year whose every Monday is simulated; ``all`` if there is none."""
    last = dt.date.fromisoformat(end)
    year = last.year if (last + dt.timedelta(weeks=1)).year > last.year else last.year - 1
    return str(year) if year >= 2021 else "all"


def paths_of(store: Store) -> list[dict[str, Any]]:
    """Time paths of the key outcomes: mean over seeds with its interval, by week where weeks were stored."""
    codebook, scale = codebook_of(store), scale_of(store)
    weekly = store.read("weekly")
    values = weekly if not weekly.is_empty() else store.read("yearly")
    values = values.filter(pl.col("group_by") == "all", pl.col("metric").is_in(KEY_OUTCOMES))
    found = mean_and_interval(values, ("metric", "base", "policy", "date"), domains(store), looks_at(store)).sort(
        "date"
    )
    charts: list[dict[str, Any]] = []
    worlds = list(store.read("runs").select("base", "policy").unique(maintain_order=True).rows())
    for name in KEY_OUTCOMES:
        lines: list[dict[str, Any]] = []
        mine = found.filter(pl.col("metric") == name)
        for base, policy in worlds:
            line = mine.filter(pl.col("base") == base, pl.col("policy") == policy)
            if line.is_empty():
                continue
            small = [is_small(mean, codebook[name]["unit"], scale) for mean in line["mean"]]
            columns = {
                key: [None if masked else value for value, masked in zip(line[key], small, strict=True)]
                for key in ("mean", "lo", "hi")
            }
            dates = [date.isoformat() for date in line["date"]]
            lines.append({"base": base, "policy": policy, "date": dates, **columns})
        if lines:
            told = ("name", "label_nl", "label_en", "unit", "definition", "definition_nl", "scope", "scope_nl")
            entry = {key: codebook[name][key] for key in told}
            charts.append({**entry, "step": "year" if weekly.is_empty() else "week", "lines": lines})
    return charts
