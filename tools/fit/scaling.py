"""How far small worlds are from larger ones: bias and spread per scale, into docs/scaling.md.

    python -m tools.fit.scaling --smoke 12 --desk 6 --study 2

Every world runs to the end of 2022; means are over 2022, or over its only year for ``smoke``.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from sim.model import LabourMarket
from sim.outcomes.metrics import BY_NAME
from sim.world import SIZES

OUT = Path("docs/scaling.md")
END = "2022-12-26"
NAMES = (
    "agency_migrants_present",
    "migrants_present",
    "uninsured_share",
    "homeless_share",
    "tied_housing_share",
    "vacancy_unfilled_share",
    "rogue_agency_share",
    "rogue_worker_share",
    "agency_count",
    "agency_entry_rate_per_year",
    "agency_exit_rate_per_year",
    "top_agency_share",
    "hire_rate_eur_per_hour",
    "wage_theft_eur_per_worker_week",
)


def last_year(size: str, seed: int) -> list[float]:
    """Means of the outcomes over the last 52 weeks of a run."""
    until = END if size != "smoke" else None
    model = LabourMarket(rng=seed, size=size, record="summary", until=until)
    rows = []
    while model.running:
        model.step()
        rows.append([np.nan if model.outcomes()[name] is None else model.outcomes()[name] for name in NAMES])
    return list(np.nanmean(np.array(rows[-52:], float), axis=0))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for size, seeds in (("smoke", 12), ("desk", 6), ("study", 2)):
        parser.add_argument(f"--{size}", type=int, default=seeds, help=f"seeds at {size}")
    args = vars(parser.parse_args())
    found = {}
    for size, seeds in args.items():
        rows = []
        for seed in range(1, seeds + 1):
            rows.append(last_year(size, seed))
            print(f"{size}: {seed} of {seeds}", file=sys.stderr)
        found[size] = np.array(rows)
    largest = found["study"].mean(axis=0)
    heads = [f"{size} (1/{1 / SIZES[size].scale:g}, {len(rows)} seeds)" for size, rows in found.items()]
    lines = [
        "# Error of scaling",
        "",
        "Written by `python -m tools.fit.scaling`: mean over seeds of the last year of a run to the end of 2022",
        "(`smoke`: of its only year, after half a year of warm-up), in brackets the spread between seeds (standard",
        "deviation). The last columns give the bias against `study`, which has an error of its own: with few seeds a",
        "difference within two spreads is no bias. Outcomes that depend on a few large agencies are the least certain.",
        "",
        "| outcome | unit | " + " | ".join(heads) + " | smoke - study | desk - study |",
        "| --- | --- |" + " --- |" * (len(heads) + 2),
    ]
    for k, name in enumerate(NAMES):
        cells = []
        for rows in found.values():
            spread = f"{rows[:, k].std(ddof=1):.2g}" if len(rows) > 1 else "-"
            cells.append(f"{rows[:, k].mean():.4g} ({spread})")
        bias = [f"{(found[size][:, k].mean() / largest[k] - 1.0):+.1%}" for size in ("smoke", "desk")]
        lines.append(f"| {name} | {BY_NAME[name].unit} | " + " | ".join(cells + bias) + " |")
    OUT.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
