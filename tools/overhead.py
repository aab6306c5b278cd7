"""What the engine itself costs: time a run beside the run, and memory of the command and its workers over many runs.

python -m tools.overhead --runs 1000
python -m tools.overhead --runs 10000 --executor processes
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import threading
import time
from pathlib import Path

import psutil

from experiments.plan import Plan, resolve
from tests.experiments.fake_market import FakeMarket, make_slowly

MB = 1e6


class Memory(threading.Thread):
    """Looks at the memory of this process and of those below it, four times a second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.driver: list[float] = []
        self.worker: list[float] = []
        self.over = threading.Event()

    def run(self) -> None:
        """Look until told to end."""
        me = psutil.Process()
        while not self.over.wait(0.25):
            self.driver.append(me.memory_info().rss / MB)
            most = 0.0
            for process in me.children(recursive=True):
                try:
                    most = max(most, process.memory_info().rss / MB)
                except psutil.NoSuchProcess:
                    continue
            self.worker.append(most)


def growth(seen: list[float]) -> tuple[float, float]:
    """Level after a fifth of the time and in the end."""
    fifth = seen[len(seen) // 5 : len(seen) // 5 + 8]
    return sum(fifth) / max(1, len(fifth)), seen[-1] if seen else 0.0


def alone(runs: int = 200) -> float:
    """Seconds of one fake run without any engine: build, step, tables."""
    (spec, *_) = resolve(Plan(size="smoke", seeds=(0,), record="yearly")).specs
    started = time.perf_counter()
    for _ in range(runs):
        model = FakeMarket(spec)
        while model.running:
            model.step()
        model.tables()
    return (time.perf_counter() - started) / runs


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--executor", choices=("serial", "processes", "dask"), default="dask")
    given = parser.parse_args()
    each = alone()
    folder, memory = Path(tempfile.mkdtemp()), Memory()
    memory.start()
    started = time.perf_counter()
    try:
        batch = make_slowly(folder / "r", given.executor, given.runs, 0.0, many=10**9)
        took = time.perf_counter() - started
        assert batch.failed == []
        memory.over.set()
        started = time.perf_counter()
        make_slowly(folder / "r", given.executor, given.runs, 0.0)
        put_together = time.perf_counter() - started
    finally:
        shutil.rmtree(folder)
    driver, worker = growth(memory.driver), growth(memory.worker)
    print(f"{given.executor}, {given.runs} runs: {took:.1f} s, {1000 * took / given.runs:.1f} ms a run by the clock")
    print(f"a run alone: {1000 * each:.1f} ms; a complete folder opened again: {put_together:.1f} s")
    print(f"memory of the command, MB: {driver[0]:.0f} after a fifth, {driver[1]:.0f} in the end")
    print(f"memory of a worker, MB: {worker[0]:.0f} after a fifth, {worker[1]:.0f} in the end")


if __name__ == "__main__":
    main()
