"""The words of docs/levers.md on what each measure alone does to its own margin, from docs/lever-effects.csv."""

from __future__ import annotations

from typing import Any

from analysis.text.number_format import change, change_interval, figure
from sim.measures.catalogue import find
from sim.outcomes.metrics import BY_NAME
from sim.world import SIZES
from tools.docs.lever_effects import EXPECTED, OPPOSITE, SAME, UNMEASURED, UNSEEN, read_table

INTRO = """## What each measure alone does

Each measure alone at its defaults, from 5 July 2021, on the law of 2020, and of each the one outcome that it moves
before anything else. Differences are of {pairs} pairs of runs at 1/{scale} of the country, in {year}, each with a 95%
interval of its own. A difference is told where it can be told apart among all of these with at most one in twenty
false (Benjamini-Hochberg); *nothing can be seen* is no proof that there is nothing. Measures that do nothing by
themselves stand beside another, as said, and are compared with that one alone.
Made by `python -m tools.docs.lever_effects` ([the table](lever-effects.csv)).
"""
UNMADE = """## What each measure alone does

Not measured yet: `make lever-effects` makes the runs and the table.
"""
WAY = {"up": "rises", "down": "falls"}


def overview() -> str:
    """The table of all measures, as Markdown."""
    rows = read_table()
    measured = [row for row in rows if row["verdict"] != UNMEASURED]
    if not measured:
        return UNMADE
    first = measured[0]
    pairs, scale = f"{first['pairs']:.0f}", f"{1 / SIZES[first['size']].scale:g}"
    lines = [INTRO.format(pairs=pairs, scale=scale, year=first["year"])]
    lines += ["| | measure | its own margin, without it | expected | difference | |", "| --- " * 6 + "|"]
    for row in measured:
        margin = BY_NAME[row["outcome"]]
        level = f"{margin.label_en}, {figure(row['without'], margin.unit, 'en')}"
        beside = f" beside {row['beside']}" if row["beside"] else ""
        cells = [row["id"], f"`{row['measure']}`{beside}", level, WAY[row["expected"]], _difference(row), _short(row)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def told_by_measure() -> dict[str, str]:
    """A sentence for each measure, by slug."""
    return {row["measure"]: _sentence(row) for row in read_table()}


def _sentence(row: dict[str, Any]) -> str:
    margin, measure = BY_NAME[row["outcome"]], find(row["measure"])
    assert measure is not None and measure.margin is not None
    head = f"*{margin.label_en}* (`{margin.name}`), expected that it {WAY[row['expected']]}"
    head += f", beside {row['beside']}: " if row["beside"] else ": "
    if row["verdict"] == UNMEASURED:
        return head + "not measured yet."
    level = figure(row["without"], margin.unit, "en")
    reason = f" {measure.margin.unseen.en}" if measure.margin.unseen else ""
    if row["verdict"] == EXPECTED:
        return f"{head}{_difference(row)} on {level} without it."
    if row["verdict"] == OPPOSITE:
        return f"{head}{_difference(row)} on {level} without it, the other way.{reason}"
    if row["verdict"] == SAME:
        return f"{head}nothing can be seen, it is {level} in every pair with it and without it.{reason}"
    return f"{head}nothing can be seen, {_difference(row)} on {level} without it.{reason or _bound(row)}"


def _bound(row: dict[str, Any]) -> str:
    """Of a measure without a reason of its own: how large the difference may still be."""
    if row["diff_lo"] is None or not row["without"]:
        return ""
    most = max(abs(row["diff_lo"]), abs(row["diff_hi"])) / abs(row["without"])
    return f" These runs leave room for a difference of up to {most:.2g} times that level."


def _difference(row: dict[str, Any]) -> str:
    unit = BY_NAME[row["outcome"]].unit
    told = change(row["diff"], unit, "en")
    if row["verdict"] == SAME:
        return told
    if row["diff_lo"] is None or row["diff_lo"] == row["diff_hi"]:
        return f"{told} in every pair" if row["verdict"] in (EXPECTED, OPPOSITE) else told
    return f"{told} ({change_interval(row['diff_lo'], row['diff_hi'], unit, 'en')})"


def _short(row: dict[str, Any]) -> str:
    return {EXPECTED: "as expected", OPPOSITE: "the other way", UNSEEN: "nothing can be seen", SAME: "no difference"}[
        row["verdict"]
    ]
