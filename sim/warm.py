"""Compiles the kernels once: `python -m sim.warm`, used by set-up before any worker starts."""

from __future__ import annotations

import time
from typing import Any

from sim.model import LabourMarket

WEEKS = 6


def warm(weeks: int = WEEKS) -> LabourMarket:
    """Run a small world for some weeks with every record and check on: that compiles each kernel."""
    checked: dict[str, Any] = {"run.check": True}
    model = LabourMarket(rng=0, size="smoke", groups="all", **checked)
    for _ in range(weeks):
        model.step()
    model.outcomes()
    return model


if __name__ == "__main__":
    start = time.perf_counter()
    warm()
    print(f"kernels compiled in {time.perf_counter() - start:.0f} s")
