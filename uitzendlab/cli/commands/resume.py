"""``uitzendlab resume``: make what a result folder misses, from its own manifest and its copies of files."""

from __future__ import annotations

import argparse
import dataclasses

from uitzendlab.cli.machinery.engine import Engine, check_options, engine_arguments, show_script
from uitzendlab.cli.machinery.output import Output
from uitzendlab.cli.machinery.remember import with_settings_of
from uitzendlab.cli.machinery.request import OfFolder

NAME = "resume"
EXAMPLES = ("resume results/main", "resume results/main --workers 4", "resume results/main --fail-fast")


@dataclasses.dataclass(frozen=True)
class Request(OfFolder):
    """Which folder to complete, and how where that is not as before."""

    engine: Engine


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from analysis.text.messages import say

    parser.add_argument("dir", metavar="DIR", help=say("dir", lang))
    parser.add_argument("--workers", type=int, metavar="WORKERS", help=say("workers", lang))
    engine_arguments(parser, lang)


def execute(request: Request, out: Output) -> int:
    """Make the missing runs and show the answer."""
    from experiments.store.reopen import reopen
    from uitzendlab.cli.machinery.finish import Job, make_and_show
    from uitzendlab.cli.machinery.folder import open_folder, workers_of

    check_options(request.engine)
    store = open_folder(request.dir)
    before = store.manifest()
    engine, default = with_settings_of(request.engine, before, out)
    if show_script(engine, out):
        return 0
    resolved, workers = reopen(store), workers_of(engine.workers, before)
    job = Job(engine, workers, before["command"], before["configuration"], default=default)
    return make_and_show(job, out, resolved, store)
