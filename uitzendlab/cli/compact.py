"""``uitzendlab compact``: put the files of single runs together in few large ones."""

from __future__ import annotations

import argparse

from uitzendlab.cli.output import Output, Refused

NAME = "compact"
EXAMPLES = ("compact results/main",)


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from uitzendlab.words import say

    parser.add_argument("dir", metavar="DIR", help=say("dir", lang))


def execute(given: argparse.Namespace, out: Output) -> int:
    """Put them together."""
    from experiments.compaction import compact, recover
    from experiments.writable import writing
    from uitzendlab.cli.folder import open_folder

    store = open_folder(given.dir)
    with writing("dir", store.folder), store.locked() as ours:
        if not ours:
            raise Refused("dir", given.dir, "", "another command is writing there", "Wait for it.")
        recover(store)
        runs = compact(store)
    out.result(out.say("compacted", runs=runs))
    out.document({"folder": str(store.folder), "runs": runs})
    return 0
