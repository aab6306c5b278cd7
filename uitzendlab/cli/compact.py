"""``uitzendlab compact``: put the files of single runs together in few large ones, of a result folder or a store."""

from __future__ import annotations

import argparse

from uitzendlab.cli.output import Output, Refused
from uitzendlab.cli.request import OfFolder

NAME = "compact"
EXAMPLES = ("compact results/main", "compact results/shared")

Request = OfFolder


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from uitzendlab.words import say

    parser.add_argument("dir", metavar="DIR", help=say("compact_dir", lang))


def execute(request: Request, out: Output) -> int:
    """Put them together."""
    from experiments.compaction import compact, recover
    from experiments.shared import is_shared_store
    from experiments.store import Store
    from experiments.writable import writing
    from uitzendlab.cli.folder import open_folder

    store = Store(request.dir)
    every = is_shared_store(store)
    if not every:
        open_folder(request.dir)
    with writing("dir", store.folder), store.locked() as ours:
        if not ours:
            raise Refused("dir", request.dir, "", "another command is writing there", "Wait for it.")
        recover(store)
        runs = compact(store, every=every)
    out.result(out.say("compacted", runs=runs))
    out.document({"folder": str(store.folder), "runs": runs})
    return 0
