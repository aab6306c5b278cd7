"""``uitzendlab extend``: the same plan with more seeds, or with as many as a precision takes; no run is lost."""

from __future__ import annotations

import argparse
import shlex
from typing import Any

from uitzendlab.cli.engine import engine_arguments, engine_words, show_script
from uitzendlab.cli.output import Output, Refused

NAME = "extend"
EXAMPLES = (
    "extend results/main --seeds +20",
    "extend results/main --seeds 0..39 --workers 4",
    "extend results/main --precision homeless_stock=5% --most-seeds 64",
)
MOST = 64


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from uitzendlab.words import say

    parser.add_argument("dir", metavar="DIR", help=say("dir", lang))
    parser.add_argument("--seeds", metavar="SEEDS", help=say("extend_seeds", lang))
    parser.add_argument("--precision", metavar="OUTCOME=WIDTH", help=say("precision", lang))
    parser.add_argument("--most-seeds", type=int, metavar="N", default=MOST, help=say("most_seeds", lang))
    parser.add_argument("--workers", type=int, metavar="WORKERS", help=say("workers", lang))
    engine_arguments(parser, lang)


def execute(given: argparse.Namespace, out: Output) -> int:
    """Make the runs of the seeds that are new and show the answer."""
    if show_script(given, out):
        return 0
    from analysis.precision import read_targets
    from uitzendlab.cli.finish import show_answer
    from uitzendlab.cli.folder import open_folder

    if given.seeds is None and given.precision is None:
        raise Refused("seeds", "", "--seeds | --precision", "is missing")
    targets = read_targets(given.precision) if given.precision else ()
    store = open_folder(given.dir)
    resolved, batch = _make(given, out, store, given.seeds)
    while batch is not None and targets:
        widths, wanted = _wanted(store, resolved, targets, given.most_seeds)
        for width in widths:
            if width.half is not None:
                out.note(out.say("width", **width._asdict()))
        if wanted <= len(resolved.plan.seeds):
            reached = bool(widths) and all(width.enough for width in widths)
            out.note(
                out.say("precise" if reached else "not_precise", n=len(resolved.plan.seeds), most=given.most_seeds)
            )
            break
        resolved, batch = _make(given, out, store, f"+{wanted - len(resolved.plan.seeds)}")
    return 1 if batch is None else show_answer(store, batch.failed, resolved, out)


def _make(given: argparse.Namespace, out: Output, store: Any, seeds: str | None) -> tuple[Any, Any]:
    """Make the runs of the plan with more seeds; gives it, and the batch or None."""
    from experiments.reopen import more_seeds, reopen
    from uitzendlab.cli.finish import make_runs
    from uitzendlab.cli.folder import workers_of

    before = store.manifest()
    changes = {"seeds": more_seeds(seeds, tuple(before["plan"]["seeds"]))} if seeds else {}
    resolved = reopen(store, **changes)
    words = ["uitzendlab", "extend", given.dir, *(("--seeds", seeds) if seeds else ())]
    words += ["--precision", given.precision, "--most-seeds", str(given.most_seeds)] if given.precision else []
    # Forced: it is another plan, of which ``reopen`` has seen that it holds every run of the folder.
    batch = make_runs(
        given, out, resolved, store, workers=workers_of(given, before),
        command=shlex.join([*words, *engine_words(given)]), force=True,
        settings={**before["configuration"], "seeds": ",".join(map(str, resolved.plan.seeds)) + ","},
    )  # fmt: skip
    return resolved, batch


def _wanted(store: Any, resolved: Any, targets: Any, most: int) -> tuple[list[Any], int]:
    """Widths of the effects, and the number of seeds that should make them narrow enough; none more: as many as now."""
    from analysis.precision import seeds_needed, widths_of
    from analysis.view import last_full_year

    end = next(told["end"] for run in store.run_ids() if (told := store.receipt(run)) is not None)
    widths, seeds = widths_of(store, last_full_year(end), targets), len(resolved.plan.seeds)
    if not widths or all(width.enough for width in widths):
        return widths, seeds
    return widths, max(seeds, seeds_needed(widths, seeds, most))
