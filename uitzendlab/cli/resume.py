"""``uitzendlab resume``: make what a result folder misses, from its own manifest and its copies of files."""

from __future__ import annotations

import argparse

from uitzendlab.cli.engine import check_options, engine_arguments, show_script
from uitzendlab.cli.output import Output
from uitzendlab.cli.remember import as_before

NAME = "resume"
EXAMPLES = ("resume results/main", "resume results/main --workers 4", "resume results/main --fail-fast")


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from uitzendlab.words import say

    parser.add_argument("dir", metavar="DIR", help=say("dir", lang))
    parser.add_argument("--workers", type=int, metavar="WORKERS", help=say("workers", lang))
    engine_arguments(parser, lang)


def execute(given: argparse.Namespace, out: Output) -> int:
    """Make the missing runs and show the answer."""
    from experiments.reopen import reopen
    from uitzendlab.cli.finish import make_and_show
    from uitzendlab.cli.folder import open_folder, workers_of

    check_options(given)
    store = open_folder(given.dir)
    before = store.manifest()
    default = as_before(given, before, out)
    if show_script(given, out):
        return 0
    return make_and_show(
        given, out, reopen(store), store, workers=workers_of(given, before), command=before["command"],
        settings=before["configuration"], default=default,
    )  # fmt: skip
