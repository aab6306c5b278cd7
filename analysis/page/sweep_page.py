"""The page of a sweep: the experiment, and a chart with its table for each policy and outcome."""

from __future__ import annotations

import functools
import re
import shlex
from pathlib import Path
from typing import Any

from analysis.answers.precision import looks_words
from analysis.answers.sweep import Sweep, sweep_of
from analysis.answers.sweep_parameters import (
    ONE_AT_A_TIME,
    compact_points,
    kind_of_design,
    picture_of,
    varied_parameters,
)
from analysis.answers.view import START, last_day
from analysis.page.shell import PAGE, measure_texts, page_of, unit_names
from analysis.page.sweep_charts import MOST_BARS, MOST_LINES, chart_of, drawn_points, groups_of, tables_of, tornado_of
from analysis.text.codebook import codebook_of
from analysis.text.languages import field, in_each
from analysis.text.messages import family
from analysis.text.missing_values import FEW
from experiments.design.designs import SAMPLED
from experiments.store.store import DONE, FAILED, Store

SWEEP_SCRIPTS = ("base.js", "points.js", "lines.js", "tornado.js", "cloud.js", "sweep.js")  # the last fills the page
PLACES = ("--out", "--store", "--scheduler", "--slurm", "--executor", "--workers")
"""Options that say where runs are made and kept: they change no number and may name a machine."""


def write_sweep_page(store: Store, lang: str, sweep: Sweep | None = None) -> Path:
    """Write ``report.html`` into the folder and give its path; ``sweep`` is its answer where that is known already."""
    store.write_text(PAGE, page_of(sweep_data(store, lang, sweep), SWEEP_SCRIPTS, lang))
    return store.folder / PAGE


def sweep_data(store: Store, lang: str, sweep: Sweep | None = None) -> dict[str, Any]:
    """All the page shows, with its words; every number of an outcome is one of `analysis.answers.sweep.sweep_of`.

    Raises StopIteration where no run is finished.
    """
    sweep = sweep or sweep_of(store)
    manifest, codebook = store.manifest() or {}, codebook_of(store)
    kind = kind_of_design(manifest)
    figures = varied_parameters(sweep, manifest, kind)
    picture = picture_of(kind, figures, MOST_LINES)
    groups = groups_of(sweep)
    bars = picture["kind"] != "scatter" or len(sweep.settings) <= MOST_BARS
    alone = kind == ONE_AT_A_TIME  # all its points are needed: a tornado of some of them would be another one
    each = (1 if alone else len(figures)) + len(groups) * (3 if bars else 1)
    tables = tables_of(groups, each)
    points = drawn_points(sweep, tables, each, list(sweep.settings) if alone else ())
    place = {point: k for k, point in enumerate(points)}
    order = {figure["key"]: k for k, figure in enumerate(figures)}
    charts: list[dict[str, Any]] = []
    for key, rows in groups.items():
        chart = chart_of(rows, tables[key], place, bars)
        charts.append(chart | (tornado_of(rows, sweep.settings, place, order) if alone else {}))
    units = {row.unit for rows in groups.values() for row in rows[:1]}
    asked = manifest.get("configuration", {}).get("experiment", {})
    nothing = in_each(lambda _: "")
    return {
        "lang": lang,
        "words": family("page", "sweep"),
        "units": unit_names(units),
        "said": family("finding"),
        "reasons": family("reason"),
        "view": _view(store, sweep, manifest),
        "policies": [
            {"base": base, "policy": policy, "measures": measure_texts(manifest.get("measures", {}).get(policy, []))}
            for base, policy in sweep.worlds
        ],
        "asked": {
            "title": asked.get("title") or nothing, "text": asked.get("text") or nothing,
            "kind": kind, "sampled": kind in SAMPLED,
            "bases": list(dict.fromkeys(manifest["bases"].values())), "points": len(sweep.settings),
            "runs": len(manifest["run_ids"]), "at_once": sweep.rows[0].at_once if sweep.rows else 0,
            "fixed": {key: value for key, value in manifest["plan"]["overrides"].items()},
            "command": portable(manifest.get("command", "")),
        },
        "definitions": {
            name: in_each(functools.partial(field, codebook[name], "definition"))
            for name in dict.fromkeys(row.metric for row in sweep.rows)
        },
        "figures": figures,
        "picture": picture,
        "points": compact_points(sweep, figures, points, kind),
        "charts": charts,
    }  # fmt: skip


def _view(store: Store, sweep: Sweep, manifest: dict[str, Any]) -> dict[str, Any]:
    """What the head of a page shows, under the names that `analysis.answers.view.View` has."""
    seeds = manifest["plan"]["seeds"]
    status = store.read("runs")["status"].to_list()
    return {
        "titles": sweep.titles, "size": sweep.size, "scale": sweep.scale, "seeds": seeds, "start": START,
        "end": last_day(store), "period": sweep.period, "runs_failed": status.count(FAILED),
        "runs_done": status.count(DONE), "versions": manifest["versions"],
        "plumbing_only": sweep.size == "smoke", "few_seeds": 1 < len(seeds) < FEW,
        "looks_text": looks_words(sweep.looks),
    }  # fmt: skip


def portable(command: str) -> str:
    """The command that makes a folder, without what holds on one machine only; files by their name.

    Examples
    --------
    >>> portable("uitzendlab sweep --out x/y policies=a/b.yaml,deposit world.hirers=1,2")
    'uitzendlab sweep policies=b.yaml,deposit world.hirers=1,2'
    """
    words = iter(shlex.split(command))
    kept: list[str] = []
    for word in words:
        if word in PLACES:
            next(words, None)
        else:
            kept.append(re.sub(r"[^,=]*[/\\]([^,=/\\]+)", r"\1", word))
    return shlex.join(kept)
