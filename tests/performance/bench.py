"""Measures speed and memory: `python -m tests.performance.bench` writes results/bench.json.

CPU time, and the least of repeats or the median of weeks, because other work on the machine only adds.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mesa
import numba
import numpy as np

from sim.model import LabourMarket
from sim.phase import Phase
from sim.schedule import STEPS
from sim.week import Week
from tests.one_week import watching
from tests.performance import guard
from tests.performance.levers_bench import all_levers
from tests.performance.mesa_reference import (
    FIRST_WEEK,
    MesaMarket,
    bare_pass,
    live_same_side,
    same_side,
)

ROOT = Path(__file__).parents[2]
OUT = ROOT / "results" / "bench.json"
BOOKING = "booking of outcomes"

RUN = """
import time
start = time.perf_counter()
from sim.model import LabourMarket
loaded, cpu_loaded = time.perf_counter(), time.process_time()
model = LabourMarket(rng={seed}, size={size!r}, **{overrides!r})
built = time.perf_counter()
while model.running:
    model.step()
answer = model.outcomes()
end, cpu_end = time.perf_counter(), time.process_time()
"""
REPORT = """
import json, resource, sys
used = resource.getrusage(resource.RUSAGE_SELF)
peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps({"import_seconds": loaded - start, "build_seconds": built - loaded,
                  "run_seconds": end - built, "seconds": end - start, "peak_bytes": peak,
                  "cpu_seconds": used.ru_utime + used.ru_stime, "loaded_cpu_seconds": cpu_end - cpu_loaded,
                  "outcomes": sum(value is not None for value in answer.values())}))
"""


def say(text: str) -> None:
    """Progress on stderr."""
    print(f"bench: {text}", file=sys.stderr, flush=True)


def cpu(call: Callable[..., Any], *args: Any) -> float:
    """Seconds of CPU time of one call."""
    start = time.process_time()
    call(*args)
    return time.process_time() - start


def machine() -> dict[str, Any]:
    """What the figures were measured on; neither names nor paths."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line.split(":", 1)[1] for line in info.read_text().splitlines() if "model name" in line]
        model = names[0].strip() if names else model
    return {
        "cpu": model,
        "cores": os.cpu_count(),
        "system": platform.system(),
        "load at the start": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "numba": numba.__version__,
        "mesa": mesa.__version__,
    }


def full_model(size: str, weeks: int, skip: int) -> dict[str, Any]:
    """Nanoseconds per week and person in NL of a whole step, and of each step of the schedule."""
    model = LabourMarket(rng=1, size=size)
    titles = [step.title for step in STEPS for _ in step.phases]
    turn = itertools.cycle(titles)
    spent: dict[str, list[float]] = {title: [] for title in (*titles, BOOKING)}

    def timed(phase: Phase, week: Week) -> None:
        start = time.process_time()
        phase.rule(week)
        spent[next(turn)][-1] += time.process_time() - start

    def booked() -> None:
        spent[BOOKING][-1] = cpu(book)

    book, model._book = model._book, booked  # type: ignore[method-assign]
    steps, persons = [], []
    for _ in range(skip + weeks):
        for times in spent.values():
            times.append(0.0)
        with watching(timed):
            steps.append(cpu(model.step))
        persons.append(model.world_week.present.size)
    mean = statistics.mean(persons[skip:])

    def per_person(times: list[float]) -> float:
        return round(statistics.median(times[skip:]) / mean * 1e9, 2)

    return {
        "size": size,
        "scale": model.size.scale,
        "weeks": weeks,
        "persons": round(mean),
        "ns": per_person(steps),
        "phases": {label: per_person(times) for label, times in spent.items()},
    }


def against_mesa(scale: float, weeks: int, skip: int) -> dict[str, Any]:
    """The migrants' side in plain Mesa and in ours, week about, in one process."""
    ours = same_side(scale, weeks + skip)
    reference = MesaMarket(ours)
    own_ns, reference_ns = [], []
    for k in range(skip + weeks):
        spent = cpu(live_same_side, ours, FIRST_WEEK + k)
        own_ns.append(spent / ours.present.size * 1e9)
        reference_ns.append(cpu(reference.step) / len(reference.agents) * 1e9)
    own, other = statistics.median(own_ns[skip:]), statistics.median(reference_ns[skip:])
    return {
        "scale": scale,
        "weeks": weeks,
        "persons": int(ours.present.size),
        "ours_ns": round(own, 1),
        "mesa_ns": round(other, 1),
        "ratio": round(other / own, 1),
    }


def against_bare_pass(scale: float, weeks: int, skip: int) -> dict[str, Any]:
    """The migrants' side in ours over a pass that reads and writes columns and decides nothing."""
    ours = same_side(scale, weeks + skip)
    m, own, bare = ours.state.migrants, [], []
    for k in range(skip + weeks):
        own.append(cpu(live_same_side, ours, FIRST_WEEK + k) / ours.present.size)
        repeats = 1 + 2_000_000 // ours.present.size  # long enough for the clock
        rows = ours.present
        start = time.process_time()
        for _ in range(repeats):
            bare_pass(m, rows)
        bare.append((time.process_time() - start) / repeats / rows.size)
        m.weeks_in_nl[rows] -= repeats
    floor, mine = min(bare[skip:]) * 1e9, statistics.median(own[skip:]) * 1e9
    return {
        "scale": scale,
        "persons": int(ours.present.size),
        "ours_ns": round(mine, 1),
        "bare_ns": round(floor, 2),
        "ratio": round(mine / floor, 1),
    }


def whole_run(size: str, seed: int = 1, **overrides: float) -> dict[str, Any]:
    """One run from import to outcomes in a process of its own; seconds of the clock and of the CPU, peak memory."""
    code = RUN.format(seed=seed, size=size, overrides=overrides) + REPORT
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise RuntimeError(f"a run of size {size} failed:\n{done.stderr[-2000:]}")
    found = json.loads(done.stdout.splitlines()[-1])
    return {"size": size} | {name: round(value, 3) for name, value in found.items()}


def fresh_runs(size: str, repeats: int) -> dict[str, Any]:
    """CPU seconds, import apart, of runs whose world has yet to settle: a new seed, another conduct, other stays."""
    new = 900_000_000 + time.time_ns() % 99_000_000
    other = 1.0 - (1 + new % 1000) * 1e-5  # never asked for before
    kinds: dict[str, dict[str, float]] = {
        "seed": {},
        "conduct": {"behaviour.complaint.fear": 0.5 * other},
        "stays": {"behaviour.career.leave_later": 0.04 * other},
    }
    found = {}
    for k, (kind, overrides) in enumerate(kinds.items()):
        runs = [whole_run(size, new + 10 * k + n, **overrides) for n in range(1 if kind == "stays" else repeats)]
        found[f"{kind}_cpu"] = statistics.median(run["loaded_cpu_seconds"] for run in runs)
    return {"size": size, "repeats": repeats} | found


def set_up() -> dict[str, Any]:
    """Seconds of the clock to compile all kernels into an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"UITZENDLAB_CACHE": folder}
        start, begun = time.perf_counter(), os.times()
        subprocess.run(
            [sys.executable, "-m", "sim.compile_kernels"], cwd=ROOT, env=env, check=True, capture_output=True
        )
        end = os.times()
        cpu_seconds = end.children_user + end.children_system - begun.children_user - begun.children_system
        return {"seconds": round(time.perf_counter() - start, 1), "cpu_seconds": round(cpu_seconds, 1)}


def least(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """The fastest of repeats."""
    return min(runs, key=lambda run: run["seconds"])


def measure(quick: bool = False, full: bool = False) -> dict[str, Any]:
    """All measures; ``quick`` at small sizes, ``full`` with nine years of the nation."""
    found: dict[str, Any] = {"date": dt.date.today().isoformat(), "machine": machine(), "quick": quick}
    say("import to first result")
    found["smoke"] = least([whole_run("smoke") for _ in range(2 if quick else 4)])
    if not quick:
        say("one world of size desk")
        found["desk"] = least([whole_run("desk", seed) for seed in (1, 1)])
    say("worlds that have yet to settle")
    found["fresh_smoke"] = fresh_runs("smoke", 1 if quick else 5)
    if not quick:
        found["fresh_desk"] = fresh_runs("desk", 3)
        say("the desk model")
        found["desk_model"] = full_model("desk", 100, 10)
    say("the full model")
    found["model"] = full_model("desk", 10, 3) if quick else full_model("nation", 30, 5)
    found["mesa"] = []
    for scale in (1 / 100,) if quick else (1 / 40, 1 / 10):
        say(f"plain Mesa, scale {scale:.3f}")
        found["mesa"].append(against_mesa(scale, 4 if quick else 10, 2))
    say("all measures at once")
    found["levers"] = all_levers("smoke", "2022-12-31") if quick else all_levers("desk", "2027-12-31")
    say("a bare pass")
    found["bare"] = against_bare_pass(1 / 10 if quick else 1.0, 4 if quick else 10, 2)
    if full:
        say("all kernels compiled anew")
        found["set_up"] = set_up()
        say("nine years of the nation")
        found["nation"] = whole_run("nation")
    return found


def main(words: list[str] | None = None) -> int:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, under a minute")
    parser.add_argument("--full", action="store_true", help="also nine years of the nation")
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args(words)
    found = measure(chosen.quick, chosen.full)
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(found, indent=2) + "\n")
    print(json.dumps(found, indent=2))
    if not chosen.quick:
        say(guard.said(guard.ratio(), guard.recorded())[0])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
