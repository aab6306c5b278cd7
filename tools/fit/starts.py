"""From which starts does the market reach which states? Prints them and writes docs/starts.csv.

    python -m tools.fit.starts --seeds 2

The firms of the start are given another share of rogue ones (those of least integrity, at half of what can be
taken); then the market lives nine years. Were there two states, the share of runs in each would be told and
never their mean.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

import numpy as np

from sim.model import LabourMarket

OUT = Path("docs/starts.csv")
STARTS = (0.02, 0.20, 0.60)
MARGINS = ("wage", "tax", "health", "housing")


def start_rogue(model: LabourMarket, share: float) -> None:
    """Let the given share of the firms of the start take half of what can be taken and the others nothing."""
    a, x = model.state.agencies, model.world_week.behaviour.extraction
    firms = np.flatnonzero(a.alive)
    rogue = firms[np.argsort(a.integrity[firms], kind="stable")][: round(share * firms.size)]
    for margin in MARGINS:
        getattr(a, f"extracted_{margin}")[firms] = 0.0
        getattr(a, f"extracted_{margin}")[rogue] = 0.5 * getattr(x, f"cap_{margin}")


def states(seed: int, share: float, size: str) -> list[dict[str, float]]:
    """Yearly rogue shares of a run from a start."""
    model = LabourMarket(rng=seed, size=size, record="summary")
    start_rogue(model, share)
    rows, weeks = [], []
    while model.running:
        model.step()
        weeks.append((model.outcomes()["rogue_agency_share"], model.outcomes()["rogue_worker_share"]))
        if len(weeks) == 52:
            agencies, workers = (float(np.mean([w[k] for w in weeks if w[k] is not None])) for k in (0, 1))
            rows.append({"start": share, "seed": seed, "year": len(rows) + 1, "agencies": agencies, "workers": workers})
            weeks = []
    return rows


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--size", default="desk")
    args = parser.parse_args()
    rows = []
    for share in STARTS:
        for seed in range(1, args.seeds + 1):
            found = states(seed, share, args.size)
            rows += found
            path = " ".join(f"{row['agencies']:.2f}" for row in found)
            print(f"start {share:.0%} seed {seed}: rogue share of agencies by year {path}", file=sys.stderr)
    with OUT.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows({k: f"{v:.4g}" for k, v in row.items()} for row in rows)


if __name__ == "__main__":
    main()
