"""``uitzendlab compact``: merge the files of single runs into a few large ones, of a result folder or a store."""

from __future__ import annotations

import argparse

from uitzendlab.cli.machinery.output import Output, Refused
from uitzendlab.cli.machinery.request import OfFolder

NAME = "compact"
EXAMPLES = ("compact results/main", "compact results/shared")

Request = OfFolder


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from analysis.text.messages import say

    parser.add_argument("dir", metavar="DIR", help=say("compact_dir", lang))


def execute(request: Request, out: Output) -> int:
    """Merge them."""
    from experiments.store.compaction import compact, recover
    from experiments.store.run_cache import is_shared_store
    from experiments.store.store import Store
    from experiments.store.writable import writing
    from uitzendlab.cli.machinery.folder import open_folder

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
