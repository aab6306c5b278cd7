"""Compiles the kernels once: `python -m sim.compile_kernels`, used by set-up before any worker starts."""

from __future__ import annotations

import time
from typing import Any

from sim.model import LabourMarket

EVERY_LEVER = "all-four"


def warm() -> None:
    """Run small worlds, without and with levers, with every record and check on: that compiles each kernel."""
    checked: dict[str, Any] = {"run.check": True}
    for policy in (None, EVERY_LEVER):
        model = LabourMarket(rng=0, size="smoke", policy=policy, groups="all", **checked)
        while model.running:
            model.step()
        model.recorder.tables()


if __name__ == "__main__":
    start = time.perf_counter()
    warm()
    print(f"kernels compiled in {time.perf_counter() - start:.0f} s")
