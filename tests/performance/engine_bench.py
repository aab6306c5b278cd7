"""Measures the engine: `python -m tests.performance.engine_bench [PART ...]` writes results/engine.json, part by part.

Parts: overhead (1,000 runs of a market of random numbers), start (a sweep of 10,000 points, real market), workers (two
against one), memory (10,000 real runs of the smallest size, half an hour), chaos (500 runs, kills of workers and of the
command). Other work on the machine is told with the figures: it makes the clock run longer.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from experiments.engine.batch import run_batch
from experiments.engine.cluster import local
from experiments.engine.dask_executor import Dask
from experiments.plan.plan import Plan, resolve
from experiments.store.compaction import MANY, compact
from experiments.store.store import DONE, Store
from tests.experiments.fake_market import FakeMarket, make_slowly
from tests.performance.bench import ROOT, machine, say
from tools.dev.chaos import chaos

OUT = ROOT / "results" / "engine.json"
MB = 1e6
FEW_SEEDS = 20
NEVER = 10**9  # parts are not put together


class Memory(threading.Thread):
    """Looks at the memory of this process and of its workers, twice a second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.driver: list[float] = []
        self.workers: list[float] = []
        self.done = 0
        self.over = threading.Event()

    def run(self) -> None:
        """Look until told to end."""
        me = psutil.Process()
        while not self.over.wait(0.5):
            sizes = [size for process in me.children(recursive=True) if (size := _worker_size(process))]
            # While workers start or end there are fewer, smaller ones: these say nothing.
            if sizes:
                self.driver.append(me.memory_info().rss / MB)
                self.workers.append(max(sizes))

    def say_now_and_then(self) -> None:
        """A word every 500 calls."""
        self.done += 1
        if self.done % 500 == 0:
            say(f"{self.done} runs: {self.driver[-1]:.0f} MB, a worker {self.workers[-1]:.0f} MB")

    def grown(self, seen: list[float]) -> dict[str, float]:
        """Medians of ten looks: early (after a twentieth of them), halfway and last; in MB."""
        places = {"early": len(seen) // 20, "halfway": len(seen) // 2, "late": len(seen) - 14}
        return {name: round(sorted(seen[k : k + 10])[len(seen[k : k + 10]) // 2], 1) for name, k in places.items()}


def _worker_size(process: psutil.Process) -> float:
    try:
        makes_runs = "spawn_main" in " ".join(process.cmdline())
        return process.memory_info().rss / MB if makes_runs else 0.0
    except psutil.NoSuchProcess:
        return 0.0


def overhead(runs: int) -> dict[str, Any]:
    """What the engine costs a run, by the clock, beside the run itself; every executor with two workers."""
    (spec, *_) = resolve(Plan(size="smoke", seeds=(0,), record="yearly")).specs
    started = time.perf_counter()
    for _ in range(200):
        model = FakeMarket(spec)
        while model.running:
            model.step()
        model.tables()
    found: dict[str, Any] = {"runs": runs, "alone_ms": 5.0 * (time.perf_counter() - started)}
    for how in ("serial", "processes", "dask"):
        with _folder() as folder:
            started = time.perf_counter()
            assert make_slowly(folder, how, runs, 0.0, many=NEVER).failed == []
            found[f"{how}_ms"] = 1000.0 * (time.perf_counter() - started) / runs
    return found


def start(points: int) -> dict[str, Any]:
    """Seconds from the command to the plan, to the manifest and to the first finished run of a large sweep."""
    with _folder() as folder:
        words = ["sweep", "policies=deposit", "world.hirers=interval", "behaviour.health.recovery=interval",
                 "lever.deposit.deposit_eur=interval", "size=smoke", "seeds=1", "--design", "sobol"]  # fmt: skip
        command = [sys.executable, "-m", "uitzendlab", *words, "--points", str(points), "--out", str(folder)]
        started, found = time.perf_counter(), {"points": points}
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        waited = {"manifest_s": "manifest.json", "first_run_s": "status/*.json"}
        while waited and process.poll() is None:
            found |= {name: time.perf_counter() - started for name, what in waited.items() if any(folder.glob(what))}
            waited = {name: what for name, what in waited.items() if name not in found}
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130, "the sweep should have been at work"
        found["runs"] = len(json.loads((folder / "manifest.json").read_text())["run_ids"])
    return found


def workers(runs: int) -> dict[str, Any]:
    """Real runs by one and by two workers of dask, in turn, twice; by the clock from the first result to the last.

    Worlds of few seeds, which settle in the first turn; the best of both turns counts.
    """
    took: dict[int, list[float]] = {1: [], 2: []}
    other: list[float] = []
    for count in (1, 2, 2, 1):
        busy, mine, started = psutil.cpu_times(), _cpu(), time.perf_counter()
        with _folder() as folder:
            seen: list[float] = []
            heights = max(1, runs // FEW_SEEDS)
            _real(folder, FEW_SEEDS, count, lambda: seen.append(time.perf_counter()), heights=heights)  # noqa: B023
        # Of the first result nothing is known but its end: it is not counted. Two workers end two together.
        took[count].append((seen[-1] - seen[count - 1]) / (len(seen) - count))
        elapsed, after = time.perf_counter() - started, psutil.cpu_times()
        all_busy = (after.user + after.system) - (busy.user + busy.system)
        other.append(max(0.0, all_busy - (_cpu() - mine)) / elapsed)
    one, two = min(took[1]), min(took[2])
    return {"runs": runs, "one_s": one, "two_s": two, "ratio": one / two, "others_cpu": max(other)}


def memory(runs: int) -> dict[str, Any]:
    """Growth of command and workers over many real runs of the smallest size, and the time compaction takes."""
    watch = Memory()
    with _folder() as folder:
        started = time.perf_counter()
        watch.start()
        # The deposit at many heights: worlds of few seeds, which need not settle anew.
        _real(folder, FEW_SEEDS, 2, watch.say_now_and_then, heights=runs // FEW_SEEDS)
        watch.over.set()
        found = {"runs": runs, "seconds": time.perf_counter() - started}
        found |= {"driver_mb": watch.grown(watch.driver), "worker_mb": watch.grown(watch.workers)}
        files = sum(1 for _ in folder.rglob("*.parquet"))
        started = time.perf_counter()
        compact(Store(folder), MANY)
        found |= {"compaction_s": time.perf_counter() - started, "files_before": files}
        found["files_after"] = sum(1 for _ in folder.rglob("*.parquet"))
    return found


def disturbed(runs: int) -> dict[str, Any]:
    """A batch whose workers and command are killed at random, against an undisturbed one; for both executors."""
    found: dict[str, Any] = {"runs": runs}
    for how in ("dask", "processes"):
        seed, started = random.randrange(10**6), time.perf_counter()
        with _folder() as folder:
            folder.mkdir()
            told = chaos(folder, how, runs, kills=25, driver_kills=4, seconds=0.2, seed=seed)
        found[how] = f"{told} (seed {seed}, {time.perf_counter() - started:.0f} s)"
    return found


def _real(folder: Path, seeds: int, count: int, on_done: Callable[[], None], heights: int = 0) -> None:
    """Real runs of size smoke: the base of so many seeds, and the deposit at so many heights."""
    plan = Plan(size="smoke", seeds=tuple(range(seeds)), record="yearly", groups="none")
    if heights:
        points = tuple((("lever.deposit.deposit_eur", 20_000 + 400 * k),) for k in range(heights))
        plan = dataclasses.replace(plan, policies=("deposit",), design=points)
    resolved = resolve(plan)
    engine = Dask(lambda: local(count))
    batch = run_batch(resolved, Store(folder), lambda runs: engine, on_done=lambda spec, status: on_done(), many=NEVER)
    assert batch.runs["status"].eq(DONE).all()


def _cpu() -> float:
    """Seconds of CPU of this process and of those it has ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


class _folder(tempfile.TemporaryDirectory):  # noqa: N801
    """A folder that is not there yet, and is removed afterwards."""

    def __enter__(self) -> Path:
        return Path(super().__enter__()) / "runs"


PARTS: dict[str, tuple[Callable[[int], dict[str, Any]], int, int]] = {  # with the number of runs, also of a quick look
    "overhead": (overhead, 1000, 20),
    "start": (start, 10_000, 40),
    "workers": (workers, 240, 20),
    "memory": (memory, 10_000, 80),
    "chaos": (disturbed, 500, 24),
}


def main(words: list[str] | None = None) -> int:
    """Measure the parts asked for, and keep those measured before."""
    parser = argparse.ArgumentParser(prog="engine_bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--quick", action="store_true", help="few runs: only whether it works")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args(words)
    if unknown := [part for part in given.parts if part not in PARTS]:
        parser.error(f"unknown part {unknown[0]}: {', '.join(PARTS)}")
    found = json.loads(given.out.read_text()) if given.out.is_file() else {}
    for part in given.parts or PARTS:
        measure, runs, few = PARTS[part]
        say(f"{part}, {few if given.quick else runs} runs")
        date = dt.date.today().isoformat()
        found[part] = measure(few if given.quick else runs) | {"date": date, "machine": machine()}
        given.out.parent.mkdir(parents=True, exist_ok=True)
        given.out.write_text(json.dumps(found, indent=2) + "\n")
        say(json.dumps(found[part]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
