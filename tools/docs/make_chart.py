"""Draw docs/base-world.svg from a result folder: eight outcomes of the base world, week by week.

    .venv/bin/python -m tools.docs.make_chart                                  results/main -> docs/base-world.svg
    .venv/bin/python -m tools.docs.make_chart FOLDER FILE [--base NAME]

Line: mean over the seeds. Band: 95% interval of that mean (Student's t), as on the page of the folder. The
drawing is plain SVG and the same for the same results, so a change of it in version control is a change of results.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import sys
from html import escape
from pathlib import Path

import polars as pl

from analysis.answers.summary import mean_and_interval
from analysis.statistics.domain import domain_of
from experiments.plan.run_spec import BASE
from experiments.store.store import Store

PANELS = (
    ("agency_migrants_present", "Agency migrants present", "persons"),
    ("migrants_present", "Migrants present (scope)", "persons"),
    ("uninsured_share", "Uninsured", "share"),
    ("homeless_stock", "Homeless", "persons"),
    ("rogue_agency_share", "Rogue agencies", "share"),
    ("tied_housing_share", "Tied housing", "share"),
    ("vacancy_unfilled_share", "Orders unfilled", "share"),
    ("hire_rate_eur_per_hour", "Hire rate", "EUR per hour"),
)
COLUMNS = 4
WIDTH, HEIGHT = 270.0, 190.0  # of a panel with its margins
LEFT, RIGHT, TOP, BOTTOM = 50.0, 12.0, 34.0, 24.0
HEAD, FOOT = 16.0, 40.0
LINE, BAND, GRID, INK = "#0b5394", "#9fc5e8", "#d9d9d9", "#333333"


def ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round values from at most ``low`` to at least ``high``."""
    span = max(high - low, 0.02 * abs(high), 1e-9)  # a level line is no drama
    power = 10.0 ** math.floor(math.log10(span / about))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if span / (m * power) <= about)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [float(f"{k * step:.12g}") for k in range(first, max(last, first + 1) + 1)]


def label(value: float, unit: str) -> str:
    """A tick in words."""
    if unit == "share":
        return f"{100 * value:g}%"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.4g}"


def panel(rows: pl.DataFrame, title: str, unit: str, x: float, y: float) -> str:
    """One small chart with its corner at (x, y); ``rows`` has date, mean, lo, hi in the order of dates."""
    parts = [f'<g><text x="{x + 4:.0f}" y="{y + 18:.0f}" class="t">{escape(title)}</text>']
    rows = rows.filter(pl.col("mean").is_not_null())
    if rows.is_empty():
        return "".join([*parts, f'<text x="{x + LEFT:.0f}" y="{y + 90:.0f}">no values</text></g>'])
    lows = rows["lo"].fill_null(rows["mean"]).to_list()
    highs = rows["hi"].fill_null(rows["mean"]).to_list()
    marks = ticks(min(0.0, *lows) if unit == "share" else min(lows), max(highs))
    first, last = rows["date"][0], rows["date"][-1]
    days = max((last - first).days, 1)

    def at(date: dt.date, value: float) -> str:
        across = x + LEFT + (date - first).days / days * (WIDTH - LEFT - RIGHT)
        down = y + HEIGHT - BOTTOM - (value - marks[0]) / (marks[-1] - marks[0]) * (HEIGHT - TOP - BOTTOM)
        return f"{across:.1f},{down:.1f}"

    for mark in marks:
        start, stop = at(first, mark).split(","), at(last, mark).split(",")
        parts.append(f'<line x1="{start[0]}" y1="{start[1]}" x2="{stop[0]}" y2="{stop[1]}" class="g"/>')
        low = float(start[1]) + 4
        parts.append(f'<text x="{x + LEFT - 5:.0f}" y="{low:.1f}" class="y">{label(mark, unit)}</text>')
    for year in range(first.year + (first > dt.date(first.year, 1, 31)), last.year + 1):
        across = at(max(dt.date(year, 1, 1), first), marks[0]).split(",")[0]
        parts.append(f'<text x="{across}" y="{y + HEIGHT - 8:.0f}" class="x">{year % 100:02d}</text>')
    dates, means = rows["date"].to_list(), rows["mean"].to_list()
    band = [at(d, v) for d, v in zip(dates, lows, strict=True)]
    band += [at(d, v) for d, v in zip(reversed(dates), reversed(highs), strict=True)]
    line = " ".join(at(d, v) for d, v in zip(dates, means, strict=True))
    parts.append(f'<polygon points="{" ".join(band)}" class="b"/><polyline points="{line}" class="l"/></g>')
    return "".join(parts)


def draw(weekly: pl.DataFrame, about: str) -> str:
    """The whole drawing from the ``weekly`` table of one base world."""
    domains = {name: domain_of(name, unit) for name, _, unit in PANELS}
    found = mean_and_interval(weekly, ("metric", "date"), domains).sort("metric", "date")
    lines = -(-len(PANELS) // COLUMNS)
    width, height = COLUMNS * WIDTH, HEAD + lines * HEIGHT + FOOT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img">',
        "<title>The base world, week by week</title>",
        f"<desc>{escape(', '.join(title for _, title, _ in PANELS))}. {escape(about)}</desc>",
        f"<style>text{{font:11px sans-serif;fill:{INK}}}.t{{font-weight:bold;font-size:13px}}"
        f".y{{text-anchor:end}}.x{{text-anchor:middle}}.g{{stroke:{GRID}}}.b{{fill:{BAND};fill-opacity:.6}}"
        f".l{{fill:none;stroke:{LINE};stroke-width:1.3}}</style>",
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="white"/>',
    ]
    for k, (name, title, unit) in enumerate(PANELS):
        rows = found.filter(pl.col("metric") == name)
        heading = title if unit == "share" else f"{title}, {unit}"
        parts.append(panel(rows, heading, unit, k % COLUMNS * WIDTH, HEAD + k // COLUMNS * HEIGHT))
    parts.append(f'<text x="4" y="{height - 14:.0f}">{escape(about)}</text></svg>\n')
    return "\n".join(parts)


def chart_of(folder: str, base: str | None = None) -> str:
    """The drawing for a result folder.

    Raises
    ------
    ValueError
        When the folder holds no weekly values of a base world.
    """
    store = Store(folder)
    weekly = store.read("weekly")
    if weekly.is_empty():
        raise ValueError(f"{folder} holds no weekly values: run with --record weekly")
    weekly = weekly.filter(pl.col("policy") == BASE, pl.col("group_by") == "all", pl.col("draw") == "central")
    names = weekly["base"].unique().sort().to_list()
    chosen = base or (names[0] if names else "")
    weekly = weekly.filter(pl.col("base") == chosen)
    if weekly.is_empty():
        raise ValueError(f"{folder} holds no base run of {chosen!r}; there are: {', '.join(names) or 'none'}")
    plan, seeds = (store.manifest() or {})["plan"], weekly["seed"].n_unique()
    about = f"{chosen}, size {plan['size']}, {seeds} seeds, weekly. Line: mean; band: 95% interval of the mean."
    return draw(weekly, f"{about} Counts are for the nation, euros of 2021. Not calibrated to each series.")


def main(arguments: list[str]) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default="results/main")
    parser.add_argument("file", nargs="?", default="docs/base-world.svg")
    parser.add_argument("--base", help="base world, where the folder holds several")
    given = parser.parse_args(arguments)
    try:
        text = chart_of(given.folder, given.base)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    Path(given.file).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
