"""``uitzendlab extend``: the same plan with more seeds, or with as many as a precision takes; no run is lost."""

from __future__ import annotations

import argparse
import shlex

from uitzendlab.cli.engine import engine_arguments, engine_words, show_script
from uitzendlab.cli.output import Output, Refused
from uitzendlab.cli.precise import precision_arguments, precision_words

NAME = "extend"
EXAMPLES = (
    "extend results/main --seeds +20",
    "extend results/main --seeds 0..39 --workers 4",
    "extend results/main --precision homeless_stock=5% --most-seeds 64",
)


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from uitzendlab.words import say

    parser.add_argument("dir", metavar="DIR", help=say("dir", lang))
    parser.add_argument("--seeds", metavar="SEEDS", help=say("extend_seeds", lang))
    precision_arguments(parser, lang)
    parser.add_argument("--workers", type=int, metavar="WORKERS", help=say("workers", lang))
    engine_arguments(parser, lang)


def execute(given: argparse.Namespace, out: Output) -> int:
    """Make the runs of the seeds that are new and show the answer."""
    if show_script(given, out):
        return 0
    from experiments.reopen import more_seeds, reopen
    from uitzendlab.cli.finish import make_and_show
    from uitzendlab.cli.folder import open_folder, workers_of

    if given.seeds is None and given.precision is None:
        raise Refused("seeds", "", "--seeds | --precision", "is missing")
    store = open_folder(given.dir)
    before = store.manifest()
    changes = {"seeds": more_seeds(given.seeds, tuple(before["plan"]["seeds"]))} if given.seeds else {}
    resolved = reopen(store, **changes)
    words = ["uitzendlab", "extend", given.dir, *(("--seeds", given.seeds) if given.seeds else ())]
    # Forced: it is another plan, of which ``reopen`` has seen that it holds every run of the folder.
    return make_and_show(
        given, out, resolved, store, workers=workers_of(given, before), force=True,
        command=shlex.join([*words, *precision_words(given), *engine_words(given)]),
        settings={**before["configuration"], "seeds": ",".join(map(str, resolved.plan.seeds)) + ","},
    )  # fmt: skip
