"""``uitzendlab rerun``: make one run of a folder again and compare it bit by bit."""

from __future__ import annotations

import argparse
import dataclasses

from uitzendlab.cli.machinery.output import Output
from uitzendlab.cli.machinery.request import OfFolder

NAME = "rerun"
EXAMPLES = ("rerun results/main 0123456789abcdef", "rerun results/main 0123456789abcdef --json")


@dataclasses.dataclass(frozen=True)
class Request(OfFolder):
    """Which run of a folder."""

    run_id: str


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from analysis.text.messages import say

    parser.add_argument("dir", metavar="DIR", help=say("dir", lang))
    parser.add_argument("run_id", metavar="RUN_ID", help=say("run_id", lang))


def execute(request: Request, out: Output) -> int:
    """Make it and say whether it is the same; 0 if it is."""
    from experiments.engine.reproduce import rerun_and_compare
    from experiments.store.reopen import run_of
    from uitzendlab.cli.machinery.folder import open_folder

    store = open_folder(request.dir)
    spec = run_of(store, request.run_id)
    again = rerun_and_compare(store, spec)
    out.document({"run_id": spec.run_id, "equal": again.equal, **dataclasses.asdict(again)})
    if again.error is not None:
        out.result(out.say("again_failed", run=spec.run_id, error=again.error))
    elif again.before != "done":
        out.result(out.say("again_new", run=spec.run_id, status=again.before, folder=store.folder))
    elif again.equal:
        out.result(out.say("again_equal", run=spec.run_id, tables=", ".join(again.tables)))
    for facts in again.differences:
        out.result(out.say("again_differs", run=spec.run_id, **facts))
    return 0 if again.equal else 1
