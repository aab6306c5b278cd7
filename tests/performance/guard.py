"""Whether the model has become slower: its CPU time over that of a fixed kernel, by turns in one process.

    python -m tests.performance.guard            measure, and say what moved since the recorded ratio
    python -m tests.performance.guard --record   record the ratio, after a change that is meant to cost
    python -m tests.performance.guard --trial    20 measurements as it is, 20 under load, 20 with 40% planted

The kernel never changes, so that a slower machine slows both; the median of turns leaves out what else went on.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numba
import numpy as np

from sim.model import LabourMarket

RECORD = Path(__file__).with_name("guard.json")
TURNS, WEEKS = 15, 13  # a quarter a turn, so that each has one review of firms
FAILS, TELLS = 1.30, 1.15  # times the recorded ratio
ROWS = 40_000
SLOWER = 18  # weeks a turn that take 1.4 times as long
TRIALS = 20
BUSY = "while True: pass"


@numba.njit(cache=False)
def reference(now: int, code: np.ndarray, money: np.ndarray, place: np.ndarray, total: np.ndarray) -> None:
    """A made-up week of persons: mixed bits, a branch by code, a column read at a far place, sums by place."""
    for row in range(code.size):
        z = np.uint64(row) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(now)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        draw = (z >> np.uint64(12)) * 2.0**-52
        if draw < 0.02:
            code[row] = (code[row] + 1) % 4
        if code[row] < 3:
            other = place[row]
            money[row] += 0.1 * money[other] * draw - 0.1 * money[row]
            total[other] += round(money[row] * 100.0)
        else:
            place[row] = np.int64(z % np.uint64(code.size))


def ratio(weeks: int = WEEKS) -> float:
    """Median over turns of the CPU time of a quarter of a desk world over that of the kernel.

    Parameters
    ----------
    weeks
        That the world lives each turn: with more of them the guard is tried on a model that has become slower.
    """
    model = LabourMarket(rng=1, size="desk", collect=False)
    for _ in range(2 * WEEKS):  # lists have grown and kernels are loaded
        model.step()
    rng = np.random.default_rng(1)
    columns = (np.zeros(ROWS, np.int8), rng.random(ROWS) * 1e3, rng.integers(0, ROWS, ROWS), np.zeros(ROWS))
    reference(0, *columns)
    found = []
    for turn in range(TURNS):
        fixed = _cpu(lambda at=turn: [reference(at * 1000 + k, *columns) for k in range(200)])
        found.append(_cpu(lambda: [model.step() for _ in range(weeks)]) / fixed)
    return statistics.median(found)


def _cpu(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def recorded() -> float:
    """The ratio of the last change that was meant to cost."""
    return float(json.loads(RECORD.read_text())["ratio"])


def said(now: float, before: float) -> tuple[str, int]:
    """What a ratio means beside the recorded one, and the exit code: 1 from `FAILS` times on."""
    times = now / before
    told = f"{times:.2f} times the recorded ratio ({now:.2f} beside {before:.2f})"
    if times >= FAILS:
        return f"the model has become SLOWER: {told}; at most {FAILS} times", 1
    return (f"slower, look at it: {told}" if times >= TELLS else f"as fast as recorded: {told}"), 0


def trial() -> int:
    """Try the guard: it must be silent as things are and under load, and catch what is 40% slower, every time."""
    kinds = {"as it is": (WEEKS, 0), "under load": (WEEKS, 2 * (os.cpu_count() or 1)), "40% planted": (SLOWER, 0)}
    wrong = 0
    for name, (weeks, busy) in kinds.items():
        others = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(busy)]
        try:
            found = [_measured_apart(weeks) / recorded() for _ in range(TRIALS)]
        finally:
            for other in others:
                other.kill()
        alarms = sum(times >= FAILS for times in found)
        wrong += alarms if weeks == WEEKS else TRIALS - alarms
        print(f"{name}: {alarms} alarms in {TRIALS}; {min(found):.2f} to {max(found):.2f} times the recorded ratio")
    return int(wrong > 0)


def _measured_apart(weeks: int) -> float:
    code = f"from tests.performance.guard import ratio; print(ratio({weeks}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def main(words: list[str] | None = None) -> int:
    """Measure, record or try."""
    parser = argparse.ArgumentParser(prog="guard", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--trial", action="store_true")
    asked = parser.parse_args(words)
    if asked.trial:
        return trial()
    now = ratio()
    if asked.record:
        RECORD.write_text(json.dumps({"ratio": round(now, 3)}) + "\n")
        print(f"recorded {now:.2f}")
        return 0
    text, code = said(now, recorded())
    print(text)
    return code


if __name__ == "__main__":
    raise SystemExit(main())
