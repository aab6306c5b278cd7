"""``uitzendlab plan``: what a run or a sweep would take, from a pilot; nothing is stored."""

from __future__ import annotations

import argparse

from uitzendlab.cli.commands import run, sweep
from uitzendlab.cli.machinery.engine import check_options
from uitzendlab.cli.machinery.output import Output, report_remarks
from uitzendlab.cli.machinery.precise import as_far_as_made, looks_planned, targets_of
from uitzendlab.cli.machinery.preview import show_plan

NAME = "plan"
ABOUT = "plan_command"  # "plan" is said by run already
EXAMPLES = (
    "plan --size desk --seeds 100",
    "plan --policies deposit --precision homeless_stock=5% --most-seeds 40",
    "plan --size study --max-hours 8 --max-gb 50",
    "plan deposit-by-capacity --seeds 20",
    "plan policies=deposit 'world.hirers=interval(20000,30000)' --design sobol --points 64",
)
Request = sweep.Request
WORDS = ("base", "policies", "size", "seed", "seeds", "until")  # that only a sweep takes


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments: those of ``sweep``, which has all those of ``run``."""
    sweep.arguments(parser, lang)


def is_sweep(request: Request) -> bool:
    """Whether a sweep is asked: an experiment is named, or a word or an option stands there that only a sweep takes."""
    from experiments.design import grammar

    if any(getattr(request, name) is not None for name in sweep.DESIGN):
        return True
    words = [word.partition("=") for word in request.overrides]
    # What has no "=" is the name of an experiment; with a sign of Hydra's, which run refuses, it is none.
    named = bool(words) and not words[0][1] and words[0][0][:1] not in ("+", "~")
    return named or any(key in WORDS or text == "interval" or grammar.is_sweep(text) for key, _, text in words)


def execute(request: Request, out: Output) -> int:
    """Time a pilot and show the plan with its estimate."""
    from experiments.store.store import Store

    check_options(request.engine)
    config, resolved, folder = (sweep if is_sweep(request) else run).resolved_of(request, out)
    report_remarks(out, resolved.remarks)
    store = Store(folder)
    if targets_of(request.goal, resolved):
        resolved = as_far_as_made(store, resolved)
    looks = looks_planned(request.goal, resolved, store)
    return show_plan(request.engine, out, resolved, store, config.workers, looks=looks)
