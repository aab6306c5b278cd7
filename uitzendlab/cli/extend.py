"""``uitzendlab extend``: the same plan with more seeds; the runs that are there stay."""

from __future__ import annotations

import argparse
import shlex

from uitzendlab.cli.engine import engine_arguments, engine_words, show_script
from uitzendlab.cli.output import Output

NAME = "extend"
EXAMPLES = ("extend results/main --seeds +20", "extend results/main --seeds 0..39 --workers 4")


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from uitzendlab.words import say

    parser.add_argument("dir", metavar="DIR", help=say("dir", lang))
    parser.add_argument("--seeds", metavar="SEEDS", required=True, help=say("extend_seeds", lang))
    parser.add_argument("--workers", type=int, metavar="WORKERS", help=say("workers", lang))
    engine_arguments(parser, lang)


def execute(given: argparse.Namespace, out: Output) -> int:
    """Make the runs of the seeds that are new and show the answer."""
    if show_script(given, out):
        return 0
    from experiments.reopen import more_seeds, reopen
    from uitzendlab.cli.finish import make_and_show
    from uitzendlab.cli.folder import open_folder, workers_of

    store = open_folder(given.dir)
    before = store.manifest()
    resolved = reopen(store, seeds=more_seeds(given.seeds, tuple(before["plan"]["seeds"])))
    words = ["uitzendlab", "extend", given.dir, "--seeds", given.seeds, *engine_words(given)]
    # Forced: it is another plan, of which ``reopen`` has seen that it holds every run of the folder.
    return make_and_show(
        given, out, resolved, store, workers=workers_of(given, before), command=shlex.join(words),
        settings={**before["configuration"], "seeds": ",".join(map(str, resolved.plan.seeds)) + ","}, force=True,
    )  # fmt: skip
