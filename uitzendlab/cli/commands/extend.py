"""``uitzendlab extend``: the same plan with more seeds, points, or what a precision takes; no run is lost."""

from __future__ import annotations

import argparse
import dataclasses
import shlex

from uitzendlab.cli.machinery.engine import Engine, check_options, engine_arguments, engine_words, show_script
from uitzendlab.cli.machinery.output import Output, Refused
from uitzendlab.cli.machinery.precise import Precision, precision_arguments, precision_words
from uitzendlab.cli.machinery.remember import with_settings_of
from uitzendlab.cli.machinery.request import OfFolder

NAME = "extend"
EXAMPLES = (
    "extend results/main --seeds +20",
    "extend results/main --seeds 0..39 --workers 4",
    "extend results/my-sobol --points +64",
    "extend results/main --precision homeless_stock=5% --most-seeds 64",
)


@dataclasses.dataclass(frozen=True)
class Request(OfFolder):
    """Which folder to extend and by what, and how where that is not as before."""

    seeds: str | None
    points: str | None
    goal: Precision
    engine: Engine


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from analysis.text.messages import say

    parser.add_argument("dir", metavar="DIR", help=say("dir", lang))
    parser.add_argument("--seeds", metavar="SEEDS", help=say("extend_seeds", lang))
    parser.add_argument("--points", metavar="POINTS", help=say("extend_points", lang))
    precision_arguments(parser, lang)
    parser.add_argument("--workers", type=int, metavar="WORKERS", help=say("workers", lang))
    engine_arguments(parser, lang)


def execute(request: Request, out: Output) -> int:
    """Make the runs of the seeds and points that are new and show the answer."""
    from experiments.design.extend_design import longer_design
    from experiments.store.reopen import more_seeds, reopen
    from uitzendlab.cli.machinery.finish import Job, make_and_show
    from uitzendlab.cli.machinery.folder import open_folder, workers_of

    check_options(request.engine)
    if request.seeds is None and request.points is None and request.goal.precision is None:
        raise Refused("seeds", "", "--seeds | --points | --precision", "is missing")
    store = open_folder(request.dir)
    before = store.manifest()
    engine, default = with_settings_of(request.engine, before, out)
    if show_script(engine, out):
        return 0
    changes, settings = {}, dict(before["configuration"])
    if request.seeds is not None:
        changes["seeds"] = more_seeds(request.seeds, tuple(before["plan"]["seeds"]))
    if request.points is not None:
        changes["design"], settings["experiment"] = longer_design(store, request.points)
    resolved = reopen(store, **changes)
    words = ["uitzendlab", "extend", request.dir]
    words += [
        word for name in ("seeds", "points") if (value := getattr(request, name)) for word in (f"--{name}", value)
    ]
    # Forced: it is another plan, of which ``reopen`` has seen that it holds every run of the folder.
    job = Job(
        engine, workers_of(engine.workers, before),
        shlex.join([*words, *precision_words(request.goal), *engine_words(engine)]),
        {**settings, "seeds": ",".join(map(str, resolved.plan.seeds)) + ","},
        goal=request.goal, force=True, default=default,
    )  # fmt: skip
    return make_and_show(job, out, resolved, store)
