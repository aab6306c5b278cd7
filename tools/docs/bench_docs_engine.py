"""The part of docs/performance.md on the engine, from results/engine.json."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

Found = dict[str, Any]


class Promise(NamedTuple):
    """What was promised of the engine."""

    text: str
    part: str
    value: Callable[[Found], float]
    bound: float
    unit: str
    at_least: bool = False


def growth(sizes: dict[str, float]) -> float:
    """From early on to the end."""
    return sizes["late"] - sizes["early"]


PROMISES = (
    Promise("time a run beside the run itself, 1,000 short runs by dask", "overhead", lambda f: f["dask_ms"], 20, "ms"),
    Promise("a sweep of 10,000 points begins", "start", lambda f: f["manifest_s"], 10, "s"),
    Promise("two workers against one", "workers", lambda f: f["ratio"], 1.8, "times", at_least=True),
    Promise("growth of the command over 10,000 runs", "memory", lambda f: growth(f["driver_mb"]), 50, "MB"),
    Promise("growth of a worker over 10,000 runs", "memory", lambda f: growth(f["worker_mb"]), 50, "MB"),
)


def verdicts(found: Found) -> list[list[str]]:
    """Rows of the table of targets, those not measured too."""
    rows = []
    for promise in PROMISES:
        sign = "at least" if promise.at_least else "at most"
        row = [promise.text, f"{sign} {promise.bound:g} {promise.unit}"]
        if promise.part not in found:
            rows.append([*row, "not measured", "not measured"])
            continue
        value = promise.value(found[promise.part])
        met = value >= promise.bound if promise.at_least else value <= promise.bound
        rows.append([*row, f"{value:.3g} {promise.unit}", "met" if met else "**missed**"])
    return rows


def lines(found: Found) -> list[str]:
    """What lies behind the figures, a paragraph for each part that was measured."""
    told = {"overhead": _overhead, "start": _start, "workers": _workers, "memory": _memory, "chaos": _chaos}
    parts = [f"- {told[part](found[part])} ({_when(found[part])})" for part in told if part in found]
    return ["## The engine", "", "Written from the last `make bench-engine`, part by part.", "", *parts, ""]


def _when(part: Found) -> str:
    machine = part["machine"]
    return (
        f"{part['date']}, {machine['cpu']}, {machine['cores']} cores, load at the start {machine['load at the start']}"
    )


def _overhead(part: Found) -> str:
    each = ", ".join(f"{how} {part[f'{how}_ms']:.1f}" for how in ("serial", "processes", "dask"))
    return (
        f"**Overhead.** {part['runs']:,} runs of a market of random numbers, {part['alone_ms']:.1f} ms each, start of"
        f" the workers included: milliseconds a run by the clock, by two workers: {each}."
    )


def _start(part: Found) -> str:
    return (
        f"**Start.** A Sobol sweep of {part['points']:,} points of three figures, {part['runs']:,} runs: "
        f"{part['manifest_s']:.1f} s from the command to the manifest, which is written when every run is named and "
        f"checked, {part['first_run_s']:.1f} s to the first finished run."
    )


def _workers(part: Found) -> str:
    return (
        f"**Two workers.** {part['runs']} real runs of size smoke by dask, start of the workers not included: "
        f"{part['one_s']:.3f} s a run by one worker, {part['two_s']:.3f} by two; {part['others_cpu']:.2f} cores were "
        "busy with other work at most."
    )


def _memory(part: Found) -> str:
    sizes = [", ".join(f"{part[who][when]:.0f}" for when in ("early", "halfway", "late")) for who in WHO]
    return (
        f"**Memory.** {part['runs']:,} real runs of size smoke by two workers of dask, {part['seconds'] / 60:.0f} "
        f"minutes: the command held {sizes[0]} MB early on, halfway and in the end; a worker {sizes[1]} MB. "
        f"Putting {part['files_before']:,} files together in {part['files_after']} took {part['compaction_s']:.1f} s."
    )


WHO = ("driver_mb", "worker_mb")


def _chaos(part: Found) -> str:
    return f"**Chaos.** {part['dask']}; {part['processes']}."
