"""Options of all commands that make runs: where, from which store, and within which limits."""

from __future__ import annotations

import argparse
import dataclasses
import math
from collections.abc import Callable
from typing import Any

from uitzendlab.cli.machinery.output import Output, Refused

EXECUTORS = ("serial", "processes", "dask")
FLAGS = ("dry_run", "fail_fast")
VALUES = ("executor", "scheduler", "slurm", "store", "max_hours", "max_gb", "wait_minutes")
LIMITS = ("max_hours", "max_gb", "wait_minutes")
WAIT_MINUTES = 10.0  # for a worker of a scheduler that runs; a queue of SLURM may take days


@dataclasses.dataclass(frozen=True)
class Engine:
    """Where and how runs are made, as it was written; None where nothing was said."""

    executor: str | None
    scheduler: str | None  # address
    slurm: str | None  # file
    workers: int | None  # processes side by side
    store: str | None  # folder of runs that result folders share
    dry_run: bool
    fail_fast: bool | None
    max_hours: float | None
    max_gb: float | None
    wait_minutes: float | None

    @property
    def far(self) -> bool:
        """Whether runs are made by a scheduler, which may have other machines."""
        return self.scheduler is not None or self.slurm is not None

    def executor_or(self, default: str) -> str:
        """The executor named, else the one that goes with a scheduler, else the default of the command."""
        return self.executor or ("dask" if self.far else default)


def engine_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare them."""
    from analysis.text.messages import say

    parser.add_argument("--executor", choices=EXECUTORS, help=say("executor", lang))
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--scheduler", metavar="ADDRESS", help=say("scheduler", lang))
    where.add_argument("--slurm", metavar="FILE", help=say("slurm", lang))
    parser.add_argument("--dry-run", action="store_true", help=say("dry_run", lang))
    parser.add_argument("--store", metavar="DIR", help=say("store", lang))
    parser.add_argument("--fail-fast", action=argparse.BooleanOptionalAction, help=say("fail_fast", lang))
    parser.add_argument("--max-hours", type=float, metavar="H", help=say("max_hours", lang))
    parser.add_argument("--max-gb", type=float, metavar="GB", help=say("max_gb", lang))
    parser.add_argument("--wait-minutes", type=float, metavar="MINUTES", help=say("wait_minutes", lang))


def engine_words(engine: Engine) -> list[str]:
    """The options as they were written, for the command that goes on."""
    words: list[str] = []
    for name in VALUES:
        if (value := getattr(engine, name)) is not None:
            words += [f"--{name.replace('_', '-')}", str(value)]
    return words + [f"--{name.replace('_', '-')}" for name in FLAGS if getattr(engine, name)]


def check_options(engine: Engine) -> None:
    """Refuse limits that limit nothing: nan is neither more nor less than any number."""
    for name in LIMITS:
        value = getattr(engine, name)
        if value is not None and not 0.0 < value < math.inf:
            raise Refused(name.replace("_", "-"), value, "a number above 0", "outside its range")


def show_script(engine: Engine, out: Output) -> bool:
    """Check the options, and show the job script where that was asked for; says whether it was."""
    check_options(engine)
    if not engine.dry_run or engine.slurm is None:
        return False
    from experiments.engine.cluster import check_dask
    from experiments.engine.slurm import job_script

    check_dask()
    script = job_script(engine.slurm)
    out.result(script)
    out.document({"job_script": script})
    return True


def chosen_executor(engine: Engine, workers: int, out: Output, default: str = "processes") -> Callable[[int], Any]:
    """Gives the executor for a number of runs."""
    from experiments.engine.executors import Processes, Serial, executor

    name = engine.executor_or(default)
    if engine.far and name != "dask":
        raise Refused("executor", name, "dask", "not allowed here")
    if name == "serial":
        return lambda runs: Serial()

    def tell(key: str, **facts: object) -> None:
        out.note(out.say(key, **facts))

    def beside(runs: int) -> Any:
        made = executor(workers, runs)
        if isinstance(made, Processes):
            made.say = tell
        return made

    return beside if name == "processes" else _dask(engine, workers, tell)


def _dask(engine: Engine, workers: int, tell: Callable[..., None]) -> Callable[[int], Any]:
    """Gives the cluster for a number of runs: the one asked for, else one on this machine."""
    from experiments.engine import cluster, slurm
    from experiments.engine.dask_executor import Dask

    cluster.check_dask()
    wait = 60.0 * engine.wait_minutes if engine.wait_minutes is not None else None
    if (address := engine.scheduler) is not None:
        cluster.check_address(address)
        wait = wait or 60.0 * WAIT_MINUTES
        return lambda runs: Dask(lambda: cluster.running(address), say=tell, wait=wait)
    if (file := engine.slurm) is not None:
        slurm.read_slurm(file)
        return lambda runs: Dask(lambda: slurm.slurm(file), say=tell, wait=wait)
    return lambda runs: Dask(lambda: cluster.local(min(workers, runs)), say=tell)


def check_limits(engine: Engine, runs: list[Any], workers: int, spent: float = 0.0) -> None:
    """Refuse runs that take more than allowed, ``spent`` hours included; without limits no pilot is made."""
    if engine.max_hours is None and engine.max_gb is None:
        return
    from experiments.engine.estimate import check, estimate

    needed = estimate(runs, workers)
    check(dataclasses.replace(needed, hours=needed.hours + spent), engine.max_hours, engine.max_gb)


def waiting(engine: Engine, resolved: Any, store: Any) -> list[Any]:
    """Runs of a plan that are neither in its folder nor in the shared store."""
    from experiments.store.run_cache import waiting_runs
    from experiments.store.store import Store

    return waiting_runs(resolved, store, Store(engine.store) if engine.store else None)
