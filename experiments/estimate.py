"""What a plan will take, from a pilot: some weeks of one world for time and memory, a small world for the disk."""

from __future__ import annotations

import dataclasses
import multiprocessing as mp
import tempfile
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from experiments.executors import one_thread
from experiments.run import Factory, families, labour_market, run_one
from experiments.spec import RunSpec
from experiments.store import TABLES, Store
from sim.params import InvalidInput, Mistake
from sim.world import SIZES

SECONDS = 8.0  # that the pilot steps, at most
BY_SIZE = ("spells", "agencies")  # tables with rows by person or agency; the others have as many in any size
GB = 1e9


@dataclasses.dataclass(frozen=True)
class Pilot:
    """Measured in a process of its own."""

    build: float  # seconds
    week: float  # seconds
    first: int  # week before the first one stepped
    last: int
    peak: float  # bytes of memory
    disk: float  # bytes of a run's files


@dataclasses.dataclass(frozen=True)
class Estimate:
    """What is still to be made of a plan."""

    runs: int
    workers: int
    hours: float
    memory_gb: float
    disk_gb: float


def estimate(specs: Sequence[RunSpec], workers: int, factory: Factory = labour_market) -> Estimate:
    """Time by the clock, memory of all workers and disk, for these runs."""
    if not specs:
        return Estimate(0, workers, 0.0, 0.0, 0.0)
    side = min(workers, len(specs))
    found = pilot(specs[0], factory)
    groups = families(specs, 1 if side == 1 else 3 * side)
    seconds = sum(found.build + found.week * _weeks(family, found) for family in groups)
    return Estimate(len(specs), side, seconds / side / 3600, side * found.peak / GB, len(specs) * found.disk / GB)


def _weeks(family: Sequence[RunSpec], found: Pilot) -> int:
    """Weeks stepped for runs that share those before the first news."""
    trunk = min(max(spec.news - 1 for spec in family), found.last) - found.first
    return trunk + sum(max(0, found.last - spec.news + 1) for spec in family)


def check(asked: Estimate, max_hours: float | None, max_gb: float | None) -> None:
    """Refuse what takes more than allowed, before anything is made.

    Raises
    ------
    InvalidInput
        Of hours by the clock, or of gigabytes of memory or disk, whichever is more.
    """
    gb = max(asked.memory_gb, asked.disk_gb)
    limits = (("max-hours", max_hours, asked.hours, "hours"), ("max-gb", max_gb, gb, "GB"))
    mistakes = [
        Mistake(name, limit, unit, f"at least {needed:.3g} {unit}", "less than the runs will take", "")
        for name, limit, needed, unit in limits
        if limit is not None and needed > limit
    ]
    if mistakes:
        raise InvalidInput(mistakes)


def pilot(spec: RunSpec, factory: Factory = labour_market) -> Pilot:
    """Build the world of a run and step it for some seconds, then make the smallest world with the same weeks."""
    context = mp.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(theirs, spec, factory), daemon=True)
    with one_thread():
        process.start()
    theirs.close()
    try:
        return ours.recv()
    except EOFError:
        raise RuntimeError("the pilot run ended without a word; try a smaller --size") from None
    finally:
        process.kill()
        process.join()


def _measure(pipe: Connection, spec: RunSpec, factory: Factory) -> None:
    started = time.perf_counter()
    model = factory(spec, ())
    build, first = time.perf_counter() - started, model.week
    started = time.perf_counter()
    while model.running and time.perf_counter() - started < SECONDS:
        model.step()
    week = (time.perf_counter() - started) / max(1, model.week - first)
    peak, last = _peak(), model.last_week
    del model
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)
        run_one(dataclasses.replace(spec, size="smoke"), store, factory)
        ratio = SIZES[spec.size].scale / SIZES["smoke"].scale
        sizes = {name: sum(path.stat().st_size for path in (Path(folder) / name).glob("*")) for name in TABLES}
    disk = sum(size * (ratio if name in BY_SIZE else 1.0) for name, size in sizes.items())
    pipe.send(Pilot(build, week, first, last, peak, disk))


def _peak() -> float:
    """Most memory this process has had, bytes."""
    import psutil

    found = psutil.Process().memory_info()
    try:
        import resource
        import sys

        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return float(most if sys.platform == "darwin" else most * 1024)
    except ImportError:
        return float(getattr(found, "peak_wset", found.rss))
