"""A pilot in a process of its own: a small world from warm-up to end, and some weeks of the run's own world."""

from __future__ import annotations

import contextlib
import dataclasses
import importlib
import multiprocessing as mp
import tempfile
import time
from collections.abc import Callable, Generator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from numba import config

from experiments.engine.executors import one_thread
from experiments.engine.free_memory import return_memory
from experiments.engine.run import Factory, labour_market, run_one, run_to_end
from experiments.engine.settled_worlds import weeks_to_settle
from experiments.plan.run_spec import RunSpec
from experiments.store.store import TABLES, Store
from sim.core.kernel_cache import kernel_folder
from sim.world import SIZES

SECONDS = 8.0  # that the pilot steps, at most
BY_SIZE = ("spells", "agencies")  # tables with rows by person or agency; the others have as many in any size


@dataclasses.dataclass(frozen=True)
class Pilot:
    """Measured in a process of its own."""

    settle_week: float  # seconds for a week of the small world that settles first, once for runs that begin in it
    build: float  # seconds to build a world once it has settled
    week: float  # seconds
    write: float  # seconds to put a run's tables together and write them
    begin: float  # seconds until a worker is at its first run: it imports and loads compiled kernels, compiles none
    first: int  # week before the first one stepped
    last: int
    peak: float  # bytes of memory
    disk: float  # bytes of a run's files


def pilot(spec: RunSpec, factory: Factory = labour_market) -> Pilot:
    """Make the smallest world of a run whole, let it settle anew, then build the run's own and step it some seconds."""
    context = mp.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(theirs, spec, factory, time.time()), daemon=True)
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


def _measure(pipe: Connection, spec: RunSpec, factory: Factory, asked: float) -> None:
    there = time.time() - asked
    small = dataclasses.replace(spec, size="smoke")
    with tempfile.TemporaryDirectory() as folder:
        store, elsewhere = Store(folder), Path(folder) / "settled"
        # Worlds that earlier commands settled must not count, nor may ours take the room of theirs.
        with settled_kept_in(elsewhere):
            run_one(small, store, factory)
            begin = time.time() - asked
            compiled = _compiled_now()
        with settled_kept_in(Path(folder) / "again"):
            fresh, _ = _timed(lambda: factory(small, ()))
            build, model = _timed(lambda: factory(small, ()))
            first = model.week
            lived, weeks = _timed(lambda: run_to_end(model))
            write, _ = _timed(lambda: _write(small, store, model, weeks))
        settle_week = max(0.0, fresh - build) / weeks_to_settle([small])
        week = lived / max(1, weeks)
        if spec.size != small.size:  # its own world takes other time
            with settled_kept_in(elsewhere):
                before = _settled(elsewhere)
                build, model = _timed(lambda: factory(spec, ()))
                build = (
                    max(0.0, build - settle_week * weeks_to_settle([spec])) if _settled(elsewhere) > before else build
                )
            first, week = model.week, _week_of(model)
        ratio = SIZES[spec.size].scale / SIZES["smoke"].scale
        sizes = {name: sum(path.stat().st_size for path in (Path(folder) / name).glob("*")) for name in TABLES}
    disk = sum(size * (ratio if name in BY_SIZE else 1.0) for name, size in sizes.items())
    # compiling is done once, by this pilot: the runs only load what it has made
    begin = there if compiled else max(0.0, begin - fresh - lived - write)
    pipe.send(Pilot(settle_week, build, week, write, begin, first, model.last_week, _peak(), disk))


def _week_of(model: Any) -> float:
    """Seconds for a week of a world, which lives on for some seconds."""
    first, started = model.week, time.perf_counter()
    while model.running and time.perf_counter() - started < SECONDS:
        model.step()
    return (time.perf_counter() - started) / max(1, model.week - first)


def _compiled_now() -> bool:
    """Whether this process compiled kernels, instead of loading those of an earlier one."""
    from sim.outcomes.spells import turn_spells

    return bool(sum(turn_spells.stats.cache_misses.values()))


def _timed[T](make: Callable[[], T]) -> tuple[float, T]:
    started = time.perf_counter()
    made = make()
    return time.perf_counter() - started, made


def _write(spec: RunSpec, store: Store, model: Any, weeks: int) -> None:
    store.write_run(spec, model.recorder.tables(), weeks, 0.0)
    return_memory()


@contextlib.contextmanager
def settled_kept_in(folder: Path) -> Generator[None]:
    """While inside, worlds settle as if none had before and are kept in a folder of their own.

    Compiled kernels stay where they are: each has taken its folder when the model was imported.
    """
    importlib.import_module("sim.model")
    from sim.population.settling import settle

    folder.mkdir(exist_ok=True)
    before = str(kernel_folder())
    config.CACHE_DIR = str(folder)  # pyright: ignore[reportAttributeAccessIssue]
    settle.cache_clear()
    try:
        yield
    finally:
        config.CACHE_DIR = before  # pyright: ignore[reportAttributeAccessIssue]
        settle.cache_clear()


def _settled(folder: Path) -> int:
    return sum(1 for _ in folder.glob("settled-*"))


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
