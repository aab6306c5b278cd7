"""Options of all commands that make runs: where, from which store, and within which limits."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Callable
from typing import Any

from uitzendlab.cli.output import Output, Refused

EXECUTORS = ("serial", "processes", "dask")
FLAGS = ("dry_run", "fail_fast")
VALUES = ("executor", "scheduler", "slurm", "store", "max_hours", "max_gb")


def engine_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare them."""
    from uitzendlab.words import say

    parser.add_argument("--executor", choices=EXECUTORS, help=say("executor", lang))
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--scheduler", metavar="ADDRESS", help=say("scheduler", lang))
    where.add_argument("--slurm", metavar="FILE", help=say("slurm", lang))
    parser.add_argument("--dry-run", action="store_true", help=say("dry_run", lang))
    parser.add_argument("--store", metavar="DIR", help=say("store", lang))
    parser.add_argument("--fail-fast", action="store_true", help=say("fail_fast", lang))
    parser.add_argument("--max-hours", type=float, metavar="H", help=say("max_hours", lang))
    parser.add_argument("--max-gb", type=float, metavar="GB", help=say("max_gb", lang))


def engine_words(given: argparse.Namespace) -> list[str]:
    """The options as they were written, for the command that goes on."""
    words: list[str] = []
    for name in VALUES:
        if (value := getattr(given, name)) is not None:
            words += [f"--{name.replace('_', '-')}", str(value)]
    return words + [f"--{name.replace('_', '-')}" for name in FLAGS if getattr(given, name)]


def show_script(given: argparse.Namespace, out: Output) -> bool:
    """Show the job script where that was asked for; says whether it was."""
    if not given.dry_run:
        return False
    if given.slurm is None:
        raise Refused("dry-run", "", "--slurm FILE --dry-run", "not allowed here")
    from experiments.cluster import check_dask, job_script

    check_dask()
    script = job_script(given.slurm)
    out.result(script)
    out.document({"job_script": script})
    return True


def chosen_executor(
    given: argparse.Namespace, workers: int, out: Output, default: str = "processes"
) -> Callable[[int], Any]:
    """Gives the executor for a number of runs."""
    from experiments.executors import Serial, executor

    far = given.scheduler is not None or given.slurm is not None
    name = given.executor or ("dask" if far else default)
    if far and name != "dask":
        raise Refused("executor", name, "dask", "not allowed here")
    if name == "serial":
        return lambda runs: Serial()
    if name == "processes":
        return lambda runs: executor(workers, runs)
    from experiments import cluster
    from experiments.dask_executor import Dask

    cluster.check_dask()
    if given.scheduler is not None:
        cluster.check_address(given.scheduler)
        return lambda runs: Dask(lambda: cluster.running(given.scheduler), say=out.note)
    if given.slurm is not None:
        cluster.read_slurm(given.slurm)
        return lambda runs: Dask(lambda: cluster.slurm(given.slurm), say=out.note)
    return lambda runs: Dask(lambda: cluster.local(min(workers, runs)), say=out.note)


def check_limits(given: argparse.Namespace, resolved: Any, store: Any, workers: int, spent: float = 0.0) -> None:
    """Refuse a plan that takes more than allowed, ``spent`` hours included; without limits no pilot is made."""
    if given.max_hours is None and given.max_gb is None:
        return
    from experiments.estimate import check, estimate

    needed = estimate(waiting(resolved, store), workers)
    check(dataclasses.replace(needed, hours=needed.hours + spent), given.max_hours, given.max_gb)


def waiting(resolved: Any, store: Any) -> list[Any]:
    """Runs of a plan that are not in a folder yet."""
    contents = store.contents()
    return [spec for spec in resolved.specs if not contents.is_done(spec)]
