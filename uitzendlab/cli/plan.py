"""``uitzendlab plan``: what a run would take, from a pilot; nothing is kept."""

from __future__ import annotations

import argparse
import dataclasses

from uitzendlab.cli import run
from uitzendlab.cli.output import Output

NAME = "plan"
ABOUT = "plan_command"  # "plan" is said by run already
EXAMPLES = ("plan --size desk --seeds 100", "plan --size study --max-hours 8 --max-gb 50")


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments: those of ``run``."""
    run.arguments(parser, lang)


def execute(given: argparse.Namespace, out: Output) -> int:
    """Time a pilot and show the estimate."""
    from experiments.estimate import check, estimate
    from experiments.executors import available_cores
    from experiments.store import Store
    from uitzendlab.cli.engine import check_options, waiting

    check_options(given)
    config, resolved, folder = run.resolved_of(given)
    found = estimate(waiting(given, resolved, Store(folder)), config.workers or available_cores())
    out.document(dataclasses.asdict(found))
    figures = {"hours": found.hours, "memory": found.memory_gb, "disk": found.disk_gb}
    shown = {name: f"{value:.2g}" if value < 10 else f"{value:.0f}" for name, value in figures.items()}
    if out.lang == "nl":
        shown = {name: text.replace(".", ",") for name, text in shown.items()}
    out.result(out.say("estimate", runs=found.runs, workers=found.workers, **shown))
    check(found, given.max_hours, given.max_gb)
    return 0
