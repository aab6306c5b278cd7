"""Set the mean integrity of founders against the evidence on rogue agencies, all else as it is.

    python -m tools.fit.fit_integrity --scan      # runs a grid of means, docs/fit-integrity.csv
    python -m tools.fit.fit_integrity             # prints the range in which both rows hold, and its middle

Two rows speak of it: "knowingly break the law" (E10, L2.20; design enforcement.md 7.3: 15-30% of the agencies that
lend) and the share of workers underpaid (E33: 5-30%). Both are wide and cautious, so a point inside them is as good
as any other: the mean is the middle of the values for which both hold, and is no calibration.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from tools.fit.bands import BANDS

OUT = Path("docs/fit-integrity.csv")
KEY = "behaviour.extraction.integrity_mean"
GRID = tuple(round(1.05 + 0.1 * k, 2) for k in range(7))
SEEDS = (1, 2, 3)
UNTIL = "2024-12-31"
AIMS = ("takes_share_5", "worker_weeks_losing_5")
SHOWN = (*AIMS, "takes_share_2", "takes_share_10", "rogue_agency_share", "rogue_worker_share", "uninsured_share")


def evaluate(mean: float, seed: int) -> dict[str, float]:
    """Outcomes of the base at size desk, the mean of its years."""
    from sim.model import LabourMarket

    model = LabourMarket(rng=seed, size="desk", until=UNTIL, record="summary", collect=False, **{KEY: mean})
    while model.running:
        model.step()
    totals = model.recorder.tables()["totals"]
    found = dict(zip(totals["metric"], totals["value"], strict=True))
    return {"mean": mean, "seed": seed} | {name: float(found[name]) for name in SHOWN}


def scan(workers: int) -> None:
    """Run the grid; finished runs are kept."""
    done = read()
    left = [(m, s) for m in GRID for s in SEEDS if (m, s) not in {(r["mean"], r["seed"]) for r in done}]
    # processes of their own: a forked one would inherit the threads of compiled code
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for job in as_completed([pool.submit(evaluate, *task) for task in left]):
            done.append(job.result())
            write(done)
            print(f"\r{len(done)}/{len(GRID) * len(SEEDS)} runs", end="", file=sys.stderr)
    print(file=sys.stderr)


def read() -> list[dict[str, float]]:
    """Runs made so far."""
    if not OUT.exists():
        return []
    with OUT.open() as file:
        return [{k: float(v) for k, v in row.items()} for row in csv.DictReader(file)]


def write(rows: Iterable[dict[str, float]]) -> None:
    """All runs, in the order of mean and seed."""
    with OUT.open("w", newline="") as file:
        writer = csv.DictWriter(file, ["mean", "seed", *SHOWN])
        writer.writeheader()
        for row in sorted(rows, key=lambda r: (r["mean"], r["seed"])):
            writer.writerow({k: f"{v:.4g}" for k, v in row.items()})


def chosen() -> tuple[float, float, float]:
    """Lowest and highest mean for which both rows hold, and the middle of them."""
    rows = read()
    means = np.array(sorted({row["mean"] for row in rows}))
    fine = np.linspace(means[0], means[-1], 1001)
    holds = np.ones(fine.size, bool)
    for name in AIMS:
        curve = [np.mean([row[name] for row in rows if row["mean"] == m]) for m in means]
        level = np.interp(fine, means, curve)
        holds &= (level >= BANDS[name].low) & (level <= BANDS[name].high)
    low, high = float(fine[holds].min()), float(fine[holds].max())
    return low, high, round(0.5 * (low + high), 2)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scan", action="store_true", help="run the grid first")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    if args.scan:
        scan(args.workers)
    low, high, middle = chosen()
    print(f"both rows hold for a mean from {low:.2f} to {high:.2f}; the middle is {middle}")


if __name__ == "__main__":
    main()
