"""``uitzendlab extend``: the same plan with more seeds, points, or what a precision takes; no run is lost."""

from __future__ import annotations

import argparse
import shlex

from uitzendlab.cli.engine import check_options, engine_arguments, engine_words, show_script
from uitzendlab.cli.output import Output, Refused
from uitzendlab.cli.precise import precision_arguments, precision_words
from uitzendlab.cli.remember import as_before

NAME = "extend"
EXAMPLES = (
    "extend results/main --seeds +20",
    "extend results/main --seeds 0..39 --workers 4",
    "extend results/my-sobol --points +64",
    "extend results/main --precision homeless_stock=5% --most-seeds 64",
)


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from uitzendlab.words import say

    parser.add_argument("dir", metavar="DIR", help=say("dir", lang))
    parser.add_argument("--seeds", metavar="SEEDS", help=say("extend_seeds", lang))
    parser.add_argument("--points", metavar="POINTS", help=say("extend_points", lang))
    precision_arguments(parser, lang)
    parser.add_argument("--workers", type=int, metavar="WORKERS", help=say("workers", lang))
    engine_arguments(parser, lang)


def execute(given: argparse.Namespace, out: Output) -> int:
    """Make the runs of the seeds and points that are new and show the answer."""
    from experiments.longer import longer_design
    from experiments.reopen import more_seeds, reopen
    from uitzendlab.cli.finish import make_and_show
    from uitzendlab.cli.folder import open_folder, workers_of

    check_options(given)
    if given.seeds is None and given.points is None and given.precision is None:
        raise Refused("seeds", "", "--seeds | --points | --precision", "is missing")
    store = open_folder(given.dir)
    before = store.manifest()
    default = as_before(given, before, out)
    if show_script(given, out):
        return 0
    changes, settings = {}, dict(before["configuration"])
    if given.seeds is not None:
        changes["seeds"] = more_seeds(given.seeds, tuple(before["plan"]["seeds"]))
    if given.points is not None:
        changes["design"], settings["experiment"] = longer_design(store, given.points)
    resolved = reopen(store, **changes)
    words = ["uitzendlab", "extend", given.dir]
    words += [word for name in ("seeds", "points") if (value := getattr(given, name)) for word in (f"--{name}", value)]
    # Forced: it is another plan, of which ``reopen`` has seen that it holds every run of the folder.
    return make_and_show(
        given, out, resolved, store, workers=workers_of(given, before), force=True, default=default,
        command=shlex.join([*words, *precision_words(given), *engine_words(given)]),
        settings={**settings, "seeds": ",".join(map(str, resolved.plan.seeds)) + ","},
    )  # fmt: skip
