"""Options of all commands that make runs: where, from which store, and within which limits."""

from __future__ import annotations

import argparse
import dataclasses
import math
from collections.abc import Callable
from typing import Any

from uitzendlab.cli.output import Output, Refused

EXECUTORS = ("serial", "processes", "dask")
FLAGS = ("dry_run", "fail_fast")
VALUES = ("executor", "scheduler", "slurm", "store", "max_hours", "max_gb", "wait_minutes")
LIMITS = ("max_hours", "max_gb", "wait_minutes")
WAIT_MINUTES = 10.0  # for a worker of a scheduler that runs; a queue of SLURM may take days


def engine_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare them."""
    from uitzendlab.words import say

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


def engine_words(given: argparse.Namespace) -> list[str]:
    """The options as they were written, for the command that goes on."""
    words: list[str] = []
    for name in VALUES:
        if (value := getattr(given, name)) is not None:
            words += [f"--{name.replace('_', '-')}", str(value)]
    return words + [f"--{name.replace('_', '-')}" for name in FLAGS if getattr(given, name)]


def check_options(given: argparse.Namespace) -> None:
    """Refuse limits that limit nothing: nan is neither more nor less than any number."""
    for name in LIMITS:
        value = getattr(given, name)
        if value is not None and not 0.0 < value < math.inf:
            raise Refused(name.replace("_", "-"), value, "a number above 0", "outside its range")


def show_script(given: argparse.Namespace, out: Output) -> bool:
    """Check the options, and show the job script where that was asked for; says whether it was."""
    check_options(given)
    if not given.dry_run or given.slurm is None:
        return False
    from experiments.cluster import check_dask
    from experiments.slurm import job_script

    check_dask()
    script = job_script(given.slurm)
    out.result(script)
    out.document({"job_script": script})
    return True


def chosen_executor(
    given: argparse.Namespace, workers: int, out: Output, default: str = "processes"
) -> Callable[[int], Any]:
    """Gives the executor for a number of runs."""
    from experiments.executors import Processes, Serial, executor

    far = given.scheduler is not None or given.slurm is not None
    name = given.executor or ("dask" if far else default)
    if far and name != "dask":
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

    if name == "processes":
        return beside
    from experiments import cluster, slurm
    from experiments.dask_executor import Dask

    cluster.check_dask()
    wait = 60.0 * given.wait_minutes if given.wait_minutes is not None else None
    if given.scheduler is not None:
        cluster.check_address(given.scheduler)
        wait = wait or 60.0 * WAIT_MINUTES
        return lambda runs: Dask(lambda: cluster.running(given.scheduler), say=tell, wait=wait)
    if given.slurm is not None:
        slurm.read_slurm(given.slurm)
        return lambda runs: Dask(lambda: slurm.slurm(given.slurm), say=tell, wait=wait)
    return lambda runs: Dask(lambda: cluster.local(min(workers, runs)), say=tell)


def check_limits(given: argparse.Namespace, runs: list[Any], workers: int, spent: float = 0.0) -> None:
    """Refuse runs that take more than allowed, ``spent`` hours included; without limits no pilot is made."""
    if given.max_hours is None and given.max_gb is None:
        return
    from experiments.estimate import check, estimate

    needed = estimate(runs, workers)
    check(dataclasses.replace(needed, hours=needed.hours + spent), given.max_hours, given.max_gb)


def waiting(given: argparse.Namespace, resolved: Any, store: Any) -> list[Any]:
    """Runs of a plan that are neither in its folder nor in the shared store."""
    from experiments.shared import waiting_runs
    from experiments.store import Store

    return waiting_runs(resolved, store, Store(given.store) if given.store else None)


def warn_of_compiling(given: argparse.Namespace, out: Output) -> None:
    """Say that the first run takes minutes, where this machine makes it and holds no compiled kernels yet."""
    far = given.scheduler is not None or given.slurm is not None
    if not far and not compiled():
        out.note(out.say("compiling"))


def compiled() -> bool:
    """Whether a run was begun from these sources: its first week leaves the kernels that are compiled last."""
    from pathlib import Path

    from sim.outcomes.spells import turn_spells

    # Asked of the kernel: in one cache each checkout has a folder of its own for every folder of sources.
    return next(Path(str(turn_spells.stats.cache_path)).glob("spells.turn_spells-*.nbi"), None) is not None
